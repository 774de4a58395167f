/** Payloads that come twice are compared, not hashed again: nothing slips through by that. */
import { expect, it } from "vitest";
import { sha256, wasmHasher } from "../../lib/evidence/digest.ts";
import { newPayloads } from "../../lib/verify/payloads.ts";

it("finds one byte changed in either of two that should be the same, and a wrong digest for both", async () => {
  for (const length of [1, 4, 70_001]) {
    const page = Uint8Array.from({ length }, (_, at) => at & 255);
    const digest = await sha256(page);
    const bent = page.slice();
    bent[length - 1] = (bent[length - 1] ?? 0) ^ 1;
    const turns = [
      { first: page, second: page, stated: digest, found: [] },
      { first: bent, second: page, stated: digest, found: ["replay"] },
      { first: page, second: bent, stated: digest, found: ["dom"] },
      { first: bent, second: bent, stated: digest, found: ["replay", "dom"] },
      { first: bent, second: bent, stated: await sha256(bent), found: [] },
    ];
    const changed: string[] = [];
    // one after the other through the same, as the captures of a bundle are
    const payloads = newPayloads({ makeHasher: wasmHasher, fast: false }, ({ uri }) => changed.push(uri));
    for (const { first, second, stated, found } of turns) {
      for (const [uri, bytes] of [
        ["replay", first],
        ["picture", page],
        ["dom", second],
      ] as const) {
        const digest = uri === "picture" ? await sha256(page) : stated;
        const payload = payloads.open({
          uri,
          path: "",
          digest,
          bytes: length,
          again: uri === "replay",
        });
        await payload.update(bytes.subarray(0, 3));
        if (length > 3) await payload.update(bytes.subarray(3));
        await payload.end();
      }
      await payloads.settle();
      expect(changed.splice(0)).toEqual(found);
    }
  }
});

it("has hashed what came whole before the reader goes on, which may write over it", async () => {
  for (const fast of [false, true]) {
    const changed: string[] = [];
    const payloads = newPayloads({ makeHasher: wasmHasher, fast }, ({ uri }) => changed.push(uri));
    for (const length of [1, 5, 70_001]) {
      const bytes = new Uint8Array(length).fill(7);
      for (const again of [true, false]) {
        const digest = await sha256(bytes);
        const payload = payloads.open({ uri: `${length}`, path: "", digest, bytes: length, again });
        const lying = bytes.slice();
        await payload.update(lying);
        lying.fill(0);
        await payload.end();
      }
    }
    await payloads.settle();
    expect(changed).toEqual([]);
  }
});
