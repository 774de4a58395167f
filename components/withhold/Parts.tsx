/** All parts of one capture, in groups; pictures can be blacked out in part. */
import { useState } from "preact/hooks";
import { Artefact } from "../../lib/model/statement.ts";
import { cardName } from "../CardWords.tsx";
import type { Desk, Leaf, Withholdable } from "../desk.ts";
import { t } from "../words.ts";
import { Blackout } from "./Blackout.tsx";
import type { Choosing } from "./choosing.ts";
import { Part } from "./Part.tsx";
import { type Group, groupOf } from "./part-names.ts";

interface Props {
  capture: Withholdable;
  choosing: Choosing;
  desk: Desk;
}

export function Parts({ capture, choosing, desk }: Props) {
  const { card, leaves } = capture;
  const list = (group: Group) => leaves.filter((leaf) => groupOf(leaf) === group);
  const rows = (group: Group) =>
    list(group).map((leaf) => <Part key={leaf.path} record={card.id} {...{ leaf, choosing }} />);
  const groups = [
    ["words", t("withhold.words")],
    ["comments", t("withhold.comments")],
  ] as const;
  return (
    <section class="parts" aria-label={cardName(card)}>
      <h2 dir="auto">{cardName(card)}</h2>
      {groups.map(([group, heading]) =>
        list(group).length === 0 ? null : (
          <fieldset key={group}>
            <legend>{heading}</legend>
            {rows(group)}
          </fieldset>
        ),
      )}
      <fieldset>
        <legend>{t("withhold.files")}</legend>
        {list("files").map((leaf) => (
          <FilePart key={leaf.path} record={card.id} {...{ leaf, choosing, desk }} />
        ))}
      </fieldset>
      <details>
        <summary>{t("withhold.rest")}</summary>
        {rows("rest")}
      </details>
    </section>
  );
}

interface FileProps {
  record: string;
  leaf: Leaf;
  choosing: Choosing;
  desk: Desk;
}

function FilePart({ record, leaf, choosing, desk }: FileProps) {
  const [open, setOpen] = useState(false);
  const file = Artefact.safeParse(leaf.value).data;
  const regions = choosing.regions(record, leaf.path);
  const paintable = file?.mediaType === "image/png" && file.width && file.height;
  return (
    <div class="file-part">
      <Part {...{ record, leaf, choosing }} fixed={regions.length > 0} />
      {file && paintable && (
        <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
          {regions.length > 0 ? t("withhold.black_some", regions.length) : t("withhold.black")}
        </button>
      )}
      {regions.length > 0 && <p class="banner banner-reduced">{t("withhold.look")}</p>}
      {open && file?.width && file.height && (
        <Blackout
          id={`${record}/${file.name}`}
          picture={{ width: file.width, height: file.height }}
          load={() => desk.artefact(record, file.name)}
          regions={regions}
          onChange={(next) => choosing.setRegions(record, leaf.path, next)}
        />
      )}
    </div>
  );
}
