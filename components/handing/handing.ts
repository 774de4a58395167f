/** A hand-over from start to its files, followed by asking how far they are. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { Leak } from "../../lib/extension/export-messages.ts";
import { type Fault, toFault } from "../../lib/model/fault-error.ts";
import type { Desk, HandOver, Parcel } from "../desk.ts";

/** Between two questions, in milliseconds: while somebody waits for a file, and while one is on its way for hours. */
const PACE = 400;
const SLOW_PACE = 2000;

export interface Handing {
  parcels: Parcel[];
  fault: Fault | null;
  /** Where the leak gate stopped it after all. */
  leaks: Leak[];
  /** Something is still being made or saved: the rest goes on without this page. */
  busy: boolean;
  start(wish: HandOver): Promise<void>;
  /** What failed is forgotten. */
  clear(): Promise<void>;
}

export function useHanding(desk: Desk): Handing {
  const [parcels, setParcels] = useState<Parcel[]>([]);
  const [fault, setFault] = useState<Fault | null>(null);
  const [busy, setBusy] = useState(false);
  const gone = useRef(false);
  useEffect(
    () => () => {
      gone.current = true;
    },
    [],
  );

  const follow = async (ids: string[]): Promise<void> => {
    for (;;) {
      const now = await desk.handing.standing(ids);
      if (gone.current) return;
      setParcels(now);
      const pending = now.some(isPending);
      setBusy(pending);
      if (!pending && !now.some(({ state }) => state === "ready" || state === "sending")) return;
      await new Promise((resolve) => setTimeout(resolve, pending ? PACE : SLOW_PACE));
    }
  };

  // It is asked for anew here, and would stand in the list twice.
  const clear = async () => {
    for (const { id, state } of parcels) if (state === "failed") await desk.handing.cancel(id);
    setParcels([]);
  };

  const start = async (wish: HandOver) => {
    setBusy(true);
    setFault(null);
    try {
      await clear();
      const ids = await desk.handing.start(wish);
      await follow(ids);
    } catch (error) {
      setFault(toFault(error));
    } finally {
      setBusy(false);
    }
  };

  return { parcels, fault, leaks: parcels.flatMap((parcel) => parcel.leaks ?? []), busy, start, clear };
}

/** Of a file to be saved until it is; of one to be sent until it stands in the queue. */
const isPending = ({ state, how }: Parcel): boolean =>
  state === "making" || (how === "save" && state === "ready");
