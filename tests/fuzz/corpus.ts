/** The bundles that are mutated: small, of every kind there is, and the same on every run. */
import type { BundleInput } from "../../lib/bundle/input.ts";
import { utf8 } from "../../lib/evidence/bytes.ts";
import { canonicalBytes } from "../../lib/evidence/canonical.ts";
import { sha256 } from "../../lib/evidence/digest.ts";
import { openDisclosure } from "../../lib/evidence/disclose.ts";
import type { CaseKeys } from "../../lib/evidence/keys.ts";
import { signP384 } from "../../lib/evidence/sign.ts";
import { bundleBytes, SAMPLE_BUNDLE, type SampleCase, sampleCase, sampleInput } from "../fixtures/bundle.ts";
import { fixedId, fixedKeys, withFixedChance } from "../fixtures/fixed.ts";
import { type Files, packNow, unpack } from "../fixtures/repack.ts";

export interface Sample {
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
  files: Files;
  /** Written by us; else by another tool, of which much less can be demanded. */
  ours: boolean;
  /** What made it, for forgers who write a whole bundle anew. */
  input: BundleInput | null;
  /** Commitments without a disclosure in it. */
  withheld: number;
  /** The keys that signed it: for a forger who has one of them. */
  keys: CaseKeys;
}

/** All samples. Two of them are of one case, so that parts of the one are properly signed parts of the other. */
export async function corpus(): Promise<Sample[]> {
  const bundles = [SAMPLE_BUNDLE, fixedId("withheld")];
  const made = await withFixedChance("fuzz", async () =>
    sampleCase(3, 0, { keys: await fixedKeys("fuzz", "2026-11-20T07:59:00.000Z"), mediaBytes: 200, bundles }),
  );
  const whole = made.captures.slice(0, 1);
  const withheld = whole.map((capture) => ({
    ...capture,
    disclosures: capture.disclosures.filter(
      (each) =>
        !/^(artefact\/picture|extraction\/author|comment\/0|capture\/url)/.test(
          openDisclosure(each)?.path ?? "",
        ),
    ),
  }));
  const shown = withheld[0]?.disclosures.length ?? 0;
  const hidden = (whole[0]?.disclosures.length ?? 0) - shown;
  return [
    await ours("good", 0, made, { captures: whole }),
    await ours("withheld", hidden, made, { captures: withheld, bundleId: fixedId("withheld") }),
    await ours("partial", 0, made, {
      captures: [made.captures[0], made.captures[2]].filter((each) => !!each),
    }),
    await ours("pending", 0, made, { captures: whole, stamps: async () => PENDING }),
    await foreignSample(made.keys),
  ];
}

/** A time stamp asked for, not had yet: an authority's answer would be another on every run. */
const PENDING = { stamps: [{ subject: "manifest", granted: null }], chain: "" } as const;

async function ours(
  name: string,
  withheld: number,
  made: SampleCase,
  more: Partial<BundleInput>,
): Promise<Sample> {
  const input = sampleInput(made, more);
  const bytes = await withFixedChance("fuzz", () => bundleBytes(input));
  return { name, bytes, files: await unpack(bytes), ours: true, input, withheld, keys: made.keys };
}

/** A plain WACZ with wacz-auth's anonymous signature, as other tools write it. */
async function foreignSample(keys: CaseKeys): Promise<Sample> {
  const files: Files = new Map();
  files.set(
    "archive/data.warc",
    utf8("WARC/1.1\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n"),
  );
  files.set("indexes/index.cdx", utf8('com,example)/ 20261120080000 {"url":"https://example.com/"}\n'));
  const page = { id: "1", url: "https://example.com/", ts: "2026-11-20T08:00:00Z", title: "Trang mẫu" };
  files.set("pages/pages.jsonl", utf8(`{"format":"json-pages-1.0","id":"pages"}\n${JSON.stringify(page)}\n`));
  const resources = [];
  for (const [path, bytes] of files)
    resources.push({ name: path, path, hash: await sha256(bytes), bytes: bytes.length });
  const about = { profile: "data-package", wacz_version: "1.1.1", title: "Mẫu", software: "other 1.0" };
  const list = canonicalBytes({ ...about, created: "2026-11-20T08:00:00Z", resources });
  const hash = await sha256(list);
  const signature = await withFixedChance("fuzz", () => signP384(keys.p384.privateKey, utf8(hash)));
  const signedData = { hash, signature, publicKey: keys.statement.p384Spki, software: "other 1.0" };
  files.set("datapackage.json", list);
  files.set("datapackage-digest.json", canonicalBytes({ path: "datapackage.json", hash, signedData }));
  return { name: "foreign", bytes: packNow([...files]), files, ours: false, input: null, withheld: 0, keys };
}
