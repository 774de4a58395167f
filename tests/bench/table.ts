/** Figures and how they are judged: medians, one row per promise, one table. */

/** One promise and what was measured. `goal.ratio`: ours / peer at most; `goal.atMost`: ours at most, in `unit`. */
export interface Row {
  name: string;
  peerName: string;
  unit: string;
  ours: number | null;
  peer: number | null;
  ratio: number | null;
  goal: string;
  met: "yes" | "no" | "not measured" | "-";
  /** What exactly was timed, how often, and what is to be known when reading the figure. */
  how: string;
}

interface Measured {
  name: string;
  peerName?: string;
  unit: string;
  ours: number | null;
  peer?: number | null;
  goal?: { ratio: number } | { atMost: number };
  how: string;
}

/** Judges a figure: without a goal it is information (`-`), without figures it is `not measured`, never a pass. */
export function judge(measured: Measured): Row {
  const { ours, goal } = measured;
  const peer = measured.peer ?? null;
  const ratio = ours !== null && peer !== null && peer > 0 ? ours / peer : null;
  const judged = goal === undefined ? null : "ratio" in goal ? ratio : ours;
  const limit = goal === undefined ? 0 : "ratio" in goal ? goal.ratio : goal.atMost;
  return {
    name: measured.name,
    peerName: measured.peerName ?? "",
    unit: measured.unit,
    ours,
    peer,
    ratio,
    goal: goal === undefined ? "" : "ratio" in goal ? `≤ ${fraction(goal.ratio)}` : `≤ ${goal.atMost}`,
    met: goal === undefined ? "-" : judged === null ? "not measured" : judged <= limit ? "yes" : "no",
    how: measured.how,
  };
}

/** The row of a measurement that could not be made, and why. */
export function notMeasured(name: string, why: string): Row {
  return { ...judge({ name, unit: "", ours: null, how: why }), met: "not measured" };
}

/** The middle of the figures; null of none. */
export function median(figures: readonly number[]): number | null {
  const sorted = [...figures].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  return upper === undefined || lower === undefined ? null : (upper + lower) / 2;
}

/** All rows as aligned text, for a terminal. */
export function render(rows: readonly Row[]): string {
  const head = ["", "ours", "peer", "ratio", "goal", "met"];
  const body = rows.map((row) => [
    row.peerName ? `${row.name} : ${row.peerName}` : row.name,
    figure(row.ours, row.unit),
    figure(row.peer, row.unit),
    row.ratio === null ? "" : `${round(row.ratio)}`,
    row.goal,
    row.met,
  ]);
  const widths = head.map((_, column) =>
    Math.max(...[head, ...body].map((line) => (line[column] ?? "").length)),
  );
  const lines = [head, ...body].map((line) =>
    line
      .map((cell, column) =>
        column === 0 || column > 3 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join("  ")
      .trimEnd(),
  );
  return lines.join("\n");
}

function figure(value: number | null, unit: string): string {
  return value === null ? "" : `${round(value)} ${unit}`;
}

function round(value: number): number {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : Math.abs(value) >= 0.1 ? 2 : 4;
  return Number(value.toFixed(digits));
}

function fraction(ratio: number): string {
  return ratio < 1 && Number.isInteger(Math.round((1 / ratio) * 1e6) / 1e6)
    ? `1/${Math.round(1 / ratio)}`
    : `${ratio}`;
}
