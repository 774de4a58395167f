/** A profile as pictures of QR codes, for paper, a screen or a message; the extension reads them all at once. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import encodeQR from "qr";
import { writePng } from "../bundle/png-write.ts";
import { textsForQr } from "../partner/qr-text.ts";

/** Pixels of one module. */
const SCALE = 6;

/** Writes `profile-qr-1-of-3.png` and so on into a folder; gives their paths. Nothing that exists is written over. */
export async function writeCodes(file: string, folder: string): Promise<string[]> {
  const texts = await textsForQr(file);
  await mkdir(folder, { recursive: true });
  const paths: string[] = [];
  for (const [at, text] of texts.entries()) {
    const path = join(folder, `profile-qr-${at + 1}-of-${texts.length}.png`);
    await writeFile(path, await codePng(text), { flag: "wx" });
    paths.push(path);
  }
  return paths;
}

/** One code with its white border, as PNG. */
export async function codePng(text: string): Promise<Uint8Array> {
  const modules = encodeQR(text, "raw", { ecc: "medium", border: 4 });
  const size = modules.length * SCALE;
  return writePng({ width: size, height: size, channels: 3 }, rows(modules));
}

async function* rows(modules: readonly boolean[][]): AsyncGenerator<Uint8Array> {
  for (const line of modules) {
    const row = new Uint8Array(line.length * SCALE * 3).fill(255);
    for (const [at, dark] of line.entries()) if (dark) row.fill(0, at * SCALE * 3, (at + 1) * SCALE * 3);
    for (let times = 0; times < SCALE; times++) yield row;
  }
}
