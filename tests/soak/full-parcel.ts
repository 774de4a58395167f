/** A parcel written to a disk that is full: said so, nothing lost, and with room again the same parcel is made. */

import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Parcel } from "../../lib/extension/parcel-messages.ts";
import { makeDesk } from "../drive/desk.ts";
import { askBackground } from "../drive/speak.ts";
import { until } from "../drive/waiting.ts";
import { look } from "./check.ts";
import { fill } from "./fill.ts";
import type { Life } from "./life.ts";

/** Left when the parcel is made, in kilobytes: its row, and not even its padding of a megabyte. */
const LEFT = 512;

/** Gives flaws; says figures. `folder`: the file system that is filled; `sealed`: captures that must stay. */
export async function handingOver(
  { own }: Life,
  folder: string,
  sealed: readonly string[],
  say: (line: string) => void,
): Promise<string[]> {
  const { profile } = makeDesk(folder);
  const { partnerId } = await askBackground(own, "partner/keep", { file: profile, confirmed: null });
  const filler = join(folder, "filler");
  await fill(filler, LEFT * 1024);
  const parcels = async (): Promise<Parcel[]> => (await askBackground(own, "parcel/list", {})).parcels;
  const begun = { partnerId, captureIds: [...sealed], how: "save" as const };
  const told = await askBackground(own, "parcel/start", begun).then(
    () =>
      until("how it ended", async () => {
        const [parcel] = await parcels();
        return parcel?.fault?.code ?? (parcel?.state === "saved" ? "saved" : undefined);
      }),
    (error: unknown) => String(error),
  );
  say(`full disk, ${LEFT} kB left, handing over: ${told}`);
  const seen = await look(own, new Set(sealed));
  const flaws = seen.flaws.map((flaw) => `handing over to a full disk: ${flaw}`);
  if (told !== "store-full") flaws.push(`handing over to a full disk: ${told}`);
  await rm(filler);
  const [parcel] = await parcels();
  if (!parcel) return [...flaws, "handing over to a full disk: the parcel is gone"];
  await askBackground(own, "parcel/resume", { parcelId: parcel.id });
  const end = await until("the parcel, with room again", async () => {
    const [now] = await parcels();
    return now?.state === "saved" ? "saved" : now?.state === "failed" ? now.fault?.code : undefined;
  });
  say(`with room again: ${end}`);
  return end === "saved" ? flaws : [...flaws, `handing over with room again: ${end}`];
}
