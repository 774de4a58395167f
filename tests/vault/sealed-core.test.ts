/** Below every table: nothing but ciphertext and numbers goes down, and all of Dexie works above. */
import "fake-indexeddb/auto";
import { Dexie } from "dexie";
import { beforeEach, describe, expect, it } from "vitest";
import { sealBlob } from "../../lib/vault/blob.ts";
import { dropKey, heldKeys, holdKey } from "../../lib/vault/keyring.ts";
import { sealedCore } from "../../lib/vault/sealed-core.ts";

const SCHEMA = { posts: "id, &[caseId+seq], of", files: "[postId+name]" };

interface Post {
  id: string;
  caseId: string;
  seq: number;
  of?: string;
  body: { text: string; record: Uint8Array };
}
const post = (number: number, caseId = "default"): Post => ({
  id: `id-${number}`,
  caseId,
  seq: number,
  of: `of-${number % 2}`,
  body: { text: `MARKER ${number}`, record: Uint8Array.of(number, 0, 255) },
});

let db = new Dexie("sealed");
const raw = new Dexie("sealed", { cache: "disabled" });
raw.version(1).stores(SCHEMA);

beforeEach(async () => {
  holdKey(new Uint8Array(32).fill(5));
  raw.close();
  db.close();
  await Dexie.delete("sealed");
  db = new Dexie("sealed", { cache: "disabled" });
  db.version(1).stores(SCHEMA);
  db.use(sealedCore);
  await db.table("posts").bulkAdd([1, 2, 3, 4].map((number) => post(number)));
  await db.table("posts").add({ ...post(9, "other"), seq: 1 });
});

const posts = () => db.table<Post, string>("posts");
const rawRows = async (table: string): Promise<Record<string, unknown>[]> => {
  await raw.open();
  return raw.table(table).toArray();
};

describe("rows", () => {
  it("come back as they were", async () => {
    expect(await posts().get("id-2")).toEqual(post(2));
    expect(await posts().bulkGet(["id-3", "no", "id-1"])).toEqual([post(3), undefined, post(1)]);
    expect(await posts().where("of").equals("of-0").count()).toBe(2);
    expect((await posts().toArray()).map((row) => row.seq).sort()).toEqual([1, 1, 2, 3, 4]);
  });

  it("are found in order of their numbers, forwards and backwards, by one end of a compound index", async () => {
    const between = () => posts().where("[caseId+seq]").between(["default", 2], ["default", 4], true, true);
    expect((await between().toArray()).map((row) => row.seq)).toEqual([2, 3, 4]);
    expect((await between().reverse().limit(2).toArray()).map((row) => row.seq)).toEqual([4, 3]);
    expect(await between().reverse().primaryKeys()).toEqual(["id-4", "id-3", "id-2"]);
    expect(await posts().where("caseId").equals("other").primaryKeys()).toEqual(["id-9"]);
    expect(await posts().where("[caseId+seq]").equals(["other", 1]).first()).toMatchObject({ id: "id-9" });
  });

  it("are walked, filtered, changed and deleted, inside one transaction too", async () => {
    await db.transaction("rw", "posts", async () => {
      await posts()
        .filter((row) => row.seq === 2)
        .modify({ of: "new" });
      await posts().update("id-3", { "body.text": "MARKER changed" } as never);
      await posts().put({ ...post(7), seq: 70 });
    });
    expect((await posts().where("of").equals("new").toArray()).map((row) => row.id)).toEqual(["id-2"]);
    expect((await posts().get("id-3"))?.body.text).toBe("MARKER changed");
    const seen: unknown[] = [];
    await posts()
      .orderBy("[caseId+seq]")
      .each((row, cursor) => seen.push([row.id, cursor.primaryKey]));
    expect(seen).toContainEqual(["id-7", "id-7"]);
    await posts()
      .where("caseId")
      .equals("default")
      .and((row) => row.seq < 4)
      .delete();
    expect(await posts().toCollection().primaryKeys()).toHaveLength(3);
    await posts().where("caseId").equals("other").delete();
    await posts().clear();
    expect(await posts().count()).toBe(0);
  });

  it("keep their unique indexes", async () => {
    await expect(posts().add({ ...post(2), id: "id-again" })).rejects.toThrow();
    expect(await posts().count()).toBe(5);
  });

  it("cannot be asked for by an order that enciphered text does not have", async () => {
    await expect(posts().where("id").above("id-2").toArray()).rejects.toThrow("enciphered");
    await expect(posts().where("of").anyOf(["of-0", "of-1"]).toArray()).rejects.toThrow("enciphered");
    await expect(posts().where("id").startsWith("id").toArray()).rejects.toThrow("enciphered");
  });
});

describe("on the disk", () => {
  it("stands nothing but ciphertext and numbers", async () => {
    const rows = await rawRows("posts");
    expect(rows).toHaveLength(5);
    for (const row of rows) {
      expect(Object.keys(row).sort()).toEqual(["caseId", "id", "of", "seq", "sealed"].sort());
      expect(typeof row.seq).toBe("number");
    }
    const bytes = JSON.stringify(rows, (_key, value) =>
      value instanceof Uint8Array ? Buffer.from(value).toString("latin1") : value,
    );
    for (const marker of ["MARKER", "id-", "default", "of-", "other"]) expect(bytes).not.toContain(marker);
  });

  it("stands no file that is not ciphertext", async () => {
    const files = db.table("files");
    const clear = new Blob(["MARKER"]);
    await expect(files.add({ postId: "a", name: "text.txt", bytes: clear })).rejects.toThrow("seal-failed");
    const sealed = await sealBlob(heldKeys(), "files|a|text.txt", clear);
    await files.add({ postId: "a", name: "text.txt", bytes: sealed });
    const [row] = await rawRows("files");
    expect(await (row as { blobs: [Blob] }).blobs[0].text()).not.toContain("MARKER");
    const back = await files.get(["a", "text.txt"]);
    expect(back.bytes).toMatchObject({ size: 6, salt: sealed.salt });
    // Read from the vault, it may be written there again.
    await files.put(back);
    expect(
      await files.where("[postId+name]").between(["a", Dexie.minKey], ["a", Dexie.maxKey]).delete(),
    ).toBe(1);
  });

  it("refuses a row moved, exchanged or put there in clear", async () => {
    const [one, two] = await rawRows("posts");
    await raw.table("posts").put({ ...one, sealed: two?.sealed });
    await raw.table("posts").put({ ...two, seq: 99 });
    await raw.table("posts").put(post(50) as never);
    raw.close();
    await expect(posts().toArray()).rejects.toThrow("vault-damaged");
    await expect(posts().where("[caseId+seq]").equals(["default", 99]).toArray()).rejects.toThrow(
      "vault-damaged",
    );
  });
});

it("gives nothing and takes nothing while locked", async () => {
  dropKey();
  const attempts = [
    posts().toArray(),
    posts().get("id-1"),
    posts().put(post(8)),
    posts().where("of").equals("of-1").delete(),
    posts().where("caseId").equals("default").count(),
  ];
  for (const attempt of attempts) await expect(attempt).rejects.toThrow("vault-locked");
  holdKey(new Uint8Array(32).fill(5));
  expect(await posts().count()).toBe(5);
  holdKey(new Uint8Array(32).fill(6));
  await expect(posts().toArray()).rejects.toThrow("vault-damaged");
});
