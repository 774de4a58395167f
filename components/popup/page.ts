/** What the popup knows of the tab behind it; who tells it (`entrypoints/popup/tab.ts`) is not its business. */
import type { CaptureResult, PageSurvey } from "../../lib/extension/messages.ts";

export type PageState =
  | { at: "looking" }
  /** Not a page of ours, or one that shows nothing readable. */
  | { at: "unsupported" }
  /** A page of ours that was open before the extension was there. */
  | { at: "not-ready" }
  | { at: "seen"; survey: PageSurvey };

/** The page's own subject, the page as it stands, or one sighting by its key. */
export type Target = ({ target: "page" } | { target: "whole" } | { target: "key"; key: string }) & {
  /** It is the person's own post, and they want to stay in it. */
  own?: boolean;
};

export interface PageLink {
  look(): Promise<PageState>;
  capture(target: Target): Promise<CaptureResult>;
  /** Opens the picker in the page; the popup goes. */
  pick(): Promise<void>;
  /** A report of what the page looks like, without what it says. */
  layout(): Promise<string>;
  reload(): Promise<void>;
}

export type { CaptureResult, PageSurvey };
