/** The verifier inside the archive: fetched when it is first asked for, so that the list is not kept waiting for it. */
import type { ComponentType } from "preact";
import { Fault } from "../Fault.tsx";
import { useLoaded } from "../loaded.ts";
import { t } from "../words.ts";

export function VerifyRoom({ load }: { load(): Promise<ComponentType> }) {
  const screen = useLoaded(load, []);
  if (screen.at === "loading") return <p class="quiet">{t("common.loading")}</p>;
  if (screen.at === "fault") return <Fault fault={screen.fault} />;
  const Screen = screen.value;
  return <Screen />;
}
