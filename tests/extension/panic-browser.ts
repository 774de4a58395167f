/** A browser that can die at a call: from then on nothing is carried out, and nothing answers. */

export const local = new Map<string, unknown>();
export const session = new Map<string, unknown>();
export const calls: string[] = [];
export const given = {
  origins: [] as string[],
  downloads: [] as { id: number; state: string; byExtensionId?: string }[],
};
let last = Number.POSITIVE_INFINITY;

/** The browser dies when it has carried out so many calls that change something. */
export function dieAfter(count: number): void {
  last = count;
  calls.length = 0;
}

export function fresh(): void {
  dieAfter(Number.POSITIVE_INFINITY);
  local.clear();
  session.clear();
  given.origins = ["https://*.facebook.com/*", "https://tsa.example/*"];
  given.downloads = [
    { id: 1, state: "complete", byExtensionId: "invented" },
    { id: 2, state: "complete", byExtensionId: "another" },
    { id: 3, state: "in_progress", byExtensionId: "invented" },
  ];
}

function change<T>(name: string, work: () => T): Promise<T> {
  calls.push(name);
  return calls.length > last ? new Promise<T>(() => undefined) : Promise.resolve(work());
}

export const browser = {
  storage: {
    local: {
      get: async (key: string) => (local.has(key) ? { [key]: local.get(key) } : {}),
      set: (items: object) =>
        change("local.set", () => {
          for (const [key, value] of Object.entries(items)) local.set(key, value);
        }),
      clear: () => change("local.clear", () => local.clear()),
    },
    session: { clear: () => change("session.clear", () => session.clear()) },
    sync: { clear: () => change("sync.clear", () => undefined) },
  },
  alarms: { clearAll: () => change("alarms.clearAll", () => undefined) },
  downloads: {
    search: async () => [...given.downloads],
    cancel: (_id: number) => change("downloads.cancel", () => undefined),
    erase: ({ id }: { id: number }) =>
      change("downloads.erase", () => {
        given.downloads = given.downloads.filter((one) => one.id !== id);
      }),
  },
  permissions: {
    getAll: async () => ({ origins: [...given.origins] }),
    remove: ({ origins }: { origins: string[] }) =>
      change("permissions.remove", () => {
        given.origins = given.origins.filter((one) => !origins.includes(one));
      }),
  },
  runtime: {
    id: "invented",
    getManifest: () => ({ host_permissions: ["https://*.facebook.com/*"] }),
    sendMessage: async () => undefined,
    reload: () => change("runtime.reload", () => undefined),
  },
  commands: { getAll: async () => [] },
};
