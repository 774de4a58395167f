/** One capture in the grid: a link to it whole, and a box to select it. */
import { CardWords, cardName } from "../CardWords.tsx";
import type { CaptureCard, Desk } from "../desk.ts";
import { Thumbnail } from "../Thumbnail.tsx";
import { t } from "../words.ts";
import { captureHref } from "./route.ts";

interface Props {
  card: CaptureCard;
  desk: Desk;
  selected: boolean;
  onSelect(on: boolean): void;
}

export function CardTile({ card, desk, selected, onSelect }: Props) {
  return (
    <li class={`tile ${selected ? "tile-selected" : ""}`}>
      <a class="tile-link" href={captureHref(card.id)}>
        <Thumbnail card={card} desk={desk} />
        <CardWords card={card} />
      </a>
      <label class="tile-select">
        <input
          type="checkbox"
          checked={selected}
          onChange={(event) => onSelect(event.currentTarget.checked)}
        />
        <span class="unseen">{t("archive.select", { what: cardName(card) })}</span>
      </label>
    </li>
  );
}
