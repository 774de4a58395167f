/** What the bench runs inside a page of the extension: a file sealed as parcels are, and sent as they are. */
import "../../../lib/extension/sinks.ts";
import { farMeasurer } from "../../../lib/evidence/far-measurer.ts";
import { DIGEST_ONLY, hashThread } from "../../../lib/extension/hash-thread.ts";
import { parcelFile, removeParcelFile } from "../../../lib/extension/parcel-files.ts";
import { sealParcel } from "../../../lib/extension/seal-parcel.ts";
import { sendOnce } from "../../../lib/partner/upload.ts";

const ID = "bench";
const never = new AbortController().signal;

/** Encrypts the file that was given to the page and saves it. Gives milliseconds and length. */
async function seal(recipients: string[]): Promise<{ ms: number; bytes: number }> {
  const file = document.querySelector("input")?.files?.[0];
  if (!file) throw new Error("no file");
  const started = performance.now();
  const { bytes } = await sealParcel(ID, recipients, file.stream(), never);
  return { ms: performance.now() - started, bytes };
}

/** What no way of ours can go below: as many bytes hashed in a thread, and nothing else. Gives milliseconds. */
async function hash(bytes: number): Promise<number> {
  const chunk = new Uint8Array(2 * 1024 * 1024).map((_, index) => (index * 31) >> 5);
  const measurer = await farMeasurer(hashThread(DIGEST_ONLY));
  const started = performance.now();
  for (let done = 0; done < bytes; done += chunk.length) await measurer.update(chunk);
  await measurer.finish();
  const ms = performance.now() - started;
  measurer.stop?.();
  return ms;
}

/** Sends the sealed file by tus, as a parcel is sent. Gives milliseconds and where it lies. */
async function send(intake: string, bytes: number): Promise<{ ms: number; place: string }> {
  const file = await parcelFile(ID, bytes);
  let place = "";
  const started = performance.now();
  await sendOnce({
    file,
    intake,
    uploadUrl: null,
    token: null,
    onPlace: async (url) => {
      place = url;
    },
    onProgress: () => undefined,
    signal: never,
  });
  return { ms: performance.now() - started, place };
}

/** The same bytes to the same server, in two plain requests. */
async function fetchSend(intake: string, bytes: number): Promise<{ ms: number; place: string }> {
  const file = await parcelFile(ID, bytes);
  const tus = { "Tus-Resumable": "1.0.0" };
  const started = performance.now();
  const made = await fetch(intake, {
    method: "POST",
    headers: { ...tus, "Upload-Length": String(file.size) },
  });
  const place = new URL(made.headers.get("location") ?? "", intake).href;
  const put = await fetch(place, {
    method: "PATCH",
    headers: { ...tus, "Upload-Offset": "0", "Content-Type": "application/offset+octet-stream" },
    body: file,
  });
  if (put.status !== 204) throw new Error(`the intake says ${put.status}`);
  return { ms: performance.now() - started, place };
}

export const bench = { seal, hash, send, fetchSend, clear: () => removeParcelFile(ID) };
Object.assign(globalThis, { bench });
