/** `npm run partner -- init|renew|rotate|show|open|receipt`: for a partner's desk. Exit 0 done, 1 refused or flawed, 2 misused. */
import "../model/without-eval.ts"; // first

import { mkdir, readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { parseArgs } from "node:util";
import type { SigningKey } from "../evidence/signing-key.ts";
import { FaultError } from "../model/fault.ts";
import { grouped } from "../model/fingerprint.ts";
import { openProfile } from "../partner/profile.ts";
import { plainText } from "../verify/display.ts";
import { fingerprintWords } from "../verify/fingerprint.ts";
import type { Language } from "../verify/words.ts";
import { checkpointIn } from "./checkpoint-in.ts";
import { readKey } from "./key-file.ts";
import { languageOf } from "./language.ts";
import { initDesk, type Making, type Particulars, renewDesk, rotateDesk } from "./partner-desk.ts";
import { openDelivery, readIdentities } from "./partner-open.ts";
import { writeCodes } from "./partner-qr.ts";
import { checkBeside, ciphertextOf, leaveReceipt } from "./partner-receipt.ts";
import { PARTNER_FAULTS, PARTNER_LINES } from "./partner-words.ts";
import { printReport } from "./print.ts";

const USAGE = `npm run partner -- init FOLDER --about ABOUT.json [--years 2] [--post-quantum] [--no-escrow]
    ABOUT.json: {"name", "languages", "contact", "privacy", "asks": {"withhold": [], "include": []}, "intake"?, "stamps"?, "packKey"?}
npm run partner -- renew FOLDER [--about ABOUT.json] [--years 2]
    the same keys, new dates; with ABOUT.json, new words
npm run partner -- rotate FOLDER [--years 2] [--post-quantum] [--no-escrow]
npm run partner -- show PROFILE.json [--qr FOLDER]
npm run partner -- open FILE… --identity FILE… --out FOLDER [--receipt-key FILE] [--lang vi|en]
npm run partner -- receipt FILE… --receipt-key FILE [--out FOLDER] [--lang vi|en]
    for what came by hand: a receipt beside each file, made without opening it`;

class Misuse extends Error {}
let language: Language = "en";

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
      lang: { type: "string" },
    },
  });
  const [command, ...paths] = positionals;
  const first = needed(paths[0]);
  language = languageOf(values.lang) ?? misuse();
  const making = makingOf(Number(values.years), values["post-quantum"], !values["no-escrow"]);
  if (command === "init") {
    await initDesk(first, await aboutIn(needed(values.about)), making);
    return shown(join(first, "profile.json"));
  }
  if (command === "renew") {
    await renewDesk(first, values.about === undefined ? null : await aboutIn(values.about), making);
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
  const keyPath = values["receipt-key"];
  const key = keyPath === undefined ? null : await readKey(keyPath, "keepsake-receipt-key");
  if (command === "receipt") {
    if (!key) throw new Misuse();
    return each(paths, (path) => confirm(path, key, values.out ?? null));
  }
  if (command !== "open" || values.identity.length === 0) throw new Misuse();
  const identities = await readIdentities(values.identity);
  const out = needed(values.out);
  return each(paths, (path) => openOne(path, identities, out, key));
}

/** What it says is looked at when a profile is made of it. */
const aboutIn = async (path: string): Promise<Particulars> => JSON.parse(await readFile(path, "utf8"));

/** One after the other: what is wrong with one file keeps nobody from the others. Gives the worst exit code. */
async function each(paths: readonly string[], work: (path: string) => Promise<number>): Promise<number> {
  let worst = 0;
  for (const path of paths)
    try {
      worst = Math.max(worst, await work(path));
    } catch (error) {
      console.error(`${plainText(path)}: ${sentenceOf(error)}`);
      worst = 1;
    }
  return worst;
}

async function openOne(
  path: string,
  identities: readonly string[],
  out: string,
  key: SigningKey | null,
): Promise<number> {
  const words = PARTNER_LINES[language];
  const opened = await openDelivery(path, identities, out, new Date().toISOString(), (ciphertext) =>
    checkBeside(path, ciphertext, key?.publicKey ?? null),
  );
  const { report, ciphertext } = opened;
  console.log(`${path} → ${opened.path}${opened.isNew ? "" : `: ${words.again}`}`);
  printReport(report, { file: basename(opened.path), size: ciphertext.bytes, language });
  if (key) {
    const name = opened.path.replace(/\.wacz$/, "");
    const names = [`${name}.receipt.json`, `${name}-${ciphertext.digest.slice(7, 15)}.receipt.json`];
    // with the checkpoint, for the desk has opened the file
    const left = await leaveReceipt(names, ciphertext, key, await checkpointIn(opened.path));
    console.log(`${left.isNew ? words.receipt : words.given}: ${left.path}`);
  }
  return report.verdict === "intact" ? 0 : 1;
}

/** A receipt for a file that came by stick or messenger, before anybody opens it. */
async function confirm(path: string, key: SigningKey, out: string | null): Promise<number> {
  const words = PARTNER_LINES[language];
  if (out !== null) await mkdir(out, { recursive: true });
  const beside = join(out ?? dirname(path), `${basename(path)}.receipt.json`);
  const { path: left, isNew } = await leaveReceipt([beside], await ciphertextOf(path), key, null);
  console.log(`${isNew ? words.receipt : words.given}: ${left}\n${words.states}`);
  return 0;
}

/** Of faults a sentence and the code, of anything else what it says. */
function sentenceOf(error: unknown): string {
  if (error instanceof FaultError) {
    const detail = error.detail ? `: ${plainText(error.detail)}` : "";
    return `${PARTNER_FAULTS[language][error.code] ?? ""} (${error.code}${detail})`.trim();
  }
  return error instanceof Error ? error.message : String(error);
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

const misuse = (): never => {
  throw new Misuse();
};

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
    console.error(isMisuse ? USAGE : sentenceOf(error));
    process.exitCode = isMisuse ? 2 : 1;
  },
);
