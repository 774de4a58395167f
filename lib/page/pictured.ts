/** Which picture a capture gets: painted, drawn again, or none; and the outcome that says so for ever. */
import { type Fault, type FaultCode, toFault } from "../model/fault-error.ts";
import type { Outcome } from "../model/outcome.ts";
import { type Taking, takePicture } from "./picture.ts";
import type { Prepared } from "./prepare.ts";
import { rerender } from "./rerender.ts";
import type { Rerendered, Wire } from "./wire.ts";

/** Painted pixels, or the fault why not. `painted` false: the browser would refuse, it is not asked. */
export async function paint(
  element: Element | null,
  painted: boolean,
  taking: Taking,
): Promise<{ outcome: Outcome; left: number } | { fault: Fault; ms: number }> {
  const started = performance.now();
  const ms = () => Math.round(performance.now() - started);
  if (!element) return { fault: { code: "not-visible" }, ms: 0 };
  if (!painted) return { fault: { code: "picture-refused" }, ms: 0 };
  try {
    const taken = await takePicture(element, taking);
    return {
      left: taken.left,
      outcome: taken.partial
        ? { step: "picture", status: "reduced", fault: "picture-partial", ms: ms() }
        : { step: "picture", status: "done", ms: ms() },
    };
  } catch (error) {
    return { fault: toFault(error, "picture-failed"), ms: ms() };
  }
}

export interface Again {
  element: Element | null;
  size: { width: number; height: number };
  prepared: Prepared;
  place: Node;
  wire: Wire;
}

/** Draws again what could not be painted. Always an outcome, never a throw: the capture goes on without a picture. */
export async function drawAgain(
  why: Fault,
  { element, size, prepared, place, wire }: Again,
): Promise<{ outcome: Outcome; rerendered: Rerendered | null }> {
  const started = performance.now();
  const ms = () => Math.round(performance.now() - started);
  const failed = (fault: FaultCode, detail: string | undefined) => ({
    outcome: {
      step: "picture",
      status: "failed",
      fault,
      ...(detail ? { detail: detail.slice(0, 500) } : {}),
      ms: ms(),
    } as const,
    rerendered: null,
  });
  if (!element || size.width < 1 || size.height < 1) return failed("not-visible", why.detail);
  if (prepared.html === null) return failed(why.code, "no copy to draw from");
  try {
    const { picture, missing } = await rerender({
      ...size,
      html: prepared.html,
      fetches: prepared.fetches,
      place,
      wire,
    });
    const detail = [why.detail, missing > 0 && `${missing} images missing in the drawing`]
      .filter(Boolean)
      .join("; ");
    return {
      outcome: {
        step: "picture",
        status: "reduced",
        fault: why.code,
        ...(detail ? { detail } : {}),
        ms: ms(),
      },
      rerendered: picture,
    };
  } catch (error) {
    const fault = toFault(error, "rerender-failed");
    return failed(fault.code, `${why.code}; ${fault.detail ?? ""}`);
  }
}
