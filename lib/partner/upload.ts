/**
 * Sends one file to an intake by tus 1.0, and resumes it. What is sent is ciphertext that lies ready: resuming sends
 * the same bytes. Where and when to try again is the caller's; here is one attempt.
 */
import { type DetailedError, Upload } from "tus-js-client";
import { FaultError } from "../model/fault.ts";

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

/** So large that a long line is used well, so small that a broken one loses little. */
const CHUNK = 8 * 1024 * 1024;
/** Held to a limit, a second's worth at a time: whoever shares the line has the rest of the second. */
const LEAST_CHUNK = 16 * 1024;
const chunkOf = (limit: number | null): number =>
  limit === null ? CHUNK : Math.max(LEAST_CHUNK, Math.min(CHUNK, Math.floor(limit)));

/**
 * One attempt, from where the intake says it stands. Resolves when the intake has the whole.
 * @throws FaultError `send-paused` (the signal), `send-refused` (not let in, too large), `send-gone` (the intake no
 * longer knows the upload: begin anew, with the same file), `send-busy` (asked to wait), `send-full` (no room there),
 * `send-broken` (anything else: lies about offsets, HTML, 5xx), `send-unreachable` (no answer, another certificate).
 */
export async function sendOnce(sending: Sending): Promise<void> {
  const { file, intake, uploadUrl, token, signal, limit = null, onPlace, onProgress } = sending;
  signal.throwIfAborted();
  const chunk = chunkOf(limit);
  const turn = pace(chunk, limit, signal);
  let placed: Promise<void> = Promise.resolve();
  await new Promise<void>((resolve, reject) => {
    const upload = new Upload(file, {
      // Without it the library resumes or fails; with it, it would begin anew at any error (4.3.1).
      endpoint: uploadUrl === null ? intake : null,
      uploadUrl,
      uploadSize: file.size,
      chunkSize: chunk,
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
        const most = isPatch ? Math.min(before + chunk, file.size) : file.size;
        const offset = /^\d{1,15}$/.test(said) ? Number(said) : -1;
        const isOurs = isPatch || response.getHeader("Upload-Length") === String(file.size);
        if (isOurs && offset <= most && (isPatch ? offset > before : offset >= 0)) return;
        // The library believes any offset and length (4.3.1): bytes would be left out, or sent for ever.
        reject(new FaultError("send-broken", isOurs ? "offset" : "length"));
        void upload.abort();
      },
      async onBeforeRequest(request) {
        // The place is kept before a byte goes there: lost, it could not be resumed.
        await placed;
        if (request.getMethod() === "PATCH") await turn();
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
  if (status === 423 || status === 429 || status === 503)
    return new FaultError("send-busy", String(status), options);
  return new FaultError("send-broken", String(status), options);
}

/** The address of the receipt of an upload: `…/files/ID` has `…/receipts/ID`. Null: the upload's address is not of that form. */
export function receiptAddress(uploadUrl: string): string | null {
  const { origin, pathname } = new URL(uploadUrl);
  const parts = /^(.*)\/files\/([^/]+)$/.exec(pathname);
  return parts ? `${origin}${parts[1]}/receipts/${parts[2]}` : null;
}
