/** Doing a thing when a page has settled: after so much quiet, at the latest so long after the first change, right after a frame. */

export interface Patience {
  quiet: number;
  most: number;
}

export interface Settling {
  soon(patience: Patience): void;
  stop(): void;
}

/** `run` is called right after a frame, when the page is laid out: asking for places then costs next to nothing. */
export function settling(window: Window, run: () => void): Settling {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waiting = 0;
  const afterFrame = () => {
    waiting = 0;
    window.requestAnimationFrame(() => setTimeout(run));
  };
  return {
    soon: ({ quiet, most }) => {
      const now = performance.now();
      waiting ||= now;
      clearTimeout(timer);
      timer = setTimeout(afterFrame, Math.max(0, Math.min(quiet, waiting + most - now)));
    },
    stop: () => clearTimeout(timer),
  };
}
