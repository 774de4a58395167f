/** One core, three faces: the archive's page and the single file say of every file what the golden table says. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DEMO_HOSTS } from "../demo/site.ts";
import { findFirefox } from "../drive/browsers.mjs";
import { openFirefoxAlone } from "../drive/firefox-file.ts";
import { ensureSingleFile } from "../drive/single-file.ts";
import { openStage, type Stage } from "../drive/stage.ts";
import { ownUrl } from "../drive/targets.ts";
import { runVerifier } from "../drive/verifier.ts";
import { checkFiles, readReports, type Said } from "../drive/verifier-page.ts";
import { type Expected, goldenFiles } from "../fixtures/golden.ts";
import { MARK, TRAP } from "../fixtures/traps.ts";
import { showsEverything } from "./rich-report.ts";

const golden: Record<string, Expected> = JSON.parse(
  readFileSync(new URL("../verify/golden.json", import.meta.url), "utf8"),
);
let files: Awaited<ReturnType<typeof goldenFiles>>;
let stage: Stage;
let single = "";
/** Some of each kind: the core is the same, the engine is not. */
const IN_FIREFOX = [
  "good",
  "withheld",
  "traps",
  "byte-of-an-artefact",
  "signature-garbage",
  "data-before",
  "foreign-plain",
  "empty",
];
const requested: string[] = [];

beforeAll(async () => {
  files = await goldenFiles();
  single = pathToFileURL(await ensureSingleFile()).href;
  stage = await openStage({ hosts: [...DEMO_HOSTS, "trap.example", "*.trap.example"], lang: "vi" });
  const { context } = stage.session;
  // What the policy stops is announced and never sent.
  context.on("requestfinished", (request) => requested.push(request.url()));
  context.on("requestfailed", (request) => {
    if (request.failure()?.errorText !== "csp") requested.push(request.url());
  });
});
afterAll(() => stage?.close());

const faces = {
  "the archive's page": () => `${ownUrl(stage.session)}archive.html#/verify`,
  "the single file": () => single,
};

async function open(url: string): Promise<Page> {
  const page = await stage.session.context.newPage();
  await page.goto(url);
  await page.locator(".drop").waitFor();
  return page;
}

/** What went beyond this machine's disk and the extension's own files. */
const outside = () => requested.filter((url) => !/^(file|blob|data|chrome-extension|about):/.test(url));

