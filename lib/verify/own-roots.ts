/** The reader's own roots of time-stamp authorities, as pasted or read from files: PEM text and nothing else. */
import { nameOf } from "../evidence/certificate.ts";
import { readPem } from "../evidence/stamp-roots.ts";

/** The names of the certificates in PEM text, as they state them; null where there is none, or one cannot be read. */
export const rootNames = (pem: string): string[] | null => readPem(pem)?.map(nameOf) ?? null;
