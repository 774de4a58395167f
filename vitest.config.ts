import { defineConfig } from "vitest/config";

/** Rooms whose modules hold a database or a queue: each file has them anew. */
const KEEPING = ["tests/vault/**/*.test.{ts,tsx}", "tests/extension/**/*.test.{ts,tsx}"];
/** Milliseconds; they run beside the browsers, which come first. */
const PATIENCE = 60_000;
const APART = ["tests/e2e/**", "tests/bench/**", "**/node_modules/**"];

const IN_FIREFOX = ["tests/e2e/**/*firefox*.test.ts"];
const BROWSERS = { fileParallelism: false, testTimeout: 120_000, hookTimeout: 180_000 };

export default defineConfig({
  test: {
    // one core less is left over by default: half of a machine with two
    maxWorkers: "100%",
    projects: [
      {
        test: {
          name: "unit",
          setupFiles: ["tests/settle.ts"],
          include: ["tests/**/*.test.{ts,tsx}"],
          exclude: [...KEEPING, ...APART],
          // modules are read once, not by each of a hundred files
          isolate: false,
          testTimeout: PATIENCE,
        },
      },
      {
        test: {
          name: "keeping",
          setupFiles: ["tests/settle.ts"],
          include: KEEPING,
          exclude: APART,
          testTimeout: PATIENCE,
        },
      },
      { test: { name: "e2e", include: ["tests/e2e/**/*.test.ts"], exclude: IN_FIREFOX, ...BROWSERS } },
      { test: { name: "firefox", include: IN_FIREFOX, ...BROWSERS } },
    ],
  },
});