describe.each(Object.entries(faces))("%s", (_, url) => {
  it("judges every file as the table has it, and asks the network for nothing", async () => {
    const page = await open(url());
    const said: Record<string, unknown> = {};
    for (const [name, bytes] of files) {
      const [only] = await checkFiles(page, [{ name: `${name}.wacz`, bytes }]);
      const { verdict, codes, grades } = only ?? {};
      said[name] = { verdict, codes, grades };
    }
    for (const name of files.keys()) expect({ [name]: said[name] }).toEqual({ [name]: golden[name] });
    expect(outside()).toEqual([]);
    await page.close();
  });

  it("shows what an enemy captured, inertly", async () => {
    const page = await open(url());
    const errors: string[] = [];
    page.on("pageerror", ({ message }) => errors.push(message));
    await checkFiles(page, [{ name: "traps.wacz", bytes: files.get("traps") ?? new Uint8Array() }]);
    await page.locator(".capture").first().waitFor();
    for (const button of await page.locator("[data-page]").all()) await button.click();
    const frame = page.frameLocator("iframe").first();
    await frame.locator("#seen").waitFor();
    expect(await frame.locator("#seen").textContent()).toBe("inert words");
    expect(await frame.locator("script, form[action], iframe, object, [href], [src^=http]").count()).toBe(0);
    await frame.locator("#script-link").click();
    await frame.locator("#away").click();
    await frame.locator("button").first().click();
    const first = page.locator(".capture").first();
    await first.locator("> details > summary").click();
    for (const button of await first.locator(".file button").all()) await button.click();
    // one file is shown at a time: the last is the picture that is no picture
    await first.locator(".file .picture img, .file .picture .quiet").first().waitFor();
    await page.evaluate("new Promise((done) => requestIdleCallback(done))");
    expect(
      await page.evaluate(
        `[window.${MARK}, document.querySelectorAll("img[onerror], .verify script").length]`,
      ),
    ).toEqual([undefined, 0]);
    expect(page.url()).toBe(url());
    // The findings say how the host is written, and what it is; where the post is shown, only what it is.
    const words = await page.locator(".captures").textContent();
    expect(words?.includes(new URL("https://www.fасebook.com").hostname)).toBe(true);
    expect(words?.includes("www.fасebook.com")).toBe(false);
    expect(await page.locator(".capture-fold-name").first().textContent()).not.toMatch(/[\u202a-\u202e]/);
    expect([outside(), stage.served.requests.filter((each) => each.url.startsWith(TRAP))]).toEqual([[], []]);
    expect(errors).toEqual([]);
    await page.close();
  });

  it("shows stamps by the reader's roots, what is withheld, the derived picture as one, notes and acts", async () => {
    const page = await open(url());
    await showsEverything(page);
    await page.close();
  });

  it("names keys by the reader's list, and says where files meet", async () => {
    const page = await open(url());
    const [good, traps] = ["good", "traps"].map((name) => ({
      name: `${name}.wacz`,
      bytes: files.get(name) ?? new Uint8Array(),
    }));
    if (!good || !traps) throw new Error("no files");
    expect((await checkFiles(page, [good, traps])).map(({ grades }) => grades.seen)).toEqual([
      "seen-unknown",
      "seen-unknown",
    ]);
    await page.locator(".known-keys summary").first().click();
    const [one = "", two = ""] = await page.locator(".fingerprint .spoken-words").allTextContents();
    await page.locator(".known-keys textarea").fill(`Báo A = ${one}\nBáo B = ${two}\nnobody`);
    await page.locator("[data-code=seen-known]").first().waitFor();
    const [first] = await page.evaluate<Said[]>(readReports);
    expect(first?.grades).toMatchObject({ signed: "signed-known", seen: "seen-known" });
    expect(first?.codes).toContain("key-known");
    expect(await page.locator(".known-keys .banner").textContent()).toContain("3");
    await page.close();
  });

  it.each(["light", "dark"] as const)(
    "has no violation of WCAG in %s at a phone's width, nor a sideways scroll",
    async (colorScheme) => {
      const page = await open(url());
      await page.setViewportSize({ width: 360, height: 740 });
      await page.emulateMedia({ colorScheme });
      const two = ["traps", "signed-anew"].map((name) => ({
        name: `${name}.wacz`,
        bytes: files.get(name) ?? new Uint8Array(),
      }));
      await checkFiles(page, two);
      await page.locator(".capture .words").first().waitFor();
      await page.locator(".known-keys summary").first().click();
      const { violations } = await new AxeBuilder({ page })
        .setLegacyMode(true)
        .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
        .analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 300)}`)).toEqual([]);
      expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBeLessThanOrEqual(0);
      await page.close();
    },
  );

  it("prints everything unfolded, with its pictures", async () => {
    const page = await open(url());
    await checkFiles(page, [{ name: "good.wacz", bytes: files.get("good") ?? new Uint8Array() }]);
    const printed = await page.evaluate(`new Promise((resolve) => {
      window.print = () => {
        dispatchEvent(new Event("beforeprint"));
        const report = document.querySelector(".file-report");
        resolve({
          folded: report.querySelectorAll("details:not([open])").length,
          pictures: [...report.querySelectorAll(".picture img")].filter((image) => image.naturalWidth > 0).length,
          words: report.textContent,
        });
      };
      document.querySelector(".file-report > .buttons button").click();
    })`);
    expect(printed).toMatchObject({
      folded: 0,
      pictures: 2,
      words: expect.stringMatching(/sha256:[0-9a-f]{64}/),
    });
    await page.close();
  });
});

it("the command line says the same", () => {
  const folder = mkdtempSync(join(tmpdir(), "keepsake-faces-"));
  for (const name of ["withheld", "not-a-zip"]) {
    writeFileSync(join(folder, name), files.get(name) ?? "");
    const report = JSON.parse(runVerifier(join(folder, name), "--json").output);
    expect({
      verdict: report.verdict,
      codes: report.findings.map(({ code }: { code: string }) => code),
      grades: Object.fromEntries(
        report.grades.map((each: { rung: string; code: string }) => [each.rung, each.code]),
      ),
    }).toEqual(golden[name]);
  }
  rmSync(folder, { recursive: true });
});

describe.skipIf(!findFirefox())("the single file in Firefox", () => {
  it("judges files as the table has it, shows traps inertly, and asks the network for nothing", async () => {
    const folder = mkdtempSync(join(tmpdir(), "keepsake-faces-"));
    const firefox = await openFirefoxAlone();
    try {
      const page = await firefox.browser.newPage();
      await page.goto(single);
      for (const name of IN_FIREFOX) {
        const bytes = files.get(name) ?? new Uint8Array();
        writeFileSync(join(folder, `${name}.wacz`), bytes);
        const input = await page.waitForSelector(".drop input");
        await (input as unknown as { uploadFile(path: string): Promise<void> }).uploadFile(
          join(folder, `${name}.wacz`),
        );
        await page.waitForFunction(
          `document.querySelector("[data-verdict] h2")?.textContent === "${name}.wacz"`,
        );
        const [said] = (await page.evaluate(readReports)) as Said[];
        expect({ [name]: { verdict: said?.verdict, codes: said?.codes, grades: said?.grades } }).toEqual({
          [name]: golden[name],
        });
        if (name !== "traps") continue;
        await page.waitForSelector("[data-page]");
        await page.evaluate(`for (const button of document.querySelectorAll("[data-page]")) button.click()`);
        await page.waitForSelector("iframe");
        await page.evaluate(`document.querySelector(".picture").scrollIntoView()`);
        await page.waitForFunction(`document.querySelectorAll(".picture img").length > 0`);
      }
      expect(await page.evaluate(`String(window.${MARK})`)).toBe("undefined");
      expect(firefox.asked.filter((address) => address.includes("trap.example"))).toEqual([]);
    } finally {
      await firefox.close();
      rmSync(folder, { recursive: true });
    }
  });
});
