/** A stand-in for the browser's API in unit tests: only what the code under test calls. */
import { vi } from "vitest";

export const ORIGIN = "chrome-extension://invented";

export const browser = {
  runtime: {
    id: "invented",
    getURL: (path: string) => ORIGIN + path,
    getManifest: () => ({ version: "0.1.0" }),
    sendMessage: vi.fn(),
    onMessage: { addListener: vi.fn(), removeListener: vi.fn() },
  },
  tabs: {
    get: vi.fn(),
    sendMessage: vi.fn(),
    captureVisibleTab: vi.fn(),
    onActivated: { addListener: vi.fn(), removeListener: vi.fn() },
  },
};
