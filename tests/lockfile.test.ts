/** The lock file serves every platform: npm leaves out optional packages it could not see where it ran, and `npm ci` then refuses elsewhere. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

interface Entry {
  optionalDependencies?: Record<string, string>;
  resolved?: string;
}

const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8")) as {
  packages: Record<string, Entry>;
};

/** Where Node would look for `name` from the package at `path`, nearest first. */
function* places(path: string, name: string): Generator<string> {
  for (let at = path; at !== ""; at = at.slice(0, Math.max(0, at.lastIndexOf("/node_modules/"))))
    yield `${at}/node_modules/${name}`;
  yield `node_modules/${name}`;
}

it("has an entry for every optional package of every platform", () => {
  const missing = Object.entries(packages).flatMap(([path, entry]) =>
    Object.keys(entry.optionalDependencies ?? {})
      .filter((name) => ![...places(path, name)].some((place) => place in packages))
      .map((name) => `${path} → ${name}`),
  );
  expect(missing).toEqual([]);
});

it("names no address to download from", () => {
  expect(Object.entries(packages).filter(([, entry]) => entry.resolved?.startsWith("http"))).toEqual([]);
});
