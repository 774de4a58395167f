/**
 * Atomic CSS as Facebook ships it: thousands of one-declaration classes of which a page uses few, theme variables,
 * and colours that older renderers cannot read. Wholly made up; the same on every call.
 */

/** Gives class names for declarations, remembers them, and writes the whole sheet. */
export interface Atoms {
  /** One class per declaration, plus `noise` classes that match rules without changing the look. */
  classes(...declarations: string[]): string;
  sheet(): string;
}

const HARMLESS = [
  "outline-offset",
  "scroll-margin-top",
  "scroll-margin-bottom",
  "scroll-padding-top",
  "text-underline-offset",
  "border-spacing",
  "column-rule-width",
  "widows",
];

/** `rules`: how many rules the sheet holds in all. */
export function makeAtoms(rules: number): Atoms {
  const used = new Map<string, string>();
  let drawn = 0;
  const noise = () => {
    drawn = (drawn * 1103515245 + 12345) % 2147483648;
    return `xn${(drawn % 4000).toString(36)}`;
  };
  return {
    classes(...declarations) {
      const named = declarations.map((declaration) => {
        const known = used.get(declaration);
        if (known) return known;
        const name = `xa${(used.size * 7919 + 46655).toString(36)}`;
        used.set(declaration, name);
        return name;
      });
      return [...named, noise(), noise(), noise(), noise()].join(" ");
    },
    sheet() {
      const lines = [theme(), ...[...used].map(([declaration, name]) => `.${name}{${declaration}}`)];
      for (let index = 0; lines.length < rules; index++) {
        const property = HARMLESS[index % HARMLESS.length];
        const value = property === "widows" ? `${2 + (index % 9)}` : `${index % 97}px`;
        const state = index % 11 === 0 ? ":hover" : index % 13 === 0 ? ":focus-visible" : "";
        lines.push(`.xn${index.toString(36)}${state}{${property}:${value}}`);
      }
      return lines.join("\n");
    },
  };
}

function theme(): string {
  const variables = Array.from({ length: 400 }, (_, index) => `--fds-${index}:${(index * 37) % 256}px`);
  return `:root{--card:oklch(1 0 0);--wash:#f0f2f5;--ink:#080809;--faint:color-mix(in srgb, #080809 60%, white);--line:#ced0d4;--accent:#0866ff;${variables.join(";")}}`;
}
