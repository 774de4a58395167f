/** A second look: what is asked, in which order, what is compared, and that nothing of it leads to the witness. */
import { JSDOM } from "jsdom";
import { describe, expect, it, vi } from "vitest";
import { isSite } from "../../lib/extension/hosts.ts";
import type { Extraction } from "../../lib/model/extraction.ts";
import { facebook } from "../../lib/platforms/facebook/index.ts";
import { type Look, lookAgain } from "../../lib/watch/look-again.ts";
import { readAgain } from "../../lib/watch/read-again.ts";
import { facebookAt } from "../demo/facebook/pages.ts";
import { POSTS, permalink } from "../demo/facebook/posts.ts";
import { WITNESS, witnessStrings } from "../demo/witness.ts";

// The whole of jsdom would give the demo pages another idea of what an address is.
vi.stubGlobal("DOMParser", new JSDOM().window.DOMParser);

const [rain, river] = POSTS;
if (!rain || !river) throw new Error("the demo lost its posts");
const url = permalink(river);
const html = (of = river) => facebookAt(new URL(permalink(of)).pathname) ?? "";
const WALL = facebookAt("/login/") ?? "";

const firstOf = (page: string, at = url): Extraction =>
  facebook.read({ document: new DOMParser().parseFromString(page, "text/html"), url: new URL(at) }, null)
    .extraction;

interface Served {
  status?: number;
  body?: string;
  at?: string;
}
const answer = ({ status = 200, body = "", at = url }: Served) => {
  const response = new Response(body, { status });
  Object.defineProperty(response, "url", { value: at });
  return response;
};
const looking = (withLogin: Served | Error, asNobody: Served | Error = withLogin) => {
  const fetch = vi.fn(async (_: string, init: RequestInit) => {
    const served = init.credentials === "include" ? withLogin : asNobody;
    if (served instanceof Error) throw served;
    return answer(served);
  });
  return { fetch, read: readAgain, mayReach: isSite };
};
const both = async (first: Extraction, use: ReturnType<typeof looking>, at = url): Promise<[Look, Look]> => {
  const [inside, outside] = await lookAgain({ url: at, first, logins: [true, false] }, use);
  if (!inside || !outside) throw new Error("two looks were asked for");
  return [inside, outside];
};
const resultsOf = (look: Look) =>
  Object.fromEntries(look.comparison.map(({ field, result }) => [field, result]));

describe("what is asked", () => {
  it("is the permalink, twice, the first time with the login, and nothing else", async () => {
    const use = looking({ body: html() });
    await both(firstOf(html()), use);
    expect(use.fetch.mock.calls.map(([asked, { credentials }]) => [asked, credentials])).toEqual([
      [url, "include"],
      [url, "omit"],
    ]);
    for (const [, init] of use.fetch.mock.calls)
      expect(init).toMatchObject({ referrerPolicy: "no-referrer", cache: "no-store" });
  });

  it("is asked of the two sites only, and no answer is taken from elsewhere", async () => {
    const use = looking({ body: html() });
    const [elsewhere] = await both(firstOf(html()), use, "https://facebook.com.example.org/x");
    expect(use.fetch).not.toHaveBeenCalled();
    expect(elsewhere.outcomes[0]).toMatchObject({ status: "failed", fault: "fetch-refused" });
    const [redirected] = await both(firstOf(html()), looking({ body: html(), at: "https://example.org/" }));
    expect(redirected).toMatchObject({ httpStatus: null, comparison: [] });
  });
});

