/** What the bench runs inside a page of the extension: a file sealed as parcels are, and sent as they are. */
import "../../../lib/extension/sinks.ts";
import { parcelFile, removeParcelFile } from "../../../lib/extension/parcel-files.ts";
import { sealParcel } from "../../../lib/extension/seal-parcel.ts";
import { sendOnce } from "../../../lib/partner/upload.ts";

const ID = "bench";
const never = new AbortController().signal;

/** Encrypts the file that was given to the page and saves it. Gives milliseconds until it lies on the disk and until its digest is known, and its length. */
async function seal(recipients: string[]): Promise<{ ms: number; saved: number; bytes: number }> {
  const file = document.querySelector("input")?.files?.[0];
  if (!file) throw new Error("no file");
  const started = performance.now();
  let saved = Number.NaN;
  const { bytes } = await sealParcel(ID, recipients, inTurns(file), never, () => {
    saved = performance.now() - started;
  });
  return { ms: performance.now() - started, saved, bytes };
}

/** The file through two buffers by turns: what the bench itself would leave lying about is not to be counted. */
function inTurns(file: File): ReadableStream<Uint8Array> {
  const reader = file.stream().getReader({ mode: "byob" });
  const read = (buffer: ArrayBuffer) => reader.read(new Uint8Array(buffer));
  let ahead = read(new ArrayBuffer(2 * 1024 * 1024));
  let spare = new ArrayBuffer(2 * 1024 * 1024);
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await ahead;
        if (done) return controller.close();
        ahead = read(spare);
        spare = value.buffer;
        controller.enqueue(value);
      },
    },
    { highWaterMark: 0 },
  );
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

export const bench = { seal, send, fetchSend, clear: () => removeParcelFile(ID) };
Object.assign(globalThis, { bench });
