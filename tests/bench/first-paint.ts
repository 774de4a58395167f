/** When the popup first shows something, beside an empty page of the same extension. */
import type { BenchStage } from "./stage.ts";
import { judge, median, type Row } from "./table.ts";

const OPENS = 11;

/** Opens both in turn, each in a fresh tab, and reads the browser's own paint entries. The first of each is warm-up. */
export async function measureFirstPaint(stage: BenchStage): Promise<Row[]> {
  const origin = `chrome-extension://${stage.extensionId}`;
  const ours: number[] = [];
  const empty: number[] = [];
  for (let open = 0; open <= OPENS; open++) {
    const paints = {
      ours: await firstPaint(stage, `${origin}/popup.html`),
      empty: await firstPaint(stage, `${origin}/${stage.emptyPage}`),
    };
    if (open === 0) continue;
    ours.push(paints.ours);
    empty.push(paints.empty);
  }
  return [
    judge({
      name: "first paint of the popup",
      peerName: "empty page",
      unit: "ms",
      ours: median(ours),
      peer: median(empty),
      goal: { ratio: 1.3 },
      how: `first-contentful-paint since navigation, ${OPENS} alternating opens, each in a tab of its own`,
    }),
  ];
}

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
