// @vitest-environment jsdom
/** What the verifier's screen tells of stamps, withheld parts, notes and acts: no more than what was checked. */
import "./language.ts";
import { type ComponentChild, render } from "preact";
import { afterEach, expect, it, vi } from "vitest";
import { Custody } from "../../components/verify/Custody.tsx";
import { Derived } from "../../components/verify/Derived.tsx";
import { OwnRoots } from "../../components/verify/OwnRoots.tsx";
import { Redacted } from "../../components/verify/Redacted.tsx";
import { Stamps } from "../../components/verify/Stamps.tsx";
import { Verify } from "../../components/verify/Verify.tsx";
import { WitnessNotes } from "../../components/verify/WitnessNotes.tsx";
import pinned from "../../lib/evidence/tsa-roots.json";
import { FaultError } from "../../lib/model/fault-error.ts";
import type { ShownAct, ShownStamp } from "../../lib/verify/report.ts";
import { HOSTILE } from "./sample.ts";
import { settled } from "./settled.ts";

vi.mock("../../components/near.ts", () => ({ useNear: () => true }));
const root = document.body;
const text = () => root.textContent ?? "";
const show = (what: ComponentChild) => settled(() => render(what, root));
const other = `sha256:${"ab".repeat(32)}`;
const stamp: ShownStamp = {
  file: "timestamps/manifest-0.tsr",
  subject: "manifest",
  size: null,
  genTime: "2026-11-22T15:31:07.000Z",
  accuracyMs: 1000,
  authority: "Clock One",
  trusted: true,
};
afterEach(() => render(null, root));

it("says whose word a time is and how exact; of one that nothing vouches for, never that something existed before it", async () => {
  await show(<Stamps stamps={[stamp]} flawed={false} />);
  expect(text()).toMatch(/Existed before.*2026-11-22 15:31:07 UTC ± 1 sec.*Clock One.*everything sealed/);
  expect(root.querySelector("[data-stamp]")?.getAttribute("data-stamp")).toBe("trusted");
  await show(<Stamps stamps={[{ ...stamp, trusted: false }]} flawed={false} />);
  expect(text()).not.toContain("Existed before");
  expect(text()).toContain("no evidence of time");
  const awaited = { ...stamp, file: null, genTime: null, accuracyMs: null, authority: null, trusted: false };
  const log = { ...stamp, subject: "checkpoint" as const, size: 7 };
  await show(<Stamps stamps={[awaited, log]} flawed={true} />);
  expect(text()).toContain("not received");
  expect(text()).toContain("up to entry 7");
  expect(root.querySelector(".banner-failed")?.textContent).toContain("none of these");
});

