/** When the popup first shows something, beside an empty page of the same extension. */
import type { BenchStage } from "./stage.ts";
import { judge, median, type Row } from "./table.ts";

const OPENS = 15;

/** Opens both in turn, each in a fresh tab, and reads the browser's own paint entries. The first of each is warm-up. */
export async function measureFirstPaint(stage: BenchStage): Promise<Row[]> {
  const origin = `chrome-extension://${stage.extensionId}`;
  const pages = [
    { url: `${origin}/popup.html`, paints: [] as number[] },
    { url: `${origin}/${stage.emptyPage}`, paints: [] as number[] },
  ] as const;
  for (let open = 0; open <= OPENS; open++) {
    // Who goes first changes with every turn.
    for (const page of open % 2 ? [...pages].reverse() : pages) {
      const paint = await firstPaint(stage, page.url);
      if (open > 0) page.paints.push(paint);
    }
  }
  const [ours, empty] = pages.map(({ paints }) => paints);
  return [
    judge({
      name: "first paint of the popup",
      peerName: "empty page",
      unit: "ms",
      ours: median(ours ?? []),
      peer: median(empty ?? []),
      goal: { ratio: 1.3 },
      how: `first-contentful-paint since navigation, ${OPENS} alternating opens, each in a tab of its own; ours ${list(ours)}; empty ${list(empty)}`,
    }),
  ];
}

const list = (paints: readonly number[] = []) => paints.map(Math.round).join(" ");

async function firstPaint(stage: BenchStage, url: string): Promise<number> {
  const page = await stage.context.newPage();
  await page.goto(url);
  const at = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => {
          const paint = list.getEntriesByName("first-contentful-paint")[0];
          if (paint) resolve(paint.startTime);
        }).observe({ type: "paint", buffered: true });
      }),
  );
  await page.close();
  return at;
}
