/**
 * Memory given back at once. Left to the collector, buffers that were filled pile up to a hundred megabytes, more where it
 * finds no time; and each next one is memory never touched before, which takes as long as what fills it (Chromium 156,
 * 2026-11). `ArrayBuffer.transfer` does not do it: what the browser itself wrote or read holds on to the memory.
 */

let bin: MessagePort | null = null;

/** Frees a whole buffer that nobody needs any more, whoever still holds it. */
export function letGo(buffer: ArrayBuffer): void {
  // what is transferred is taken away even where nobody is left to receive it (HTML, message port post message steps)
  bin ??= closedPort();
  bin.postMessage(null, [buffer]);
}

function closedPort(): MessagePort {
  const { port1, port2 } = new MessageChannel();
  port2.close();
  return port1;
}
