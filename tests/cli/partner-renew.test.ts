/** A profile renewed with the same keys: newer to whoever has it, nothing to be compared again, the old one kept aside. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { initDesk, type Particulars, renewDesk, rotateDesk } from "../../lib/cli/partner-desk.ts";
import { toFault } from "../../lib/model/fault.ts";
import { openProfile } from "../../lib/partner/profile.ts";
import { standingOf } from "../../lib/partner/trust.ts";

const folder = mkdtempSync(join(tmpdir(), "keepsake-"));
afterAll(() => rmSync(folder, { recursive: true }));
const about: Particulars = {
  name: "Nhà Lưu Giữ",
  languages: ["vi"],
  contact: "+84 000 000 000",
  privacy: "Hai người đọc.",
  asks: { withhold: [], include: [] },
};
const KEYS = ["profile-key.json", "receipt-key.json", "desk-identity.txt", "escrow-identity.txt"];
const making = (year: number) => ({
  postQuantum: false,
  escrow: true,
  now: `${year}-05-02T08:00:00.000Z`,
  validUntil: `${year + 2}-05-02T08:00:00.000Z`,
});
const desk = join(folder, "desk");
const read = (...names: string[]) => readFileSync(join(desk, ...names), "utf8");

it("renews dates and words, and nothing else; a key before still vouches", async () => {
  await initDesk(desk, about, making(2026));
  const first = await openProfile(read("profile.json"));
  await rotateDesk(desk, making(2027));
  const [keys, text] = [KEYS.map((name) => read(name)), read("profile.json")];
  const before = await openProfile(text);

  await renewDesk(desk, null, making(2028));
  const dated = await openProfile(read("profile.json"));
  const { now: issuedAt, validUntil } = making(2028);
  expect(dated.profile).toEqual({ ...before.profile, issuedAt, validUntil });
  await renewDesk(
    desk,
    { ...about, intake: "https://intake.example/files", privacy: "Ba người." },
    making(2029),
  );
  const after = await openProfile(read("profile.json"));
  expect(after.profile).toMatchObject({
    intake: "https://intake.example/files",
    privacy: "Ba người.",
    recipients: before.profile.recipients,
    receiptKeys: before.profile.receiptKeys,
  });
  for (const [older, standing] of [
    [before, "newer"],
    [dated, "newer"],
    [first, "rotated"],
    [after, "same"],
  ] as const)
    expect(standingOf(older, after)).toBe(standing);
  expect(KEYS.map((name) => read(name))).toEqual(keys);
  expect(read("before-2028-05-02T080000", "profile.json")).toBe(text);
});

it("refuses what would be no newer, and another profile's key; what was there stays", async () => {
  const text = read("profile.json");
  const codeOf = (work: Promise<void>) => work.then(String, (error: unknown) => toFault(error).code);
  expect(await codeOf(renewDesk(desk, null, making(2029)))).toBe("profile-older");
  expect(await codeOf(renewDesk(desk, { ...about, name: "" }, making(2030)))).toBe("profile-malformed");
  const other = join(folder, "other");
  await initDesk(other, about, making(2026));
  writeFileSync(join(desk, "profile-key.json"), readFileSync(join(other, "profile-key.json")));
  expect(await codeOf(renewDesk(desk, null, making(2030)))).toBe("key-file");
  expect(read("profile.json")).toBe(text);
});
