/** What is used of SingleFile's core; the package itself is fetched when the bench runs and belongs to no build. */
declare module "single-file-core/single-file.js" {
  export const helper: { SELECTED_CONTENT_ATTRIBUTE_NAME: string };
  export function getPageData(
    options: Record<string, unknown>,
    init: { fetch(url: string): Promise<unknown> },
    document: Document,
    window: Window,
  ): Promise<{ content: string }>;
}
