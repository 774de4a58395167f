/** All captures of a case, newest first, page by page as one scrolls; select, export, delete. */
import { useRef, useState } from "preact/hooks";
import type { CaptureCard, Desk } from "../desk.ts";
import { Fault } from "../Fault.tsx";
import { Unanchored } from "../Unanchored.tsx";
import { t } from "../words.ts";
import { Deleting } from "./Deleting.tsx";
import { Doing } from "./Doing.tsx";
import { PAGE, useEndless } from "./endless.ts";
import { TilePage } from "./TilePage.tsx";

interface Props {
  desk: Desk;
  /** Whose captures; undefined: there is no case yet. */
  caseId: string | undefined;
}

export function List({ desk, caseId }: Props) {
  const { cards, total, more, fault, sentinel } = useEndless(desk, caseId);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [deleting, setDeleting] = useState(false);
  const [deleted, setDeleted] = useState(0);
  const heading = useRef<HTMLHeadingElement>(null);

  const toggle = (id: string, on: boolean) => {
    const next = new Set(selected);
    if (on) next.add(id);
    else next.delete(id);
    setSelected(next);
  };

  return (
    <>
      <div class="heading">
        <h1 tabIndex={-1} ref={heading}>
          {t("archive.heading")}
        </h1>
        {total !== null && total > 0 && <p class="quiet">{t("archive.count", total)}</p>}
      </div>
      <p class="unseen" role="status">
        {deleted > 0 && t("delete.deleted", deleted)}
      </p>
      <Unanchored stamps={desk.stamps} canAsk />
      {fault && <Fault fault={fault} />}
      {total === 0 && (
        <div class="empty">
          <p class="empty-title">{t("archive.empty_title")}</p>
          <p>{t("archive.empty")}</p>
        </div>
      )}
      {total !== null && total > 0 && (
        <Doing
          desk={desk}
          selected={[...selected]}
          onSelectAll={async () =>
            setSelected(new Set(await desk.ids(caseId === undefined ? {} : { caseId })))
          }
          onSelectNone={() => setSelected(new Set())}
          onDelete={() => setDeleting(true)}
        />
      )}
      {pages(cards).map((page, index) => (
        <TilePage key={index} cards={page} desk={desk} selected={selected} onSelect={toggle} />
      ))}
      <div ref={sentinel} class="sentinel">
        {more && <p class="quiet">{t("archive.loading_more")}</p>}
      </div>
      {deleting && (
        <Deleting
          desk={desk}
          ids={[...selected]}
          onClose={(gone) => {
            setDeleting(false);
            if (!gone) return;
            setDeleted(selected.size);
            setSelected(new Set());
            heading.current?.focus();
          }}
        />
      )}
    </>
  );
}

const pages = (cards: readonly CaptureCard[]): CaptureCard[][] =>
  Array.from({ length: Math.ceil(cards.length / PAGE) }, (_, page) =>
    cards.slice(page * PAGE, (page + 1) * PAGE),
  );
