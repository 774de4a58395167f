/** What an intake says on the error stream: what failed, never for whom. */

/** Trouble of which the message may be written down. */
export class IntakeTrouble extends Error {}

/** Says that something failed. Other people's messages hold addresses: of them only name and code. */
export function complain(error: unknown): void {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : null;
  const said =
    error instanceof IntakeTrouble ? error.message : error instanceof Error ? error.name : "failed";
  console.error("intake:", code ? `${said} (${code})` : said);
}
