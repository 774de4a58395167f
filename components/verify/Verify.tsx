/** The verifier's screen: files in, ladder and findings and content out. The same in the extension and in the single file. */
import type { LookOptions } from "../../lib/verify/look.ts";
import { Fault } from "../Fault.tsx";
import { t } from "../words.ts";
import { useChecking } from "./checking.ts";
import { DropZone } from "./DropZone.tsx";
import { FileReport } from "./FileReport.tsx";
import { KnownKeys } from "./KnownKeys.tsx";
import { Meetings } from "./Meetings.tsx";
import { OwnRoots } from "./OwnRoots.tsx";
import { Working } from "./Working.tsx";

interface Props {
  /** Start threads, where the page has such. */
  threads?: LookOptions["threads"];
  /** Roots of time-stamp authorities that the person named elsewhere (PEM). */
  roots?: () => Promise<string>;
  /** The bundle in an encrypted file, where the page has a key; any other file as it is. */
  open?: (file: File) => Promise<File>;
}

export function Verify({ threads, roots, open }: Props) {
  const checking = useChecking(threads, roots, open);
  const { state, refused, looked, meetings, list, settings } = checking;
  return (
    <div class="verify">
      <header class="verify-head">
        <h1 tabIndex={-1}>{t("verify.title")}</h1>
        <p class="lead">{t("verify.lead")}</p>
      </header>
      <DropZone onFiles={(files) => void checking.check(files)} />
      <div class="beside no-print">
        <KnownKeys list={list} onText={checking.useKeys} />
        <OwnRoots settings={settings} onRoots={checking.useRoots} />
      </div>
      {state.at === "busy" && <Working state={state} onCancel={checking.cancel} />}
      <p class="unseen" role="status">
        {state.at === "done" && t("verify.finished", looked.length)}
      </p>
      {refused.map(({ name, fault }) => (
        <Fault key={name} title={name} fault={fault} />
      ))}
      {looked.length > 1 && <Meetings meetings={meetings} files={looked.map(({ name }) => name)} />}
      {state.at === "done" &&
        looked.map((each, index) => (
          // The order is that of the files; a name may come twice
          <FileReport key={index} looked={each} when={state.when} />
        ))}
    </div>
  );
}
