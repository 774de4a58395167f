/** Every permission of the manifest, and why: the manifest is written from this table, and `npm run audit` prints it. */

export interface Permission {
  /** What breaks without it, in one sentence. */
  why: string;
  /** Where it is asked for; both where absent. */
  only?: "chromium" | "firefox";
}

export const PERMISSIONS = {
  activeTab: {
    why: "the picture of the page in front, on the click, menu or key that asks for it, and for that page alone",
  },
  alarms: {
    why: "what is kept is locked after a time without use; time stamps that could not be had, and sending that stopped, are tried again later",
  },
  contextMenus: { why: "“Keep this post” in the menu of the two sites’ pages" },
  declarativeNetRequestWithHostAccess: {
    why: "Firefox gives each installation an address of its own and would tell it to every time-stamp authority: it is taken out of our own requests, and nothing else is touched",
    only: "firefox",
  },
  downloads: { why: "a bundle is saved through the browser, and is cleared away once it lies on the disk" },
  idle: { why: "what is kept is locked when the screen is locked" },
  offscreen: {
    why: "bundles are written and sent where Blob addresses and long work are possible; the worker has neither",
    only: "chromium",
  },
  scripting: { why: "the reading half of the content script is brought in only when something is kept" },
  storage: {
    why: "which captures and exports are under way and the open vault’s key, in memory only, across the worker’s short lives; on the disk three marks without words: quiet mode, something was kept, an erasing was begun",
  },
  unlimitedStorage: { why: "what is kept must not be thrown away when the browser needs room" },
} as const satisfies Record<string, Permission>;

/**
 * Nothing of the extension can be asked for by a page: there are no `web_accessible_resources`, and `externally_connectable` is
 * left out (a page then learns nothing from an address or a message that it guesses). The scripts that run in pages come by
 * `scripting`, their styles and words inside them.
 */

/** Asked for in the person's own gesture, and by nothing else. */
export const OPTIONAL_HOSTS = {
  "<all_urls>":
    "pictures of what the browser has painted without a click on the toolbar each time; and, one address at a time, the time-stamp authority that the person or their partner named",
} as const;

/** What the hosts of the manifest are for (`hosts.ts`). */
export const WHY_HOSTS = {
  sites: "the pages that are read, and asked for again where a second look is wished for",
  media: "the images and style sheets of a post, fetched without login and without saying from where",
} as const;

/** The permissions of one browser. */
export const permissionsFor = (browser: string): string[] =>
  Object.entries<Permission>(PERMISSIONS)
    .filter(([, { only }]) => only === undefined || (only === "firefox") === (browser === "firefox"))
    .map(([name]) => name);
