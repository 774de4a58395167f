/** The least a page can do in one thread to verify a bundle: read it once, and hash each byte twice (the file it lies in, the artefact it is), natively. */
import type { BenchStage } from "../stage.ts";

/** Milliseconds of reading `path` as one stream and two SHA-256 by WebCrypto over each 2 MiB; nothing is compared, no CRC-32 made. */
export async function pageFloor(stage: BenchStage, path: string): Promise<number> {
  const page = await stage.context.newPage();
  const cdp = await stage.context.newCDPSession(page);
  try {
    await page.goto(`chrome-extension://${stage.extensionId}/${stage.emptyPage}`);
    const { result } = await cdp.send("Runtime.evaluate", {
      expression: `const input = document.createElement("input"); input.type = "file"; document.body.append(input); input`,
    });
    if (!result.objectId) throw new Error("the page takes no file");
    await cdp.send("DOM.setFileInputFiles", { files: [path], objectId: result.objectId });
    return await page.evaluate(readAndHash);
  } finally {
    await page.close();
  }
}

/** Runs in the page. */
async function readAndHash(): Promise<number> {
  const file = document.querySelector("input")?.files?.[0];
  if (!file) throw new Error("no file");
  const started = performance.now();
  const reader = file.stream().getReader({ mode: "byob" });
  // else it is collected while it reads
  Object.assign(globalThis, { reader });
  const whole = new Uint8Array(2 * 1024 * 1024);
  const hashing: Promise<unknown>[] = [];
  let room = new Uint8Array(512 * 1024);
  let filled = 0;
  const flush = async (): Promise<void> => {
    for (let twice = 0; twice < 2; twice++) {
      hashing.push(crypto.subtle.digest("SHA-256", whole.subarray(0, filled)));
      if (hashing.length > 2) await hashing.shift();
    }
    filled = 0;
  };
  for (let next = await reader.read(room); next.value?.length; next = await reader.read(room)) {
    for (let at = 0; at < next.value.length; ) {
      const piece = next.value.subarray(at, at + whole.length - filled);
      whole.set(piece, filled);
      filled += piece.length;
      at += piece.length;
      if (filled === whole.length) await flush();
    }
    room = new Uint8Array(next.value.buffer);
  }
  await flush();
  await Promise.all(hashing);
  return performance.now() - started;
}
