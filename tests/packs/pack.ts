/** A pack of an invented partner, its key, and packs that are wrong in one way each. */
import { toBase64, utf8 } from "../../lib/evidence/bytes.ts";
import { sha256 } from "../../lib/evidence/digest.ts";
import { inContext, signEd25519 } from "../../lib/evidence/sign.ts";
import { newSigningKey } from "../../lib/evidence/signing-key.ts";
import type { RulePack } from "../../lib/model/pack.ts";
import { CONTEXT, type PackFile } from "../../lib/packs/open.ts";

export const key = await newSigningKey("keepsake-pack-key");

export const pack: RulePack = {
  v: 1,
  type: "rule-pack",
  name: "Nhà Lưu Giữ",
  version: "2026.12-1",
  issuedAt: "2026-12-01T00:00:00.000Z",
  builtOn: "2026-11-22",
  ladders: {
    facebook: {
      CONTAINER: {
        before: [{ name: "card-2027", since: "2027-01", selector: "[data-the-bai]", proof: "own page" }],
      },
      MESSAGE: {
        before: [{ name: "loi-2027", since: "2027-01", selector: "[data-loi]", proof: "own page" }],
      },
      AUTHOR: { after: [{ name: "ten-2027", since: "2027-01", selector: "[data-ten]", proof: "own page" }] },
    },
  },
  sentences: {
    youtube: [
      {
        id: "gac-may",
        lang: "vi",
        class: "geo-legal",
        certainty: "quoted",
        text: "Gác mây đã khép theo lời {authority} tại {country}.",
      },
    ],
  },
  templates: {
    words: { vi: { may: ["mây xám"], khep: ["đã khép cửa"] } },
    families: [{ id: "may-khep", class: "removed-policy", all: ["may", "khep"] }],
  },
};

/** Any text as a correctly signed pack file: what only the issuer could make. */
export async function signedText(text: string, over: Partial<PackFile> = {}): Promise<Uint8Array> {
  const privateKey = await crypto.subtle.importKey(
    "pkcs8",
    Uint8Array.from(atob(key.privateKey), (char) => char.charCodeAt(0)),
    "Ed25519",
    false,
    ["sign"],
  );
  const signature = await signEd25519(privateKey, inContext(CONTEXT, utf8(text)));
  const file: PackFile = {
    v: 1,
    type: "keepsake-rule-pack",
    keyId: key.keyId,
    publicKey: key.publicKey,
    signature: toBase64(signature),
    pack: text,
    ...over,
  };
  return utf8(JSON.stringify(file));
}

export const otherKeyId = await sha256(utf8("another issuer"));
