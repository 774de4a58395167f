/** How far parcels are at this moment, in memory: the vault is told of it only when something ends. */

interface Progress {
  done: number;
  /** Bytes a second; null: not known yet. */
  speed: number | null;
  at: number;
}

const known = new Map<string, Progress>();
/** The share of the newest measure: steady enough to be read, quick enough to be true. */
const NEW = 0.3;

/** So many bytes are done. `now` in milliseconds. */
export function noteDone(id: string, done: number, now = performance.now()): void {
  const before = known.get(id);
  const took = before ? now - before.at : 0;
  if (!before || took <= 0 || done < before.done) {
    known.set(id, { done, speed: null, at: now });
    return;
  }
  const measured = ((done - before.done) / took) * 1000;
  const speed = before.speed === null ? measured : before.speed * (1 - NEW) + measured * NEW;
  known.set(id, { done, speed, at: now });
}

/** What is known of one; null: nothing. */
export const progressOf = (id: string): Pick<Progress, "done" | "speed"> | null => known.get(id) ?? null;

export const forgetProgress = (id: string): void => void known.delete(id);
