/** An export from start to saved files, followed by asking how far it is. */
import { useEffect, useRef, useState } from "preact/hooks";
import { type Fault, toFault } from "../lib/model/fault-error.ts";
import type { Desk, ExportState, WithholdChoice } from "./desk.ts";

/** Between two questions, in milliseconds. */
const PACE = 250;
export interface Exporting {
  /** How it stands: that of the file under way, with the sizes of all. */
  state: ExportState | null;
  /** Names of the files that are saved: one for each case. */
  files: string[];
  fault: Fault | null;
  busy: boolean;
  /** `notes`: the person's own notes go along; `withhold`: what is left out. */
  start(captureIds: string[], notes?: boolean, withhold?: WithholdChoice[]): Promise<void>;
}

export function useExport(desk: Desk | null): Exporting {
  const [state, setState] = useState<ExportState | null>(null);
  const [files, setFiles] = useState<string[]>([]);
  const [fault, setFault] = useState<Fault | null>(null);
  const [busy, setBusy] = useState(false);
  const gone = useRef(false);
  useEffect(
    () => () => {
      gone.current = true;
    },
    [],
  );

  /** Follows all files until each has ended; gives how they ended. */
  const follow = async (on: Desk, jobIds: readonly string[]): Promise<ExportState[]> => {
    for (;;) {
      const states = await Promise.all(jobIds.map(on.exportState));
      setState(together(states));
      if (states.every(hasEnded) || gone.current) return states;
      await new Promise((resolve) => setTimeout(resolve, PACE));
    }
  };

  const start = async (captureIds: string[], notes?: boolean, withhold?: WithholdChoice[]) => {
    if (!desk || busy || captureIds.length === 0) return;
    setBusy(true);
    setFault(null);
    setFiles([]);
    setState({ jobId: "", stage: "preparing", doneBytes: 0, totalBytes: 0 });
    try {
      const ended = await follow(
        desk,
        await (withhold
          ? desk.startExport(captureIds, notes, withhold)
          : desk.startExport(captureIds, notes)),
      );
      setFiles(ended.flatMap(({ stage, fileName }) => (stage === "done" && fileName ? [fileName] : [])));
      const failed = ended.find(({ stage }) => stage === "failed");
      if (failed) setFault(failed.fault ?? { code: "export-failed" });
    } catch (error) {
      setFault(toFault(error, "export-failed"));
    } finally {
      setBusy(false);
    }
  };

  return { state, files, fault, busy, start };
}

const hasEnded = ({ stage }: ExportState): boolean => stage === "done" || stage === "failed";

/** Several files as one: the first that has not ended says what is being done. */
function together(states: readonly ExportState[]): ExportState | null {
  const speaks =
    states.find((state) => !hasEnded(state)) ?? states.find(({ stage }) => stage === "failed") ?? states[0];
  if (!speaks) return null;
  const sum = (key: "doneBytes" | "totalBytes") => states.reduce((all, state) => all + state[key], 0);
  return { ...speaks, doneBytes: sum("doneBytes"), totalBytes: sum("totalBytes") };
}
