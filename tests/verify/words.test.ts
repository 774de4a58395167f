import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { Finding } from "../../lib/model/finding.ts";
import { WORDS } from "../../lib/verify/words.ts";

const format = readFileSync("lib/bundle/FORMAT.md", "utf8");
const clauses = new Set([...format.matchAll(/^\*\*§(\d+\.\d+)\*\*/gm)].map((match) => match[1]));

describe("findings", () => {
  it.each(Object.entries(WORDS))(
    "%s has words in both languages and a clause that exists",
    (code, { severity, clause, en, vi }) => {
      expect(Finding.safeParse({ code, severity, clause }).success).toBe(true);
      expect(en).toMatch(/[.]$/);
      expect(vi).toMatch(/[.]$/);
      expect(vi).toMatch(/[àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]/i);
      if (/^\d/.test(clause)) expect(clauses).toContain(clause);
    },
  );

  it("never call anything authentic or true", () => {
    for (const { en, vi } of Object.values(WORDS))
      expect(`${en} ${vi}`).not.toMatch(/authentic|\btrue\b|xác thực|đích thực/i);
  });
});
