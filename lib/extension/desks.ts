/** Who is answered by what: every kind of message with its handler. */
import { browser } from "wxt/browser";
import { acknowledgeInterrupted, listInterrupted } from "../vault/journal.ts";
import { dropWaitingLooks } from "../vault/looks.ts";
import { removeCapture } from "../vault/remove.ts";
import { admitOwnPage, admitPage, type Desk, makeDesk } from "./answer.ts";
import { dataUri } from "./assemble.ts";
import { caseHandlers } from "./case-desk.ts";
import { acknowledgeExports, exportsCutShort } from "./export-cut.ts";
import { keptExport } from "./export-states.ts";
import { exportState, noteReport, startExport } from "./exports.ts";
import { askLook } from "./looks.ts";
import { fetchImage, fetchSheet } from "./media.ts";
import { fromExporter, fromOwnPages, fromPage } from "./messages.ts";
import { lookAtPack, packState, removePack, rulesInForce, usePack } from "./packs.ts";
import { panic } from "./panic.ts";
import { hear, noteReport as noteParcel } from "./parcel-queue.ts";
import { parcelHandlers } from "./parcels.ts";
import { partnerHandlers } from "./partner-desk.ts";
import { noteAsked, openPermissionPage, shouldAskPermission } from "./permission.ts";
import { checkPrivate } from "./private.ts";
import { isQuiet, setQuiet } from "./quiet.ts";
import { abandonCapture, addSlice, beginCapture, finishCapture } from "./recorder.ts";
import { fromSender } from "./sender-messages.ts";
import { getSetting, setSetting } from "./settings.ts";
import { chooseAuthorities } from "./stamp-choice.ts";
import { stampForExporter } from "./stamp-export.ts";
import { askDue } from "./stamps.ts";
import { vaultHandlers } from "./vault-desk.ts";

/** Content scripts in the pages of the two sites. */
const pageDesk = makeDesk(fromPage, admitPage, {
  async "capture/begin"({ trigger }, { tabId, isPrivate }) {
    if (isPrivate) await checkPrivate();
    const [captureId, askPermission, tab, seeMore, comments] = await Promise.all([
      beginCapture(tabId, trigger),
      shouldAskPermission(trigger),
      browser.tabs.get(tabId),
      getSetting("expandSeeMore"),
      getSetting("expandComments"),
    ]);
    // No API tells whether `activeTab` was granted: a tab in front is worth the try.
    return { captureId, askPermission, painted: tab.active, expand: { seeMore, comments } };
  },
  async "capture/slice"({ captureId, ...slice }, { tabId }) {
    await addSlice(captureId, tabId, slice);
    return {};
  },
  "capture/finish": ({ captureId, material }, { tabId, isPrivate }) =>
    finishCapture(captureId, tabId, material, isPrivate),
  async "capture/abandon"({ captureId, fault }, { tabId }) {
    await abandonCapture(captureId, tabId, fault);
    return {};
  },
  "sheet/fetch": async ({ url }, { isPrivate }) => ({ css: await fetchSheet(url, isPrivate) }),
  "image/fetch": async ({ url }, { isPrivate }) => ({
    dataUri: dataUri(await fetchImage(url, undefined, isPrivate)),
  }),
  "rules/read": async () => ({ pack: await rulesInForce() }),
  async "capture/load"(_, { tabId }) {
    await bring("/capturer.js", tabId);
    return {};
  },
  async "rerender/load"(_, { tabId }) {
    await bring("/rerender.js", tabId);
    return {};
  },
  async "permission/ask"() {
    await openPermissionPage();
    return {};
  },
  async "permission/declined"() {
    await noteAsked();
    return {};
  },
  "quiet/read": async () => ({ quiet: await isQuiet() }),
});

/** Runs a script of ours in the isolated world of the tab's top frame. */
async function bring(file: "/capturer.js" | "/rerender.js", tabId: number): Promise<void> {
  await browser.scripting.executeScript({ target: { tabId, frameIds: [0] }, files: [file] });
}

/** Popup and archive. */
const ownDesk = makeDesk(fromOwnPages, admitOwnPage, {
  ...caseHandlers,
  ...vaultHandlers,
  ...partnerHandlers,
  ...parcelHandlers,
  async "panic/now"() {
    await panic();
    return {};
  },
  "pack/state": () => packState(),
  "pack/look": ({ file }) => lookAtPack(file),
  async "pack/use"({ file, keyId }) {
    await usePack(file, keyId);
    return {};
  },
  async "pack/remove"({ forget }) {
    await removePack(forget);
    return {};
  },
  "settings/read": async () => ({
    secondLook: await getSetting("secondLook"),
    expandSeeMore: await getSetting("expandSeeMore"),
    expandComments: await getSetting("expandComments"),
    quiet: await isQuiet(),
  }),
  async "settings/write"({ secondLook, expandSeeMore, expandComments, quiet }) {
    if (quiet !== undefined) await setQuiet(quiet);
    if (secondLook !== undefined) await setSetting("secondLook", secondLook);
    if (expandSeeMore !== undefined) await setSetting("expandSeeMore", expandSeeMore);
    if (expandComments !== undefined) await setSetting("expandComments", expandComments);
    if (secondLook === false) await dropWaitingLooks();
    return {};
  },
  async "look/ask"({ captureId }) {
    await askLook(captureId);
    return {};
  },
  "stamps/read": () => getSetting("trustedTime"),
  async "stamps/write"(wished) {
    await chooseAuthorities(wished);
    return {};
  },
  async "stamps/ask"({ online }) {
    await askDue(true, online);
    return {};
  },
  "export/start": async ({ captureIds, notes, withhold, disclose }) => ({
    jobIds: await startExport(captureIds, notes, withhold, disclose),
  }),
  "export/state": ({ jobId }) => exportState(jobId),
  async "capture/delete"({ captureIds }) {
    for (const captureId of captureIds) await removeCapture(captureId);
    return {};
  },
  "journal/interrupted": async () => ({
    interrupted: await listInterrupted(),
    exports: await exportsCutShort(),
  }),
  async "journal/acknowledge"({ captureIds }) {
    await acknowledgeInterrupted(captureIds);
    await acknowledgeExports();
    return {};
  },
});

/** The offscreen page. */
const exporterDesk = makeDesk(fromExporter, admitOwnPage, {
  async "exporter/report"(report) {
    await ((await keptExport(report.jobId)) ? noteReport(report) : noteParcel(report));
    return {};
  },
  "exporter/stamp": (signature) => stampForExporter(signature),
});

/** The same page, which sends. */
const senderDesk = makeDesk(fromSender, admitOwnPage, {
  async "sender/place"({ id, uploadUrl }) {
    await hear.place(id, uploadUrl);
    return {};
  },
  async "sender/progress"({ id, sent }) {
    hear.progress(id, sent);
    return {};
  },
  async "sender/ended"({ id, sent, fault }) {
    await hear.ended(id, sent, fault);
    return {};
  },
});

export const desks: readonly Desk[] = [pageDesk, ownDesk, exporterDesk, senderDesk];
