/** One line on what part of a thing was had. Renders nothing where nothing was counted. */
import type { Part } from "../lib/model/extraction.ts";
import { partsWords } from "./part-words.ts";

export function Parts({ parts }: { parts: readonly Part[] | undefined }) {
  return parts && parts.length > 0 ? <p class="parts">{partsWords(parts)}</p> : null;
}
