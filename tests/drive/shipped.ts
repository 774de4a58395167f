/** What of other people's work is inside the built extension: packages, their licences, and the bytes that each adds. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./paths.ts";

export interface Shipped {
  name: string;
  version: string;
  licence: string;
  /** Characters of rendered code before minification, over all entry points. */
  size: number;
}

/** Module id → characters rendered, as the bundler tells. */
export type Rendered = ReadonlyMap<string, number>;

/** Sums up by package. A module outside node_modules is our own. */
export function packagesIn(rendered: Rendered): Shipped[] {
  const sizes = new Map<string, number>();
  for (const [id, size] of rendered) {
    const path = /^(?:\0)?(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(id)?.[1];
    if (path && size > 0) sizes.set(path, (sizes.get(path) ?? 0) + size);
  }
  const found = [...sizes].map(([path, size]) => {
    const { name, version, license } = JSON.parse(readFileSync(join(path, "package.json"), "utf8")) as {
      name: string;
      version: string;
      license?: string;
    };
    return { name, version, licence: license ?? "none stated", size };
  });
  return found.sort((a, b) => b.size - a.size);
}

const nothing = () => undefined;
const QUIET = {
  ...console,
  fatal: console.error,
  success: nothing,
  log: nothing,
  info: nothing,
  debug: nothing,
  level: 0,
};

/** Builds the extension once more, beside the real build, and gives what was rendered. */
export async function renderedModules(): Promise<Rendered> {
  const { build } = await import("wxt");
  const rendered = new Map<string, number>();
  const count = {
    name: "count-modules",
    generateBundle(
      _: unknown,
      output: Record<string, { type: string; modules?: Record<string, { renderedLength: number }> }>,
    ) {
      for (const chunk of Object.values(output))
        for (const [id, module] of Object.entries(chunk.modules ?? {}))
          rendered.set(id, (rendered.get(id) ?? 0) + module.renderedLength);
    },
  };
  await build({
    root: ROOT,
    outDirTemplate: "audit-{{browser}}",
    manifestVersion: 3,
    logger: QUIET,
    vite: () => ({ plugins: [count] }),
  });
  return rendered;
}
