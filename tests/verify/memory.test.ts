/** The heaviest files that the limits let through: never more than 512 MB, in a process of their own. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Opened } from "../../lib/evidence/open.ts";
import { newShown, show } from "../../lib/verify/shown.ts";
import { sampleStatement } from "../fixtures/bundle.ts";
import { HEAVY } from "../fixtures/heavy.ts";

const MOST = 512;
const folder = mkdtempSync(join(tmpdir(), "keepsake-heavy-"));
interface Seen {
  verdict: string;
  codes: string[];
  megabytes: number;
}
let seen: Seen[] = [];

beforeAll(async () => {
  const paths = [];
  for (const [index, make] of Object.values(HEAVY).entries()) {
    const path = join(folder, `${index}.wacz`);
    writeFileSync(path, await make());
    paths.push(path);
  }
  const program = ["--max-old-space-size=400", "--import", "tsx", "tests/fixtures/measure.ts", ...paths];
  // killed where it hangs: far beyond what any machine needs
  const output = execFileSync(process.execPath, program, { encoding: "utf8", timeout: 540_000 });
  seen = output
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Seen);
}, 600_000);
afterAll(() => rmSync(folder, { recursive: true }));

describe("a heavy file", () => {
  it.each(Object.keys(HEAVY).map((name, index) => [name, index] as const))(
    "%s: refused or flawed, in bounds",
    (_, index) => {
      expect(seen[index]?.verdict).toMatch(/flawed|unreadable/);
      expect(seen[index]?.codes).not.toContain("source-failed");
      expect(seen[index]?.megabytes).toBeLessThan(MOST);
    },
  );

  it("is shown in bounds: a thousand captures with all the addresses they may have", async () => {
    const shown = newShown("evidence");
    const { statement } = await sampleStatement(0, 100);
    const [artefact] = statement.artefacts;
    for (let n = 0; n < 1_000; n++) {
      const artefacts = Array.from({ length: 60 }, (_, at) => ({
        ...artefact,
        url: `https://example.com/${n}/${at}/`.padEnd(4_000, "a"),
      }));
      show(shown, {
        record: { id: "", seq: n },
        statement: { ...statement, artefacts },
        withheld: 0,
        missing: [],
      } as unknown as Opened);
    }
    expect(shown.captures.length + shown.more).toBe(1_000);
    expect(JSON.stringify(shown).length).toBeLessThan(17 * 1024 * 1024);
    expect(shown.more).toBeGreaterThan(900);
  });
});
