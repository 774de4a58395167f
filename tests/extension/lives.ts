/** Workers that live one after the other over the same database. */
import type { Material } from "../../lib/extension/messages.ts";

export const TAB = 7;
export const slice = {
  source: { x: 0, y: 0, width: 1, height: 1 },
  top: 0,
  scale: 1,
  full: { width: 1, height: 1 },
};

type Recorder = typeof import("../../lib/extension/recorder.ts");
let lives = 0;
/** A worker's memory: a module of another address has none of the last one's. */
export const freshWorker = (): Promise<Recorder> =>
  import(/* @vite-ignore */ `../../lib/extension/recorder.ts?life=${++lives}`);

export const pictureOf = (outcomes: Material["outcomes"]) =>
  outcomes.filter((outcome) => outcome.step === "picture");
