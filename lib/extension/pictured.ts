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

/**
 * Finishes the picture. `slices` undefined: this worker knows of none. The page says what it did, the background what
 * there is: an outcome never speaks of a picture that is not kept. Never throws.
 */
export async function takePicture(slices: Slices | undefined, material: Material): Promise<PictureTaken> {
  const told = material.outcomes.filter((outcome) => outcome.step === "picture");
  const painting = slices && slices.count > 0 ? await painted(slices, told, material) : null;
  if (painting?.whole || (painting && !material.rerendered)) return painting.taken;
  if (material.rerendered) return rerendered(material.rerendered, told);
  // The page may know that there was nothing to paint; if it says more, the slices were lost with the worker.
  const known = told.length > 0 && told.every(({ status }) => status === "failed" || status === "skipped");
  const lost: Outcome = { step: "picture", status: "failed", fault: "interrupted" };
  return { picture: null, outcomes: known ? told : [lost] };
}

async function painted(
  slices: Slices,
  told: Outcome[],
  material: Material,
): Promise<{ taken: PictureTaken; whole: boolean }> {
  const started = performance.now();
  try {
    const { missing, ...pixels } = await slices.making.finish(material.masks);
    const picture: Pictured = { role: "picture", ...pixels };
    const whole = missing.rows + missing.columns === 0;
    const ms = Math.round(slices.ms + performance.now() - started);
    const mine: Outcome = whole
      ? { step: "picture", status: "done", ms }
      : { step: "picture", status: "reduced", fault: "picture-partial", detail: missingWords(missing), ms };
    // The page may know of a reduction that the pixels do not show (a limit reached, a part never free to see).
    const agreed = whole && !material.rerendered && told.some(({ status }) => status !== "failed");
    return { taken: { picture, outcomes: agreed ? told : [mine] }, whole };
  } catch (error) {
    const fault = toFault(error, "picture-failed");
    const failed: Outcome = { step: "picture", status: "failed", fault: fault.code };
    return { taken: { picture: null, outcomes: [failed] }, whole: false };
  }
}

const missingWords = ({ rows, columns }: { rows: number; columns: number }): string =>
  `not shown: ${rows} rows, ${columns} columns`;

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
  // Drawn again is never simply done.
  const reduced = told.length > 0 && told.every(({ status }) => status === "reduced");
  return {
    picture: { role: "picture-rerendered", png, width, height },
    outcomes: reduced ? told : [outcome],
  };
}
