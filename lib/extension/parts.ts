/** What part was had, counted anew once the pictures were fetched: only what lies sealed beside the record was had. */
import type { Extraction, Part } from "../model/extraction.ts";

/** @param sealed whether the media item of this index is a file of the capture */
export function partsHad({ parts, media }: Extraction, sealed: (index: number) => boolean): Part[] {
  const images = media.flatMap((item, index) => (item.kind === "image" ? [index] : []));
  if (images.length === 0) return parts;
  const had = images.filter(sealed).length;
  const said = parts.find((part) => part.name === "images");
  const whole: Part = {
    name: "images",
    had,
    of: said?.of === null ? null : Math.max(said?.of ?? 0, images.length),
  };
  return said ? parts.map((part) => (part === said ? whole : part)) : [...parts, whole];
}
