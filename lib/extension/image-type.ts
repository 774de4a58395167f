/** What an image really is, by its first bytes: what the server calls it is not believed. */

export interface ImageType {
  mediaType: string;
  extension: string;
}

const SIGNATURES: readonly { at: number; bytes: string; type: ImageType }[] = [
  { at: 0, bytes: "\xff\xd8\xff", type: { mediaType: "image/jpeg", extension: "jpg" } },
  { at: 0, bytes: "\x89PNG\r\n\x1a\n", type: { mediaType: "image/png", extension: "png" } },
  { at: 0, bytes: "GIF87a", type: { mediaType: "image/gif", extension: "gif" } },
  { at: 0, bytes: "GIF89a", type: { mediaType: "image/gif", extension: "gif" } },
  { at: 8, bytes: "WEBP", type: { mediaType: "image/webp", extension: "webp" } },
  { at: 4, bytes: "ftypavif", type: { mediaType: "image/avif", extension: "avif" } },
  { at: 4, bytes: "ftypavis", type: { mediaType: "image/avif", extension: "avif" } },
  { at: 0, bytes: "\0\0\x01\0", type: { mediaType: "image/x-icon", extension: "ico" } },
  { at: 0, bytes: "BM", type: { mediaType: "image/bmp", extension: "bmp" } },
];
const SVG: ImageType = { mediaType: "image/svg+xml", extension: "svg" };

/** The type of an image, or null where the bytes are none that browsers show. */
export function imageTypeOf(bytes: Uint8Array): ImageType | null {
  const head = String.fromCharCode(...bytes.subarray(0, 512));
  const found = SIGNATURES.find((signature) => head.startsWith(signature.bytes, signature.at));
  if (found) return found.type;
  return /^(\xef\xbb\xbf)?\s*(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*|<!DOCTYPE svg[^>]*>\s*)*<svg[\s>]/i.test(
    head,
  )
    ? SVG
    : null;
}
