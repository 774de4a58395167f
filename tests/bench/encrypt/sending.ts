/** Sending a sealed file by tus to `npm run intake`, beside a plain `fetch` of the same bytes to the same. */
import { createReadStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { nodeHasher } from "../../../lib/cli/hasher.ts";
import { writeKey } from "../../../lib/cli/key-file.ts";
import { sha256Stream } from "../../../lib/evidence/digest.ts";
import { makeIntake } from "../../drive/intake.ts";
import { list, middle, program, rest, type Took } from "../gigabyte/processes.ts";
import { judge, type Row } from "../table.ts";
import type { SealingPage } from "./page.ts";
import { warm } from "./warm.ts";

export const SENT_AT_MOST = 250e6;
/**
 * One sending takes a tenth more or less than the one before, whichever way it goes: the quickest of seven is decided by
 * one lucky turn. So it is sent often, by turns, and all of them count. As often first as second.
 */
const TURNS = 20;

/** Sends the file `sent` of the folder; what arrives is kept there too, and removed. */
export async function measureSending(page: SealingPage, folder: string, recipient: string): Promise<Row> {
  const { bytes } = await page.seal(join(folder, "sent"), [recipient]);
  const receiptKey = join(folder, "receipt-key.json");
  await writeKey(receiptKey, "keepsake-receipt-key");
  const store = join(folder, "store");
  await mkdir(store);
  // In a process of its own, as at the partner's: in ours its buffers were collected along with all that the bench holds.
  const server = makeIntake(store, receiptKey);
  await server.start();
  const took: { send: Took[]; fetchSend: Took[] } = { send: [], fetchSend: [] };
  try {
    for (let turn = 0; turn < TURNS; turn++)
      for (const how of turn % 2 ? (["fetchSend", "send"] as const) : (["send", "fetchSend"] as const)) {
        await warm(folder, "sent");
        const { ms, place } = await page.send(how, server.address(), bytes);
        took[how].push({ ms, peakMegabytes: null });
        const name = place.split("/").at(-1) ?? "";
        if (turn === 0 && how === "send") await arrivedWhole(folder, join("store", name));
        await rest(store, name, `${name}.json`);
      }
  } finally {
    await server.kill();
  }
  return judge({
    name: "send to an intake on this machine",
    peerName: "fetch",
    unit: "s",
    ours: mean(took.send),
    peer: mean(took.fetchSend),
    goal: { ratio: 1.11 },
    how: `${Math.round(bytes / 1e6)} MB, mean of ${TURNS} turns of each; ours ${list(took.send)}; two plain requests ${list(took.fetchSend)}; medians ${middle(took.send).toFixed(2)} and ${middle(took.fetchSend).toFixed(2)}; the first that arrived was opened by age and compared`,
  });
}

/** What arrived is opened by the program of others, and is what was given. */
async function arrivedWhole(folder: string, name: string): Promise<void> {
  await program("age", ["-d", "-i", "identity.txt", "-o", "opened", name], folder);
  const digestOf = (name: string) => sha256Stream(createReadStream(join(folder, name)), nodeHasher);
  const [opened, plain] = [await digestOf("opened"), await digestOf("sent")];
  if (opened !== plain) throw new Error("what arrived is not what was sent");
  await rest(folder, "opened");
}

const mean = (took: readonly Took[]) => took.reduce((sum, { ms }) => sum + ms, 0) / took.length / 1000;
