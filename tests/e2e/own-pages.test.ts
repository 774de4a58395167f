/** Our own pages in real Chromium: text never becomes HTML or code there, and they ask nobody. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { SINKS_REFUSED, SINKS_TRIED } from "../drive/sinks-tried.ts";
import { openOwnPage } from "../drive/speak.ts";
import { openStage, type Stage } from "../drive/stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

const ASK = `(async () => {
  const image = (src) => new Promise((resolve) => { const one = new Image(); one.onload = () => resolve("loaded"); one.onerror = () => resolve("refused"); one.src = src; });
  const style = (href) => new Promise((resolve) => { const one = document.createElement("link"); one.rel = "stylesheet"; one.onload = () => resolve("loaded"); one.onerror = () => resolve("refused"); one.href = href; document.head.append(one); });
  return [
    await fetch("https://www.facebook.com/asked").then(() => "loaded", () => "refused"),
    await image("https://www.facebook.com/asked.png"),
    await style("https://www.facebook.com/asked.css"),
  ];
})()`;

for (const path of ["archive.html", "popup.html"])
  it(`${path} refuses to make HTML or code of text, and asks nobody`, async () => {
    const own = path === "archive.html" ? stage.own : await openOwnPage(stage.session, path);
    expect(await own.run(SINKS_TRIED)).toEqual(SINKS_REFUSED);
    expect(await own.run(ASK)).toEqual(["refused", "refused", "refused"]);
    expect(stage.served.requests.filter(({ url }) => url.includes("asked"))).toEqual([]);
  });

it("tries what elsewhere would succeed", async () => {
  const page = await stage.session.context.newPage();
  const { told } = (await page.evaluate(SINKS_TRIED)) as { told: Record<string, string> };
  expect(told).toMatchObject({
    innerHTML: "done",
    insertAdjacentHTML: "done",
    handler: "done",
    evaluate: "done",
  });
  await page.close();
});
