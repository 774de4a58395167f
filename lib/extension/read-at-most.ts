/** The bytes of an answer, up to a limit, whatever the server says of the length. */
import { FaultError } from "../model/fault.ts";

/** @throws FaultError `too-large`; `fetch-failed` where the connection broke. */
export async function readAtMost(response: Response, max: number): Promise<Uint8Array<ArrayBuffer>> {
  const reader = response.body?.getReader();
  if (!reader) return new Uint8Array();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read().catch((error: unknown) => {
      throw new FaultError("fetch-failed", nameOf(error), { cause: error });
    });
    if (done) break;
    parts.push(value);
    size += value.length;
    if (size > max) {
      await reader.cancel();
      throw new FaultError("too-large");
    }
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** The name alone: messages of fetch hold the address. */
export const nameOf = (error: unknown): string => (error instanceof Error ? error.name : "unknown");
