/** Firefox: the background is a page of its own and writes bundles itself; its reports to the state keep it awake. */
import { releaseExport, runExport } from "../exporter.ts";
import type { ExporterHost } from "./exporter-host.ts";

export const exporter: ExporterHost = {
  async start(job, report) {
    void runExport(job, report);
  },
  release: (jobId) => releaseExport(jobId),
  async isAlive() {
    return false;
  },
};
