/** The pictures that were in the post, as they were fetched: small, each opened while it is near, its hash checked. */
import type { StatementPart } from "../../lib/verify/content.ts";
import { plainText } from "../../lib/verify/display.ts";
import { Picture } from "../Picture.tsx";
import { Section } from "../Section.tsx";
import { t } from "../words.ts";

/** More are named among the files. */
const MOST = 24;

interface Props {
  statement: StatementPart;
  open(name: string): Promise<Blob | null>;
}

export function Media({ statement: { artefacts, extraction }, open }: Props) {
  const pictures = artefacts.filter(
    ({ role, mediaType }) => role === "media" && mediaType.startsWith("image/"),
  );
  if (pictures.length === 0) return null;
  return (
    <Section heading={t("verify.media", pictures.length)}>
      <ul class="media-grid">
        {pictures.slice(0, MOST).map(({ name, sha256, media, width, height }) => {
          const alt = media === undefined ? null : extraction.media[media]?.alt;
          return (
            <li key={name}>
              <Picture
                id={sha256}
                load={() => open(name)}
                alt={alt ? plainText(alt) : t("verify.media_alt")}
                width={width}
                height={height}
              />
              {alt && (
                <p class="quiet" dir="auto">
                  {plainText(alt)}
                </p>
              )}
            </li>
          );
        })}
      </ul>
      {pictures.length > MOST && <p class="quiet">{t("verify.media_more", pictures.length - MOST)}</p>}
    </Section>
  );
}
