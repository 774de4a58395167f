/** A page with two posts, a capturer in it, and a background that answers at once: what each test looks into. */
import { vi } from "vitest";
import { makeCapturer } from "../../lib/page/answers.ts";
import type { Marker, MarkState } from "../../lib/page/marker.ts";
import type { Material, Slice, Wire } from "../../lib/page/wire.ts";
import type { Words } from "../../lib/page/words.ts";
import type { Platform } from "../../lib/platforms/platform.ts";
import { fake, page, VIEWER } from "./fake.ts";

const words: Words = {
  language: "vi",
  keep: "",
  keepBy: (author) => author,
  group: "",
  working: "working",
  done: "done",
  reduced: (lacking) => `lacking ${lacking}`,
  kept: (how) => how,
  failed: (why) => `failed ${why}`,
  step: (step) => step,
  why: (code) => code,
  ask: "ask?",
  allow: "allow",
  notNow: "not now",
  own: { sentences: ["own?"], yes: "keep", no: "leave" },
};

export const BOX = { x: 100, y: 50, left: 100, top: 50, right: 600, bottom: 350, width: 500, height: 300 };

export function stage(
  options: { platform?: Partial<Platform>; wire?: Partial<Wire>; box?: typeof BOX } = {},
) {
  const view = page(
    `<article id="a"><h2>Trần Mây</h2><p>lời của bài</p><small>${VIEWER}</small></article><article id="b">khác</article>`,
  );
  const { window, document } = view;
  vi.stubGlobal("Node", window.Node);
  window.Element.prototype.getBoundingClientRect = () => (options.box ?? BOX) as DOMRect;
  window.Range.prototype.getClientRects = () => [{ ...BOX, height: 20 }] as unknown as DOMRectList;
  document.elementFromPoint = () => document.getElementById("a");
  window.scrollTo = window.Element.prototype.scrollTo = window.Element.prototype.scrollBy = () => undefined;
  Object.defineProperty(document.documentElement, "clientWidth", { value: 1000 });
  const told: [MarkState, string][] = [];
  const concealed = vi.fn();
  const revealed = vi.fn();
  const finished: Material[] = [];
  const slices: Slice[] = [];
  const wire: Wire = {
    begin: async () => ({ captureId: "c", painted: true, askPermission: false }),
    slice: async (slice) => void slices.push(slice),
    finish: async ({ material }) => {
      finished.push(material);
      return { captureId: "c", outcomes: material.outcomes };
    },
    abandon: vi.fn(async () => ({})),
    fetchSheet: async () => "",
    fetchImage: async () => "",
    rules: async () => null,
    loadCapturer: async () => ({}),
    loadRerenderer: async () => ({}),
    askPermission: vi.fn(async () => ({})),
    declinePermission: vi.fn(async () => ({})),
    ...options.wire,
  };
  const card = document.createElement("div");
  card.hidden = true;
  const marker = {
    card,
    show: (state: MarkState, text: string) => void told.push([state, text]),
    rest: vi.fn(),
  } as unknown as Marker;
  const overlay = {
    conceal: () => {
      concealed();
      return revealed;
    },
    markerOf: () => marker,
    place: document.body,
  };
  const capturer = makeCapturer(
    { ...fake, ...options.platform },
    { document, wire, words, overlay: overlay as never, clicked: () => document.querySelector("#a p") },
  );
  return { ...view, capturer, wire, told, finished, slices, concealed, revealed, card };
}

export const article = (document: Document, id = "a") => document.getElementById(id) as Element;
export const stepOf = (material: Material | undefined, step: string) =>
  material?.outcomes.find((outcome) => outcome.step === step);
