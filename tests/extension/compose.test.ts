/** What is sealed names every file with its true hash, says what was not had, and never holds the witness. */
import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compose } from "../../lib/extension/compose.ts";
import type { Fetched } from "../../lib/extension/media.ts";
import type { Material } from "../../lib/extension/messages.ts";
import { WITHHELD } from "../../lib/extension/viewer-check.ts";
import type { CaptureFacts } from "../../lib/model/statement.ts";
import { NOW } from "../vault/statement.ts";
import { material, pixelBytes, VIEWER } from "./material.ts";

const facts: CaptureFacts = {
  url: "https://www.facebook.com/mai.hoa.invented/posts/777000111222",
  startedAt: NOW,
  sealedAt: NOW,
  trigger: "button",
  scope: "post",
  tool: { name: "Keepsake", version: "0.1.0" },
  pack: { name: "built-in", version: "1" },
};
const image = (): Fetched => ({ mediaType: "image/png", extension: "png", bytes: pixelBytes() });
const noPicture = { picture: null, outcomes: [] };

async function composed(given: Material, images: [number, Fetched][] = []) {
  const { statement, files } = await compose(given, facts, noPicture, { images: new Map(images), ms: 1 });
  const texts = await Promise.all([...files.values()].map((file) => file.text()));
  return { statement, files, all: [JSON.stringify(statement), ...texts].join("\n") };
}

describe("composing", () => {
  it("hashes the very bytes that are kept", async () => {
    const { statement, files } = await composed(material(1), [[0, image()]]);
    expect(statement.artefacts.map((artefact) => artefact.name)).toEqual([
      "dom.html",
      "text.txt",
      "page-data.json",
      "media-0.png",
    ]);
    for (const artefact of statement.artefacts) {
      const bytes = new Uint8Array((await files.get(artefact.name)?.arrayBuffer()) ?? new ArrayBuffer());
      expect(artefact.sha256).toBe(`sha256:${createHash("sha256").update(bytes).digest("hex")}`);
      expect(artefact.bytes).toBe(bytes.length);
    }
  });

  it("says of each image what became of it", async () => {
    const given = material(3);
    given.fetches.push({ index: 3, url: "https://static.fbcdn.net/f.png" });
    const { statement } = await composed(given, [
      [0, image()],
      [1, { fault: { code: "fetch-status", detail: "403" } }],
      [3, { fault: { code: "fetch-failed" } }],
    ]);
    const media = statement.outcomes.filter((outcome) => outcome.step === "media");
    expect(media).toEqual([
      { step: "media", status: "reduced", ms: 1 },
      { step: "media", part: "media/1", status: "failed", fault: "fetch-status" },
      { step: "media", part: "media/2", status: "failed", fault: "fetch-failed" },
      { step: "media", part: "furniture", status: "reduced", fault: "fetch-failed", detail: "0 of 1" },
    ]);
  });

  it("keeps furniture inside the DOM only", async () => {
    const given = material(0, {
      html: '<img src="media:0">',
      fetches: [{ index: 0, url: "https://static.fbcdn.net/f.png" }],
    });
    const { statement, files } = await composed(given, [[0, image()]]);
    expect(statement.artefacts.some((artefact) => artefact.role === "media")).toBe(false);
    expect(await files.get("dom.html")?.text()).toMatch(/^<img src="data:image\/png;base64,/);
  });

  it("takes the witness out of every text, and says so", async () => {
    const given = material(1, {
      text: `xin chào ${VIEWER}`,
      html: `<p title="${VIEWER}">${encodeURIComponent(VIEWER)}</p>`,
      pageData: JSON.stringify({ me: VIEWER }),
    });
    given.extraction.text = { value: `nhắc ${VIEWER}`, from: "dom", rung: "test" };
    given.outcomes.push({ step: "extract", status: "reduced", detail: VIEWER });
    const { statement, all } = await composed(given);
    expect(all).not.toContain(VIEWER);
    expect(all).not.toContain(encodeURIComponent(VIEWER));
    expect(statement.outcomes).toContainEqual({
      step: "scrub",
      status: "reduced",
      detail: "last look: 6",
    });
  });

  it("says nothing of scrubbing where there was nothing to scrub", async () => {
    const { statement } = await composed(material(1), [[0, image()]]);
    expect(statement.outcomes.some((outcome) => outcome.step === "scrub")).toBe(false);
  });

  it("leaves an image out that holds the witness", async () => {
    const telling = new TextEncoder().encode(`\x89PNG\r\n\x1a\n…${VIEWER}`);
    const { statement, files, all } = await composed(material(1), [
      [0, { mediaType: "image/png", extension: "png", bytes: telling }],
    ]);
    expect(files.has("media-0.png")).toBe(false);
    expect(all).not.toContain(btoa("100077").slice(0, 7));
    expect(statement.outcomes).toContainEqual({
      step: "media",
      part: "media/0",
      status: "failed",
      fault: "viewer-found",
    });
  });

  it("refuses what does not fit the statement", async () => {
    const given = material(0, {
      outcomes: Array.from({ length: 601 }, () => ({ step: "media", status: "done" })),
    });
    await expect(composed(given)).rejects.toMatchObject({ code: "seal-failed" });
  });

  it("finds the witness in any string of the material, however the string is made", async () => {
    const viewer = fc
      .string({ minLength: 4, maxLength: 30, unit: "grapheme" })
      .filter((value) => !WITHHELD.includes(value) && value.trim().length >= 4);
    await fc.assert(
      fc.asyncProperty(viewer, fc.string(), async (value, around) => {
        const given = material(0, {
          text: around + value,
          pageData: JSON.stringify({ value: around + value }),
          viewerStrings: [{ value, what: "name" }],
        });
        const { files } = await composed(given);
        expect(await files.get("text.txt")?.text()).not.toContain(value);
        const data = (await files.get("page-data.json")?.text()) ?? "";
        expect(data).not.toContain(JSON.stringify(value).slice(1, -1));
      }),
      { numRuns: 60 },
    );
  });
});
