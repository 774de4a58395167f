/** Pictures that were blacked out in part, and by whom; never shown as if they were the original. */
import { Picture } from "../Picture.tsx";
import { t } from "../words.ts";

interface Derived {
  name: string;
  width: number;
  height: number;
  /** Who blacked it out, in words. */
  maker: string;
  load(): Promise<Blob | null>;
}

export function DerivedFigures({ pictures }: { pictures: readonly Derived[] }) {
  return (
    <>
      {pictures.map(({ name, width, height, maker, load }) => (
        <figure key={name} class="picture-figure">
          <Picture
            id={`${name} ${maker}`}
            load={load}
            alt={t("withhold.derived_alt")}
            {...{ width, height }}
          />
          <figcaption class="banner banner-reduced">{t("withhold.derived", { maker })}</figcaption>
        </figure>
      ))}
    </>
  );
}
