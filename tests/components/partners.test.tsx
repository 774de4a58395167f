// @vitest-environment jsdom
/** Taking a partner's profile in: what it means is said first, and a changed key cannot be taken without comparing. */
import "./language.ts";
import { render } from "preact";
import { afterEach, expect, it, vi } from "vitest";
import type { Desk, KeptPartner, LookedAt } from "../../components/desk.ts";
import { Import } from "../../components/partners/Import.tsx";
import { FaultError } from "../../lib/model/fault-error.ts";
import { profileOf } from "../partner/made.ts";
import { settled } from "./settled.ts";

const root = document.body;
const text = () => root.textContent ?? "";
const button = (name: string) =>
  [...root.querySelectorAll("button")].find((each) => each.textContent === name);
const box = () => root.querySelector<HTMLInputElement>("input[type=checkbox]");

const keyId = `sha256:${"ab12".repeat(16)}`;
const opened = { profile: await profileOf(), keyId, previous: null };
const kept: KeptPartner = { id: "p", opened, file: "", addedAt: "", comparedAt: null, token: null };
const looked = (change: Partial<LookedAt>): LookedAt => ({
  file: "f",
  opened,
  standing: "new",
  kept: null,
  ...change,
});

async function paste(look: () => Promise<LookedAt>) {
  const keep = vi.fn(async () => "p");
  const desk = { partners: { look, keep } } as unknown as Desk;
  await settled(() => render(<Import desk={desk} />, root));
  const field = root.querySelector("textarea") as HTMLTextAreaElement;
  await settled(() => {
    field.value = "the text";
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  await settled(() => button("Read what I pasted")?.click());
  return keep;
}

afterEach(() => render(null, root));

it("a new partner is shown with words, hex, asks and privacy note, and can be kept before it is compared", async () => {
  const keep = await paste(async () => looked({}));
  for (const said of [
    "ab12 ab12",
    "Vietnamese, English",
    "Tên người bình luận",
    "Hai người đọc",
    "at a number that you had from elsewhere",
  ])
    expect(text()).toContain(said);
  expect(root.querySelector(".spoken-words")?.textContent?.split(" ")).toHaveLength(12);
  await settled(() => button("Keep this partner")?.click());
  expect(keep).toHaveBeenCalledWith("f", null);
  expect(text()).toContain("Nhà Lưu Giữ is kept.");
});

it("a changed key is taken only after the person says that they compared it", async () => {
  const keep = await paste(async () =>
    looked({ standing: "key-changed", kept: { ...kept, comparedAt: "2026-01-01" } }),
  );
  expect(root.querySelector("[role=alert]")?.textContent).toContain("signed by another key");
  expect(button("Take the new profile")?.disabled).toBe(true);
  await settled(() => box()?.click());
  await settled(() => button("Take the new profile")?.click());
  expect(keep).toHaveBeenCalledWith("f", keyId);
});

it("an older profile has no button that takes it; one vouched for by a compared key asks for nothing more", async () => {
  await paste(async () => looked({ standing: "older", kept }));
  expect([...root.querySelectorAll(".partner-offer button")].map((each) => each.textContent)).toEqual([
    "Do not take it",
  ]);
  render(null, root);
  await paste(async () => looked({ standing: "rotated", kept: { ...kept, comparedAt: "2026-01-01" } }));
  expect(box()).toBeNull();
  expect(button("Take the new profile")?.disabled).toBe(false);
});

it("what cannot be read is said, with the parts that are missing", async () => {
  await paste(async () => {
    throw new FaultError("profile-parts", "2/3 3/3");
  });
  expect(text()).toContain("Missing parts: 2/3 3/3");
  expect(root.querySelector(".partner-offer")).toBeNull();
});
