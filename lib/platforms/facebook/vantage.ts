/** From where the page was seen, as Facebook itself says it: never an address, never guessed. */
import type { Vantage } from "../../model/subject.ts";
import type { PageView } from "../platform.ts";
import { seen, told } from "./seen.ts";

const cache = new WeakMap<Document, { scripts: number; text: string }>();

/** All script text of the page, one string; cached while no script is added. For plain patterns only. */
export function scriptText(document: Document): string {
  const known = cache.get(document);
  if (known?.scripts === document.scripts.length) return known.text;
  const text = [...document.scripts]
    .map((script) => (script.src ? "" : (script.textContent ?? "")))
    .join("\n");
  cache.set(document, { scripts: document.scripts.length, text });
  return text;
}

/** True, false, or null where the page does not say. `USER_ID` "0" is Facebook's own word for nobody. */
export function loggedIn(page: PageView): boolean | null {
  const { document } = page;
  const user = /"USER_ID"\s*:\s*"(\d+)"/.exec(scriptText(document))?.[1];
  if (user) return user !== "0";
  if (/(?:^|;\s*)c_user=\d/.test(cookie(document))) return true;
  if (document.querySelector('input[name="fb_dtsg"]')) return true;
  for (const link of document.querySelectorAll('a[href*="&av="]'))
    if (/&av=[1-9]/.test(link.getAttribute("href") ?? "")) return true;
  return document.querySelector('form#login_form,form[action*="/login/"] input[type="password"]')
    ? false
    : null;
}

/** Cookies that the page itself may read; empty where there is no cookie jar (saved files). */
export const cookie = (document: Document): string => (document.defaultView ? document.cookie : "");

export function vantageOf(page: PageView): Vantage {
  const { document } = page;
  const text = scriptText(document);
  const country = /"(viewer_country|viewerCountry|ip_country|geo_country)(?:_code)?"\s*:\s*"([A-Z]{2})"/.exec(
    text,
  );
  const locale = /"IntlCurrentLocale",\[\],\{"code":"([a-z]{2,3}_[A-Z]{2})"/.exec(text)?.[1];
  const language = document.documentElement.getAttribute("lang");
  return {
    platformCountry: country?.[2] ? told(country[2], country[1] ?? "") : null,
    platformLanguage: language
      ? seen(language.slice(0, 20), "html-lang")
      : locale
        ? told(locale, "IntlCurrentLocale.code")
        : null,
    statedCountry: null,
    loggedIn: loggedIn(page),
  };
}
