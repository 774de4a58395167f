// @vitest-environment jsdom
/** Second looks on the screens: said before they happen, told in words, a login wall never called a post that is gone. */
import "./language.ts";
import { render } from "preact";
import { afterEach, expect, it, vi } from "vitest";
import { isOnlyLoggedIn, verdictOf } from "../../components/archive/looked.ts";
import { SecondLookSetting } from "../../components/archive/SecondLookSetting.tsx";
import { SecondLooks } from "../../components/archive/SecondLooks.tsx";
import type { Desk, LookRow } from "../../components/desk.ts";
import { FaultError } from "../../lib/model/fault-error.ts";
import type { SecondLook, Statement } from "../../lib/model/statement.ts";
import { speak } from "./language.ts";
import { card, statement } from "./sample.ts";
import { settled } from "./settled.ts";

const root = document.body;
const text = () => root.textContent ?? "";
afterEach(() => {
  render(null, root);
  speak("en");
});

const AGREES: SecondLook["comparison"] = [
  { field: "text", result: "same" },
  { field: "author", result: "same" },
];
const GONE: SecondLook["comparison"] = [
  { field: "text", result: "only-first" },
  { field: "notice-class", result: "only-second" },
];
const look = (login: boolean, change: Partial<SecondLook> = {}): SecondLook => ({
  of: card.id,
  login,
  httpStatus: 200,
  comparison: AGREES,
  ...change,
});
const [gone] = statement.extraction.notices;
if (!gone) throw new Error("the sample lost its notice");
const wall = { notices: [{ ...gone, class: "age-or-login" as const, about: "viewer" as const }] };
const none = { notices: [] };
const sealedAs = (secondLook: SecondLook, notices: Statement["extraction"]["notices"] = []): Statement => ({
  ...statement,
  capture: { ...statement.capture, trigger: "second-look", secondLook },
  extraction: { ...statement.extraction, notices },
});

it("tells agreement, difference, silence, a wall and absence apart", () => {
  const edited = look(true, { comparison: [{ field: "text", result: "different" }, ...AGREES.slice(1)] });
  const less = look(true, { comparison: [...AGREES, { field: "published", result: "only-first" }] });
  expect(verdictOf(look(true), none)).toBe("agree");
  expect(verdictOf(edited, none)).toBe("differ");
  expect(verdictOf(less, none)).toBe("partly");
  expect(verdictOf(look(false, { comparison: GONE }), wall)).toBe("login_asked");
  expect(verdictOf(look(false, { comparison: GONE }), statement.extraction)).toBe("absent");
  expect(verdictOf(look(false, { comparison: [] }), none)).toBe("nothing");
  expect(verdictOf(look(false, { comparison: [], httpStatus: null }), none)).toBe("no_answer");
});

it("says that a post is shown with a login only where both looks were answered", () => {
  const inside = sealedAs(look(true));
  expect(isOnlyLoggedIn([inside, sealedAs(look(false, { comparison: GONE }))])).toBe(true);
  expect(isOnlyLoggedIn([inside, sealedAs(look(false))])).toBe(false);
  expect(isOnlyLoggedIn([inside, sealedAs(look(false, { comparison: [], httpStatus: null }))])).toBe(false);
  expect(isOnlyLoggedIn([inside])).toBe(false);
});

const row = (login: boolean, change: Partial<LookRow> = {}): LookRow => ({
  captureId: (login ? "1" : "2").repeat(32),
  of: card.id,
  state: "kept",
  body: { login, askedAt: "2026-11-22T15:31:00.000Z", attempts: 1 },
  ...change,
});
const deskWith = (rows: LookRow[], kept: (id: string) => Statement): Desk =>
  ({
    read: async (id: string) => ({ card, statement: kept(id), record: new Uint8Array(), disclosures: [] }),
    watchLooks: (_: string, onChange: (rows: LookRow[]) => void) => {
      onChange(rows);
      return () => undefined;
    },
    lookAgain: vi.fn(async () => undefined),
  }) as unknown as Desk;

it.each(["en", "vi"] as const)(
  "says what will be asked before it is, and asks on a press (%s)",
  async (language) => {
    speak(language);
    const desk = deskWith([], () => statement);
    await settled(() => render(<SecondLooks id={card.id} statement={statement} desk={desk} />, root));
    expect(text()).toContain("www.facebook.com");
    expect(text()).toContain(statement.extraction.subject.permalink?.value);
    expect(desk.lookAgain).not.toHaveBeenCalled();
    await settled(() => root.querySelector<HTMLButtonElement>("#look-ask + button")?.click());
    expect(desk.lookAgain).toHaveBeenCalledWith(card.id);
  },
);

it("tells each look field by field, and that the post is shown with a login only", async () => {
  const outside = sealedAs(look(false, { comparison: GONE }), wall.notices);
  const desk = deskWith([row(true), row(false)], (id) =>
    id.startsWith("1") ? sealedAs(look(true)) : outside,
  );
  await settled(() => render(<SecondLooks id={card.id} statement={statement} desk={desk} />, root));
  expect(text()).toContain("shown with a login and not without one");
  expect(text()).toContain("Agrees with the capture in every field");
  expect(text()).toContain("asked for a login and did not show the post");
  expect(text()).toContain("only in the capture");
  expect([...root.querySelectorAll("ol a")].map((link) => link.getAttribute("href"))).toEqual([
    `#/capture/${"1".repeat(32)}`,
    `#/capture/${"2".repeat(32)}`,
  ]);
});

it("labels a look as such and leads to the first capture; it is not looked at again itself", async () => {
  const desk = deskWith([], () => statement);
  const itself = sealedAs(look(false));
  await settled(() => render(<SecondLooks id={"3".repeat(32)} statement={itself} desk={desk} />, root));
  expect(text()).toContain("second look at an earlier capture, made without a login");
  expect(root.querySelector(`a[href="#/capture/${card.id}"]`)).not.toBeNull();
  expect(root.querySelector("button")).toBeNull();
});

it("is off until switched on, and goes back where it could not be saved", async () => {
  const setSettings = vi.fn(async () => undefined);
  const desk = { settings: async () => ({ secondLook: false }), setSettings } as unknown as Desk;
  const box = () => root.querySelector<HTMLInputElement>("input[type=checkbox]");
  await settled(() => render(<SecondLookSetting desk={desk} />, root));
  expect(box()?.checked).toBe(false);
  expect(text()).toContain("from the same internet address as your visit");
  await settled(() => box()?.click());
  expect(setSettings).toHaveBeenCalledWith({ secondLook: true });
  setSettings.mockRejectedValueOnce(new FaultError("store-full"));
  await settled(() => box()?.click());
  expect(box()?.checked).toBe(true);
  expect(root.querySelector("[role=alert]")?.textContent).toContain("could not be saved");
});
