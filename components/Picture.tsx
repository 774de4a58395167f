/** A kept picture, opened while it is near the viewport and let go when it is not. */
import { createContext } from "preact";
import { useContext, useEffect, useRef, useState } from "preact/hooks";
import { type Fault, toFault } from "../lib/model/fault-error.ts";
import { useNear } from "./near.ts";
import { t, word } from "./words.ts";

/** True while a page is made ready for print: then every picture is opened, wherever it stands. */
export const AllPictures = createContext(false);

interface Props {
  /** Reads the bytes; null: not kept. */
  load(): Promise<Blob | null>;
  /** Changes when another picture is meant. */
  id: string;
  alt: string;
  width?: number | undefined;
  height?: number | undefined;
}

export function Picture({ load, id, alt, width, height }: Props) {
  const box = useRef<HTMLSpanElement>(null);
  const inView = useNear(box);
  const near = useContext(AllPictures) || inView;
  const [url, setUrl] = useState<string | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const [broken, setBroken] = useState(false);

  // `id` names the picture; `load` is a new function at each render
  useEffect(() => {
    if (!near) return;
    let opened: string | null = null;
    let wanted = true;
    setFault(null);
    setBroken(false);
    load().then(
      (blob) => {
        if (!wanted) return;
        if (!blob) return setFault({ code: "not-found" });
        opened = URL.createObjectURL(blob);
        setUrl(opened);
      },
      (error: unknown) => wanted && setFault(toFault(error)),
    );
    return () => {
      wanted = false;
      setUrl(null);
      if (opened) URL.revokeObjectURL(opened);
    };
  }, [near, id]);

  const shape = width && height ? { aspectRatio: `${width} / ${height}` } : undefined;
  return (
    <span class="picture" ref={box} style={url ? undefined : shape}>
      {url && !broken && (
        <img
          src={url}
          alt={alt}
          decoding="async"
          width={width}
          height={height}
          onError={() => setBroken(true)}
        />
      )}
      {broken && <span class="quiet">{t("common.no_image")}</span>}
      {fault && <span class="quiet">{word("fault", fault.code)}</span>}
    </span>
  );
}
