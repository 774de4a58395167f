/** The verifier's screen: files in, ladder and findings and content out. The same in the extension and in the single file. */
import type { LookOptions } from "../../lib/verify/look.ts";
import { t } from "../words.ts";
import { useChecking } from "./checking.ts";
import { DropZone } from "./DropZone.tsx";
import { FileReport } from "./FileReport.tsx";
import { KnownKeys } from "./KnownKeys.tsx";
import { Meetings } from "./Meetings.tsx";
import { Working } from "./Working.tsx";

/** `thread`: starts one that hashes, where the page has such. */
export function Verify({ thread }: { thread?: LookOptions["thread"] }) {
  const checking = useChecking(thread);
  const { state, looked, meetings, list } = checking;
  return (
    <div class="verify">
      <header class="verify-head">
        <h1 tabIndex={-1}>{t("verify.title")}</h1>
        <p class="lead">{t("verify.lead")}</p>
      </header>
      <DropZone onFiles={(files) => void checking.check(files)} />
      <KnownKeys list={list} onText={checking.useKeys} />
      {state.at === "busy" && <Working state={state} onCancel={checking.cancel} />}
      <p class="unseen" role="status">
        {state.at === "done" && t("verify.finished", looked.length)}
      </p>
      {looked.length > 1 && <Meetings meetings={meetings} files={looked.map(({ name }) => name)} />}
      {state.at === "done" &&
        looked.map((each, index) => (
          // The order is that of the files; a name may come twice
          <FileReport key={index} looked={each} when={state.when} />
        ))}
    </div>
  );
}
