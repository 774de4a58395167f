/** An export from start to saved file, followed by asking how far it is. Remembers up to where the person has exported. */
import { useEffect, useRef, useState } from "preact/hooks";
import { type Fault, toFault } from "../lib/model/fault-error.ts";
import type { Desk, ExportState } from "./desk.ts";

/** Between two questions, in milliseconds. */
const PACE = 250;
const REMEMBERED = "exported-up-to";

/** The highest sequence number the person has exported; -1 where none. A number only: it tells nothing of what was kept. */
export const exportedUpTo = (): number => Number(localStorage.getItem(REMEMBERED) ?? -1);

export interface Exporting {
  state: ExportState | null;
  fault: Fault | null;
  busy: boolean;
  /** `upTo`: remembered as exported once the file is saved. */
  start(captureIds: string[], upTo?: number): Promise<void>;
}

export function useExport(desk: Desk | null): Exporting {
  const [state, setState] = useState<ExportState | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const [busy, setBusy] = useState(false);
  const gone = useRef(false);
  useEffect(
    () => () => {
      gone.current = true;
    },
    [],
  );

  const follow = async (on: Desk, jobId: string): Promise<ExportState> => {
    for (;;) {
      const now = await on.exportState(jobId);
      setState(now);
      if (now.stage === "done" || now.stage === "failed" || gone.current) return now;
      await new Promise((resolve) => setTimeout(resolve, PACE));
    }
  };

  const start = async (captureIds: string[], upTo?: number) => {
    if (!desk || busy || captureIds.length === 0) return;
    setBusy(true);
    setFault(null);
    setState({ jobId: "", stage: "preparing", doneBytes: 0, totalBytes: 0 });
    try {
      const last = await follow(desk, await desk.startExport(captureIds));
      if (last.stage === "failed") setFault(last.fault ?? { code: "export-failed" });
      if (last.stage === "done" && upTo !== undefined)
        localStorage.setItem(REMEMBERED, String(Math.max(upTo, exportedUpTo())));
    } catch (error) {
      setFault(toFault(error, "export-failed"));
    } finally {
      setBusy(false);
    }
  };

  return { state, fault, busy, start };
}
