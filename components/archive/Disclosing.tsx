/** What of the witness and their device goes along with an export: nothing until chosen. */
import type { WitnessFact } from "../desk.ts";
import { t } from "../words.ts";

interface Props {
  on: readonly WitnessFact[];
  /** What can be chosen: that the witness is the author, only where they are. */
  facts: readonly WitnessFact[];
  onChoose(on: WitnessFact[]): void;
}

export function Disclosing({ on, facts, onChoose }: Props) {
  const said = {
    device: { label: t("disclose.device"), what: t("disclose.device_what") },
    own: { label: t("disclose.author"), what: t("disclose.author_what") },
  };
  return (
    <>
      {facts.map((fact) => (
        <label key={fact} class="with-notes">
          <input
            type="checkbox"
            checked={on.includes(fact)}
            onChange={({ currentTarget }) =>
              onChoose([...on.filter((one) => one !== fact), ...(currentTarget.checked ? [fact] : [])])
            }
          />
          <span>
            {said[fact].label}
            <span class="quiet">{said[fact].what}</span>
          </span>
        </label>
      ))}
    </>
  );
}
