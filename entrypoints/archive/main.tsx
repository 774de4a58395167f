/** Draws the archive; the vault comes after the first paint. */
import { render } from "preact";
import { Archive } from "../../components/archive/Archive.tsx";
import { t } from "../../components/words.ts";
import { askForAddresses } from "../../lib/extension/ask-addresses.ts";
import { askForPictures } from "../../lib/extension/ask-pictures.ts";

const connect = async () => (await import("../../components/desk.ts")).desk;

const verifier = async () => (await import("../../components/verify/Verify.tsx")).Verify;

document.documentElement.lang = t("language.code");
document.title = `${t("archive.title")} · ${t("popup.title")}`;
const root = document.getElementById("root");
if (root) {
  root.replaceChildren();
  const asks = { askPermission: askForPictures, askAddresses: askForAddresses };
  render(<Archive connect={connect} {...asks} verifier={verifier} />, root);
}
