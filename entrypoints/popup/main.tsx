/** Draws the popup at once; everything heavy (vault, tab) is imported after the first paint. */
import "../../lib/extension/sinks.ts";
import { render } from "preact";
import parts from "../../assets/parts.css?inline";
import own from "../../assets/popup.css?inline";
import theme from "../../assets/theme.css?inline";
import { Popup } from "../../components/popup/Popup.tsx";
import { t } from "../../components/words.ts";

/** Two frames: the first is painted for certain when the second begins. A hidden page paints none, hence the timer. */
const painted = () =>
  new Promise<void>((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
    setTimeout(resolve, 100);
  });

async function connect() {
  await painted();
  const [{ desk }, { tabBehind }] = await Promise.all([
    import("../../components/desk.ts"),
    import("./tab.ts"),
  ]);
  return { desk, page: tabBehind() };
}

const sheet = new CSSStyleSheet();
sheet.replaceSync([theme, parts, own].join("\n"));
document.adoptedStyleSheets = [sheet];
document.documentElement.lang = t("language.code");
document.title = t("popup.title");
const root = document.getElementById("root");
if (root) {
  root.replaceChildren();
  render(<Popup connect={connect} archiveUrl="/archive.html" />, root);
}
