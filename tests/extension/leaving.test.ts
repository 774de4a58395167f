/** What would leave is told before anything is made: each name stated in it, what is withheld not among them, and what the leak gate finds. */
import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it, vi } from "vitest";

vi.mock("wxt/browser", async () => import("./browser.ts"));

import { leaksLeft, leavingOf } from "../../lib/extension/leaving.ts";
import { leaksAhead, readChosen } from "../../lib/extension/leaving-read.ts";
import type { WithholdChoice } from "../../lib/extension/withhold-messages.ts";
import type { Extraction } from "../../lib/model/extraction.ts";
import { database } from "../../lib/vault/database.ts";
import { writeNote } from "../../lib/vault/notes.ts";
import { storeCapture } from "../../lib/vault/store.ts";
import { keepIdentifiers, keepOwn } from "../../lib/vault/witness.ts";
import { WITNESS } from "../demo/witness.ts";
import { stubLocks } from "../vault/locks.ts";
import { capture, idOf, NOW } from "../vault/statement.ts";

const AUTHOR = "Mai Hoa Tưởng Tượng";
const who = (name: string | null, handle: string | null = null): Extraction["author"] => {
  const said = (value: string | null) =>
    value === null ? null : { value, from: "dom" as const, rung: "test" };
  return { name: said(name), handle: said(handle), id: null, url: null };
};
const comment = (author: Extraction["author"]) => ({
  ...{ id: null, parent: null, author, text: "ừ" },
  published: { printed: null, read: null },
});

async function keep(number: number, text: string, change: Partial<Extraction> = {}) {
  const made = await capture(text);
  made.statement.extraction = { ...made.statement.extraction, ...change };
  await storeCapture({ captureId: idOf(number), now: NOW, ...made });
}
const whatLeaves = async (ids: string[], choices: WithholdChoice[]) =>
  leavingOf(await readChosen(ids), choices);
const out = (number: number, ...paths: string[]) => [{ record: idOf(number), paths, blackouts: [] }];

beforeEach(async () => {
  stubLocks();
  await database.delete();
  await database.open();
  await keepIdentifiers([{ value: WITNESS.name, what: "NAME" }]);
});

describe("what would leave", () => {
  it("names authors, commenters and authors of what was shared, each once, by the name or what stands for it", async () => {
    await keep(1, "một", {
      comments: [comment(who("Bạn Đọc")), comment(who(null, "@khach")), comment(who(AUTHOR))],
    });
    const { subject, published } = (await capture("")).statement.extraction;
    await keep(2, "hai", { original: { subject, published, author: who("Tác Giả Gốc"), text: null } });
    const { items, names, own } = await whatLeaves([idOf(2), idOf(1)], []);
    expect(items.map(({ card, withheld }) => [card.id, withheld])).toEqual([
      [idOf(1), 0],
      [idOf(2), 0],
    ]);
    expect(names).toHaveLength(4);
    expect(names[0]).toEqual({ name: AUTHOR, as: ["author", "commenter"], captures: 2 });
    expect(names).toContainEqual({ name: "@khach", as: ["commenter"], captures: 1 });
    expect(names).toContainEqual({ name: "Tác Giả Gốc", as: ["original"], captures: 1 });
    expect(own).toEqual([]);
  });

  it("does not name what is withheld, and counts it", async () => {
    await keep(1, "một", { comments: [comment(who("Bạn Đọc"))] });
    const { items, names } = await whatLeaves([idOf(1)], out(1, "comment/0", "artefact/text.txt"));
    expect(names.map(({ name }) => name)).toEqual([AUTHOR]);
    expect(items).toMatchObject([{ withheld: 2, picture: false, card: { author: AUTHOR } }]);
    const nameless = await whatLeaves([idOf(1)], out(1, "extraction/author", "extraction/text"));
    expect(nameless.items).toMatchObject([{ card: { author: null, textStart: null } }]);
  });

  it("says what of the witness was left in by choice", async () => {
    await keep(1, "một");
    await keepOwn(idOf(1), [WITNESS.name]);
    expect((await whatLeaves([idOf(1)], [])).own).toEqual([WITNESS.name]);
  });

  it("refuses to tell of a capture that is gone", async () => {
    await expect(whatLeaves([idOf(9)], [])).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("the leak gate, asked ahead", () => {
  it("says where it would stop, also in files and notes, and nothing once that is withheld", async () => {
    await keep(1, `Chào ${WITNESS.name}`);
    await keep(2, "sạch");
    await writeNote(idOf(2), `nhờ ${WITNESS.name} xem`);
    const ids = [idOf(1), idOf(2)];
    const found = await leaksAhead(ids, false);
    expect(found.map(({ path }) => path).sort()).toEqual(["artefact/text.txt", "extraction/text"]);
    expect(leaksLeft(found, out(2, "artefact/text.txt", "extraction/text"))).toEqual(found);
    expect(leaksLeft(found, out(1, "artefact/text.txt")).map(({ path }) => path)).toEqual([
      "extraction/text",
    ]);
    expect(leaksLeft(found, out(1, "artefact/text.txt", "extraction/text"))).toEqual([]);
    const noted = await leaksAhead([idOf(2)], true);
    expect(noted).toEqual([{ captureId: null, path: null, kind: "name" }]);
    expect(leaksLeft(noted, out(2, "extraction/text"))).toEqual(noted);
  });

  it("tells of a name that was left in one capture by choice and stands in another, and of the rest all the same", async () => {
    await keepIdentifiers([{ value: WITNESS.facebookId, what: "USER_ID" }]);
    await keep(1, `Tôi là ${WITNESS.name}`);
    await keep(2, WITNESS.name, { title: { value: WITNESS.facebookId, from: "dom", rung: "test" } });
    await keepOwn(idOf(1), [WITNESS.name]);
    const found = await leaksAhead([idOf(1), idOf(2)], false);
    expect(found.map(({ captureId, path, kind }) => [captureId, path, kind])).toEqual([
      [idOf(2), "extraction/text", "name"],
      [idOf(2), "artefact/text.txt", "name"],
      [idOf(2), "extraction/title", "account"],
    ]);
  });
});
