/** What second looks say, in few words: each alone, and those with and without login side by side. */
import type { Extraction } from "../../lib/model/extraction.ts";
import type { SecondLook, Statement } from "../../lib/model/statement.ts";

export type Verdict = "no_answer" | "nothing" | "agree" | "differ" | "partly" | "login_asked" | "absent";

/** The verdict of one look. A login wall is told apart from a post that is not there. */
export function verdictOf(look: SecondLook, { notices }: Pick<Extraction, "notices">): Verdict {
  const { httpStatus, comparison } = look;
  if (httpStatus === null) return "no_answer";
  const wall = notices.some((notice) => notice.class === "age-or-login");
  if (!isShown(look)) {
    if (wall) return "login_asked";
    return comparison.length === 0 ? "nothing" : "absent";
  }
  if (comparison.some(({ result }) => result === "different")) return "differ";
  return comparison.every(({ result }) => result === "same") ? "agree" : "partly";
}

/** True where the look brought something of the post itself, not only words about it. */
function isShown({ comparison }: SecondLook): boolean {
  const had = comparison.filter(({ result }) => result === "same" || result === "different");
  return had.some(({ field }) => !field.startsWith("notice"));
}

/** True where the latest looks of both kinds tell that the post is shown to people who are logged in only. */
export function isOnlyLoggedIn(looks: readonly Pick<Statement, "capture">[]): boolean {
  const found = looks.flatMap(({ capture }) => (capture.secondLook ? [capture.secondLook] : []));
  const [inside, outside] = [true, false].map((login) => found.findLast((look) => look.login === login));
  if (!inside || !outside || outside.httpStatus === null) return false;
  return isShown(inside) && !isShown(outside) && outside.comparison.length > 0;
}
