/** A self-signed certificate, made anew at each start and never written to disk. */
import { generate } from "selfsigned";

/** @returns PEM texts for a server that answers under every name the demo uses; browsers are told to take it. */
export async function makeCertificate(): Promise<{ key: string; cert: string }> {
  const made = await generate([{ name: "commonName", value: "demo.invalid" }], {
    keyType: "ec",
    curve: "P-256",
  });
  return { key: made.private, cert: made.cert };
}
