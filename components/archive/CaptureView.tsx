/** One capture whole. */
import { useState } from "preact/hooks";
import type { Desk, WitnessFact } from "../desk.ts";
import { ExportProgress } from "../ExportProgress.tsx";
import { useExport } from "../exporting.ts";
import { Fault } from "../Fault.tsx";
import { useLoaded } from "../loaded.ts";
import { t } from "../words.ts";
import { CaptureHead } from "./CaptureHead.tsx";
import { Comments } from "./Comments.tsx";
import { Deleting } from "./Deleting.tsx";
import { Disclosing } from "./Disclosing.tsx";
import { Facts } from "./Facts.tsx";
import { Files } from "./Files.tsx";
import { Layout } from "./Layout.tsx";
import { Note } from "./Note.tsx";
import { Notices } from "./Notices.tsx";
import { OwnPost } from "./OwnPost.tsx";
import { PictureFigure } from "./PictureFigure.tsx";
import { withholdHref } from "./route.ts";
import { SecondLooks } from "./SecondLooks.tsx";
import { Steps } from "./Steps.tsx";
import { WithNotes } from "./WithNotes.tsx";
import { WordsKept } from "./WordsKept.tsx";

export function CaptureView({ id, desk }: { id: string; desk: Desk }) {
  const kept = useLoaded(() => desk.read(id), [id, desk]);
  const exporting = useExport(desk);
  const [deleting, setDeleting] = useState(false);
  const [notes, setNotes] = useState(false);
  const [noted, setNoted] = useState(0);
  const [facts, setFacts] = useState<WitnessFact[]>([]);
  if (kept.at === "loading") return <p class="quiet">{t("common.loading")}</p>;
  if (kept.at === "fault") return <Fault fault={kept.fault} />;
  if (kept.value === null) return <Fault fault={{ code: "not-found" }} />;
  const { card, statement } = kept.value;
  const { extraction, outcomes, artefacts } = statement;
  const open = (name: string) => desk.artefact(id, name);
  const own = statement.witness?.own;
  const isOwn = own === "scrubbed" || own === "kept";

  return (
    <article class="capture">
      <CaptureHead card={card} statement={statement} desk={desk} />
      <OwnPost own={own} />
      <div class="buttons">
        <button
          type="button"
          disabled={exporting.busy}
          onClick={() => exporting.start([id], notes, [], facts)}
        >
          {t("export.one")}
        </button>
        <a class="button" href={withholdHref([id])}>
          {t("withhold.open")}
        </a>
        <button type="button" class="danger" disabled={exporting.busy} onClick={() => setDeleting(true)}>
          {t("delete.button")}
        </button>
      </div>
      <WithNotes desk={desk} ids={[id]} on={notes} changes={noted} onChoose={setNotes} />
      <Disclosing on={facts} facts={isOwn ? ["device", "own"] : ["device"]} onChoose={setFacts} />
      <ExportProgress exporting={exporting} />
      <div class="columns">
        <PictureFigure id={id} artefacts={artefacts} outcomes={outcomes} open={open} />
        <div class="column">
          <Notices notices={extraction.notices} />
          <WordsKept extraction={extraction} />
          <Comments comments={extraction.comments} />
        </div>
      </div>
      <Note id={id} desk={desk} onChange={() => setNoted(noted + 1)} />
      <SecondLooks id={id} statement={statement} desk={desk} />
      <Layout artefacts={artefacts} open={open} />
      <Facts card={card} statement={statement} />
      <Steps outcomes={outcomes} />
      <Files artefacts={artefacts} open={open} />
      <section aria-labelledby="meaning">
        <h2 id="meaning">{t("capture.meaning_heading")}</h2>
        <p>{t("capture.meaning")}</p>
      </section>
      {deleting && (
        <Deleting
          desk={desk}
          ids={[id]}
          onClose={(gone) => {
            setDeleting(false);
            if (gone) location.hash = "#/";
          }}
        />
      )}
    </article>
  );
}
