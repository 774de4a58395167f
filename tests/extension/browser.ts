/** A stand-in for the browser's API in unit tests: only what the code under test calls. */
import { vi } from "vitest";

export const ORIGIN = "chrome-extension://invented";

/** `storage.session`, in memory. */
export const session = new Map<string, unknown>();

/** `storage.local`, in memory. */
export const local = new Map<string, unknown>();

export const browser = {
  storage: {
    local: {
      get: async () => Object.fromEntries(local),
      set: async (items: Record<string, unknown>) => {
        for (const [key, value] of Object.entries(items)) local.set(key, value);
      },
    },
    session: {
      get: async () => Object.fromEntries(structuredClone(session)),
      set: async (items: Record<string, unknown>) => {
        for (const [key, value] of Object.entries(items)) session.set(key, structuredClone(value));
      },
      remove: async (key: string) => void session.delete(key),
    },
  },
  downloads: {
    download: vi.fn(),
    search: vi.fn(),
    onChanged: { addListener: vi.fn() },
  },
  runtime: {
    id: "invented",
    getURL: (path: string) => ORIGIN + path,
    getManifest: () => ({ version: "0.1.0" }),
    sendMessage: vi.fn(),
    getPlatformInfo: vi.fn(),
    onStartup: { addListener: vi.fn() },
    onMessage: { addListener: vi.fn(), removeListener: vi.fn() },
  },
  alarms: {
    create: vi.fn(),
    get: vi.fn(),
    clear: vi.fn(),
    onAlarm: { addListener: vi.fn() },
  },
  permissions: { contains: vi.fn(async () => true), remove: vi.fn(async () => true) },
  tabs: {
    get: vi.fn(),
    sendMessage: vi.fn(),
    captureVisibleTab: vi.fn(),
    onActivated: { addListener: vi.fn(), removeListener: vi.fn() },
  },
};
