/**
 * Memory given back at once. Left to the collector, the buffers a cipher has filled pile up to some 70 MB, more where it finds
 * no time; and each next one is memory never touched before, which takes as long as the cipher itself (Chromium 156, 2026-11).
 */

/** Frees whole buffers that nobody needs any more, whoever still holds them. */
export function bufferBin(): (buffer: ArrayBuffer) => void {
  const { port1, port2 } = new MessageChannel();
  port2.close();
  // What is transferred is taken away even where nobody is left to receive it (HTML, message port post message steps).
  return (buffer) => port1.postMessage(null, [buffer]);
}
