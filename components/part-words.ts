/** What part was had, in words: "text whole; 3 of 4 images; video not captured". Never that all is there: nobody can know. */
import type { Part } from "../lib/model/extraction.ts";
import { t } from "./words.ts";

export const partsWords = (parts: readonly Part[]): string => parts.map(partWords).join("; ");

function partWords({ name, had, of }: Part): string {
  if (name === "text") return of !== null && had >= of ? t("had.text") : t("had.text_open");
  if (name === "video" && had === 0) return t("had.video");
  return of === null ? t(`had.${name}_open`, { had }) : t(`had.${name}_of`, { had, of });
}
