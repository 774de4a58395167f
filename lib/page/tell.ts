/** What a person is told of how a capture ended: the worst outcome first, and which parts are lacking. */
import type { Marker } from "./marker.ts";
import type { CaptureResult } from "./wire.ts";
import type { Words } from "./words.ts";

/** Shows the end of a capture on its marker. A withheld identifier is no lack of evidence and not told here. */
export function tell(marker: Marker, { outcomes, kept }: CaptureResult, words: Words): void {
  const lacking = new Set(
    outcomes
      .filter(({ step, status }) => step !== "scrub" && (status === "reduced" || status === "failed"))
      .map(({ step }) => words.step(step)),
  );
  const said = lacking.size === 0 ? words.done : words.reduced([...lacking].join(", "));
  if (kept) marker.show("reduced", `${lacking.size === 0 ? "" : `${said} `}${words.kept(kept)}`);
  else marker.show(lacking.size === 0 ? "done" : "reduced", said);
}
