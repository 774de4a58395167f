/** What is chosen to be withheld: by the person, or because it tells the same; and what they keep knowingly. */
import { useEffect, useRef, useState } from "preact/hooks";
import { type Fault, toFault } from "../../lib/model/fault-error.ts";
import type { Desk, Implied, Region, Withholdable, WithholdChoice } from "../desk.ts";

export interface Choosing {
  /** Why a part is withheld; null: it goes along. `kept`: it tells the same, and goes along all the same. */
  state(record: string, path: string): "chosen" | Implied | null;
  kept(record: string, path: string): Implied | null;
  toggle(record: string, path: string): void;
  regions(record: string, path: string): Region[];
  setRegions(record: string, path: string, regions: Region[]): void;
  choices: WithholdChoice[];
  count: number;
  followed: number;
  keptCount: number;
  /** What is implied is being looked for. */
  busy: boolean;
  fault: Fault | null;
}

const keyOf = (record: string, path: string) => `${record} ${path}`;

/** The choice over these captures. */
export function useChoosing(desk: Desk, captures: readonly Withholdable[]): Choosing {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set());
  const [black, setBlack] = useState<ReadonlyMap<string, Region[]>>(new Map());
  const [implied, setImplied] = useState<ReadonlyMap<string, Implied>>(new Map());
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const round = useRef(0);
  const taken = new Set([...chosen, ...black.keys()]);
  const wanted = [...taken].sort().join("\n");

  useEffect(() => {
    const mine = ++round.current;
    setBusy(true);
    const asked =
      wanted === ""
        ? []
        : wanted.split("\n").map((key) => ({ record: key.slice(0, 32), path: key.slice(33) }));
    desk.withholding.implied(captures, asked).then(
      (found) => {
        if (mine !== round.current) return;
        setImplied(new Map(found.map((one) => [keyOf(one.record, one.path), one])));
        setBusy(false);
      },
      (error: unknown) => {
        if (mine !== round.current) return;
        setFault(toFault(error));
      },
    );
  }, [wanted, captures]);

  const followed = [...implied.keys()].filter((key) => !kept.has(key) && !taken.has(key));
  const all = [...taken, ...followed];
  const change = (set: ReadonlySet<string>, key: string, on: boolean): Set<string> => {
    const next = new Set(set);
    if (on) next.add(key);
    else next.delete(key);
    return next;
  };
  return {
    state: (record, path) => {
      const key = keyOf(record, path);
      if (taken.has(key)) return "chosen";
      return kept.has(key) ? null : (implied.get(key) ?? null);
    },
    kept: (record, path) => {
      const key = keyOf(record, path);
      return kept.has(key) && !taken.has(key) ? (implied.get(key) ?? null) : null;
    },
    toggle(record, path) {
      const key = keyOf(record, path);
      if (chosen.has(key)) setChosen(change(chosen, key, false));
      else if (implied.has(key)) setKept(change(kept, key, !kept.has(key)));
      else setChosen(change(chosen, key, true));
    },
    regions: (record, path) => black.get(keyOf(record, path)) ?? [],
    setRegions(record, path, regions) {
      const next = new Map(black);
      if (regions.length > 0) next.set(keyOf(record, path), regions);
      else next.delete(keyOf(record, path));
      setBlack(next);
    },
    choices: captures.flatMap(({ card }) => {
      const mine = all.filter((key) => key.startsWith(card.id)).map((key) => key.slice(33));
      const blackouts = mine.flatMap((path) => {
        const regions = black.get(keyOf(card.id, path));
        return regions ? [{ path, regions }] : [];
      });
      const paths = mine.filter((path) => !black.has(keyOf(card.id, path)));
      return mine.length > 0 ? [{ record: card.id, paths, blackouts }] : [];
    }),
    count: all.length,
    followed: followed.length,
    keptCount: [...kept].filter((key) => implied.has(key) && !taken.has(key)).length,
    busy,
    fault,
  };
}
