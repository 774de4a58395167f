/** The person's cases as the screens see them: alive, and by name. */
import { useEffect, useState } from "preact/hooks";
import type { CaseCard, Desk } from "./desk.ts";
import { t } from "./words.ts";

/** All cases, oldest first; null until they are read. Follows every change, from whatever page. */
export function useCases(desk: Desk | null): CaseCard[] | null {
  const [cases, setCases] = useState<CaseCard[] | null>(null);
  useEffect(() => desk?.cases.watch(setCases), [desk]);
  return cases;
}

/** What a case is called; the person may never have named it. */
export const caseName = (card: CaseCard | undefined): string => card?.name ?? t("cases.unnamed");
