/** Everything destroyed at one gesture, locked or not; and, for whoever has the time to read, what that cannot reach. */
import { useState } from "preact/hooks";
import { toFault } from "../lib/model/fault-error.ts";
import type { Desk } from "./desk.ts";
import { HoldButton } from "./HoldButton.tsx";
import { useLoaded } from "./loaded.ts";
import { t } from "./words.ts";

export function Panic({ desk }: { desk: Pick<Desk, "panic" | "panicKey"> }) {
  const [state, setState] = useState<"idle" | "erasing" | "failed">("idle");
  const shortcut = useLoaded(desk.panicKey, [desk]);
  const key = shortcut.at === "there" ? shortcut.value : "";

  const erase = () => {
    setState("erasing");
    desk.panic().catch((error: unknown) => {
      // Whoever is asked ends with all the rest, and so does this page.
      if (toFault(error).code !== "interrupted") setState("failed");
    });
  };

  return (
    <section class="panic" aria-labelledby="panic">
      <h2 id="panic">{t("panic.title")}</h2>
      <HoldButton
        label={state === "erasing" ? t("panic.erasing") : t("panic.button")}
        holding={t("panic.holding")}
        disabled={state === "erasing"}
        describedBy="panic-hold"
        onHeld={erase}
      />
      <p id="panic-hold" class="quiet">
        {t("panic.hold")}
      </p>
      <p role="alert">{state === "failed" && t("panic.failed")}</p>
      <details>
        <summary>{t("panic.reach")}</summary>
        <p>{t("panic.what")}</p>
        {key && <p>{t("panic.key", { key })}</p>}
        <ul class="points">
          <li>{t("panic.not_flash")}</li>
          <li>{t("panic.not_backups")}</li>
          <li>{t("panic.not_history")}</li>
          <li>{t("panic.not_sent")}</li>
          <li>{t("panic.not_installed")}</li>
        </ul>
      </details>
    </section>
  );
}
