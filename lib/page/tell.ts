/** What a person is told of how a capture ended: the worst outcome first, and which parts are lacking. */
import type { Outcome } from "../model/outcome.ts";
import type { Marker } from "./marker.ts";
import type { Words } from "./words.ts";

/** Shows the end of a capture on its marker. A withheld identifier is no lack of evidence and not told here. */
export function tell(marker: Marker, outcomes: readonly Outcome[], words: Words): void {
  const lacking = new Set(
    outcomes
      .filter(({ step, status }) => step !== "scrub" && (status === "reduced" || status === "failed"))
      .map(({ step }) => words.step(step)),
  );
  if (lacking.size === 0) marker.show("done", words.done);
  else marker.show("reduced", words.reduced([...lacking].join(", ")));
}
