/** Driving the verifier's screen, in the extension or as the single file: files in, what it says out. */
import type { Page } from "playwright-core";

/** What a screen says of one file, by codes: comparable between the faces. */
export interface Said {
  /** Of the file. */
  name: string;
  verdict: string;
  /** Codes of findings, in the order shown. */
  codes: string[];
  /** Rung → code. */
  grades: Record<string, string>;
}

/** Reads the reports in a page. Evaluated there, so it stands on nothing around it. */
export const readReports = `[...document.querySelectorAll("[data-verdict]")].map((article) => ({
  name: article.querySelector("h2").textContent,
  verdict: article.getAttribute("data-verdict"),
  codes: [...article.querySelectorAll("[data-finding]")].map((each) => each.getAttribute("data-finding")),
  grades: Object.fromEntries(
    [...article.querySelectorAll("[data-rung]")].map((each) => [each.getAttribute("data-rung"), each.getAttribute("data-code")]),
  ),
}))`;

/** Takes files in and waits until each has its report. Names must be new to the page. */
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
  for (const { name } of files) await page.getByRole("heading", { name, exact: true }).waitFor();
  return page.evaluate<Said[]>(readReports);
}
