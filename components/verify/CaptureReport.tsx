/** One capture as far as it was disclosed: notice, picture, words, times, facts, files, the inert page. Bytes are shown only after their hash held. */
import type { Content, StatementPart } from "../../lib/verify/content.ts";
import type { ShownCapture, ShownDerived } from "../../lib/verify/report.ts";
import { Comments } from "../archive/Comments.tsx";
import { Facts } from "../archive/Facts.tsx";
import { Files } from "../archive/Files.tsx";
import { LookResult } from "../archive/LookResult.tsx";
import { Notices } from "../archive/Notices.tsx";
import { PictureFigure } from "../archive/PictureFigure.tsx";
import { Steps } from "../archive/Steps.tsx";
import { WordsKept } from "../archive/WordsKept.tsx";
import { Fault } from "../Fault.tsx";
import { Gaps } from "../Gaps.tsx";
import { useLoaded } from "../loaded.ts";
import { Parts } from "../Parts.tsx";
import { DerivedFigures } from "../withhold/DerivedFigures.tsx";
import { t } from "../words.ts";
import { PageFrame } from "./PageFrame.tsx";
import { Times } from "./Times.tsx";

interface ReportProps {
  capture: ShownCapture;
  content: Content;
  /** Pictures made in place of withheld ones of this capture. */
  derived: ShownDerived[];
}

export function CaptureReport({ capture, content, derived }: ReportProps) {
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
  return <Whole {...{ statement, withheld, content, capture, derived }} seq={record.seq} />;
}

interface Props extends ReportProps {
  statement: StatementPart;
  withheld: number;
  seq: number;
}

function Whole({ statement, withheld, seq, capture, content, derived }: Props) {
  const { extraction, outcomes, artefacts } = statement;
  const open = async (name: string) => {
    const artefact = artefacts.find((each) => each.name === name);
    return artefact ? content.artefact(artefact) : null;
  };
  const dom = artefacts.find(({ role }) => role === "dom");
  return (
    <div class="capture">
      {withheld > 0 && <p class="banner banner-reduced">{t("verify.capture_withheld", withheld)}</p>}
      {capture.secondLook && <LookResult statement={statement} />}
      <Parts parts={extraction.parts} />
      <Gaps outcomes={outcomes} />
      <div class="columns">
        <div class="column">
          <DerivedFigures
            pictures={derived.map((picture) => ({
              name: picture.file,
              width: picture.width,
              height: picture.height,
              maker:
                picture.by === "case"
                  ? t("withhold.maker_case")
                  : t("withhold.maker_key", { key: picture.by }),
              load: () => content.artefact({ ...picture, mediaType: "image/png" }),
            }))}
          />
          {derived.length === 0 && (
            <PictureFigure id={capture.id} artefacts={artefacts} outcomes={outcomes} open={open} />
          )}
        </div>
        <div class="column">
          <Notices notices={extraction.notices} />
          <WordsKept extraction={extraction} />
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
