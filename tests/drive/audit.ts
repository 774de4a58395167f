/** `npm run audit`: permissions with the reason for each, what is shipped with licence and size, and known advisories. Exit 1 where something has no reason, a licence is not allowed, or an advisory is known. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { MEDIA, SITES } from "../../lib/extension/hosts.ts";
import { OPTIONAL_HOSTS, PERMISSIONS, type Permission, WHY_HOSTS } from "../../lib/extension/permissions.ts";
import { ensureBuilt } from "./build.ts";
import { ROOT } from "./paths.ts";
import { packagesIn, renderedModules } from "./shipped.ts";

/** Licences under which code may be shipped in an MIT extension. MPL-2.0 binds its own files only, which are passed on as they are. */
const ALLOWED =
  /^\(?(?:MIT|MPL-2\.0|ISC|0BSD|BSD-2-Clause|BSD-3-Clause|Apache-2\.0|CC0-1\.0|Unlicense)(?: OR [^)]+)?\)?$/;
let bad = 0;
const line = (mark: boolean, left: string, right: string) => {
  if (!mark) bad++;
  console.log(`  ${mark ? "✓" : "✗"} ${left.padEnd(30)} ${right}`);
};

console.log("\nPermissions, as built");
for (const browser of ["chrome", "firefox"] as const) {
  const manifest = JSON.parse(readFileSync(join(ensureBuilt(browser), "manifest.json"), "utf8")) as {
    permissions: string[];
    host_permissions: string[];
    optional_host_permissions: string[];
    web_accessible_resources?: unknown[];
  };
  console.log(` ${browser}`);
  const reasons: Record<string, Permission> = PERMISSIONS;
  for (const name of manifest.permissions)
    line(name in reasons, name, reasons[name]?.why ?? "NO REASON GIVEN");
  for (const host of manifest.host_permissions) {
    const of = (hosts: string[]) => hosts.some((known) => host === `https://*.${known}/*`);
    const why = of(SITES) ? WHY_HOSTS.sites : of(MEDIA) ? WHY_HOSTS.media : null;
    line(why !== null, host, why ?? "NO REASON GIVEN");
  }
  for (const host of manifest.optional_host_permissions)
    line(
      host in OPTIONAL_HOSTS,
      `${host} (optional)`,
      Reflect.get(OPTIONAL_HOSTS, host) ?? "NO REASON GIVEN",
    );
  line(
    !manifest.web_accessible_resources?.length,
    "web_accessible_resources",
    "none: pages cannot look for us",
  );
}

console.log("\nOther people's code in the extension (characters before minification)");
for (const { name, version, licence, size } of packagesIn(await renderedModules()))
  line(ALLOWED.test(licence), `${name} ${version}`, `${licence.padEnd(24)} ${size.toLocaleString("en")}`);

console.log("\nKnown advisories (npm audit, packages that are shipped or run)");
const { stdout } = spawnSync("npm", ["audit", "--omit=dev", "--json"], { cwd: ROOT, encoding: "utf8" });
const known = readAudit(stdout);
if (known === null) console.log("  • not asked: the registry's advisory service cannot be reached from here");
else if (known.length === 0) line(true, "none known", "");
else for (const { name, severity } of known) line(false, name, severity);

console.log(bad === 0 ? "\nNothing to object to." : `\n${bad} to be mended.`);
process.exitCode = bad === 0 ? 0 : 1;

/** Null where npm could not ask. */
function readAudit(text: string): { name: string; severity: string }[] | null {
  try {
    const { vulnerabilities } = JSON.parse(text) as {
      vulnerabilities?: Record<string, { severity: string }>;
    };
    if (!vulnerabilities) return null;
    return Object.entries(vulnerabilities).map(([name, { severity }]) => ({ name, severity }));
  } catch {
    return null; // npm printed no JSON: it could not ask
  }
}
