/** A notice: its class in our words, then the platform's words, whole and as they stood. */
import type { ComponentChildren } from "preact";
import { t, word } from "./words.ts";

interface Props {
  noticeClass: string;
  text: string;
  language?: string | null;
  children?: ComponentChildren;
}

export function NoticeQuote({ noticeClass, text, language, children }: Props) {
  return (
    <figure class="notice">
      <figcaption class="notice-class">{word("notice", noticeClass)}</figcaption>
      {text ? (
        <blockquote class="words" dir="auto" {...(language ? { lang: language } : {})}>
          {text}
        </blockquote>
      ) : (
        <p class="quiet">{t("notice.wordless")}</p>
      )}
      {children}
    </figure>
  );
}
