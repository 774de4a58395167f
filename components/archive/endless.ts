/** Cards page by page as the end of the list comes near; kept true when captures come or go elsewhere. */
import { useEffect, useRef, useState } from "preact/hooks";
import { type Fault, toFault } from "../../lib/model/fault-error.ts";
import type { CaptureCard, Desk } from "../desk.ts";
import { useNear } from "../near.ts";

/** Cards asked for at a time, and drawn together. */
export const PAGE = 48;

/** `caseId`: whose captures; fixed for the life of the list. */
export function useEndless(desk: Desk, caseId: string | undefined) {
  const of = caseId === undefined ? {} : { caseId };
  const [cards, setCards] = useState<CaptureCard[]>([]);
  const [total, setTotal] = useState<number | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const sentinel = useRef<HTMLDivElement>(null);
  const near = useNear(sentinel, 1200);
  const shown = useRef(PAGE);
  const more = total !== null && cards.length < total;

  // Another page or the background added or removed captures: read again as much as is shown.
  useEffect(() => {
    let asked = 0;
    return desk.watch(async () => {
      asked += 1;
      const mine = asked;
      try {
        const [list, count] = await Promise.all([
          desk.list({ ...of, limit: shown.current }),
          desk.count(caseId),
        ]);
        if (mine !== asked) return;
        setCards(list);
        setTotal(count);
        setFault(null);
      } catch (error) {
        setFault(toFault(error));
      }
    });
  }, [desk]);

  useEffect(() => {
    const last = cards.at(-1);
    if (!near || !more || !last) return;
    let wanted = true;
    desk.list({ ...of, before: last.seq, limit: PAGE }).then(
      (next) => {
        if (!wanted) return;
        shown.current = cards.length + next.length;
        setCards([...cards, ...next]);
      },
      (error: unknown) => wanted && setFault(toFault(error)),
    );
    return () => {
      wanted = false;
    };
  }, [near, more, cards, desk]);

  return { cards, total, more, fault, sentinel };
}
