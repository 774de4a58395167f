/** The deliveries as they stand: read at each change, and again and again while something moves. */
import { useEffect, useState } from "preact/hooks";
import type { Desk, Parcel } from "../desk.ts";

/** Between two looks while something moves, in milliseconds. */
const PACE = 500;

export const moves = ({ state }: Parcel): boolean => state === "making" || state === "sending";

/** It is on its way, or the person has to do something about it. */
export const isOpen = ({ state }: Parcel): boolean =>
  state !== "delivered" && state !== "saved" && state !== "sent";

/** Null: not known yet. */
export function useParcels({ parcels }: Pick<Desk, "parcels">): Parcel[] | null {
  const [list, setList] = useState<Parcel[] | null>(null);
  const [changes, setChanges] = useState(0);
  useEffect(() => parcels.watch(() => setChanges((count) => count + 1)), [parcels]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let gone = false;
    const look = async () => {
      try {
        const now = await parcels.list();
        if (gone) return;
        setList(now);
        if (now.some(moves)) timer = setTimeout(look, PACE);
      } catch (error) {
        console.warn("deliveries not read", error);
      }
    };
    void look();
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [parcels, changes]);
  useEffect(() => {
    // The background may not be told of it by its browser.
    const pass = () => void parcels.now().catch((error: unknown) => console.warn("not tried", error));
    addEventListener("online", pass);
    return () => removeEventListener("online", pass);
  }, [parcels]);
  return list;
}
