/** html2canvas for the content script, brought into the isolated world only when the browser refuses painted pixels. */
import html2canvas from "html2canvas";
import { defineUnlistedScript } from "wxt/utils/define-unlisted-script";
import { openByItself } from "../lib/page/open-by-itself.ts";
import { DRAW, type Draw } from "../lib/page/rerender.ts";

const draw: Draw = async (element, scale) => {
  openByItself(element.ownerDocument.body);
  const canvas = await html2canvas(element, { scale, logging: false, backgroundColor: null });
  const data = canvas.toDataURL("image/png");
  return { png: data.slice(data.indexOf(",") + 1), width: canvas.width, height: canvas.height };
};

export default defineUnlistedScript(() => {
  (globalThis as { [DRAW]?: Draw })[DRAW] = draw;
});
