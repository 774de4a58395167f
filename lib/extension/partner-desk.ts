/** What is answered about partners. */
import { FaultError } from "../model/fault.ts";
import { receiptKeyId } from "../partner/receipt.ts";
import { changePartner, readPartner, removePartner } from "../vault/partners.ts";
import type { Handlers } from "./answer.ts";
import { pinIssuer } from "./packs.ts";
import type { partnersFromOwnPages } from "./partner-messages.ts";
import { keepProfile, noteCompared } from "./partners.ts";
import { chooseAuthorities } from "./stamp-choice.ts";
import { vaultSecrets } from "./vault-keeper.ts";

export const partnerHandlers: Handlers<typeof partnersFromOwnPages, unknown> = {
  "partner/keep": async ({ file, confirmed }) => ({ partnerId: await keepProfile(file, confirmed) }),
  async "partner/compared"({ partnerId, keyId, agree }) {
    await noteCompared(partnerId, keyId, agree);
    return {};
  },
  async "partner/token"({ partnerId, token }) {
    await changePartner(partnerId, { token });
    return {};
  },
  "partner/own-identity": async () => ({ identity: (await vaultSecrets())?.identity ?? null }),
  async "partner/remove"({ partnerId }) {
    await removePartner(partnerId);
    return {};
  },
  async "partner/use-stamps"({ partnerId, besides }) {
    const { stamps } = (await readPartner(partnerId)).opened.profile;
    if (!stamps) throw new FaultError("bad-request", "no authority");
    await chooseAuthorities({
      on: true,
      authorities: [...besides, { url: stamps.url, root: stamps.root ?? null }],
    });
    return {};
  },
  async "partner/use-packs"({ partnerId }) {
    const { packKey } = (await readPartner(partnerId)).opened.profile;
    if (!packKey) throw new FaultError("bad-request", "no key");
    await pinIssuer(await receiptKeyId(packKey));
    return {};
  },
};
