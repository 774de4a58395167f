import { defineConfig } from "vitest/config";

/** Rooms without state or stand-ins: their modules are read once, not by each of a hundred files. */
const CORE = ["bundle", "evidence", "notices", "packs", "platforms", "verify"].map(
  (room) => `tests/${room}/**/*.test.ts`,
);
const IN_BROWSERS = ["tests/e2e/**/*.test.ts"];
const IN_FIREFOX = ["tests/e2e/**/*firefox*.test.ts"];
/** Milliseconds. Core and unit tests run beside the browsers, which come first. */
const ALONE = { setupFiles: ["tests/settle.ts"], testTimeout: 60_000 };
const BROWSERS = { fileParallelism: false, testTimeout: 120_000, hookTimeout: 180_000 };

export default defineConfig({
  test: {
    // one core less is left over by default: half of a machine with two
    maxWorkers: "100%",
    projects: [
      { test: { name: "core", include: CORE, isolate: false, ...ALONE } },
      {
        test: {
          name: "unit",
          include: ["tests/**/*.test.{ts,tsx}"],
          exclude: [...CORE, ...IN_BROWSERS, "**/node_modules/**"],
          ...ALONE,
        },
      },
      { test: { name: "e2e", include: IN_BROWSERS, exclude: IN_FIREFOX, ...BROWSERS } },
      { test: { name: "firefox", include: IN_FIREFOX, ...BROWSERS } },
    ],
  },
});
