/** A desk's day on the command line: keys made, a file opened, a receipt left, keys renewed, old files still opened. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { encryptTo } from "../../lib/bundle/encrypt.ts";
import { openProfile } from "../../lib/partner/profile.ts";
import { readReceipt } from "../../lib/partner/receipt.ts";
import { standingOf } from "../../lib/partner/trust.ts";
import { sampleBundle } from "../fixtures/bundle.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const folder = mkdtempSync(join(tmpdir(), "keepsake-"));
const desk = join(folder, "desk");
const inbox = join(folder, "inbox");
const at = (...names: string[]) => join(folder, ...names);
const partner = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--import", "tsx", "lib/cli/partner.ts", ...args],
    { encoding: "utf8", env: { ...process.env, LANG: "C", LC_ALL: "" } },
  );
  expect(`${stdout}${stderr}`).not.toMatch(/\n\s+at |node:internal/);
  return { status, out: `${stdout}${stderr}` };
};
const profileNow = async () => openProfile(readFileSync(join(desk, "profile.json"), "utf8"));
const encrypted = async (name: string, bytes: Uint8Array): Promise<string> => {
  const { profile } = await profileNow();
  const plain = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream();
  const { stream } = await encryptTo(
    profile.recipients.map(({ recipient }) => recipient),
    plain,
  );
  writeFileSync(
    at(name),
    new Uint8Array(await new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>).arrayBuffer()),
  );
  return at(name);
};

beforeAll(async () => {
  const about = {
    name: "Nhà Lưu Giữ",
    languages: ["vi", "en"],
    contact: "+84 000 000 000",
    privacy: "Hai người đọc; xóa sau ba năm.",
    asks: { withhold: [], include: [] },
  };
  writeFileSync(at("about.json"), JSON.stringify(about));
  expect(partner("init", desk, "--about", at("about.json")).status).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("npm run partner", () => {
  it("makes keys that only their owner reads, and never over existing ones", () => {
    for (const name of ["profile-key.json", "receipt-key.json", "desk-identity.txt", "escrow-identity.txt"])
      expect(statSync(join(desk, name)).mode & 0o077, name).toBe(0);
    const before = readFileSync(join(desk, "profile-key.json"), "utf8");
    expect(partner("init", desk, "--about", at("about.json")).status).toBe(1);
    expect(readFileSync(join(desk, "profile-key.json"), "utf8")).toBe(before);
  });

  it("shows a profile with its fingerprint, and refuses an altered one", () => {
    const shown = partner("show", join(desk, "profile.json"));
    expect(shown.status).toBe(0);
    expect(shown.out).toMatch(/([0-9a-f]{4} ){15}[0-9a-f]{4}/);
    writeFileSync(at("altered.json"), readFileSync(join(desk, "profile.json"), "utf8").replace("Nhà", "Nha"));
    const altered = partner("show", at("altered.json"));
    expect([altered.status, altered.out]).toEqual([1, expect.stringContaining("profile-signature")]);
  });

  it("opens what was sent into a folder a case, verifies it, leaves a receipt, and writes over nothing", async () => {
    const bundle = await sampleBundle(1);
    const file = await encrypted("one.wacz.age", bundle);
    const args = [file, "--identity", join(desk, "desk-identity.txt"), "--out", inbox];
    const opened = partner("open", ...args, "--receipt-key", join(desk, "receipt-key.json"));
    expect(opened.status).toBe(0);
    expect(opened.out).toContain("INTACT");
    const path = /→ (\S+)/.exec(opened.out)?.[1] ?? "";
    expect(Buffer.compare(readFileSync(path), Buffer.from(bundle))).toBe(0);
    const { profile } = await profileNow();
    const { createHash } = await import("node:crypto");
    const bytes = readFileSync(file);
    const sent = {
      ciphertext: `sha256:${createHash("sha256").update(bytes).digest("hex")}`,
      bytes: bytes.length,
    };
    const receipt = await readReceipt(
      readFileSync(path.replace(".wacz", ".receipt.json"), "utf8"),
      sent,
      profile.receiptKeys,
    );
    expect(receipt.checkpoint).toMatch(/^keepsake-[0-9a-f]{32}\n/);
    const again = partner("open", ...args);
    expect([again.status, again.out]).toEqual([1, expect.stringContaining("already-there")]);
    const escrow = partner(
      "open",
      file,
      "--identity",
      join(desk, "escrow-identity.txt"),
      "--out",
      at("escrow"),
    );
    expect(escrow.status).toBe(0);
  });

  it("refuses what is for others, cut off, or no age file, and leaves nothing behind", async () => {
    const file = await encrypted("two.wacz.age", await sampleBundle(1));
    writeFileSync(at("cut.age"), readFileSync(file).subarray(0, -5));
    writeFileSync(at("none.age"), "no age file");
    expect(partner("init", at("others"), "--about", at("about.json"), "--post-quantum").status).toBe(0);
    const cases = [
      [file, at("others", "desk-identity.txt"), "not-for-us"],
      [at("cut.age"), join(desk, "desk-identity.txt"), "ciphertext-broken"],
      [at("none.age"), join(desk, "desk-identity.txt"), "ciphertext-broken"],
    ] as const;
    for (const [path, identity, code] of cases) {
      const { status, out } = partner("open", path, "--identity", identity, "--out", at("refused"));
      expect([status, out]).toEqual([1, expect.stringContaining(code)]);
    }
    const { readdirSync } = await import("node:fs");
    expect(readdirSync(at("refused"))).toEqual([]);
  });

  it("renews all keys so that the old profile vouches for the new, and still opens what came before", async () => {
    const file = await encrypted("three.wacz.age", await sampleBundle(1));
    const before = await profileNow();
    const rotated = partner("rotate", desk);
    expect(rotated.status).toBe(0);
    const after = await profileNow();
    expect(standingOf(before, after)).toBe("rotated");
    expect(after.profile.recipients).not.toEqual(before.profile.recipients);
    const aside = `before-${after.profile.issuedAt.slice(0, 19).replaceAll(":", "")}`;
    const open = (identity: string) =>
      partner("open", file, "--identity", identity, "--out", at("later")).status;
    expect(open(join(desk, "desk-identity.txt"))).toBe(1);
    expect(open(join(desk, aside, "desk-identity.txt"))).toBe(0);
  });
});
