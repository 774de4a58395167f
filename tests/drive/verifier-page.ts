/** Driving the verifier's screen, in the extension or as the single file: files in, what it says out. */
import type { Page } from "playwright-core";

/** What a screen says of one file, by codes: comparable between the faces. */
export interface Said {
  verdict: string;
  /** Codes of findings, in the order shown. */
  codes: string[];
  /** Rung → code. */
  grades: Record<string, string>;
}

/** Takes files in and waits until each has its report. */
export async function checkFiles(
  page: Page,
  files: readonly { name: string; bytes: Uint8Array }[],
): Promise<Said[]> {
  await page.locator(".drop input").setInputFiles(
    files.map(({ name, bytes }) => ({
      name,
      mimeType: "application/octet-stream",
      buffer: Buffer.from(bytes),
    })),
  );
  await page
    .locator("[data-verdict]")
    .nth(files.length - 1)
    .waitFor();
  return page.locator("[data-verdict]").evaluateAll((articles) =>
    articles.map((article) => ({
      verdict: article.getAttribute("data-verdict") ?? "",
      codes: [...article.querySelectorAll("[data-finding]")].map(
        (each) => each.getAttribute("data-finding") ?? "",
      ),
      grades: Object.fromEntries(
        [...article.querySelectorAll("[data-rung]")].map((each) => [
          each.getAttribute("data-rung") ?? "",
          each.getAttribute("data-code") ?? "",
        ]),
      ),
    })),
  );
}
