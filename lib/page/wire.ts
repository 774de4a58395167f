/** What the content script asks of the background, as an interface: `lib/page` never touches the browser's API itself. */
import type { Extraction, Part } from "../model/extraction.ts";
import type { Fault } from "../model/fault-error.ts";
import type { Outcome } from "../model/outcome.ts";
import type { PackName, RulePack } from "../model/pack.ts";
import type { OwnPost, Trigger, WitnessFacts } from "../model/statement.ts";

/** CSS pixels relative to the viewport's top left corner. */
export interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** One painted slice: `source` is cut from the photographed viewport and laid at `top` CSS pixels of the picture `full`. */
export interface Slice {
  captureId: string;
  source: Rect;
  top: number;
  /** Device pixels of one CSS pixel. */
  scale: number;
  full: { width: number; height: number };
  /** The viewport, CSS pixels: what the whole photograph shows. */
  view: { width: number; height: number };
}

export interface Rerendered {
  /** PNG, base64. */
  png: string;
  width: number;
  height: number;
}

export interface Identifier {
  value: string;
  what: string;
}

/** Everything handed over, already scrubbed; `fetches` and `viewerStrings` stay in memory. */
export interface Material {
  url: string;
  scope: "post" | "page" | "picked";
  extraction: Extraction;
  html: string | null;
  text: string;
  pageData: string | null;
  fetches: { index: number; url: string }[];
  outcomes: Outcome[];
  rerendered: Rerendered | null;
  /** Places of the painted picture that show the witness, CSS pixels of the picture. */
  masks: Rect[];
  viewerStrings: Identifier[];
  /** Those of them that the person chose to leave in. */
  own: string[];
  /** Committed to, and withheld from what leaves. */
  witness: WitnessFacts;
  /** The page knowledge that read it. */
  pack: PackName;
}

export interface CaptureResult {
  captureId: string;
  outcomes: Outcome[];
  /** What was had, after the pictures were fetched. */
  parts?: Part[] | undefined;
  /** Not for good yet: held until the vault is opened, or gone with the browser unless a protection is chosen. */
  kept?: "locked" | "unchosen" | "beyond" | undefined;
  /** Where the witness seems to be the author: what was done. Known to the page alone. */
  own?: Extract<OwnPost, "scrubbed" | "kept"> | undefined;
}

export interface Begun {
  captureId: string;
  painted: boolean;
  askPermission: boolean;
  /** What the person asked to be opened before it is kept. */
  expand?: { seeMore: boolean; comments: boolean } | undefined;
}

/** Each rejects with a FaultError where the background could not. */
export interface Wire {
  begin(request: { trigger: Trigger; url: string }): Promise<Begun>;
  slice(slice: Slice): Promise<unknown>;
  finish(request: { captureId: string; material: Material }): Promise<CaptureResult>;
  abandon(request: { captureId: string; fault: Fault }): Promise<unknown>;
  fetchSheet(url: string): Promise<string>;
  /** A data URI. */
  fetchImage(url: string): Promise<string>;
  /** The rule pack that the person took on, verified; null: none. */
  rules(): Promise<RulePack | null>;
  /** Brings the reading half of the content script into this world. */
  loadCapturer(): Promise<unknown>;
  /** Brings html2canvas into this world. */
  loadRerenderer(): Promise<unknown>;
  askPermission(): Promise<unknown>;
  declinePermission(): Promise<unknown>;
}
