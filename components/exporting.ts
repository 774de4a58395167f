/** An export from start to saved files, followed by asking how far it is. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { Leak } from "../lib/extension/export-messages.ts";
import { type Fault, toFault } from "../lib/model/fault-error.ts";
import type { Desk, ExportState, WithholdChoice, WitnessFact } from "./desk.ts";

/** Between two questions, in milliseconds. */
const PACE = 250;
type Wish = [captureIds: string[], notes?: boolean, withhold?: WithholdChoice[], disclose?: WitnessFact[]];

export interface Exporting {
  /** How it stands: that of the file under way, with the sizes of all. */
  state: ExportState | null;
  /** Names of the files that are saved: one for each case. */
  files: string[];
  fault: Fault | null;
  busy: boolean;
  /** `notes`: the person's own notes go along; `withhold`: what is left out; `disclose`: what of the witness goes along. */
  start(...wish: Wish): Promise<void>;
  /** The same once more, also without the parts at which the leak gate stopped it. Null: that would not help. */
  without: (() => Promise<void>) | null;
}

export function useExport(desk: Desk | null): Exporting {
  const [state, setState] = useState<ExportState | null>(null);
  const [files, setFiles] = useState<string[]>([]);
  const [fault, setFault] = useState<Fault | null>(null);
  const [busy, setBusy] = useState(false);
  const gone = useRef(false);
  const last = useRef<Wish>([[]]);
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

  const start = async (...wish: Wish) => {
    const [captureIds] = wish;
    if (!desk || busy || captureIds.length === 0) return;
    last.current = wish;
    setBusy(true);
    setFault(null);
    setFiles([]);
    setState({ jobId: "", stage: "preparing", doneBytes: 0, totalBytes: 0 });
    try {
      const ended = await follow(desk, await desk.startExport(...wish));
      setFiles(ended.flatMap(({ stage, fileName }) => (stage === "done" && fileName ? [fileName] : [])));
      const failed = ended.find(({ stage }) => stage === "failed");
      if (failed) setFault(failed.fault ?? { code: "export-failed" });
    } catch (error) {
      setFault(toFault(error, "export-failed"));
    } finally {
      setBusy(false);
    }
  };

  const leaks = fault?.code === "leak-found" ? (state?.leaks ?? []) : [];
  const can = leaks.length > 0 && leaks.every(({ path }) => path !== null);
  const without = () => {
    const [captureIds, notes, withhold = [], disclose] = last.current;
    return start(captureIds, notes, alsoWithout(withhold, leaks), disclose);
  };
  return { state, files, fault, busy, start, without: can ? without : null };
}

/** A choice with the places of leaks added. */
export function alsoWithout(chosen: readonly WithholdChoice[], leaks: readonly Leak[]): WithholdChoice[] {
  const choices = new Map(chosen.map((choice) => [choice.record, choice]));
  for (const { captureId, path } of leaks) {
    if (captureId === null || path === null) continue;
    const before = choices.get(captureId) ?? { record: captureId, paths: [], blackouts: [] };
    choices.set(captureId, { ...before, paths: [...new Set([...before.paths, path])] });
  }
  return [...choices.values()];
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
