/** Text made comparable: what is withheld must be found however a page, its data or an address spells it. */
import { fromBase64, fromUtf8 } from "../evidence/bytes.ts";

/** Letters and digits alone, without case and diacritics: `Trần Văn Thử` and `tran.van.thu` become the same. */
export const squash = (text: string): string => fold(text).replace(/[^\p{L}\p{N}]+/gu, "");

/** Without case and diacritics, all else kept. */
export const fold = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replaceAll("đ", "d");

/** Every reading of a text in which words could stand: unescaped, without tags, and what base64 in it says. */
export function readings(text: string): string[] {
  const [bare, inside] = withoutData(text);
  // twice: data inside an attribute is escaped for both
  const plain = unescaped(unescaped(bare));
  const found = [plain, ...inside.map(unescaped)];
  if (plain.includes("<")) found.push(plain.replace(/<[^>]*>/g, ""));
  for (const [run] of plain.matchAll(/[A-Za-z0-9+/_-]{16,4096}={0,2}/g)) {
    const said = decoded(run);
    if (said !== null) found.push(said);
  }
  return found;
}

/** Images inside a page weigh megabytes and hold no words; drawings (SVG) inside it do. */
function withoutData(text: string): [string, string[]] {
  const inside: string[] = [];
  const bare = text.replace(
    /data:([\w/+.-]*)[^,"')\s<]*;base64,([A-Za-z0-9+/]{64,}={0,2})/g,
    (_, type: string, data: string) => {
      const bytes = /svg|text|json|xml/.test(type) ? fromBase64(data) : null;
      if (bytes) inside.push(new TextDecoder().decode(bytes));
      return " ";
    },
  );
  return [bare, inside];
}

function unescaped(text: string): string {
  return text
    .replace(/&#(x?)([0-9a-f]{1,7});/gi, (_, hex: string, digits: string) =>
      codePoint(Number.parseInt(digits, hex ? 16 : 10)),
    )
    .replace(/&([a-z])(?:acute|grave|circ|tilde|uml|ring|cedil|caron|horn|breve);/gi, "$1")
    .replace(/&(amp|lt|gt|quot|apos|nbsp);/g, (_, name: string) => ENTITIES[name] ?? " ")
    .replace(/\\u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/\\x([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/\\([nrtbf])/g, " ")
    .replace(/\\(["'/\\])/g, "$1")
    .replace(/(?:%[0-9a-f]{2})+/gi, (run) => percentDecoded(run) ?? run);
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

const codePoint = (code: number): string => (code <= 0x10ffff ? String.fromCodePoint(code) : "\ufffd");

const percentDecoded = (run: string): string | null =>
  fromUtf8(Uint8Array.from(run.split("%").slice(1), (hex) => Number.parseInt(hex, 16)));

/** What a run of base64 says, where it says text; most runs are ids or pictures. */
function decoded(run: string): string | null {
  const standard = run.replaceAll("-", "+").replaceAll("_", "/").replace(/=+$/, "");
  const bytes = fromBase64(standard.padEnd(Math.ceil(standard.length / 4) * 4, "="));
  const text = bytes && fromUtf8(bytes);
  return text && !/\p{Cc}/u.test(text.replace(/\s/g, "")) ? text : null;
}
