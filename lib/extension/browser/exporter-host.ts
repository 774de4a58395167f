/** What the background asks of the place where bundles are written. One file a browser; the build picks it (`#browser`). */
import type { Report } from "../exporter.ts";
import type { ExportJob } from "../messages.ts";

export interface ExporterHost {
  /** Starts a job and returns; `report` (or a message in its stead) tells how it goes. */
  start(job: ExportJob, report: Report): Promise<void>;
  /** Lets go of a job's file. */
  release(jobId: string): Promise<void>;
  /** True where an exporter of an earlier background still lives. */
  isAlive(): Promise<boolean>;
  /** Ends it at once, with whatever it was writing. */
  end(): Promise<void>;
}
