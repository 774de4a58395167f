/** Nothing that identifies the person who looks is in any byte of an exported bundle, pages of both sites. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { REMOVED_URL } from "../demo/facebook/pages.ts";
import { FEED_URL } from "../demo/pages.ts";
import { WITNESS_COLOUR, witnessStrings } from "../demo/witness.ts";
import { VIDEOS, watchUrl } from "../demo/youtube/videos.ts";
import { bundleOf, capture, openPage } from "../drive/act.ts";
import type { OpenedBundle } from "../drive/bundle-file.ts";
import { countPixels } from "../drive/pixels.ts";
import { openStage, type Stage } from "../drive/stage.ts";

let stage: Stage;
let bundle: OpenedBundle;
beforeAll(async () => {
  stage = await openStage();
  const ids: string[] = [];
  const feed = await openPage(stage, FEED_URL);
  // The witness's own comment and reaction stand on the first post.
  ids.push((await capture(stage, feed, "Mưa đầu mùa")).captureId);
  ids.push((await capture(stage, feed, null)).captureId);
  for (const url of [REMOVED_URL, watchUrl(VIDEOS.playing), watchUrl(VIDEOS.blocked)])
    ids.push((await capture(stage, await openPage(stage, url), null)).captureId);
  bundle = await bundleOf(stage, ids);
});
afterAll(() => stage?.close());

/** As written, as JSON escapes it, and with its letters and marks apart. */
const forms = (text: string) => [
  text,
  JSON.stringify(text).slice(1, -1),
  encodeURIComponent(text),
  text.normalize("NFD"),
];

describe("the witness's identifiers", () => {
  it.each(witnessStrings)("%s is nowhere in the bundle", (identifier) => {
    expect(bundle.captures).toHaveLength(5);
    const places = [
      ...[...bundle.files].map(([name, bytes]) => ({ name, text: bytes.toString() })),
      ...bundle.records.map(({ uri, payload }) => ({ name: uri, text: `${uri}\n${payload.toString()}` })),
    ];
    const hits = places.filter(({ text }) => forms(identifier).some((form) => text.includes(form)));
    expect(hits.map(({ name }) => name)).toEqual([]);
  });

  it("is in none of the pictures", async () => {
    const shown: string[] = [];
    for (const { statement } of bundle.captures)
      for (const { role, sha256, name } of statement.artefacts.filter(
        (one) => one.mediaType === "image/png",
      )) {
        const png = bundle.artefact(sha256);
        if (png && (await countPixels(stage.own, png, WITNESS_COLOUR)) > 0)
          shown.push(`${role} ${name} of ${statement.capture.url} (${statement.capture.scope})`);
      }
    expect(shown).toEqual([]);
  });

  it("asks no host but those of the two sites", () => {
    const hosts = new Set(
      stage.served.requests.map(({ url }) => new URL(url).hostname.split(".").slice(-2).join(".")),
    );
    expect([...hosts].sort()).toEqual(["facebook.com", "fbcdn.net", "ggpht.com", "youtube.com", "ytimg.com"]);
  });
});
