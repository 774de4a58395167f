/** The files of a capture, looked through for the witness before anything is hashed. */
import type { Artefact } from "../model/statement.ts";
import { assembleHtml } from "./assemble.ts";
import type { Fetched, Image } from "./media.ts";
import type { Material } from "./messages.ts";
import type { Pictured } from "./pictured.ts";
import type { ViewerCheck } from "./viewer-check.ts";

export type File = Omit<Artefact, "sha256" | "bytes" | "mediaType"> & { blob: Blob };

export interface Files {
  files: File[];
  /** Indexes of images left out because they hold one of the witness's strings. */
  refused: Set<number>;
  /** Places where such a string stood in a text and was replaced. */
  removed: number;
}

/** Picture, DOM, text, page data, media: what could be had. */
export function filesOf(
  material: Material,
  picture: Pictured | null,
  fetched: ReadonlyMap<number, Fetched>,
  check: ViewerCheck,
): Files {
  const { images, refused } = sift(fetched, check);
  const text = check.clean(material.text);
  // Before the images go in: in base64 a short string would be found by chance.
  const html = check.clean(material.html ?? "");
  const data = check.clean(material.pageData ?? "");
  const files: File[] = [];
  if (picture) files.push(pictureFile(picture));
  if (material.html !== null)
    files.push({
      role: "dom",
      name: "dom.html",
      method: "serialised",
      blob: assembleHtml(html.text, images),
    });
  files.push({ role: "text", name: "text.txt", method: "read", blob: blobOf(text.text, "text/plain") });
  if (material.pageData !== null)
    files.push({
      role: "page-data",
      name: "page-data.json",
      method: "read",
      blob: blobOf(data.text, "application/json"),
    });
  files.push(...mediaFiles(material, images));
  return { files, refused, removed: text.removed + html.removed + data.removed };
}

function sift(fetched: ReadonlyMap<number, Fetched>, check: ViewerCheck) {
  const images = new Map<number, Image>();
  const refused = new Set<number>();
  for (const [index, image] of fetched) {
    if ("fault" in image) continue;
    if (check.inBytes(image.bytes)) refused.add(index);
    else images.set(index, image);
  }
  return { images, refused };
}

function pictureFile({ role, png, width, height }: Pictured): File {
  const method = role === "picture" ? "painted" : "rerendered";
  return { role, name: `${role}.png`, method, width, height, blob: png };
}

function mediaFiles(material: Material, images: ReadonlyMap<number, Image>): File[] {
  return material.extraction.media.flatMap((item, index): File[] => {
    const image = images.get(index);
    if (!image) return [];
    const blob = new Blob([image.bytes], { type: image.mediaType });
    const name = `media-${index}.${image.extension}`;
    return [{ role: "media", name, method: "fetched", url: item.url, media: index, blob }];
  });
}

const blobOf = (text: string, type: string): Blob => new Blob([text], { type });
