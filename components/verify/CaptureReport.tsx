/** One capture as far as it was disclosed: notice, picture, words, times, facts, files, the inert page. Bytes are shown only after their hash held. */
import type { Content, StatementPart } from "../../lib/verify/content.ts";
import type { Shown, ShownCapture } from "../../lib/verify/report.ts";
import { Comments } from "../archive/Comments.tsx";
import { Facts } from "../archive/Facts.tsx";
import { Files } from "../archive/Files.tsx";
import { Notices } from "../archive/Notices.tsx";
import { PictureFigure } from "../archive/PictureFigure.tsx";
import { Steps } from "../archive/Steps.tsx";
import { WordsKept } from "../archive/WordsKept.tsx";
import { Fault } from "../Fault.tsx";
import { Gaps } from "../Gaps.tsx";
import { useLoaded } from "../loaded.ts";
import { Parts } from "../Parts.tsx";
import { t } from "../words.ts";
import { Derived } from "./Derived.tsx";
import { Look } from "./Look.tsx";
import { Media } from "./Media.tsx";
import { PageFrame } from "./PageFrame.tsx";
import { Times } from "./Times.tsx";
import { WitnessNotes } from "./WitnessNotes.tsx";

interface Given {
  capture: ShownCapture;
  shown: Shown;
  content: Content;
}

export function CaptureReport({ capture, shown, content }: Given) {
  const opened = useLoaded(() => content.capture(capture.id), [content, capture.id]);
  if (opened.at === "loading")
    return (
      <p class="quiet" data-loading>
        {t("common.loading")}
      </p>
    );
  if (opened.at === "fault") return <Fault fault={opened.fault} />;
  if (!opened.value) return <Fault fault={{ code: "artefact-differs" }} />;
  const { statement, withheld, record } = opened.value;
  return <Whole {...{ statement, withheld, content, capture, shown }} seq={record.seq} />;
}

interface Props extends Given {
  statement: StatementPart;
  withheld: number;
  seq: number;
}

function Whole({ statement, withheld, seq, capture, shown, content }: Props) {
  const { extraction, outcomes, artefacts } = statement;
  const open = async (name: string) => {
    const artefact = artefacts.find((each) => each.name === name);
    return artefact ? content.artefact(artefact) : null;
  };
  const derived = shown.redaction?.derived.filter(({ record }) => record === capture.id) ?? [];
  const notes = shown.notes.filter(({ record }) => record === seq);
  const dom = artefacts.find(({ role }) => role === "dom");
  return (
    <div class="capture">
      {withheld > 0 && <p class="banner banner-reduced">{t("verify.capture_withheld", withheld)}</p>}
      {capture.secondLook && <Look look={capture.secondLook} shown={shown} statement={statement} />}
      <Parts parts={extraction.parts} />
      <Gaps outcomes={outcomes} />
      <div class="columns">
        <div class="column">
          {derived.length > 0 && <Derived derived={derived} content={content} />}
          <PictureFigure
            id={capture.id}
            artefacts={artefacts}
            outcomes={outcomes}
            open={open}
            none={derived.length > 0 ? "replaced" : withheld > 0 ? "withheld" : "absent"}
          />
          <Media statement={statement} open={open} />
        </div>
        <div class="column">
          <Notices notices={extraction.notices} />
          <WordsKept extraction={extraction} />
          <WitnessNotes notes={notes} />
          <Times capture={capture} statement={statement} />
          <Comments comments={extraction.comments} />
        </div>
      </div>
      {dom && <PageFrame artefact={dom} open={open} />}
      <details>
        <summary>{t("verify.everything")}</summary>
        <Facts card={{ id: capture.id, seq }} statement={statement} />
        <Steps outcomes={outcomes} />
        <Files artefacts={artefacts} open={open} />
      </details>
    </div>
  );
}
