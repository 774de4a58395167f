/** What the leak gate found: where, of what kind, and what can be done. Never the thing itself. */
import type { Leak } from "../lib/extension/export-messages.ts";
import { captureHref } from "./archive/route.ts";
import { t, word } from "./words.ts";

interface Props {
  leaks: readonly Leak[];
  /** Exports again without these parts. */
  without: (() => void) | null;
  /** Nothing was made yet: it was looked through before. */
  ahead?: boolean;
}

export function Leaks({ leaks, without, ahead = false }: Props) {
  const captures = [...new Set(leaks.map(({ captureId }) => captureId))];
  return (
    <div class="banner banner-failed" role="alert">
      <p class="banner-title">{t(ahead ? "hand.leak_title" : "leak.title")}</p>
      <p>{t(ahead ? "hand.leak_what" : "leak.what")}</p>
      {captures.map((captureId) => (
        <section key={captureId ?? ""}>
          <ul>
            {saidOf(leaks.filter((leak) => leak.captureId === captureId)).map((said) => (
              <li key={said}>{said}</li>
            ))}
          </ul>
          {captureId !== null && (
            <p>
              <a href={`/archive.html${captureHref(captureId)}`} target="_blank" rel="noreferrer">
                {t("leak.open")}
              </a>
            </p>
          )}
        </section>
      ))}
      {captures.some((captureId) => captureId !== null) && <p>{t("leak.help")}</p>}
      {without && (
        <button type="button" onClick={without}>
          {t(ahead ? "hand.leak_without" : "leak.without")}
        </button>
      )}
      <p class="quiet">{t("leak.blind")}</p>
    </div>
  );
}

/** Each place and kind in words, once. */
const saidOf = (leaks: readonly Leak[]): string[] => [
  ...new Set(
    leaks.map(({ path, kind }) => {
      const named = word("leak_kind", kind);
      return path === null
        ? t("leak.elsewhere", { kind: named })
        : t("leak.in_capture", { kind: named, part: word("leak_part", partOf(path)) });
    }),
  ),
];

const PARTS: readonly [part: string, pattern: RegExp][] = [
  ["text", /^(?:extraction\/(?:text|title|original)|artefact\/text\.txt)$/],
  ["author", /^extraction\/author$/],
  ["comment", /^comment\//],
  ["dom", /^artefact\/dom/],
  ["page-data", /^artefact\/page-data/],
  ["media", /^(?:media|artefact\/media)/],
  ["picture", /^artefact\/picture/],
  ["address", /^(?:capture\/url|extraction\/subject)$/],
  ["note", /^(?:capture|outcome)\//],
];

/** Of FORMAT's path, what it is to a person. */
const partOf = (path: string): string => PARTS.find(([, pattern]) => pattern.test(path))?.[0] ?? "other";
