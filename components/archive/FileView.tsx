/** One file, looked at: pictures as pictures, the post's page inert, all else as plain text, cut where it is long. */
import type { Artefact } from "../../lib/model/statement.ts";
import { Fault } from "../Fault.tsx";
import { size } from "../format.ts";
import { useLoaded } from "../loaded.ts";
import { Picture } from "../Picture.tsx";
import { t, word } from "../words.ts";
import { InertFrame } from "./InertFrame.tsx";

/** Bytes shown of a long text: a browser lays out a hundred times that only with pain. */
const SHOWN = 200_000;

interface Props {
  artefact: Artefact;
  open(name: string): Promise<Blob | null>;
}

export function FileView({ artefact, open }: Props) {
  if (artefact.mediaType.startsWith("image/"))
    return (
      <Picture
        id={artefact.sha256}
        load={() => open(artefact.name)}
        alt={word("role", artefact.role)}
        width={artefact.width}
        height={artefact.height}
      />
    );
  return artefact.role === "dom" ? (
    <InertFrame name={artefact.name} open={open} />
  ) : (
    <PlainText name={artefact.name} open={open} />
  );
}

function PlainText({ name, open }: { name: string; open: Props["open"] }) {
  const text = useLoaded(async () => {
    const blob = await open(name);
    return blob && { start: await blob.slice(0, SHOWN).text(), cut: blob.size > SHOWN };
  }, [name]);
  if (text.at === "loading") return <p class="quiet">{t("common.loading")}</p>;
  if (text.at === "fault") return <Fault fault={text.fault} />;
  if (!text.value) return <Fault fault={{ code: "not-found" }} />;
  return (
    <>
      {text.value.cut && <p class="quiet">{t("capture.clipped", { size: size(SHOWN) })}</p>}
      <pre class="plain" dir="auto">
        {text.value.start}
      </pre>
    </>
  );
}
