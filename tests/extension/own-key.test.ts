/** A hand-over that was encrypted to the vault's own key too is opened with it; others are not, and broken ones are told apart. */
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { beforeEach, expect, it, vi } from "vitest";

const vault = vi.hoisted(() => ({ identity: null as string | null }));
vi.mock("../../lib/extension/send.ts", () => ({ sendToBackground: async () => vault }));

import { encryptTo } from "../../lib/bundle/encrypt.ts";
import { openWithOwnKey } from "../../lib/extension/own-key.ts";

const [own, other] = [await generateX25519Identity(), await generateX25519Identity()];
const bytes = new Uint8Array(150_000).fill(7);
async function sealed(...identities: string[]): Promise<Uint8Array<ArrayBuffer>> {
  const recipients = await Promise.all(identities.map(identityToRecipient));
  const { stream } = await encryptTo(recipients, new Blob([bytes]).stream());
  return new Uint8Array(await new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>).arrayBuffer());
}
const open = (content: Uint8Array<ArrayBuffer>) => openWithOwnKey(new File([content], "bundle-1.wacz.age"));

beforeEach(() => {
  vault.identity = own;
});

it("opens what was encrypted to it beside the partner's keys", async () => {
  const opened = await open(await sealed(other, own));
  expect(opened.name).toBe("bundle-1.wacz");
  expect(new Uint8Array(await opened.arrayBuffer())).toEqual(bytes);
});

it("leaves a file that is not encrypted as it is", async () => {
  const file = new File([bytes], "bundle.wacz");
  expect(await openWithOwnKey(file)).toBe(file);
});

it("says what it cannot open: for others alone, altered, cut, or while the vault is locked", async () => {
  const [whole, foreign] = [await sealed(own), await sealed(other)];
  await expect(open(foreign)).rejects.toMatchObject({ code: "not-for-us" });
  await expect(open(whole.slice(0, -20))).rejects.toMatchObject({ code: "ciphertext-broken" });
  const altered = whole.slice();
  altered[whole.length - 30] = (altered[whole.length - 30] ?? 0) ^ 1;
  await expect(open(altered)).rejects.toMatchObject({ code: "ciphertext-broken" });
  vault.identity = null;
  await expect(open(whole)).rejects.toMatchObject({ code: "vault-locked" });
});
