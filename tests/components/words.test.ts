/** Both languages say everything, say the same things, and never claim what Keepsake does not prove. */
import { describe, expect, it } from "vitest";
import { type WordList, wordKey } from "../../components/words.ts";
import { Part } from "../../lib/model/extraction.ts";
import { FAULT_CODES } from "../../lib/model/fault.ts";
import { Certainty, NOTICE_CLASSES, Notice } from "../../lib/model/notice.ts";
import { OutcomeStatus, STEPS } from "../../lib/model/outcome.ts";
import { Source } from "../../lib/model/sourced.ts";
import { ArtefactRole, CaptureFacts, OwnPost, Trigger } from "../../lib/model/statement.ts";
import { PlatformName, SubjectKind } from "../../lib/model/subject.ts";
import { messages } from "./language.ts";

const { en, vi } = messages;
const names = Object.keys(en);
const holes = (text: string) => (text.match(/\{\w+\}|\$\d/g) ?? []).sort();

const LISTS: Partial<Record<WordList, readonly string[]>> = {
  fault: FAULT_CODES,
  notice: NOTICE_CLASSES,
  certainty: Certainty.options,
  about: Notice.shape.about.options,
  step: STEPS,
  outcome: OutcomeStatus.options,
  platform: PlatformName.options,
  kind: SubjectKind.options,
  from: Source.options,
  role: ArtefactRole.options,
  trigger: Trigger.options,
  scope: CaptureFacts.shape.scope.options,
  part: Part.shape.name.options,
  own_post: OwnPost.options,
  method: ["painted", "rerendered", "serialised", "fetched", "read"],
  count: ["reactions", "comments", "shares", "views", "likes", "subscribers"],
};

describe("the words of the screens", () => {
  it("are the same messages in both languages", () => {
    expect(Object.keys(vi).sort()).toEqual(names.toSorted());
  });

  it("have names that every browser takes, distinct without regard to case", () => {
    expect(names.filter((name) => !/^\w+$/.test(name))).toEqual([]);
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
  });

  it("are never empty, and leave the same places to fill in", () => {
    for (const name of names) {
      expect(en[name]?.message.trim(), name).toBeTruthy();
      expect(vi[name]?.message.trim(), name).toBeTruthy();
      expect(new Set(holes(vi[name]?.message ?? "")), name).toEqual(new Set(holes(en[name]?.message ?? "")));
    }
  });

  it.each(Object.entries(LISTS))("name every code of the list `%s`", (list, codes) => {
    const missing = codes.filter(
      (code) => !en[wordKey(list as WordList, code).replaceAll(".", "_")]?.message,
    );
    expect(missing).toEqual([]);
  });

  it("are Vietnamese in Vietnamese: no English sentence is left over", () => {
    const marks = /[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]/i;
    const leftover = names.filter((name) => {
      const text = (vi[name]?.message ?? "").replace(/\{\w+\}|\$\d|Keepsake|Facebook|YouTube/g, "").trim();
      return text.split(/\s+/).length >= 2 && !marks.test(text);
    });
    expect(leftover).toEqual([]);
    const english = /\b(the|and|of|was|is|are|this|that|with|capture|page|post|browser|file|again)\b/i;
    expect(names.filter((name) => english.test((vi[name]?.message ?? "").replace(/\{\w+\}/g, "")))).toEqual(
      [],
    );
  });

  it("are written with composed letters, as search and screen readers expect", () => {
    expect(names.filter((name) => vi[name]?.message !== vi[name]?.message.normalize("NFC"))).toEqual([]);
  });

  it("never claim more than is proved", () => {
    const claims = /\b(authentic|genuine|true|complete(ly)?|guarantee\w*|proof|proves)\b/i;
    expect(names.filter((name) => claims.test(en[name]?.message ?? ""))).toEqual([]);
    const claimsVi = /xác thực|chân thực|bảo đảm|chứng minh|trọn vẹn|đầy đủ/i;
    expect(names.filter((name) => claimsVi.test(vi[name]?.message ?? ""))).toEqual([]);
  });

  it("never call a re-rendered picture a screenshot", () => {
    expect(names.filter((name) => /screen ?shot/i.test(en[name]?.message ?? ""))).toEqual([]);
    for (const name of names.filter((each) => /rerendered$/.test(each)))
      expect(vi[name]?.message, name).not.toMatch(/ảnh chụp/i);
  });

  it("fit the manifest", () => {
    for (const book of [en, vi]) {
      expect(book.extension_name?.message.length).toBeLessThanOrEqual(45);
      expect(book.extension_description?.message.length).toBeLessThanOrEqual(132);
    }
  });
});
