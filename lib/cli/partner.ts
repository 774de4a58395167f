/** `npm run partner -- init|rotate|show|open`: for a partner's desk. Exit 0 done, 1 refused or flawed, 2 misused. */
import { readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import { signerOf } from "../evidence/signing-key.ts";
import { FaultError } from "../model/fault.ts";
import { grouped } from "../model/fingerprint.ts";
import { openProfile } from "../partner/profile.ts";
import { writeReceipt } from "../partner/receipt.ts";
import { fingerprintWords } from "../verify/fingerprint.ts";
import { checkpointIn } from "./checkpoint-in.ts";
import { readKey } from "./key-file.ts";
import { initDesk, type Making, type Particulars, rotateDesk } from "./partner-desk.ts";
import { type OpenedBundle, openDelivery, readIdentities } from "./partner-open.ts";
import { writeCodes } from "./partner-qr.ts";
import { printReport } from "./print.ts";

const USAGE = `npm run partner -- init FOLDER --about ABOUT.json [--years 2] [--post-quantum] [--no-escrow]
    ABOUT.json: {"name", "languages", "contact", "privacy", "asks": {"withhold": [], "include": []}, "intake"?, "stamps"?, "packKey"?}
npm run partner -- rotate FOLDER [--years 2] [--post-quantum] [--no-escrow]
npm run partner -- show PROFILE.json [--qr FOLDER]
npm run partner -- open FILE… --identity FILE… --out FOLDER [--receipt-key FILE] [--lang vi|en]`;

class Misuse extends Error {}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      about: { type: "string" },
      years: { type: "string", default: "2" },
      "post-quantum": { type: "boolean", default: false },
      "no-escrow": { type: "boolean", default: false },
      identity: { type: "string", multiple: true, default: [] },
      "receipt-key": { type: "string" },
      out: { type: "string" },
      qr: { type: "string" },
      lang: { type: "string", default: "en" },
    },
  });
  const [command, ...paths] = positionals;
  const first = needed(paths[0]);
  const making = makingOf(Number(values.years), values["post-quantum"], !values["no-escrow"]);
  if (command === "init") {
    const about = JSON.parse(await readFile(needed(values.about), "utf8")) as Particulars;
    await initDesk(first, about, making);
    return shown(join(first, "profile.json"));
  }
  if (command === "rotate") {
    await rotateDesk(first, making);
    return shown(join(first, "profile.json"));
  }
  if (command === "show") {
    if (values.qr)
      for (const path of await writeCodes(await readFile(first, "utf8"), values.qr)) console.log(path);
    return shown(first);
  }
  if (command !== "open" || values.identity.length === 0) throw new Misuse();
  const identities = await readIdentities(values.identity);
  let worst = 0;
  for (const path of paths) {
    const language = values.lang === "vi" ? "vi" : "en";
    const opened = await openDelivery(path, identities, needed(values.out), new Date().toISOString());
    console.log(`${path} → ${opened.path}`);
    printReport(opened.report, { file: basename(opened.path), size: opened.ciphertext.bytes, language });
    if (values["receipt-key"]) await leaveReceipt(opened, values["receipt-key"]);
    if (opened.report.verdict !== "intact") worst = 1;
  }
  return worst;
}

/** A receipt beside the bundle, to be handed back: with the checkpoint, for the desk has opened the file. */
async function leaveReceipt({ path, ciphertext }: OpenedBundle, keyPath: string): Promise<void> {
  const key = await readKey(keyPath, "keepsake-receipt-key");
  const { sign } = await signerOf(key);
  const said = {
    v: 1 as const,
    type: "receipt" as const,
    ciphertext: ciphertext.digest,
    bytes: ciphertext.bytes,
    receivedAt: new Date().toISOString(),
    checkpoint: await checkpointIn(path),
    publicKey: key.publicKey,
  };
  const out = path.replace(/\.wacz$/, ".receipt.json");
  await writeFile(out, await writeReceipt(said, sign), { flag: "wx" });
  console.log(`Receipt to hand back: ${out}`);
}

async function shown(path: string): Promise<number> {
  const { profile, keyId, previous } = await openProfile(await readFile(path, "utf8"));
  const { name, languages, issuedAt, validUntil, recipients, intake, contact } = profile;
  console.log(`${name} (${languages.join(", ")}), ${contact}
Issued ${issuedAt}, valid until ${validUntil}; the signature holds
Fingerprint, to be compared by phone: ${fingerprintWords(keyId)}
${grouped(keyId)}${previous ? `\nThe key before vouches for it: ${grouped(previous)}` : ""}
Intake: ${intake ?? "none; files by hand"}
${recipients.map(({ role, recipient }) => `${role}: ${recipient.slice(0, 70)}`).join("\n")}`);
  return 0;
}

function makingOf(years: number, postQuantum: boolean, escrow: boolean): Making {
  if (!(years > 0 && years <= 10)) throw new Misuse();
  const now = new Date();
  const validUntil = new Date(now);
  validUntil.setUTCFullYear(now.getUTCFullYear() + years);
  return { postQuantum, escrow, now: now.toISOString(), validUntil: validUntil.toISOString() };
}

function needed(value: string | undefined): string {
  if (value === undefined) throw new Misuse();
  return value;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const isMisuse =
      error instanceof Misuse ||
      (error instanceof TypeError && "code" in error && /PARSE_ARGS/.test(String(error.code)));
    const said = error instanceof FaultError || error instanceof Error ? error.message : String(error);
    console.error(isMisuse ? USAGE : said);
    process.exitCode = isMisuse ? 2 : 1;
  },
);
