/**
 * A desk without our tools: the command lines of docs/readme.txt, taken from the bundle and run as they stand, on what
 * arrived encrypted and padded. Whole, each step shows what it promises; altered anywhere, one says so.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { encryptTo } from "../../lib/bundle/encrypt.ts";
import { initDesk } from "../../lib/cli/partner-desk.ts";
import { openProfile } from "../../lib/partner/profile.ts";
import { bundleBytes, sampleCase, sampleInput } from "../fixtures/bundle.ts";
import { stepsIn } from "../fixtures/by-hand.ts";
import { text, unpack } from "../fixtures/repack.ts";

vi.setConfig({ testTimeout: 60_000 });

const PROGRAMS = ["age", "unzip", "sha256sum", "openssl", "bash"];
const missing = PROGRAMS.filter((name) => spawnSync("sh", ["-c", `command -v ${name}`]).status !== 0);
const folder = mkdtempSync(join(tmpdir(), "keepsake-"));
afterAll(() => rmSync(folder, { recursive: true }));

const PROMISED = [
  "archive/data.warc.gz: OK",
  "docs/padding: OK",
  "SAME",
  "Verified OK",
  "Signature Verified Successfully",
];
const BAD = ["FAILED", "failure", "CRC", "Failure"];
let bundle: Uint8Array<ArrayBuffer>;
let lines: string[];
let recipients: string[];

beforeAll(async () => {
  bundle = await bundleBytes(sampleInput(await sampleCase(2), { padded: true }));
  lines = stepsIn(text(await unpack(bundle), "docs/readme.txt")).flat();
  const asks = { withhold: [], include: [] };
  const about = { name: "Nhà Lưu Giữ", languages: ["vi"], contact: "+84", privacy: "Hai người đọc.", asks };
  const times = { now: "2026-11-20T00:00:00.000Z", validUntil: "2028-11-20T00:00:00.000Z" };
  await initDesk(join(folder, "desk"), about, { postQuantum: false, escrow: true, ...times });
  const { profile } = await openProfile(readFileSync(join(folder, "desk/profile.json"), "utf8"));
  recipients = profile.recipients.map(({ recipient }) => recipient);
});

/** What arrived, as it arrived. */
async function sealed(plain: Uint8Array<ArrayBuffer>): Promise<Buffer> {
  const { stream } = await encryptTo(recipients, new Blob([plain]).stream());
  return Buffer.from(await new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>).arrayBuffer());
}

function run(arrived: Uint8Array, identity = "desk-identity.txt"): string {
  const place = mkdtempSync(join(folder, "place-"));
  writeFileSync(join(place, "BUNDLE.wacz.age"), arrived);
  writeFileSync(join(place, "IDENTITY.txt"), readFileSync(join(folder, "desk", identity)));
  const { stdout, stderr } = spawnSync("bash", ["-c", lines.join("\n")], { cwd: place, encoding: "utf8" });
  return `${stdout}${stderr}`;
}

const isPromised = (output: string): boolean =>
  PROMISED.every((words) => output.includes(words)) && !BAD.some((words) => output.includes(words));

it("gives the lines that the page for desks gives, where no bundle's maker can change them", () => {
  const page = readFileSync("lib/partner/INTAKE.md", "utf8");
  const shown = [...page.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, block]) => String(block).split("\n"));
  const commands = shown.map((line) => line.replace(/ +# => nothing$/, ""));
  for (const line of lines) expect(commands).toContain(line);
});

describe.skipIf(missing.length > 0)("docs/readme.txt in a shell", () => {
  it.each(["desk-identity.txt", "escrow-identity.txt"])("opens and checks with %s", async (identity) => {
    expect(lines).toHaveLength(16);
    const output = run(await sealed(bundle), identity);
    expect(output).toSatisfy(isPromised);
    expect(output.match(/: OK$/gm)).toHaveLength(13);
  });

  /** One bit of the file that arrived is another, then decrypted; or of what is inside, encrypted by somebody else. */
  const inside = (find: string, shift: number) => async () => {
    const at = Buffer.from(bundle).indexOf(find) + shift;
    return sealed(bundle.with(at, (bundle[at] ?? 0) ^ 1));
  };
  it.each<[string, () => Promise<Uint8Array>, RegExp]>([
    ["a picture", inside("Content-Type: image/png", 600), /data\.warc\.gz: FAILED/],
    ["the padding", inside("docs/padding\0\0", 900), /docs\/padding: FAILED/],
    ["a disclosure", inside('{"disclosure":"', 40), /disclosures\.jsonl: FAILED/],
    [
      "the manifest",
      inside('"bundleId":"bbbb', 14),
      /manifest\.json: FAILED[\s\S]*Signature Verification Failure/,
    ],
    ["the list", inside('"wacz_version":"1.1.1', 18), /bad CRC/],
    ["the signature over the list", inside('"signature":"', 20), /Verification failure|Verification Failure/],
  ])("says so where one bit of %s is another", async (_, made, said) => {
    const output = run(await made());
    expect(output).not.toSatisfy(isPromised);
    expect(output).toMatch(said);
  });

  it.each<[string, (bytes: Buffer) => Uint8Array, string]>([
    ["altered", (bytes) => bytes.fill((bytes[700_000] ?? 0) ^ 1, 700_000, 700_001), "failed to decrypt"],
    ["cut", (bytes) => bytes.subarray(0, -1000), "age: error"],
    [
      "for others",
      (bytes) => Buffer.from(bytes.toString("latin1").replaceAll("X25519", "X25518"), "latin1"),
      "no identity matched",
    ],
  ])("says so where the ciphertext is %s, and opens nothing", async (_, change, said) => {
    const output = run(change(await sealed(bundle)));
    expect(output).toContain(said);
    expect(output).not.toSatisfy(isPromised);
  });
});
