/** What the screens may ask for about partners: reading the vault, asking the background. Part of `desk.ts`. */
import { type LookedAt, lookAtPartner } from "../lib/extension/partners.ts";
import { sendToBackground } from "../lib/extension/send.ts";
import type { Authority } from "../lib/extension/stamp-messages.ts";
import { profileText } from "../lib/partner/qr-text.ts";
import { receiptKeyId } from "../lib/partner/receipt.ts";
import { listPartners, watchPartners } from "../lib/vault/partners.ts";

/** A text file of a profile is smaller than this; any picture is larger than a text of this kind. */
const TEXT_AT_MOST = 200_000;

/** The texts in what the person chose: files of text as they are, pictures by their QR codes. */
async function textsOf(files: readonly File[]): Promise<string[]> {
  const texts: string[] = [];
  for (const file of files) {
    if (file.type.startsWith("image/")) {
      const { codesInPicture } = await import("../lib/extension/qr-picture.ts");
      texts.push(...(await codesInPicture(file)));
    } else texts.push(await file.slice(0, TEXT_AT_MOST).text());
  }
  return texts;
}

export const partnerDesk = {
  list: listPartners,
  /** Calls with all partners, now and at each change. */
  watch: watchPartners,
  /** Looks at a profile handed in as files (text or pictures of QR codes) or as pasted text; nothing is kept. */
  look: async (given: readonly File[] | string): Promise<LookedAt> =>
    lookAtPartner(await profileText(typeof given === "string" ? [given] : await textsOf(given))),
  /** `confirmed`: the fingerprint that was compared. Gives the partner's id. */
  keep: async (file: string, confirmed: string | null): Promise<string> =>
    (await sendToBackground("partner/keep", { file, confirmed })).partnerId,
  setCompared: async (partnerId: string, keyId: string, agree: boolean): Promise<void> => {
    await sendToBackground("partner/compared", { partnerId, keyId, agree });
  },
  setToken: async (partnerId: string, token: string | null): Promise<void> => {
    await sendToBackground("partner/token", { partnerId, token });
  },
  remove: async (partnerId: string): Promise<void> => {
    await sendToBackground("partner/remove", { partnerId });
  },
  useStamps: async (partnerId: string, besides: Authority[]): Promise<void> => {
    await sendToBackground("partner/use-stamps", { partnerId, besides });
  },
  usePacks: async (partnerId: string): Promise<void> => {
    await sendToBackground("partner/use-packs", { partnerId });
  },
  /** Fingerprint of a key that a profile names. */
  keyId: receiptKeyId,
};

export type { LookedAt } from "../lib/extension/partners.ts";
export type { BrokenPartner, KeptPartner } from "../lib/vault/partners.ts";
