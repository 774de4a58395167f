/** The small intake when something is not as it should be: what it answers, and that nothing that came is lost. */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { createIntake, type IntakeOptions } from "../../lib/cli/intake-server.ts";
import { readReceipt } from "../../lib/partner/receipt.ts";
import { file, fresh, key, listening, receiptOf, sent } from "./intake-stage.ts";

const tus = { "Tus-Resumable": "1.0.0" };
async function intake(more: Partial<IntakeOptions> = {}) {
  const folder = fresh();
  const options = { folder, receiptKey: key, atMost: 1_000_000, tokens: null, ...more };
  const at = await listening(createIntake(options));
  return { folder, at, options };
}
const create = (at: string, headers: Record<string, string> = {}) =>
  fetch(`${at}/files`, {
    method: "POST",
    headers: { ...tus, "Upload-Length": String(file.length), ...headers },
  });
const idOf = (answer: Response): string => answer.headers.get("location")?.split("/").at(-1) ?? "";
const patch = (at: string, id: string, from: number) =>
  fetch(`${at}/files/${id}`, {
    method: "PATCH",
    headers: { ...tus, "Upload-Offset": String(from), "Content-Type": "application/offset+octet-stream" },
    body: file.subarray(from),
  });
const offsetOf = async (at: string, id: string): Promise<number> =>
  Number((await fetch(`${at}/files/${id}`, { method: "HEAD", headers: tus })).headers.get("upload-offset"));

describe("the intake", () => {
  it.each<[string, Partial<IntakeOptions>, Record<string, string>, number]>([
    ["no token", { tokens: new Set(["0".repeat(64)]) }, {}, 401],
    [
      "a token that is not in the list",
      { tokens: new Set(["0".repeat(64)]) },
      { Authorization: "Bearer mot-hai-ba" },
      401,
    ],
    ["more than it takes", {}, { "Upload-Length": "1000001" }, 413],
    ["a name in clear", {}, { "Upload-Metadata": "filename SG8gc28=" }, 400],
    ["nothing", {}, { "Upload-Length": "0" }, 400],
  ])("does not let in %s, and keeps nothing of it", async (_, more, headers, status) => {
    const { at, folder } = await intake(more);
    expect((await create(at, headers)).status).toBe(status);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("lets pages of another origin read all that a sender needs, refusals and waiting times too", async () => {
    const { at } = await intake();
    const id = idOf(await create(at));
    const answers = {
      created: await create(at),
      taken: await patch(at, id, 0),
      asked: await fetch(`${at}/files/${id}`, { method: "HEAD", headers: tus }),
      unknown: await fetch(`${at}/files/${"0".repeat(32)}`, { method: "HEAD", headers: tus }),
      tooLarge: await create(at, { "Upload-Length": "1000001" }),
      full: await create((await intake({ room: async () => 1000 })).at),
      noReceipt: await fetch(`${at}/receipts/${"0".repeat(32)}`),
      nowhere: await fetch(at),
    };
    expect(answers.noReceipt.headers.get("retry-after")).toBe("10");
    for (const [what, { headers }] of Object.entries(answers)) {
      expect(headers.get("access-control-allow-origin"), what).toBe("*");
      const exposed = (headers.get("access-control-expose-headers") ?? "").toLowerCase().split(/, ?/);
      expect(exposed, what).toContain("retry-after");
      if (answers.noReceipt.headers !== headers && answers.nowhere.headers !== headers)
        expect(exposed, what).toEqual(
          expect.arrayContaining(["location", "upload-offset", "upload-length", "tus-resumable"]),
        );
    }
    expect(Object.values(answers).map(({ status }) => status)).toEqual([
      201, 204, 200, 404, 413, 507, 404, 404,
    ]);
  });

  it("says that it is full before anything is sent, and takes the file once there is room", async () => {
    const said = vi.spyOn(console, "error").mockImplementation(() => undefined);
    let left = 1000;
    const { at } = await intake({ room: async () => left });
    expect((await create(at)).status).toBe(507);
    expect(said.mock.calls.flat().join(" ")).toMatch(/^intake: no room left/);
    left = 1e9;
    expect((await create(at)).status).toBe(201);
  });

  it.skipIf(!existsSync("/dev/full"))(
    "says that the disk became full on the way, and goes on when there is room",
    async () => {
      vi.spyOn(console, "error").mockImplementation(() => undefined);
      const { at, folder } = await intake();
      const id = idOf(await create(at));
      rmSync(join(folder, id));
      symlinkSync("/dev/full", join(folder, id)); // each write: no space left on device
      const answer = await patch(at, id, 0);
      expect([answer.status, await answer.text()]).toEqual([507, "no room\n"]);
      expect((await receiptOf(at, id)).status).toBe(404);
      rmSync(join(folder, id));
      writeFileSync(join(folder, id), file.subarray(0, 100_000)); // what had come before
      expect(await offsetOf(at, id)).toBe(100_000);
      expect((await patch(at, id, 100_000)).status).toBe(204);
      await readReceipt((await receiptOf(at, id)).text, sent, [key.publicKey]);
      expect(readFileSync(join(folder, id)).equals(file)).toBe(true);
    },
  );

  it("keeps two uploads of the same thing apart, each with its receipt, over a restart too", async () => {
    const { at, options } = await intake();
    const ids = [idOf(await create(at)), idOf(await create(at))];
    for (const id of ids) expect((await patch(at, id, 0)).status).toBe(204);
    const texts = await Promise.all(ids.map(async (id) => (await receiptOf(at, id)).text));
    for (const text of texts) await readReceipt(text, sent, [key.publicKey]);
    const again = await listening(createIntake(options));
    expect((await receiptOf(again, ids[0] ?? "")).text).toBe(texts[0]);
  });

  it("confirms nothing where what lies there is not as long as what was sent", async () => {
    const { at, folder } = await intake();
    const id = idOf(await create(at));
    await patch(at, id, 0);
    writeFileSync(join(folder, id), file.subarray(1));
    expect((await receiptOf(at, id)).status).toBe(404);
    writeFileSync(join(folder, id), Buffer.from(file).fill(7, 0, 1));
    const changed = `sha256:${createHash("sha256")
      .update(readFileSync(join(folder, id)))
      .digest("hex")}`;
    expect((await receiptOf(at, id)).text).toContain(changed); // the sender compares, and does not take it for delivered
    await expect(readReceipt((await receiptOf(at, id)).text, sent, [key.publicKey])).rejects.toThrow(
      "receipt-other-file",
    );
  });

  it("hands no file out, and does not let one that has arrived be deleted", async () => {
    const { at } = await intake();
    const id = idOf(await create(at));
    await patch(at, id, 0);
    expect((await fetch(`${at}/files/${id}`)).status).toBe(404);
    expect(
      (await fetch(`${at}/files/${id}`, { method: "DELETE", headers: tus })).status,
    ).toBeGreaterThanOrEqual(400);
    expect(await offsetOf(at, id)).toBe(file.length);
  });
});
