/** Local headers read along with the archive's data: whatever is wrong with one is found as if it had been read first. */
import { expect, it } from "vitest";
import { type BundleSource, blobSource } from "../../lib/bundle/source.ts";
import { readZip } from "../../lib/bundle/zip-read.ts";
import { verifyBundle } from "../../lib/verify/verify.ts";
import { bundleBytes, sampleCase, sampleInput } from "../fixtures/bundle.ts";

const now = "2026-11-21T00:00:00.000Z";

it("finds in each header of a large bundle what is found where headers are read first", async () => {
  const good = await bundleBytes(sampleInput(await sampleCase(2, 0, { mediaBytes: 9_000_000 })));
  const path = "archive/data-1.warc.gz";
  const entry = (await readZip(blobSource(new Blob([good]))))?.files.get(path);
  if (!entry) throw new Error("one archive file only");
  const tampered: Record<string, number> = {
    "nothing changed": -1,
    signature: entry.offset,
    flags: entry.offset + 6,
    method: entry.offset + 8,
    "date, which only the layout knows": entry.offset + 12,
    "length of the name": entry.offset + 26,
    "length of the extra field: data begin elsewhere": entry.offset + 28,
    name: entry.offset + 35,
    "descriptor of the file before": entry.offset - 5,
  };
  for (const [what, at] of Object.entries(tampered)) {
    const bytes = good.slice();
    if (at >= 0) bytes[at] = (bytes[at] ?? 0) ^ 1;
    const whole = blobSource(new Blob([bytes]));
    const byRanges: BundleSource = { size: whole.size, read: whole.read };
    const [along, first] = [await verifyBundle(whole, { now }), await verifyBundle(byRanges, { now })];
    expect(along, what).toEqual(first);
    expect(along.verdict === "intact", what).toBe(at < 0);
  }
}, 120_000);
