/** `npm run pack -- keygen|sign|show`: for a partner who issues rule packs. Exit 0 done, 1 refused, 2 misused. */
import { readFile, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { FaultError } from "../model/fault.ts";
import { openPack } from "../packs/open.ts";
import { newPackKey, PackKey, signPack } from "../packs/sign.ts";

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

/** Never over an existing file: a lost key is a lost issuer. Readable by its owner only. */
async function keygen(out: string): Promise<void> {
  const key = await newPackKey();
  await writeFile(out, `${JSON.stringify(key, null, 2)}\n`, { flag: "wx", mode: 0o600 });
  console.log(`Key written to ${out}. Keep it secret, keep a copy.\nFingerprint: ${grouped(key.keyId)}`);
}

async function sign(path: string, keyPath: string, out: string): Promise<void> {
  const key = PackKey.safeParse(JSON.parse(await readFile(keyPath, "utf8")));
  if (!key.success) throw new FaultError("bad-request", `${keyPath} is no key file`);
  const text = await signPack(JSON.parse(await readFile(path, "utf8")), key.data);
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

const grouped = (keyId: string): string => keyId.slice("sha256:".length).replace(/(.{4})(?=.)/g, "$1 ");

main().catch((error: unknown) => {
  const isMisuse =
    error instanceof Misuse ||
    (error instanceof TypeError && "code" in error && /PARSE_ARGS/.test(String(error.code)));
  console.error(isMisuse ? USAGE : error instanceof Error ? error.message : String(error));
  process.exitCode = isMisuse ? 2 : 1;
});
