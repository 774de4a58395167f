/** Holds the README's word: its layer table, its picture of the house, file sizes, and no import cycles. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { cruise, type IModule } from "dependency-cruiser";
import { beforeAll, describe, expect, it } from "vitest";

const readme = readFileSync("README.md", "utf8");
const ROOTS = ["lib", "components", "entrypoints"];
const LINES_MAX = 250;

interface Layer {
  folder: string;
  imports: Set<string>;
  typesOf: Set<string>;
  packages: Set<string>;
}

/** Rows of the README's layer table: `folder` | `a` `b` (types) | `package`. */
function layerTable(): Map<string, Layer> {
  const rows = readme.split("\n").filter((line) => /^\| `[a-z]+` \|/.test(line));
  const words = (cell: string) => [...cell.matchAll(/`([^`]+)`( \(types\))?/g)];
  return new Map(
    rows.map((row) => {
      const [, folderCell = "", importCell = "", packageCell = ""] = row
        .split("|")
        .map((cell) => cell.trim());
      const folder = folderCell.replaceAll("`", "");
      const named = words(importCell);
      return [
        folder,
        {
          folder,
          imports: new Set(named.filter((word) => !word[2]).map((word) => String(word[1]))),
          typesOf: new Set(named.filter((word) => word[2]).map((word) => String(word[1]))),
          packages: new Set(words(packageCell).map((word) => String(word[1]))),
        },
      ];
    }),
  );
}

/** `lib/evidence/seal.ts` → `evidence`; `components/Fault.tsx` → `components`. */
const roomOf = (path: string) => (path.startsWith("lib/") ? path.split("/")[1] : path.split("/")[0]) ?? path;

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}

describe("the house", () => {
  let modules: IModule[] = [];
  const layers = layerTable();

  beforeAll(async () => {
    const { output } = await cruise(ROOTS, {
      doNotFollow: { path: "node_modules" },
      tsPreCompilationDeps: true,
      tsConfig: { fileName: "tsconfig.json" },
      ruleSet: {
        forbidden: [{ name: "no-cycle", severity: "error", from: {}, to: { circular: true } }],
      },
      validate: true,
    });
    if (typeof output === "string")
      throw new Error("dependency-cruiser gave text where modules were asked for");
    modules = output.modules.filter((module) => ROOTS.some((root) => module.source.startsWith(`${root}/`)));
  }, 120_000);

  it("resolves its imports, so that the checks below see them", () => {
    expect(modules.length).toBeGreaterThan(50);
    expect(
      modules
        .flatMap((module) => module.dependencies)
        .filter((dependency) => dependency.resolved.startsWith("lib/model/")).length,
    ).toBeGreaterThan(50);
  });

  it("keeps the layer table of the README", () => {
    const breaches: string[] = [];
    for (const module of modules) {
      const room = roomOf(module.source);
      const layer = layers.get(room);
      if (!layer) {
        breaches.push(`${module.source}: the README's table has no row for ${room}`);
        continue;
      }
      for (const dependency of module.dependencies) {
        const { resolved, dependencyTypes } = dependency;
        if (dependency.module.startsWith("#") || resolved.endsWith(".css") || dependency.module.includes("?"))
          continue;
        if (ROOTS.some((root) => resolved.startsWith(`${root}/`))) {
          const target = roomOf(resolved);
          const typeOnly = dependencyTypes.includes("type-only");
          if (target === room || layer.imports.has(target) || (typeOnly && layer.typesOf.has(target)))
            continue;
          breaches.push(`${module.source} → ${resolved}`);
        } else if (resolved.startsWith("node_modules/") || dependencyTypes.includes("core")) {
          const name = dependencyTypes.includes("core") ? "node:*" : packageName(dependency.module);
          if (!layer.packages.has(name)) breaches.push(`${module.source} → ${name}`);
        }
      }
    }
    expect(breaches).toEqual([]);
  });

  it("has no import cycles", () => {
    const cycles = modules.flatMap((module) =>
      module.dependencies
        .filter((dependency) => dependency.circular && !dependency.dependencyTypes.includes("type-only"))
        .map((dependency) => `${module.source} → ${dependency.resolved}`),
    );
    expect(cycles).toEqual([]);
  });

  it("says `browser.*` only in lib/extension and entrypoints", () => {
    const found = ROOTS.flatMap(filesUnder)
      .filter((path) => /\.tsx?$/.test(path) && !/^(lib\/extension|entrypoints)\//.test(path))
      .filter((path) =>
        /\b(browser|chrome)\.(runtime|tabs|storage|downloads|action|permissions|scripting)\b/.test(
          readFileSync(path, "utf8"),
        ),
      );
    expect(found).toEqual([]);
  });

  it(`has no source file of more than ${LINES_MAX} lines`, () => {
    const long = [...ROOTS, "tests"]
      .flatMap(filesUnder)
      .filter((path) => /\.(tsx?|mjs|css)$/.test(path))
      .filter((path) => readFileSync(path, "utf8").split("\n").length > LINES_MAX + 1);
    expect(long).toEqual([]);
  });

  it("is drawn in the README as it stands", () => {
    const tree = /```house\n([\s\S]*?)```/.exec(readme)?.[1] ?? "";
    const drawn = [...tree.matchAll(/^ {0,2}([a-z][\w.-]*\/?)/gm)].map((match) =>
      String(match[1]).replace(/\/$/, ""),
    );
    const inLib = [...tree.matchAll(/^ {2}([a-z]+)\//gm)].map((match) => String(match[1]));
    const missing = drawn.filter(
      (name) => !["", "lib", "entrypoints", "tests"].some((parent) => existsSync(join(parent, name))),
    );
    expect(missing).toEqual([]);
    for (const room of readdirSync("lib"))
      expect(inLib, `lib/${room} is not in the README's picture`).toContain(room);
    for (const room of readdirSync("entrypoints")) expect(tree, `entrypoints/${room}`).toContain(room);
    for (const room of readdirSync("tests").filter((name) => statSync(join("tests", name)).isDirectory()))
      expect(tree, `tests/${room}`).toContain(`${room}`);
  });
});

/** `@scope/name/deep` → `@scope/name`. */
function packageName(specifier: string): string {
  const parts = specifier.split("/");
  return specifier.startsWith("@") ? parts.slice(0, 2).join("/") : String(parts[0]);
}
