/** The picture, with what it is: painted by the browser, or re-rendered; or why there is none. */
import type { Outcome } from "../../lib/model/outcome.ts";
import type { Artefact } from "../../lib/model/statement.ts";
import { Picture } from "../Picture.tsx";
import { Section } from "../Section.tsx";
import { t, word } from "../words.ts";

interface Props {
  id: string;
  artefacts: readonly Artefact[];
  outcomes: readonly Outcome[];
  open(name: string): Promise<Blob | null>;
  /** What it may mean that there is none: none was made; it may be withheld; another stands in its place. */
  none?: "absent" | "withheld" | "replaced";
}

export function PictureFigure({ id, artefacts, outcomes, open, none = "absent" }: Props) {
  const pictures = artefacts.filter(
    (artefact) => artefact.role === "picture" || artefact.role === "picture-rerendered",
  );
  const why = outcomes.find((outcome) => outcome.step === "picture" && outcome.fault)?.fault;
  if (pictures.length === 0 && none === "replaced") return null;
  return (
    <Section class="column" heading={t("capture.picture_heading")}>
      {pictures.length === 0 && (
        <div class="banner banner-reduced">
          <p class="banner-title">{t("capture.no_picture")}</p>
          {none === "withheld" && !why && <p>{t("verify.picture_withheld")}</p>}
          {why && <p>{word("fault", why)}</p>}
        </div>
      )}
      {pictures.map((picture) => {
        const painted = picture.role === "picture";
        return (
          <figure key={picture.name} class="picture-figure">
            <Picture
              id={`${id}/${picture.name}`}
              load={() => open(picture.name)}
              alt={painted ? t("capture.picture_alt") : t("capture.picture_alt_rerendered")}
              width={picture.width}
              height={picture.height}
            />
            <figcaption class={painted ? "quiet" : "banner banner-reduced"}>
              {painted ? t("capture.picture_painted") : t("capture.picture_rerendered")}
            </figcaption>
          </figure>
        );
      })}
    </Section>
  );
}
