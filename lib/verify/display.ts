/** What stands in a bundle is written by strangers: made safe to look at in one line, on screens and terminals alike. */

/** Runs of white space become one space; control, format and direction characters are shown as ▯, so that nothing is turned round or hidden. */
export const plainText = (text: string): string =>
  text
    .replace(/\s+/g, " ")
    .replace(/[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}\u200b\u2060\ufeff]/gu, "▯")
    .trim();

/** An address with its host in ASCII (`xn--…`), so that letters of another alphabet cannot pass for known ones. */
export const plainUrl = (text: string): string => plainText(URL.canParse(text) ? new URL(text).href : text);
