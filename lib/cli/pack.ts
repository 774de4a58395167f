/** `npm run pack -- keygen|sign|show`: for a partner who issues rule packs. Exit 0 done, 1 refused, 2 misused. */
import { readFile, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { grouped } from "../model/fingerprint.ts";
import { openPack } from "../packs/open.ts";
import { signPack } from "../packs/sign.ts";
import { readKey, writeKey } from "./key-file.ts";

const USAGE = `npm run pack -- keygen --out KEY.json
npm run pack -- sign PACK.json --key KEY.json --out FILE
npm run pack -- show FILE`;

class Misuse extends Error {}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { key: { type: "string" }, out: { type: "string" } },
  });
  const [command, path] = positionals;
  if (command === "keygen") return keygen(needed(values.out));
  if (command === "sign") return sign(needed(path), needed(values.key), needed(values.out));
  if (command === "show") return show(needed(path));
  throw new Misuse();
}

async function keygen(out: string): Promise<void> {
  const { keyId } = await writeKey(out, "keepsake-pack-key");
  console.log(`Key written to ${out}. Keep it secret, keep a copy.\nFingerprint: ${grouped(keyId)}`);
}

async function sign(path: string, keyPath: string, out: string): Promise<void> {
  const key = await readKey(keyPath, "keepsake-pack-key");
  const text = await signPack(JSON.parse(await readFile(path, "utf8")), key);
  await writeFile(out, text);
  await show(out);
}

async function show(path: string): Promise<void> {
  const { facts } = await openPack(await readFile(path), null);
  const { name, version, issuedAt, builtOn, rungs, sentences, templates, keyId } = facts;
  console.log(`${name} ${version}, issued ${issuedAt}, made for ${builtOn}
${rungs} rungs, ${sentences} sentences, ${templates} templates; the signature holds
Fingerprint of the issuer: ${grouped(keyId)}`);
}

function needed(value: string | undefined): string {
  if (value === undefined) throw new Misuse();
  return value;
}

main().catch((error: unknown) => {
  const isMisuse =
    error instanceof Misuse ||
    (error instanceof TypeError && "code" in error && /PARSE_ARGS/.test(String(error.code)));
  console.error(isMisuse ? USAGE : error instanceof Error ? error.message : String(error));
  process.exitCode = isMisuse ? 2 : 1;
});
