/** Chromium's offscreen page: writes bundles where Blob URLs exist, sends parcels for hours, and parses pages where a DOM does. */
import "../../lib/extension/sinks.ts";
import { admitOwnPage, listen, makeDesk } from "../../lib/extension/answer.ts";
import {
  isExporterIdle,
  releaseExport,
  runExport,
  runningExports,
  stopExport,
} from "../../lib/extension/exporter.ts";
import { lookHere } from "../../lib/extension/look-here.ts";
import { type ExportReport, toExporter, toLooker } from "../../lib/extension/messages.ts";
import { askForReceipt, sayWithdrawn } from "../../lib/extension/outbox-frame.ts";
import { sendToBackground } from "../../lib/extension/send.ts";
import {
  isSenderIdle,
  parcelUrl,
  releaseParcel,
  runSend,
  type SenderTell,
  sendingNow,
  stopSend,
} from "../../lib/extension/sender.ts";
import { toSender } from "../../lib/extension/sender-messages.ts";
import { openInPage } from "../../lib/extension/vault-page.ts";

const missed = (what: string) => (error: unknown) => console.error(what, error);
const report = (message: ExportReport) =>
  void sendToBackground("exporter/report", message).catch(missed("report"));
const tell: SenderTell = {
  async place(id, uploadUrl) {
    await sendToBackground("sender/place", { id, uploadUrl });
  },
  progress: (id, sent) => void sendToBackground("sender/progress", { id, sent }).catch(missed("progress")),
  ended: (id, sent, fault) =>
    void sendToBackground("sender/ended", { id, sent, ...(fault ? { fault } : {}) }).catch(missed("ended")),
};
let looks = 0;

openInPage(() => undefined);
listen([
  makeDesk(toExporter, admitOwnPage, {
    async "exporter/run"(job) {
      void runExport(job, report, (signature) => sendToBackground("exporter/stamp", signature));
      return {};
    },
    async "exporter/release"({ jobId }) {
      await releaseExport(jobId);
      return {};
    },
  }),
  makeDesk(toSender, admitOwnPage, {
    async "sender/run"(order) {
      runSend(order, tell);
      return {};
    },
    async "sender/stop"({ id }) {
      stopExport(id);
      await stopSend(id);
      return {};
    },
    "sender/url": async ({ id, bytes }) => ({ url: await parcelUrl(id, bytes) }),
    async "sender/release"({ id }) {
      releaseParcel(id);
      return {};
    },
    "sender/receipt": async ({ uploadUrl }) => ({ text: await askForReceipt(uploadUrl) }),
    async "sender/withdraw"({ uploadUrl, token }) {
      await sayWithdrawn(uploadUrl, token);
      return {};
    },
    "host/state": async () => ({ writing: runningExports(), sending: sendingNow() }),
    "host/idle": async () => ({ idle: isExporterIdle() && isSenderIdle() && looks === 0 }),
  }),
  makeDesk(toLooker, admitOwnPage, {
    async "look/run"(order) {
      looks++;
      try {
        return { looks: await lookHere(order) };
      } finally {
        looks--;
      }
    },
  }),
]);
