/** The language of the screens, as the verifier's own words know it. */
import type { Language } from "../../lib/verify/words.ts";
import { t } from "../words.ts";

export const language = (): Language => (t("language.code") === "vi" ? "vi" : "en");
