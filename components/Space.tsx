/** How much is kept and how much still can be; before it is too late, a warning that says what to do. */
import type { Desk } from "./desk.ts";
import { size } from "./format.ts";
import { useLoaded } from "./loaded.ts";
import { t } from "./words.ts";

interface Props {
  desk: Pick<Desk, "space" | "captureAtMost">;
  /** Asks the browser for its promise, and says what it answered. */
  whole?: boolean;
  /** Nothing but the warning, where there is cause for it. */
  warnOnly?: boolean;
  /** Asked again when this changes. */
  changes?: number;
}

export function Space({ desk, whole = false, warnOnly = false, changes = 0 }: Props) {
  const loaded = useLoaded(() => desk.space(whole), [desk, whole, changes]);
  if (loaded.at !== "there") return null;
  const space = loaded.value;
  if (!space) return whole ? <p class="quiet">{t("space.unknown")}</p> : null;
  const { used, free, promised } = space;
  const low = free < desk.captureAtMost;
  if (warnOnly && !low) return null;
  return (
    <div class="space">
      {low && (
        <div class="banner banner-reduced" role="alert">
          <p class="banner-title">{t("space.low_title")}</p>
          <p>{t("space.low", { free: size(free), most: size(desk.captureAtMost) })}</p>
          <p>{t("space.what")}</p>
        </div>
      )}
      <p class="quiet">{t("space.line", { used: size(used), free: size(free) })}</p>
      {whole && promised !== null && (
        <p class="quiet">{t(promised ? "space.promised" : "space.not_promised")}</p>
      )}
    </div>
  );
}
