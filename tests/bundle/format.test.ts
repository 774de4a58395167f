/** FORMAT.md is true: what it states as bytes is what the code writes. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { datapackageOf } from "../../lib/bundle/datapackage.ts";
import { GZIP_HEAD } from "../../lib/bundle/gzip.ts";
import { Manifest } from "../../lib/bundle/manifest.ts";
import { PAGES_HEAD } from "../../lib/bundle/pages.ts";
import { localHeader } from "../../lib/bundle/zip-layout.ts";
import { LISTS } from "../../lib/evidence/disclose.ts";
import { KeysStatement } from "../../lib/evidence/keys.ts";
import { SealedRecord } from "../../lib/evidence/record.ts";
import { ACT_TYPES } from "../../lib/model/act.ts";
import { FILES } from "../../lib/verify/package.ts";

const format = readFileSync("lib/bundle/FORMAT.md", "utf8");
const clause = (name: string) => format.split(`**§${name}**`)[1]?.split("\n**§")[0] ?? "";
const hex = (bytes: Uint8Array) =>
  Buffer.from(bytes)
    .toString("hex")
    .replace(/(..)(?=.)/g, "$1 ");

describe("FORMAT.md", () => {
  it("numbers its clauses without gaps, each once", () => {
    const names = [...format.matchAll(/^\*\*§(\d+)\.(\d+)\*\*/gm)].map(
      (match) => [Number(match[1]), Number(match[2])] as const,
    );
    let before: readonly [number, number] = [0, 0];
    for (const name of names) {
      expect([
        [before[0], before[1] + 1],
        [before[0] + 1, 1],
      ]).toContainEqual([...name]);
      before = name;
    }
    expect(names.length).toBeGreaterThan(50);
  });

  it("names no clause that does not exist", () => {
    for (const [, name] of format.matchAll(/§(\d+\.\d+)/g)) {
      const foreign = /RFC \d+ $|APPNOTE $/.test(format.slice(0, format.indexOf(`§${name}`)).slice(-12));
      if (!foreign) expect(clause(String(name)) || /RFC \d+ §/.test(format), name).toBeTruthy();
    }
  });

  it("lists the files as they are checked", () => {
    const rows = [...clause("2.1").matchAll(/^\| (`[^|]+) \|/gm)].flatMap((row) =>
      [...String(row[1]).matchAll(/`([^`]+)`/g)].map((cell) => cell[1]),
    );
    expect(rows).toEqual([...FILES, "datapackage.json", "datapackage-digest.json"]);
  });

  it("lists the acts of the custody log as they are checked", () => {
    const types = [...clause("6.4").matchAll(/^\| `([a-z-]+)`/gm)].map((row) => row[1]);
    expect(types).toEqual(ACT_TYPES);
  });

  it("states the bytes that are written", () => {
    expect(hex(localHeader("x"))).toBe(
      "50 4b 03 04 2d 00 08 08 00 00 00 00 21 00 00 00 00 00 00 00 00 00 00 00 00 00 01 00 00 00 78",
    );
    for (const bytes of [
      "50 4b 03 04",
      "2d 00",
      "08 08",
      "21 00",
      "50 4b 07 08",
      "50 4b 01 02",
      "00 00 b4 81",
    ])
      expect(clause("2.3")).toContain(`\`${bytes}\``);
    expect(clause("8.2")).toContain(hex(GZIP_HEAD));
    expect(clause("8.6")).toContain(PAGES_HEAD.trim());
  });

  it("names every member of every object", () => {
    for (const [name, shape] of [
      ["3.1", SealedRecord.shape],
      ["5.1", Manifest.shape],
      ["7.1", KeysStatement.shape],
    ] as const)
      for (const key of Object.keys(shape)) expect(clause(name), key).toContain(key);
    for (const [list, path] of Object.entries(LISTS)) {
      expect(clause("4.3")).toContain(`\`${path}/N\``);
      expect(clause("4.3")).toContain(list);
    }
    const meta = { bundleId: "b", createdAt: "2026-11-20T08:00:00.000Z", software: "x" };
    for (const key of Object.keys(datapackageOf(meta, [], { url: "x", date: "x" })))
      expect(clause("2.4")).toContain(key);
  });
});
