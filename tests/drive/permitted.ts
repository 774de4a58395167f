/** The built extension with addresses allowed from the start: a browser's own prompt cannot be pressed by a test. */
import { cp, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Copies a build and adds host permissions to its manifest. @returns the copy's folder, to be removed by the caller */
export async function permitted(extension: string, origins: readonly string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "keepsake-permitted-"));
  await cp(extension, folder, { recursive: true });
  const path = join(folder, "manifest.json");
  const manifest = JSON.parse(await readFile(path, "utf8")) as { host_permissions?: string[] };
  manifest.host_permissions = [...(manifest.host_permissions ?? []), ...origins];
  await writeFile(path, JSON.stringify(manifest));
  return folder;
}
