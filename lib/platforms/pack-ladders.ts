/** A rule pack's rungs put on the ladders they name. Apart from `rules.ts`, as the light half of the content script has no catalogue. */
import type { RulePack } from "../model/pack.ts";
import type { PlatformName } from "../model/subject.ts";
import { builtInOnly, extend, type Ladder, type Rung } from "./ladder.ts";

interface Named {
  name: PlatformName;
  ladders: Readonly<Record<string, Ladder>>;
}

/** Extends the ladders of `sites` by the pack's rungs; null: built-in only. Gives the rungs that could not be used, `facebook.MESSAGE.name`. */
export function useLadders(sites: readonly Named[], pack: RulePack | null, document: Document): string[] {
  const fragment = document.createDocumentFragment();
  builtInOnly();
  const unusable: string[] = [];
  for (const { name: site, ladders } of sites) {
    for (const [name, added] of Object.entries(pack?.ladders?.[site] ?? {})) {
      const ladder = Object.hasOwn(ladders, name) ? ladders[name] : undefined;
      const fits = (rung: Rung) => {
        if (ladder && parses(rung.selector, fragment)) return true;
        unusable.push(`${site}.${name}.${rung.name}`);
        return false;
      };
      // A rung of a pack says so in every record that names it.
      const marked = (rung: Rung) => ({ ...rung, name: `pack/${rung.name}` });
      const before = (added.before ?? []).filter(fits).map(marked);
      const after = (added.after ?? []).filter(fits).map(marked);
      if (ladder && before.length + after.length > 0) extend(ladder, { before, after });
    }
  }
  return unusable;
}

/** The grammar of packs is small, but the browser has the last word: a selector that throws would break every reading. */
function parses(selector: string, fragment: DocumentFragment): boolean {
  try {
    fragment.querySelector(selector);
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === "SyntaxError") return false;
    throw error;
  }
}
