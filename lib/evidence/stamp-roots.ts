/** The roots in which paths of time stamps may end: those pinned with Keepsake, and those a newsroom adds. */
import { Certificate } from "pkijs";
import { fromBase64, toBase64 } from "./bytes.ts";
import { derOf } from "./certificate.ts";
import pinned from "./tsa-roots.json";

const BLOCK = /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----/g;
const MOST = 200;

/** Certificates of PEM text; null where there is none, one cannot be read, or there are more than 200. */
export function readPem(pem: string): Certificate[] | null {
  const found: Certificate[] = [];
  for (const [, body = ""] of pem.matchAll(BLOCK)) {
    const der = fromBase64(body.replace(/\s/g, ""));
    if (!der || found.length === MOST) return null;
    try {
      found.push(Certificate.fromBER(der.buffer));
    } catch {
      return null; // not a certificate
    }
  }
  return found.length > 0 ? found : null;
}

/** PEM text of certificates, one after the other. */
export const toPem = (certificates: readonly Certificate[]): string =>
  certificates
    .map((certificate) => {
      const lines = toBase64(derOf(certificate)).match(/.{1,64}/g) ?? [];
      return ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n");
    })
    .join("");

/** The pinned roots and those of `more` (PEM). What cannot be read of `more` is left out: ask `readPem` first. */
export function trustedRoots(more?: string): Certificate[] {
  return [
    ...(readPem(pinned.map(({ pem }) => pem).join("\n")) ?? []),
    ...(more ? (readPem(more) ?? []) : []),
  ];
}