describe("what is found", () => {
  it("agrees with an unedited post", async () => {
    for (const look of await both(firstOf(html()), looking({ body: html() }))) {
      expect(look.httpStatus).toBe(200);
      expect(resultsOf(look)).toMatchObject({ text: "same", author: "same", ids: "same", published: "same" });
      expect(look.comparison.every(({ result }) => result === "same")).toBe(true);
    }
  });

  it("catches words that were altered on the page", async () => {
    const edited = html().replaceAll("đổi màu từ sáng thứ Ba", "vẫn trong xanh");
    const [inside, outside] = await both(firstOf(edited), looking({ body: html() }));
    expect(resultsOf(inside)).toMatchObject({ text: "different", author: "same" });
    expect(resultsOf(outside)).toMatchObject({ text: "different", author: "same" });
  });

  it("tells a login wall from a post that is gone", async () => {
    const wall = { body: WALL, at: `https://www.facebook.com/login/?next=${encodeURIComponent(url)}` };
    const [inside, outside] = await both(firstOf(html()), looking({ body: html() }, wall));
    expect(resultsOf(inside)).toMatchObject({ text: "same" });
    expect(resultsOf(outside)).toMatchObject({ text: "only-first", author: "only-first" });
    expect(outside.extraction.notices.map((notice) => notice.class)).toEqual(["age-or-login"]);
  });

  it("does not take an outage for a difference", async () => {
    const [inside] = await both(firstOf(html()), looking({ status: 503, body: "<p>down</p>" }));
    expect(inside).toMatchObject({ httpStatus: 503, comparison: [] });
  });

  it("says that nobody answered; then it is not asked as nobody, for who must be left out is not known", async () => {
    const use = looking(new TypeError("Failed to fetch https://www.facebook.com/secret"));
    const [inside, outside] = await both(firstOf(html()), use);
    expect(use.fetch).toHaveBeenCalledTimes(1);
    for (const look of [inside, outside]) {
      expect(look).toMatchObject({ httpStatus: null, comparison: [] });
      expect(look.outcomes[0]).toMatchObject({ step: "observe", status: "failed", fault: "fetch-failed" });
    }
    expect(JSON.stringify(inside)).not.toContain("secret");
  });
});

describe("the witness", () => {
  const kept = ({ viewerStrings: _, ...look }: Look) => JSON.stringify(look);
  const place = permalink(rain);
  /** The same page as nobody sees it: the witness's comment stands there, and nothing says whose it is. */
  const asNobody = facebookAt(new URL(place).pathname, "nobody") ?? "";

  it("is in neither look, though the page shown to nobody names them", async () => {
    expect(asNobody).toContain(WITNESS.name);
    const first = firstOf(html(rain), place);
    const use = looking({ body: html(rain), at: place }, { body: asNobody, at: place });
    for (const look of await both(first, use, place))
      for (const identifier of witnessStrings) expect(kept(look)).not.toContain(identifier);
  });

  it("is taken out of the page shown to nobody by what the page shown to them told", async () => {
    const naming = (page: string) => page.replaceAll("Mưa đầu mùa", `${WITNESS.name} đầu mùa`);
    const use = looking({ body: naming(html(rain)), at: place }, { body: naming(asNobody), at: place });
    const [, outside] = await both(firstOf(html(rain), place), use, place);
    expect(outside.extraction.text?.value).toMatch(/^\[withheld\] đầu mùa/);
    expect(outside.pageData).toContain("đầu mùa");
    expect(kept(outside)).not.toContain(WITNESS.name);
  });

  it("is not given away by what only the first capture withheld", async () => {
    const first = firstOf(html(rain), place);
    const text = { value: rain.text.replace("Mưa", "[withheld]"), from: "dom" as const, rung: "x" };
    const withheld = { ...first, text, vantage: { ...first.vantage, loggedIn: true } };
    // Since then the person has logged out: neither page says who they are.
    const page = { body: asNobody.replaceAll("Mưa đầu mùa", `${WITNESS.name} đầu mùa`), at: place };
    const [inside, outside] = await both(withheld, looking(page), place);
    for (const look of [inside, outside]) {
      expect(look.extraction.text?.value ?? "").not.toContain(WITNESS.name);
      expect(look.text).not.toContain(WITNESS.name);
      expect(look.extraction.comments).toEqual([]);
      expect(look.pageData).toBeNull();
    }
  });
});
