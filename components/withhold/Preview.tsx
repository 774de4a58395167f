/** What the receiver will see of a capture: made by the code that writes the file, shown by the parts that show a capture. */
import { Comments } from "../archive/Comments.tsx";
import { Facts } from "../archive/Facts.tsx";
import { Files } from "../archive/Files.tsx";
import { Layout } from "../archive/Layout.tsx";
import { Notices } from "../archive/Notices.tsx";
import { PictureFigure } from "../archive/PictureFigure.tsx";
import { Steps } from "../archive/Steps.tsx";
import { WordsKept } from "../archive/WordsKept.tsx";
import type { Desk, WithholdChoice } from "../desk.ts";
import { Fault } from "../Fault.tsx";
import { useLoaded } from "../loaded.ts";
import { t } from "../words.ts";
import { DerivedFigures } from "./DerivedFigures.tsx";

export function Preview({ choice, desk }: { choice: WithholdChoice; desk: Desk }) {
  const made = useLoaded(() => desk.withholding.preview(choice), [choice]);
  if (made.at === "loading") return <p class="quiet">{t("common.loading")}</p>;
  if (made.at === "fault") return <Fault fault={made.fault} />;
  const { card, statement, withheld, pictures } = made.value;
  const { extraction, outcomes, artefacts } = statement;
  const open = (name: string) => desk.artefact(card.id, name);
  return (
    <article class="capture preview">
      <p class="banner banner-reduced">{t("verify.capture_withheld", withheld)}</p>
      <div class="columns">
        <div class="column">
          <DerivedFigures
            pictures={pictures.map(({ name, blob, width, height }) => ({
              ...{ name, width, height, maker: t("withhold.maker_case") },
              load: async () => blob,
            }))}
          />
          {pictures.length > 0 ? (
            <p class="banner banner-failed">{t("withhold.look")}</p>
          ) : (
            <PictureFigure id={card.id} artefacts={artefacts} outcomes={outcomes} open={open} />
          )}
        </div>
        <div class="column">
          <Notices notices={extraction.notices} />
          <WordsKept extraction={extraction} />
          <Comments comments={extraction.comments} />
        </div>
      </div>
      <Layout artefacts={artefacts} open={open} />
      <Facts card={card} statement={statement} />
      <Steps outcomes={outcomes} />
      <Files artefacts={artefacts} open={open} />
    </article>
  );
}
