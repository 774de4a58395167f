/** Which picture a capture ends up with, and the outcome that says so for ever: painted, drawn again, or none and why. */
import { fromBase64, plain } from "../evidence/bytes.ts";
import { toFault } from "../model/fault.ts";
import type { Outcome } from "../model/outcome.ts";
import { imageTypeOf } from "./image-type.ts";
import type { Material } from "./messages.ts";
import type { PictureInMaking } from "./picture.ts";

export interface Pictured {
  role: "picture" | "picture-rerendered";
  png: Blob;
  width: number;
  height: number;
}

/** A picture of painted slices under way. `ms`: time spent photographing so far. */
export interface Slices {
  making: PictureInMaking;
  count: number;
  ms: number;
}

export interface PictureTaken {
  picture: Pictured | null;
  /** All outcomes of step `picture`, the page's included. */
  outcomes: Outcome[];
}

/** Finishes the picture. `slices` undefined: this worker knows of none. Never throws. */
export async function takePicture(slices: Slices | undefined, material: Material): Promise<PictureTaken> {
  const told = material.outcomes.filter((outcome) => outcome.step === "picture");
  if (slices && slices.count > 0) return painted(slices, told);
  if (material.rerendered) return rerendered(material.rerendered, told);
  // No slices here and no word of the page about the picture: they were lost with the worker.
  const lost: Outcome = { step: "picture", status: "failed", fault: "interrupted" };
  return { picture: null, outcomes: told.length > 0 ? told : [lost] };
}

async function painted(slices: Slices, told: Outcome[]): Promise<PictureTaken> {
  const started = performance.now();
  try {
    const { missing, ...pixels } = await slices.making.finish();
    const picture: Pictured = { role: "picture", ...pixels };
    // The page may know of a reduction that the pixels do not show (a limit reached): its word stands.
    if (missing === 0 && told.length > 0) return { picture, outcomes: told };
    const ms = Math.round(slices.ms + performance.now() - started);
    const outcome: Outcome =
      missing === 0
        ? { step: "picture", status: "done", ms }
        : { step: "picture", status: "reduced", fault: "picture-partial", detail: `${missing} rows`, ms };
    return { picture, outcomes: [outcome] };
  } catch (error) {
    const fault = toFault(error, "picture-failed");
    return { picture: null, outcomes: [{ step: "picture", status: "failed", fault: fault.code }] };
  }
}

function rerendered(drawn: NonNullable<Material["rerendered"]>, told: Outcome[]): PictureTaken {
  const { width, height } = drawn;
  const bytes = fromBase64(drawn.png);
  if (!bytes || imageTypeOf(bytes)?.mediaType !== "image/png")
    return {
      picture: null,
      outcomes: [{ step: "picture", status: "failed", fault: "rerender-failed", detail: "no PNG" }],
    };
  const png = new Blob([plain(bytes)], { type: "image/png" });
  const outcome: Outcome = { step: "picture", status: "reduced", fault: "picture-refused" };
  return {
    picture: { role: "picture-rerendered", png, width, height },
    outcomes: told.length > 0 ? told : [outcome],
  };
}
