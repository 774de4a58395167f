/** The files of a capture: what each is, how it was had, its hash; each can be looked at here without leaving the vault. */
import { useState } from "preact/hooks";
import type { Artefact } from "../../lib/model/statement.ts";
import { size } from "../format.ts";
import { Section } from "../Section.tsx";
import { t, word } from "../words.ts";
import { FileView } from "./FileView.tsx";

interface Props {
  artefacts: readonly Artefact[];
  open(name: string): Promise<Blob | null>;
}

export function Files({ artefacts, open }: Props) {
  const [shown, setShown] = useState<string | null>(null);
  return (
    <Section heading={t("capture.files_heading")}>
      <ul class="rows">
        {artefacts.map((artefact) => {
          const on = shown === artefact.name;
          return (
            <li key={artefact.name} class="file">
              <div class="row">
                <div class="row-words">
                  <p class="row-name">{word("role", artefact.role)}</p>
                  <p class="quiet">
                    <code>{artefact.name}</code> · {size(artefact.bytes)} · {word("method", artefact.method)}
                    {artefact.width && artefact.height && (
                      <> · {t("capture.pixels", { width: artefact.width, height: artefact.height })}</>
                    )}
                  </p>
                  <p class="hash">
                    <span class="unseen">{t("capture.hash")} </span>
                    <code>{artefact.sha256}</code>
                  </p>
                </div>
                <button
                  type="button"
                  aria-expanded={on}
                  aria-label={on ? undefined : t("capture.view_file", { file: artefact.name })}
                  onClick={() => setShown(on ? null : artefact.name)}
                >
                  {on ? t("capture.hide") : t("capture.view")}
                </button>
              </div>
              {on && <FileView artefact={artefact} open={open} />}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
