/** A desk's day on the command line: keys made, a file opened, a receipt left, keys renewed, old files still opened. */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
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
const sha256Of = (path: string) => `sha256:${createHash("sha256").update(readFileSync(path)).digest("hex")}`;
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
    const sent = { ciphertext: sha256Of(file), bytes: statSync(file).size };
    const receipt = await readReceipt(
      readFileSync(path.replace(".wacz", ".receipt.json"), "utf8"),
      sent,
      profile.receiptKeys,
    );
    expect(receipt.checkpoint).toMatch(/^keepsake-[0-9a-f]{32}\n/);
    writeFileSync(path, "something else");
    const other = partner("open", ...args);
    expect([other.status, other.out]).toEqual([1, expect.stringContaining("already-there")]);
    expect(readFileSync(path, "utf8")).toBe("something else");
  });

  it("goes through several files, says of each what is wrong and what to do, and files the good ones", async () => {
    const good = [
      await encrypted("two.wacz.age", await sampleBundle(1)),
      await encrypted("three.wacz.age", await sampleBundle(2)),
    ];
    writeFileSync(at("cut.age"), readFileSync(good[0] ?? "").subarray(0, -5));
    writeFileSync(at("none.age"), "no age file");
    const [first = "", second = ""] = good;
    const files = [at("cut.age"), first, first, at("missing.age"), at("none.age"), folder, second];
    const args = ["--identity", join(desk, "desk-identity.txt"), "--out", at("several"), "--lang", "vi"];
    const { status, out } = partner("open", ...files, ...args);
    expect(status).toBe(1);
    expect(out.match(/NGUYÊN VẸN/g)?.length).toBe(3);
    expect(out.match(/giống hệt từng byte/g)?.length).toBe(1);
    expect(out.match(/bị cắt cụt hay bị sửa .*\(ciphertext-broken\)/g)?.length).toBe(2);
    expect(out.match(/Không có tệp này.*\(not-found/g)?.length).toBe(2);
    const filed = readdirSync(at("several"), { recursive: true, encoding: "utf8" });
    expect(filed.filter((name) => name.endsWith(".wacz"))).toHaveLength(2);
    expect(filed.filter((name) => name.includes("part"))).toEqual([]);
  });

  it("confirms by a receipt what came by hand, without the key that opens", async () => {
    const file = await encrypted("stick.wacz.age", await sampleBundle(1));
    const args = ["receipt", file, "--receipt-key", join(desk, "receipt-key.json")];
    const first = partner(...args);
    expect([first.status, first.out]).toEqual([0, expect.stringContaining(`${file}.receipt.json`)]);
    const text = readFileSync(`${file}.receipt.json`, "utf8");
    const { profile } = await profileNow();
    const sent = { ciphertext: sha256Of(file), bytes: statSync(file).size };
    expect((await readReceipt(text, sent, profile.receiptKeys)).checkpoint).toBeNull();
    writeFileSync(at("plain.wacz"), await sampleBundle(1));
    const plain = partner("receipt", at("plain.wacz"), "--receipt-key", join(desk, "receipt-key.json"));
    expect([plain.status, plain.out]).toEqual([1, expect.stringContaining("This is no age file")]);
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
