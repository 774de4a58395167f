/** Receipts: for this file, by a named key, unaltered; anything else is not "delivered". */
import { describe, expect, it } from "vitest";
import { newSigningKey, signerOf } from "../../lib/evidence/signing-key.ts";
import { readReceipt, writeReceipt } from "../../lib/partner/receipt.ts";
import { codeOf } from "../fixtures/code-of.ts";

const key = await newSigningKey("keepsake-receipt-key");
const other = await newSigningKey("keepsake-receipt-key");
const sent = { ciphertext: `sha256:${"ab".repeat(32)}`, bytes: 70_000 };
const said = {
  v: 1 as const,
  type: "receipt" as const,
  ...sent,
  receivedAt: "2026-11-23T08:00:00.000Z",
  checkpoint: null,
  publicKey: key.publicKey,
};
const text = await writeReceipt(said, (await signerOf(key)).sign);

describe("a receipt", () => {
  it("holds for the file it names, by a key the partner names", async () => {
    expect(await readReceipt(`${text}\n`, sent, [other.publicKey, key.publicKey])).toMatchObject(said);
  });

  it.each([
    [
      "another file",
      text,
      { ...sent, ciphertext: `sha256:${"cd".repeat(32)}` },
      [key.publicKey],
      "receipt-other-file",
    ],
    ["another length", text, { ...sent, bytes: 70_001 }, [key.publicKey], "receipt-other-file"],
    ["a key not named", text, sent, [other.publicKey], "receipt-other-key"],
    ["no keys at all", text, sent, [], "receipt-other-key"],
    ["a changed time", text.replace("08:00", "07:00"), sent, [key.publicKey], "receipt-signature"],
    [
      "another key put in",
      text.replace(key.publicKey, other.publicKey),
      sent,
      [other.publicKey],
      "receipt-signature",
    ],
    ["an HTML page", "<html>received</html>", sent, [key.publicKey], "receipt-malformed"],
    ["too much", `${text}${" ".repeat(3)}${"x".repeat(20_000)}`, sent, [key.publicKey], "receipt-malformed"],
  ])("does not hold for %s", async (_, given, of, keys, code) => {
    expect(await codeOf(readReceipt(given, of, keys))).toBe(code);
  });

  it("is not written by a key it does not name", async () => {
    const foreign = await writeReceipt(said, (await signerOf(other)).sign);
    expect(await codeOf(readReceipt(foreign, sent, [key.publicKey]))).toBe("receipt-signature");
  });
});
