/** When places are looked at again: soon after a cause, and never more often than every so many milliseconds. */

export interface Rests {
  /** Milliseconds after a cause, and at least between two turns. */
  after: number;
  between: number;
}

/** `ask` brings a turn of `work` in time; a cause while one is due brings no other. */
export function makeTurns(work: () => void): { ask(rests: Rests): void; stop(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let due = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  const turn = () => {
    due = Number.POSITIVE_INFINITY;
    last = performance.now();
    work();
  };
  return {
    ask: ({ after, between }) => {
      const now = performance.now();
      const at = Math.max(now + after, last + between);
      if (at >= due) return;
      clearTimeout(timer);
      due = at;
      timer = setTimeout(turn, at - now);
    },
    stop: () => clearTimeout(timer),
  };
}
