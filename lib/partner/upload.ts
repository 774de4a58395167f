/**
 * Sends one file to an intake by tus 1.0, and resumes it. What is sent is ciphertext that lies ready: resuming sends
 * the same bytes. Where and when to try again is the caller's; here is one attempt.
 */
import { type DetailedError, Upload } from "tus-js-client";
import { type Fault, FaultError } from "../model/fault.ts";

export interface Sending {
  file: Blob;
  /** The intake's address for new files. */
  intake: string;
  /** Where an earlier attempt left off: a secret, for whoever has it can go on in its place. */
  uploadUrl: string | null;
  /** Where the partner wants to know who may send. */
  token: string | null;
  /** Called as soon as the intake has a place for the file: to be kept before anything is sent. */
  onPlace(uploadUrl: string): Promise<void>;
  /** Bytes the intake has acknowledged or has on the way. */
  onProgress(sent: number, total: number): void;
  /** Bytes a second at most; null: as fast as it goes. */
  limit?: number | null;
  signal: AbortSignal;
}

/** So small that a broken line loses little, even where something before the intake keeps pieces until they are whole. */
const CHUNK = 8 * 1024 * 1024;
/** Where the line is fast: each piece is a question more, for whose answer it lies idle. */
const MOST_CHUNK = 64 * 1024 * 1024;
/** A piece is what goes in this time, at the speed of the last. */
const CHUNK_MS = 4000;
/** Held to a limit, a second's worth at a time: whoever shares the line has the rest of the second. */
const LEAST_CHUNK = 16 * 1024;
const chunkOf = (limit: number | null): number =>
  limit === null ? CHUNK : Math.max(LEAST_CHUNK, Math.min(CHUNK, Math.floor(limit)));

/** How long a piece is to be after one of `bytes` that went in `ms`: at once as long as the line can bear, and shorter again when it grows slow. */
export const chunkAfter = (bytes: number, ms: number): number =>
  Math.round(Math.max(CHUNK, Math.min(MOST_CHUNK, (bytes / ms) * CHUNK_MS)));

/**
 * One attempt, from where the intake says it stands. Resolves when the intake has the whole.
 * @throws FaultError `send-paused` (the signal), `send-refused` (not let in, too large), `send-gone` (the intake no
 * longer knows the upload: begin anew, with the same file), `send-busy` (asked to wait: `askedToWait`), `send-full` (no room there),
 * `send-broken` (anything else: lies about offsets, HTML, 5xx), `send-unreachable` (no answer, another certificate).
 */
export async function sendOnce(sending: Sending): Promise<void> {
  const { file, intake, uploadUrl, token, signal, limit = null, onPlace, onProgress } = sending;
  signal.throwIfAborted();
  const first = chunkOf(limit);
  const turn = pace(first, limit, signal);
  let began = 0;
  let placed: Promise<void> = Promise.resolve();
  await new Promise<void>((resolve, reject) => {
    const upload = new Upload(file, {
      // Without it the library resumes or fails; with it, it would begin anew at any error (4.3.1).
      endpoint: uploadUrl === null ? intake : null,
      uploadUrl,
      uploadSize: file.size,
      chunkSize: first,
      retryDelays: null,
      // Nothing in clear but a length: no metadata, no request ids, nothing in localStorage.
      metadata: {},
      addRequestId: false,
      storeFingerprintForResuming: false,
      headers: token ? { Authorization: `Bearer ${token}` } : {},
      onUploadUrlAvailable: () => {
        if (!upload.url || upload.url === uploadUrl) return;
        if (isAt(upload.url, intake)) placed = onPlace(upload.url);
        // Elsewhere it would take file and token to whomever the intake names.
        else placed = Promise.reject(new FaultError("send-broken", "place"));
        placed.catch(reject);
      },
      onAfterResponse: (request, response) => {
        const said = response.getHeader("Upload-Offset");
        if (typeof said !== "string" || response.getStatus() >= 300) return;
        const before = Number(request.getHeader("Upload-Offset") ?? 0);
        const isPatch = request.getMethod() === "PATCH";
        const chunk = upload.options.chunkSize ?? first;
        const most = isPatch ? Math.min(before + chunk, file.size) : file.size;
        const offset = /^\d{1,15}$/.test(said) ? Number(said) : -1;
        const isOurs = isPatch || response.getHeader("Upload-Length") === String(file.size);
        if (isOurs && offset <= most && (isPatch ? offset > before : offset >= 0)) {
          if (isPatch && limit === null)
            upload.options.chunkSize = chunkAfter(offset - before, performance.now() - began);
          return;
        }
        // The library believes any offset and length (4.3.1): bytes would be left out, or sent for ever.
        reject(new FaultError("send-broken", isOurs ? "offset" : "length"));
        void upload.abort();
      },
      async onBeforeRequest(request) {
        // The place is kept before a byte goes there: lost, it could not be resumed.
        await placed;
        if (request.getMethod() === "PATCH") await turn();
        began = performance.now();
      },
      onProgress,
      onSuccess: () => resolve(),
      onError: (error) => reject(faultOf(error, uploadUrl !== null || upload.url !== null)),
    });
    signal.addEventListener("abort", () => {
      reject(new FaultError("send-paused"));
      void upload.abort();
    });
    upload.start();
  });
  await placed;
}

