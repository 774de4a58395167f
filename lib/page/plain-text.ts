/** The capture as plain text: the facts in reading order, each on its line, nothing the record does not hold. */
import type { Author, Extraction, Times } from "../model/extraction.ts";

/** Words of the subject, its shared original, its notices and comments; field names as in the record, so that it reads in any language. */
export function plainText(extraction: Extraction): string {
  const { subject, author, title, text, published, original, notices, comments } = extraction;
  const blocks = [
    lines(["platform", subject.platform], ["kind", subject.kind], ["permalink", subject.permalink?.value]),
    lines(["author", who(author)], ["published", when(published)]),
    lines(["title", title?.value]),
    text?.value,
    ...notices.map((notice) => `[notice: ${notice.class}]\n${notice.text}`),
    original &&
      [
        "[original]",
        lines(["permalink", original.subject.permalink?.value]),
        lines(["author", who(original.author)], ["published", when(original.published)]),
        original.text?.value,
      ]
        .filter(Boolean)
        .join("\n"),
    extraction.media
      .filter((item) => item.alt)
      .map((item) => `[${item.kind}] ${item.alt}`)
      .join("\n"),
    ...comments.map((comment) =>
      [`[comment] ${who(comment.author) ?? ""} ${when(comment.published) ?? ""}`.trim(), comment.text].join(
        "\n",
      ),
    ),
  ];
  return `${blocks.filter(Boolean).join("\n\n")}\n`;
}

const lines = (...pairs: [string, string | null | undefined][]) =>
  pairs
    .filter(([, value]) => value)
    .map(([name, value]) => `${name}: ${value}`)
    .join("\n");

const who = ({ name, handle, id }: Author) =>
  [name?.value, handle?.value ?? id?.value].filter(Boolean).join(" · ") || null;

const when = ({ printed, read }: Times) => [read?.value, printed?.value].filter(Boolean).join(" · ") || null;
