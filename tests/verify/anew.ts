/** A sample bundle, packaged anew as anyone who received it may. */
import { openReceived } from "../../lib/bundle/received.ts";
import { blobSource } from "../../lib/bundle/source.ts";
import { writeFramed } from "../../lib/bundle/wacz-write.ts";
import { type Choice, withholding } from "../../lib/bundle/withhold.ts";
import { type CaseKeys, createCaseKeys } from "../../lib/evidence/keys.ts";
import { bundleBytes, sampleCase, sampleInput } from "../fixtures/bundle.ts";
import { now, report } from "../fixtures/report.ts";

export { now, report };

export type Bundle = Uint8Array<ArrayBuffer>;
export const later = "2026-11-20T20:00:00.000Z";
export const flawsIn = async (bytes: Bundle) =>
  (await report(bytes)).findings.filter(({ severity }) => severity === "flaw").map(({ code }) => code);
const signerOf = ({ p384, statement }: CaseKeys) => ({
  by: statement.p384Spki,
  spki: statement.p384Spki,
  privateKey: p384.privateKey,
});
export const REDACTION = "evidence/redaction.json";
export const region = { x: 0, y: 0, width: 1, height: 1 };
export const black = (record: string): Choice => ({
  record,
  paths: ["comment/0"],
  blackouts: [{ path: "artefact/picture.png", regions: [region] }],
});

/** Packages a bundle anew, as anyone who received it may. */
export async function anew(bundle: Bundle, choices: Choice[], keys: CaseKeys): Promise<Bundle> {
  const { content, frame } = await openReceived(blobSource(new Blob([bundle])));
  const captures = withholding(content.captures, choices);
  const made = { createdAt: later, software: "Redactor 1" };
  const stream = writeFramed({ ...content, captures }, frame(signerOf(keys), made));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

export async function sample(count = 2) {
  const [made, other] = [await sampleCase(count), await createCaseKeys(now)];
  const bundle = await bundleBytes(sampleInput(made));
  const [record = "", second = ""] = made.captures.map(({ captureId }) => captureId);
  return { made, other, bundle, record, second };
}
