/** What is short is found where it stands, and not where chance writes it: a hash cannot be made anew, its capture could never leave. */
import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { needlesOf } from "../../lib/bundle/leak-scan.ts";
import { utf8 } from "../../lib/evidence/bytes.ts";

const finds = (value: string, text: string): boolean => {
  let found = false;
  needlesOf([{ value }])
    .scan(() => {
      found = true;
    })
    .see(utf8(text));
  return found;
};

describe("a short string of the witness", () => {
  it.each([
    ["212038", '"id":"212038"'],
    ["212038", "/profile.php?id=212038&x=1"],
    ["212038", "name%20212038%20"],
    ["212038", "name\\u0020212038"],
    ["212038", "id212038"],
    ["facade", "By Facade, 2026"],
    ["hoaith", "@HOAITH"],
    ["hoaith", "Hoaith viết"],
    ["HoaiTh", "HoaiTh"],
  ])("%s is found in %s", (value, text) => expect(finds(value, text)).toBe(true));

  it.each([
    [
      "212038",
      "a hash",
      createHash("sha256")
        .update("x")
        .digest("hex")
        .replace(/^.{20}/, "$&212038"),
    ],
    ["212038", "a time", '"at":1721203856001'],
    ["facade", "a hash", `5f3facade9b2${"07".repeat(20)}`],
    ["hoaith", "a salt", '"hOaiTH7xQ_k2mZpW0vBn4A"'],
  ])("%s is not taken out of %s", (value, _, text) => expect(finds(value, text)).toBe(false));
});
