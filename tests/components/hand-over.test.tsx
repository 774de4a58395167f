// @vitest-environment jsdom
/** Handing over: nothing leaves before everything was shown and the leak gate found nothing; what the person knows of the key is asked. */
import "./language.ts";
import { render } from "preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { CaptureCard, CaseCard, Desk, KeptPartner, Parcel } from "../../components/desk.ts";
import { HandOver } from "../../components/handing/HandOver.tsx";
import type { Leak } from "../../lib/extension/export-messages.ts";
import { profileOf } from "../partner/made.ts";
import { settled } from "./settled.ts";

const root = document.body;
const text = () => root.textContent ?? "";
const button = (name: string) =>
  [...root.querySelectorAll("button")].find((each) => each.textContent === name);
const press = (name: string) => settled(() => button(name)?.click());
const tick = (label: string) =>
  settled(() =>
    [...root.querySelectorAll("label")].find((each) => each.textContent?.startsWith(label))?.click(),
  );

const ids = ["a", "b"].map((digit) => digit.repeat(32));
const intake = "https://intake.example/files";
const profile = await profileOf({ intake, validUntil: "2999-01-01T00:00:00.000Z" });
const partner: KeptPartner = {
  id: "p".repeat(32),
  opened: { profile, keyId: `sha256:${"ab12".repeat(16)}`, previous: null },
  ...{ file: "", addedAt: "", comparedAt: "2026-01-01T00:00:00.000Z", token: null },
};
const theCase: CaseCard = {
  ...{ id: "c", name: null, createdAt: "2026-01-01T00:00:00.000Z", keyId: "", captures: 2 },
  ...{ exportedUpTo: -1, active: true },
};
const cardOf = (id: string): CaptureCard => ({
  ...{ id, caseId: "c", seq: 0, sealedAt: "2026-01-01T00:00:00.000Z", platform: "facebook", kind: "post" },
  ...{ author: null, textStart: null, noticeClasses: [], worst: "done", picture: null, bytes: 0 },
});
const leak: Leak = { captureId: ids[0] ?? "", path: "extraction/text", kind: "name" };
const started = vi.fn(async () => ["f"]);
const cancelled = vi.fn(async () => undefined);

interface World {
  partners: KeptPartner[];
  fresh: string[];
  leaks: Desk["handing"]["leaks"];
  parcel: Partial<Parcel>;
}

async function open(world: Partial<World> = {}) {
  const { partners = [partner], fresh = ids, leaks = async () => [], parcel = {} } = world;
  const named = { name: "Bạn Đọc", as: "commenter" };
  const parts = [{ path: "comment/0", bytes: 0, picture: false, named }];
  const captures = ids.map((id) => ({ card: cardOf(id), parts, rest: 100 }));
  const desk = {
    partners: { watch: (tell: (all: KeptPartner[]) => void) => tell(partners) },
    cases: { watch: (tell: (all: CaseCard[]) => void) => tell([theCase]) },
    ids: async () => ids,
    notes: { count: async () => 0 },
    handing: {
      fresh: async () => fresh,
      read: async () => ({ captures, own: [] }),
      leaks,
      start: started,
      cancel: cancelled,
      standing: async () => [
        { id: "f", how: "save", state: "saved", fileName: "bundle-1.wacz.age", bytes: 5, ...parcel },
      ],
    },
  } as unknown as Desk;
  await settled(() => render(<HandOver desk={desk} />, root));
}

beforeEach(() => {
  started.mockClear();
  cancelled.mockClear();
});
afterEach(() => render(null, root));

it("without a partner leads to where one is taken in; an expired one cannot be chosen", async () => {
  await open({ partners: [] });
  expect(root.querySelector('a[href="#/partners"]')).not.toBeNull();
  render(null, root);
  const old = { ...profile, validUntil: "2020-01-01T00:00:00.000Z" };
  await open({ partners: [{ ...partner, opened: { ...partner.opened, profile: old } }] });
  expect(root.querySelector<HTMLInputElement>("input[name=to]")?.disabled).toBe(true);
  expect(button("See what leaves")?.disabled).toBe(true);
});

it("shows size, names, asks, who opens it and what the network sees, and saves all that is new", async () => {
  await open({ fresh: ids.slice(0, 1) });
  await press("See what leaves");
  for (const said of [
    "about 1 MB",
    "Bạn Đọc",
    "Tên người bình luận",
    "Their desk, with 1 key",
    "(escrow): 1",
    "Hai người đọc",
    "intake.example",
    "Tor Browser",
  ])
    expect(text()).toContain(said);
  await press("Encrypt and save");
  const wish = {
    partnerId: partner.id,
    captureIds: ids.slice(0, 1),
    notes: false,
    how: "save",
    withhold: [],
  };
  expect(started).toHaveBeenCalledWith(wish);
  expect(text()).toContain("bundle-1.wacz.age");
});

it("sends without a permission for the intake, which would lie in the browser's profile in clear", async () => {
  await open();
  await press("See what leaves");
  await press("Encrypt and send");
  expect(started).toHaveBeenCalledWith(expect.objectContaining({ how: "send" }));
});

it("lets nothing out at a leak, and withholds the place on one press", async () => {
  await open({ leaks: async () => [leak] });
  await press("See what leaves");
  expect(button("Encrypt and save")?.disabled).toBe(true);
  expect(button("Encrypt and send")?.disabled).toBe(true);
  await settled(() => root.querySelector<HTMLButtonElement>(".banner-failed button")?.click());
  expect(text()).toContain("1 place is withheld because it led back to you.");
  await press("Encrypt and save");
  const withhold = [{ record: leak.captureId, paths: ["extraction/text"], blackouts: [] }];
  expect(started).toHaveBeenCalledWith(expect.objectContaining({ withhold }));
});

it("a leak found only when the file was made stops it too, and the failed file is cleared away", async () => {
  await open({ parcel: { state: "failed", fault: { code: "leak-found" }, leaks: [leak] } });
  await press("See what leaves");
  await press("Encrypt and save");
  expect(text()).toContain("nothing leaves");
  expect(text()).not.toContain("bundle-1.wacz.age");
  await settled(() => root.querySelector<HTMLButtonElement>(".banner-failed button")?.click());
  expect(cancelled).toHaveBeenCalledWith("f");
});

it("asks who has not compared the fingerprint to say so, and encrypts to the vault's own key only by choice", async () => {
  await open({ partners: [{ ...partner, comparedAt: null }] });
  await press("See what leaves");
  expect(button("Encrypt and save")?.disabled).toBe(true);
  await tick("I hand it over without having compared");
  await tick("Encrypt to this vault");
  await press("Encrypt and save");
  expect(started).toHaveBeenCalledWith(expect.objectContaining({ ownRecipient: true }));
});
