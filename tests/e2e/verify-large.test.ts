/** A large file in the archive's page: read in a thread of its own, and judged as it is. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { DEMO_HOSTS } from "../demo/site.ts";
import { openStage, type Stage } from "../drive/stage.ts";
import { ownUrl } from "../drive/targets.ts";
import { readReports, type Said } from "../drive/verifier-page.ts";
import { largeFiles } from "../fixtures/large-bundle.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ hosts: DEMO_HOSTS, lang: "vi" });
});
afterAll(() => stage?.close());

it("verifies a large file, whole and changed, with the archive read in a thread", async () => {
  const page = await stage.session.context.newPage();
  const threads: string[] = [];
  page.on("worker", (worker) => threads.push(new URL(worker.url()).pathname));
  await page.goto(`${ownUrl(stage.session)}archive.html#/verify`);
  const { files, remove } = await largeFiles();
  for (const { name, path, verdict } of files) {
    await page.locator(".drop input").setInputFiles(path);
    await page.getByRole("heading", { name, exact: true }).waitFor();
    const [said] = await page.evaluate<Said[]>(readReports);
    expect(said?.verdict).toBe(verdict);
    expect(said?.codes.includes("artefact-changed")).toBe(verdict === "flawed");
  }
  expect(threads.filter((path) => path === "/feed-worker.js")).toHaveLength(2);
  await page.close();
  await remove();
});