it("takes roots only where they are certificates, and names them", async () => {
  const onRoots = vi.fn();
  await show(<OwnRoots settings="" onRoots={onRoots} />);
  const put = (value: string) =>
    settled(() => {
      const field = root.querySelector("textarea");
      if (!field) throw new Error("no field");
      field.value = value;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
  await put("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----");
  expect(onRoots).toHaveBeenLastCalledWith("");
  expect(text()).toContain("not a certificate");
  const [first] = pinned;
  await put(first?.pem ?? "");
  expect(onRoots).toHaveBeenLastCalledWith(first?.pem);
  expect(root.querySelectorAll("[role=status] li")).toHaveLength(1);
});

it("says how many parts are withheld and whose key packaged them so, as words to read out", async () => {
  const redaction = { withheld: 3, packagedBy: other, at: "2026-11-20T20:00:00.000Z", derived: [] };
  await show(<Redacted redaction={redaction} />);
  expect(text()).toContain("3 parts are withheld");
  expect(text()).toContain("another key");
  expect(root.querySelector(".by-words")?.textContent?.split(" ")).toHaveLength(12);
  await show(<Redacted redaction={{ ...redaction, packagedBy: "case" }} />);
  expect(text()).toContain("the key of the case itself");
});

it("never shows a derived picture without saying so, nor bytes whose hash does not hold", async () => {
  Object.assign(URL, { createObjectURL: () => "blob:picture", revokeObjectURL: vi.fn() });
  const one = {
    record: "0".repeat(32),
    file: "derived-0.png",
    of: other,
    sha256: other,
    bytes: 9,
    width: 2,
    height: 1,
    regions: [{ x: 0, y: 0, width: 1, height: 1 }],
    by: "case",
  };
  const artefact = vi.fn(async () => new Blob(["pixels"]));
  await show(<Derived derived={[one]} content={{ capture: async () => null, artefact }} />);
  expect(artefact).toHaveBeenCalledWith({ sha256: other, bytes: 9, mediaType: "image/png" });
  expect(root.querySelector("img")?.alt).toContain("original is withheld");
  expect(root.querySelector("figcaption")?.textContent).toContain("The original is withheld");
  render(null, root);
  const differs = async () => Promise.reject(new FaultError("artefact-differs"));
  await show(<Derived derived={[one]} content={{ capture: async () => null, artefact: differs }} />);
  expect(root.querySelector("img")).toBeNull();
});

it("shows notes as the witness's words and nothing else", async () => {
  const note = { entry: 4, record: 0, writtenAt: "2026-11-20T08:30:00.000Z", text: HOSTILE };
  await show(<WitnessNotes notes={[note]} />);
  expect(text()).toContain(HOSTILE);
  expect(text()).toContain("not of the page");
  expect(root.querySelector("img")).toBeNull();
});

const at = "2026-11-20T08:20:00.000Z";
it.each<[ShownAct["type"], ShownAct["detail"], string]>([
  ["captured", { record: 0 }, "Capture 1 was sealed"],
  ["failed", { capture: "d".repeat(32), fault: "store-full", startedAt: at, trigger: "button" }, "not kept"],
  ["annotated", { record: 1, replaces: 3 }, "note at capture 2 was written anew"],
  ["exported", { bundle: "b".repeat(32), captures: 2 }, "with 2 captures"],
  ["stamped", { subject: "checkpoint", size: 2, genTime: at }, "stamp states"],
  ["deleted", { record: 0 }, "content of capture 1 was deleted"],
  ["clock-jump", { against: "entry", clock: at, expected: at }, "witness’s device had been set back"],
  ["clock-jump", { against: "steady", clock: at, expected: at }, "witness’s device jumped"],
  ["something-new", {}, "does not know: something-new"],
  ["captured", {}, "does not know: captured"],
])("tells the act %s as a sentence", async (type, detail, words) => {
  const history = [{ seq: 2, ts: at, type, detail }];
  await show(<Custody custody={{ entries: 3, first: at, last: at, history, earlier: 2 }} />);
  expect(root.querySelector("li")?.textContent).toContain(words);
  expect(text()).not.toMatch(/undefined|NaN/);
  expect(text()).toContain("2 earlier entries");
});

it("can be given up: the file is not read on, and nothing of it comes late", async () => {
  let go: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    go = resolve;
  });
  const file = new File(["no bundle at all, but long enough"], "held.wacz");
  const { slice } = file;
  let reads = 0;
  file.slice = (...range) => {
    reads += 1;
    const part = slice.apply(file, range);
    const read = part.arrayBuffer.bind(part);
    return Object.assign(part, { arrayBuffer: () => held.then(read) });
  };
  file.arrayBuffer = async () => {
    reads += 1;
    return new ArrayBuffer();
  };
  await show(<Verify />);
  const take = (taken: File) =>
    settled(() => {
      const input = root.querySelector<HTMLInputElement>(".drop input");
      if (!input) throw new Error("no input");
      Object.defineProperty(input, "files", { value: [taken], configurable: true });
      input.dispatchEvent(new Event("change", { bubbles: true }));
    });
  await take(file);
  const before = reads;
  expect(before).toBeGreaterThan(0);
  const cancel = root.querySelector<HTMLButtonElement>(".working button");
  expect(cancel?.textContent).toBe("Cancel");
  await settled(() => cancel?.click());
  expect(root.querySelector(".working, [data-verdict]")).toBeNull();
  await settled(go);
  // another file has its turn meanwhile, and takes the longer way
  await take(new File(["nothing"], "other.wacz"));
  await vi.waitFor(() => expect(root.querySelector("[data-verdict]")).toBeTruthy());
  expect([...root.querySelectorAll("[data-verdict] h2")].map((each) => each.textContent)).toEqual([
    "other.wacz",
  ]);
  expect(reads).toBe(before);
});
