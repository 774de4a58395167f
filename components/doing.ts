/** What a person set going on a screen: whether it still goes on, and the fault it ended with. */
import { useState } from "preact/hooks";
import { type Fault, toFault } from "../lib/model/fault-error.ts";

export interface Doing {
  busy: boolean;
  fault: Fault | null;
  /** Forgets the fault before. @returns true where the work ended well; it never rejects. */
  run(work: () => Promise<unknown>): Promise<boolean>;
}

export function useDoing(): Doing {
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const run = async (work: () => Promise<unknown>): Promise<boolean> => {
    setBusy(true);
    setFault(null);
    try {
      await work();
      return true;
    } catch (error) {
      setFault(toFault(error));
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, fault, run };
}
