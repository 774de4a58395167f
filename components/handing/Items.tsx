/** Every item that leaves, with its picture; and every name that stands in them. */
import { useState } from "preact/hooks";
import { captureHref } from "../archive/route.ts";
import { CardWords } from "../CardWords.tsx";
import type { Desk, Leaving } from "../desk.ts";
import { Section } from "../Section.tsx";
import { Thumbnail } from "../Thumbnail.tsx";
import { t } from "../words.ts";

/** Shown at once; the rest on a press. */
const FIRST = 24;

export function Items({ desk, items }: { desk: Desk; items: Leaving["items"] }) {
  const [all, setAll] = useState(false);
  return (
    <Section heading={t("hand.items", items.length)} class="hand-part">
      <ul class="tiles">
        {items.slice(0, all ? items.length : FIRST).map(({ card, withheld, picture }) => (
          <li key={card.id} class="tile">
            <a
              class="tile-link"
              href={`/archive.html${captureHref(card.id)}`}
              target="_blank"
              rel="noreferrer"
            >
              <Thumbnail card={card} desk={desk} />
              <CardWords card={card} />
            </a>
            {withheld > 0 && (
              <p class="tag hand-tag">
                {t("withhold.count", withheld)}
                {!picture && ` · ${t("hand.no_picture")}`}
              </p>
            )}
          </li>
        ))}
      </ul>
      {!all && items.length > FIRST && (
        <button type="button" onClick={() => setAll(true)}>
          {t("hand.show_all", items.length)}
        </button>
      )}
    </Section>
  );
}

export function Names({ names, own }: Pick<Leaving, "names" | "own">) {
  const [all, setAll] = useState(false);
  return (
    <Section heading={t("hand.names")} class="hand-part">
      {names.length === 0 && <p>{t("hand.no_names")}</p>}
      <ul class="hand-names">
        {names.slice(0, all ? names.length : 3 * FIRST).map(({ name, as, captures }) => (
          <li key={name}>
            <span dir="auto">{name}</span>{" "}
            <span class="quiet">
              {as.map((one) => t(`hand.as_${one}`)).join(", ")} · {t("hand.in", captures)}
            </span>
          </li>
        ))}
      </ul>
      {!all && names.length > 3 * FIRST && (
        <button type="button" onClick={() => setAll(true)}>
          {t("hand.show_all", names.length)}
        </button>
      )}
      {own.length > 0 && (
        <div class="banner banner-reduced">
          <p class="banner-title">{t("hand.own")}</p>
          <p dir="auto">{own.join(" · ")}</p>
        </div>
      )}
      <p class="quiet">{t("hand.names_blind")}</p>
    </Section>
  );
}
