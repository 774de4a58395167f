/** Chromium's offscreen page: writes bundles where Blob URLs exist, and parses pages where a DOM does. */
import { admitOwnPage, listen, makeDesk } from "../../lib/extension/answer.ts";
import { releaseExport, runExport } from "../../lib/extension/exporter.ts";
import { lookHere } from "../../lib/extension/look-here.ts";
import { type ExportReport, toExporter, toLooker } from "../../lib/extension/messages.ts";
import { sendToBackground } from "../../lib/extension/send.ts";
import { openInPage } from "../../lib/extension/vault-page.ts";

const report = (message: ExportReport) =>
  void sendToBackground("exporter/report", message).catch((error) => console.error("report", error));

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
  makeDesk(toLooker, admitOwnPage, {
    "look/run": async (order) => ({ looks: await lookHere(order) }),
  }),
]);
