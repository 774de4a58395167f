/**
 * A second look: the permalink is asked for with the person's login and as nobody, each answer read and compared with
 * the first reading. Pure but for what is handed in. The look with login always comes first: a page shown to nobody
 * does not say who the witness is, so what must be taken out of it is learned from the page shown to them.
 */
import type { Extraction } from "../model/extraction.ts";
import { FaultError, toFault } from "../model/fault-error.ts";
import type { Outcome } from "../model/outcome.ts";
import type { PackName } from "../model/pack.ts";
import type { Compared } from "../model/statement.ts";
import { plainText } from "../page/plain-text.ts";
import { compare } from "./compare.ts";
import { type Fetch, fetchPage } from "./fetch-page.ts";
import { withholdAlike } from "./withhold.ts";

export interface Identifier {
  value: string;
  what: string;
}

/** A page read by its adapter and scrubbed. */
export interface ReadPage {
  /** Its address, scrubbed. */
  url: string;
  extraction: Extraction;
  pageData: string | null;
  outcomes: Outcome[];
  /** All strings that were taken out: the page's own and those known before. */
  viewerStrings: Identifier[];
  /** The page knowledge that read it. */
  pack?: PackName | undefined;
}

/** Parses without running anything, reads, scrubs. `known`: strings of the witness learned elsewhere. */
export type ReadAgain = (
  html: string,
  at: { url: string; status: number },
  known: readonly Identifier[],
) => Promise<ReadPage>;

export interface Looking {
  fetch: Fetch;
  read: ReadAgain;
  mayReach(address: string): boolean;
}

export interface Look extends ReadPage {
  login: boolean;
  httpStatus: number | null;
  comparison: Compared[];
  text: string;
}

const LEFT_OUT: Outcome[] = (["snapshot", "picture", "media"] as const).map((step) => ({
  step,
  status: "skipped",
  detail: "second look",
}));

/**
 * Makes the looks of `logins`. Never throws: a look that could not be made says why in its outcomes.
 * @param order `first`: the reading to compare with, as sealed
 */
export async function lookAgain(
  order: { url: string; first: Extraction; logins: readonly boolean[] },
  use: Looking,
): Promise<Look[]> {
  const { first, logins } = order;
  const withLogin = await look(order, true, [], use);
  const looks = logins.includes(true) ? [safe(withLogin, first, isViewerKnown(withLogin, first))] : [];
  if (!logins.includes(false)) return looks;
  const failed = withLogin.httpStatus === null;
  const without = failed
    ? nothing(order, false, new FaultError("fetch-failed", "not asked, as the look with login failed"))
    : await look(order, false, withLogin.viewerStrings, use);
  looks.push(safe(without, first, isViewerKnown(withLogin, first)));
  return looks;
}

async function look(
  { url, first }: { url: string; first: Extraction },
  login: boolean,
  known: readonly Identifier[],
  use: Looking,
): Promise<Look> {
  let status: number | null = null;
  try {
    const { html, ...at } = await fetchPage(url, login, use.fetch, use.mayReach);
    status = at.status;
    const page = await use.read(html, at, known);
    // An outage says nothing of the post.
    const outage = page.extraction.notices.some((notice) => notice.class === "network");
    return {
      ...page,
      login,
      httpStatus: status,
      comparison: outage ? [] : compare(first, page.extraction),
      text: plainText(page.extraction),
      outcomes: [...page.outcomes.filter((outcome) => outcome.step !== "snapshot"), ...LEFT_OUT],
    };
  } catch (error) {
    return { ...nothing({ url, first }, login, error), httpStatus: status };
  }
}

/** True where the witness's own strings are known, or there were none: the first look was as nobody. */
const isViewerKnown = (withLogin: Look, first: Extraction): boolean =>
  withLogin.extraction.vantage.loggedIn === true || first.vantage.loggedIn === false;

/**
 * Compared already, now made fit to be kept. As nobody, comments go: one may be the witness's, and the first capture
 * lacks just that name. Where nobody knows who the witness is, so does all that is not a compared field.
 */
function safe(found: Look, first: Extraction, viewerKnown: boolean): Look {
  const bare = found.login && viewerKnown ? found.extraction : { ...found.extraction, comments: [] };
  const extraction = withholdAlike(first, bare);
  return { ...found, extraction, text: plainText(extraction), pageData: viewerKnown ? found.pageData : null };
}

/** A look that brought nothing. */
function nothing({ url, first }: { url: string; first: Extraction }, login: boolean, error: unknown): Look {
  const { code, detail } = toFault(error);
  const { platform, kind } = first.subject;
  const nobody = { name: null, id: null, handle: null, url: null };
  const extraction: Extraction = {
    subject: { platform, kind, ids: [], permalink: { value: url, from: "url", rung: "address" } },
    author: nobody,
    title: null,
    text: null,
    published: { printed: null, read: null },
    counts: [],
    original: null,
    media: [],
    comments: [],
    notices: [],
    vantage: { platformCountry: null, platformLanguage: null, statedCountry: null, loggedIn: null },
    parts: [],
    facts: [],
  };
  const failed: Outcome = { step: "observe", status: "failed", fault: code, ...(detail ? { detail } : {}) };
  return {
    login,
    httpStatus: null,
    comparison: [],
    url,
    extraction,
    text: plainText(extraction),
    pageData: null,
    outcomes: [failed, ...LEFT_OUT],
    viewerStrings: [],
  };
}
