/** A capture made up for the screens: invented people, and words that try to break out of the page. */

import type { Desk, Parcel, VaultState } from "../../components/desk.ts";
import type { Statement } from "../../lib/model/statement.ts";
import type { AnchorFacts, Unanchored } from "../../lib/vault/anchors.ts";
import type { CaptureCard } from "../../lib/vault/card.ts";

/** Trusted time switched off, nothing stamped. */
export const stamps = {
  read: async () => ({ on: false, authorities: [] }),
  write: async () => undefined,
  ask: async () => undefined,
  watchOne: (_case: string, _seq: number, onChange: (facts: AnchorFacts) => void) => {
    onChange({ anchor: null, fault: null });
    return () => undefined;
  },
  watchAll: (onChange: (open: Unanchored | null) => void) => {
    onChange(null);
    return () => undefined;
  },
} satisfies Desk["stamps"];

/** Nothing was handed over. */
export const parcels = {
  list: async (): Promise<Parcel[]> => [],
  watch: (onChange: () => void) => {
    onChange();
    return () => undefined;
  },
  pause: async (_: string): Promise<void> => undefined,
  resume: async (_: string): Promise<void> => undefined,
  cancel: async (_: string): Promise<void> => undefined,
  limit: async (_: string, __: number | null): Promise<void> => undefined,
  now: async (): Promise<void> => undefined,
  handIn: async (_: string): Promise<string> => "",
} satisfies Desk["parcels"];

export const HOSTILE = `<img src=x onerror="document.title='broken out'">&lt;b&gt; Chào cả nhà`;

const seen = (value: string) => ({ value, from: "dom" as const, rung: "made-up" });
const ZERO = `sha256:${"0".repeat(64)}`;

export const card: CaptureCard = {
  id: "0123456789abcdef0123456789abcdef",
  caseId: "default",
  seq: 7,
  sealedAt: "2026-11-22T15:30:00.000Z",
  platform: "facebook",
  kind: "post",
  author: "Lê Thị Hương Mai",
  textStart: HOSTILE,
  noticeClasses: ["removed-or-private"],
  worst: "failed",
  picture: null,
  bytes: 1200,
};

export const statement: Statement = {
  capture: {
    url: "https://www.facebook.com/made.up/posts/1",
    startedAt: "2026-11-22T15:29:58.000Z",
    sealedAt: "2026-11-22T15:30:00.000Z",
    trigger: "popup",
    scope: "post",
    tool: { name: "Keepsake", version: "0" },
    pack: { name: "built-in", version: "0" },
  },
  extraction: {
    subject: {
      platform: "facebook",
      kind: "post",
      ids: [{ name: "post_id", ...seen("122100000000000001") }],
      permalink: seen("https://www.facebook.com/made.up/posts/1"),
    },
    author: { name: seen("Lê Thị Hương Mai"), id: null, handle: null, url: null },
    title: null,
    text: seen(HOSTILE),
    published: {
      printed: seen("5 giờ"),
      read: { value: "2026-11-22T10:12:44Z", from: "page-data", rung: "Story.creation_time" },
    },
    counts: [{ name: "reactions", ...seen("1,2 nghìn") }],
    original: null,
    media: [],
    comments: [
      {
        id: null,
        parent: null,
        author: { name: seen("Phạm Văn Đông"), id: null, handle: null, url: null },
        text: HOSTILE,
        published: { printed: seen("1 giờ"), read: null },
      },
    ],
    notices: [
      {
        class: "removed-or-private",
        text: "Nội dung này hiện không hiển thị",
        about: "subject",
        certainty: "recorded",
        rule: "facebook/vi/stub",
        from: "dom",
        rung: "main",
        language: "vi",
        authority: null,
        country: null,
        law: null,
        appeal: null,
        link: null,
        signals: {},
      },
    ],
    vantage: { platformCountry: seen("VN"), platformLanguage: null, statedCountry: null, loggedIn: true },
    parts: [{ name: "images", had: 3, of: 4 }],
    facts: [{ name: "availableCountries", value: ["US", "FR"], from: "page-data", rung: "made-up" }],
  },
  outcomes: [
    { step: "extract", status: "done" },
    { step: "picture", status: "failed", fault: "picture-failed" },
    { step: "media", part: "media/1", status: "failed", fault: "fetch-status" },
    { step: "media", part: "media/2", status: "failed", fault: "fetch-status" },
    { step: "seal", status: "done" },
  ],
  artefacts: [
    { role: "text", name: "text.txt", mediaType: "text/plain", bytes: 12, sha256: ZERO, method: "read" },
    { role: "dom", name: "post.html", mediaType: "text/html", bytes: 12, sha256: ZERO, method: "serialised" },
  ],
};

/** Protected and open. */
export const vaultState: VaultState = {
  protection: "passphrase",
  locked: false,
  anew: false,
  halfRestored: false,
  held: 0,
  unreadable: 0,
  lost: 0,
  autoLock: 15,
};
