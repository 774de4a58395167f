/** Draws the archive; the vault comes after the first paint. */
import "../../lib/extension/sinks.ts";
import { render } from "preact";
import { Archive } from "../../components/archive/Archive.tsx";
import { rootsOfSettings } from "../../components/archive/own-roots.ts";
import { t } from "../../components/words.ts";
import { askForAddresses } from "../../lib/extension/ask-addresses.ts";
import { askForPictures } from "../../lib/extension/ask-pictures.ts";
import { feedThread } from "../../lib/extension/feed-thread.ts";
import { hashThread } from "../../lib/extension/hash-thread.ts";

const connect = async () => (await import("../../components/desk.ts")).desk;

const verifier = async () => {
  const { Verify } = await import("../../components/verify/Verify.tsx");
  const { openWithOwnKey } = await import("../../lib/extension/own-key.ts");
  const roots = async () => rootsOfSettings(await connect());
  return () => (
    <Verify threads={{ hash: hashThread, feed: feedThread }} roots={roots} open={openWithOwnKey} />
  );
};

document.documentElement.lang = t("language.code");
document.title = `${t("archive.title")} · ${t("popup.title")}`;
const root = document.getElementById("root");
if (root) {
  root.replaceChildren();
  const asks = { askPermission: askForPictures, askAddresses: askForAddresses };
  render(<Archive connect={connect} {...asks} verifier={verifier} />, root);
}
