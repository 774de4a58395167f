/** The list of one case, and the choice of another. What was chosen stays while a capture is looked at. */
import { useEffect, useState } from "preact/hooks";
import { useCases } from "../cases.ts";
import type { Desk } from "../desk.ts";
import { CaseChoice } from "./CaseChoice.tsx";
import { List } from "./List.tsx";

interface Props {
  desk: Desk;
  /** Asked for by the address; undefined: as it stood, at first the active case. */
  caseId: string | undefined;
}

export function ListRoom({ desk, caseId }: Props) {
  const cases = useCases(desk);
  const [chosen, setChosen] = useState(caseId);
  useEffect(() => {
    if (caseId !== undefined) setChosen(caseId);
  }, [caseId]);
  if (!cases) return null;
  const there = cases.some(({ id }) => id === chosen);
  const shown = there ? chosen : (cases.find(({ active }) => active) ?? cases[0])?.id;
  return (
    <>
      <CaseChoice cases={cases} shown={shown} onChoose={setChosen} />
      <List key={shown} desk={desk} caseId={shown} />
    </>
  );
}