/** Whether an address is at the same host as the intake's. */
const isAt = (url: string, intake: string): boolean =>
  URL.canParse(url) && new URL(url).origin === new URL(intake).origin;

/** Lets pieces go no faster than `limit` bytes a second. The promise is refused when the signal says stop. */
function pace(chunk: number, limit: number | null, signal: AbortSignal): () => Promise<void> {
  let free = performance.now();
  return async () => {
    if (limit === null) return;
    const wait = free - performance.now();
    free = Math.max(free, performance.now()) + (chunk / limit) * 1000;
    if (wait <= 0) return;
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(resolve, wait);
      const stop = () => {
        clearTimeout(timer);
        reject(new FaultError("send-paused"));
      };
      signal.addEventListener("abort", stop, { once: true });
    });
  };
}

/** `placed`: the intake had given a place before. */
function faultOf(error: Error | DetailedError, placed: boolean): FaultError {
  const response = "originalResponse" in error ? error.originalResponse : null;
  const options = { cause: error };
  if (!response) {
    const isAnswer = !("originalRequest" in error) || error.originalRequest === null;
    return new FaultError(isAnswer ? "send-broken" : "send-unreachable", undefined, options);
  }
  const status = response.getStatus();
  if (status === 401 || status === 403 || status === 413)
    return new FaultError("send-refused", String(status), options);
  if (placed && (status === 404 || status === 410))
    return new FaultError("send-gone", String(status), options);
  if (status === 507) return new FaultError("send-full", String(status), options);
  if (status === 423 || status === 429 || status === 503) {
    const wait = secondsOf(response.getHeader("Retry-After"), Date.now());
    return new FaultError(
      "send-busy",
      wait === null ? String(status) : `${status}${AFTER}${wait} s`,
      options,
    );
  }
  return new FaultError("send-broken", String(status), options);
}

const AFTER = ", after ";

/** Seconds of `Retry-After`, a number or a date (RFC 9110 §10.2.3); null: it says nothing of that kind. */
function secondsOf(said: string | null | undefined, now: number): number | null {
  if (!said) return null;
  if (/^\d{1,9}$/.test(said)) return Number(said);
  const at = Date.parse(said);
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - now) / 1000));
}

/** Seconds for which the intake asked to be left alone, of a fault `send-busy`; 0: it named none. */
export function askedToWait({ code, detail = "" }: Fault): number {
  const [, seconds] = detail.split(AFTER);
  return code === "send-busy" && seconds ? Number.parseInt(seconds, 10) || 0 : 0;
}

/** The address of the receipt of an upload: `…/files/ID` has `…/receipts/ID`. Null: the upload's address is not of that form. */
export function receiptAddress(uploadUrl: string): string | null {
  const { origin, pathname } = new URL(uploadUrl);
  const parts = /^(.*)\/files\/([^/]+)$/.exec(pathname);
  return parts ? `${origin}${parts[1]}/receipts/${parts[2]}` : null;
}
