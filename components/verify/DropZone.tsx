/** Where files come in: dragged here, or chosen. */
import { useState } from "preact/hooks";
import { t } from "../words.ts";

export function DropZone({ onFiles }: { onFiles(files: File[]): void }) {
  const [over, setOver] = useState(false);
  const take = (files: FileList | null | undefined) => files && files.length > 0 && onFiles([...files]);
  return (
    <label
      class={`drop ${over ? "drop-over" : ""}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer?.files);
      }}
    >
      <span class="drop-title">{t("verify.drop")}</span>
      <span class="quiet">{t("verify.drop_what")}</span>
      <span class="drop-button" aria-hidden="true">
        {t("verify.choose")}
      </span>
      <input
        class="unseen"
        type="file"
        multiple
        onChange={(event) => {
          take(event.currentTarget.files);
          event.currentTarget.value = ""; // the same file may be chosen again
        }}
      />
    </label>
  );
}
