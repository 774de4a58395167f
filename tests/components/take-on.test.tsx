// @vitest-environment jsdom
/** A partner's authority and rule packs are taken on by a press and nothing else; who is asked from then on is said before. */
import "./language.ts";
import { render } from "preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Authority, Desk, KeptPartner } from "../../components/desk.ts";
import { TakeOn } from "../../components/partners/TakeOn.tsx";
import { profileOf } from "../partner/made.ts";
import { settled } from "./settled.ts";

const root = document.body;
const text = () => root.textContent ?? "";
const button = (name: string) =>
  [...root.querySelectorAll("button")].find((each) => each.textContent === name);

const url = "https://tsa.partner.example/";
const packKey = `${"A".repeat(43)}=`;
const profile = await profileOf({ stamps: { url }, packKey });
const partner: KeptPartner = {
  ...{ id: "p", file: "", addedAt: "", comparedAt: null, token: null },
  opened: { profile, keyId: `sha256:${"ab12".repeat(16)}`, previous: null },
};
const listed: Authority = { url: "http://timestamp.digicert.com", root: null };
const mine: Authority = { url: "https://tsa.mine.example/", root: null };
const useStamps = vi.fn(async () => undefined);
const usePacks = vi.fn(async () => undefined);

async function open(
  { on = false, authorities = [] as Authority[], issuer = null as string | null },
  ask = vi.fn(async () => true),
) {
  const desk = {
    partners: { useStamps, usePacks, keyId: async () => "sha256:theirs" },
    stamps: { read: async () => ({ on, authorities }) },
    packs: { state: async () => ({ issuer, pack: null, fault: null }) },
  } as unknown as Desk;
  await settled(() => render(<TakeOn desk={desk} partner={partner} askAddresses={ask} />, root));
  return ask;
}

beforeEach(() => {
  useStamps.mockClear();
  usePacks.mockClear();
});
afterEach(() => render(null, root));

it("nothing is taken on by looking; on a press the authority is asked for from then on, beside one of the list", async () => {
  const ask = await open({ on: true, authorities: [mine, listed] });
  expect(useStamps).not.toHaveBeenCalled();
  expect(usePacks).not.toHaveBeenCalled();
  expect(text()).toMatch(/Asked from then on: DigiCert, tsa\.partner\.example/);
  await settled(() => button("Ask this authority from now on")?.click());
  expect(ask).toHaveBeenCalledWith([url, listed.url]);
  expect(useStamps).toHaveBeenCalledWith("p", [listed]);
});

it("what was chosen while trusted time was off is not switched on with it, and a refusal of the browser leaves all as it was", async () => {
  const ask = await open(
    { on: false, authorities: [listed] },
    vi.fn(async () => false),
  );
  await settled(() => button("Ask this authority from now on")?.click());
  expect(ask).toHaveBeenCalledWith([url]);
  expect(useStamps).not.toHaveBeenCalled();
});

it("rule packs are taken on where no other issuer is confirmed, and said to be where this one is", async () => {
  await open({});
  await settled(() => button("Take rule packs by this partner")?.click());
  expect(usePacks).toHaveBeenCalledWith("p");
  render(null, root);
  await open({ issuer: "sha256:other" });
  expect(button("Take rule packs by this partner")).toBeUndefined();
  expect(text()).toContain("You have confirmed another issuer");
  render(null, root);
  await open({ issuer: "sha256:theirs", on: true, authorities: [{ url, root: null }] });
  expect(text()).toContain("Rule packs by this partner are taken.");
  expect(text()).toContain("This authority is asked for time stamps.");
});
