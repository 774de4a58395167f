/** Mutations of what stands in the files: what someone does who wants the bundle to say something else. */
import { concat, utf8 } from "../../lib/evidence/bytes.ts";
import { commitmentOf, disclosureOf, openDisclosure } from "../../lib/evidence/disclose.ts";
import { type Files, text } from "../fixtures/repack.ts";
import type { Sample } from "./corpus.ts";
import type { Dice } from "./dice.ts";
import { mutateJson, mutateSpelling, written } from "./json.ts";

/** The files as they are to be packed (a name may stand twice), and what was done. */
export interface Change {
  files: Files;
  extra?: [string, Uint8Array<ArrayBuffer>];
  what: string;
}
type FileMutation = (files: Files, dice: Dice, other: Sample) => Change | Promise<Change>;

const bytesOf = (files: Files, path: string): Uint8Array<ArrayBuffer> => files.get(path) ?? utf8("");
const pathsOf = (files: Files, form: RegExp): string[] => [...files.keys()].filter((path) => form.test(path));
const lines = (files: Files, path: string): string[] => text(files, path).split("\n").slice(0, -1);
const setLines = (files: Files, path: string, list: string[]): Files =>
  files.set(path, utf8(list.map((line) => `${line}\n`).join("")));

export const FILE_MUTATIONS: Readonly<Record<string, FileMutation>> = {
  flipInside(files, dice) {
    const path = dice.pick([...files.keys()]);
    const copy = bytesOf(files, path).slice();
    const at = dice.roll(Math.max(1, copy.length));
    copy[at] = (copy[at] ?? 0) ^ (1 + dice.roll(255));
    return { files: files.set(path, copy), what: `changes byte ${at} of ${path}` };
  },
  swapFiles(files, dice) {
    const [a, b] = [dice.pick([...files.keys()]), dice.pick([...files.keys()])];
    const kept = bytesOf(files, a);
    files.set(a, bytesOf(files, b)).set(b, kept);
    return { files, what: `swaps ${a} and ${b}` };
  },
  takeFile(files, dice, other) {
    const path = dice.pick([...files.keys()].filter((each) => other.files.has(each)));
    return {
      files: files.set(path, bytesOf(other.files, path)),
      what: `takes ${path} from ${other.name}`,
    };
  },
  takeAllBut(files, dice, other) {
    const kept = dice.pick([...files.keys()]);
    const taken = new Map(
      [...other.files].map(([path, bytes]) => [path, path === kept ? bytesOf(files, path) : bytes]),
    );
    return { files: taken, what: `is ${other.name}, but for ${kept}` };
  },
  drop(files, dice) {
    const path = dice.pick([...files.keys()]);
    files.delete(path);
    return { files, what: `drops ${path}` };
  },
  addFile(files, dice) {
    const path = dice.pick([
      "evidence/more.json",
      "notes.txt",
      "../up",
      "archive/data.warc",
      "custody/x",
      "Evidence/records.jsonl",
    ]);
    return {
      files: files.set(path, utf8(`{"n":${dice.roll(1000)}}`)),
      what: `adds ${path}`,
    };
  },
  twice(files, dice) {
    const path = dice.pick([...files.keys()]);
    const second = concat(bytesOf(files, path), utf8(dice.pick(["", " ", "\n"])));
    return { files, extra: [path, second], what: `holds ${path} twice` };
  },
  reorder(files, dice) {
    const list = [...files];
    const [moved] = list.splice(dice.roll(list.length), 1);
    if (moved) list.splice(dice.roll(list.length + 1), 0, moved);
    return { files: new Map(list), what: `moves ${moved?.[0]}` };
  },
  editLines(files, dice, other) {
    const path = dice.pick(pathsOf(files, /\.(jsonl|cdx|txt)$/));
    const list = lines(files, path);
    const [a, b] = [dice.roll(list.length + 1), dice.roll(list.length + 1)];
    const theirs = lines(other.files, path);
    const [what, changed] = dice.pick<[string, () => string[]]>([
      ["drops", () => list.filter((_, index) => index !== a)],
      ["doubles", () => [...list.slice(0, a), ...list.slice(Math.max(0, a - 1))]],
      [
        "swaps",
        () =>
          list.map((line, index) =>
            index === a ? (list[b] ?? line) : index === b ? (list[a] ?? line) : line,
          ),
      ],
      [
        "takes",
        () => [...list.slice(0, a), theirs[dice.roll(Math.max(1, theirs.length))] ?? "{}", ...list.slice(b)],
      ],
      ["empties", () => []],
    ]);
    return { files: setLines(files, path, changed()), what: `${what} line ${a} of ${path}` };
  },
  editJson(files, dice) {
    const path = dice.pick(pathsOf(files, /\.(json|jsonl|cdx)$/));
    if (path.endsWith(".json"))
      return {
        files: files.set(path, utf8(mutateJson(text(files, path), dice))),
        what: `edits ${path}`,
      };
    const list = lines(files, path);
    const at = dice.roll(Math.max(1, list.length));
    const [, head = "", json = ""] = /^([^{]*)(.*)$/.exec(list[at] ?? "{}") ?? [];
    list[at] = head + mutateJson(json, dice);
    return { files: setLines(files, path, list), what: `edits line ${at} of ${path}` };
  },
  respell(files, dice) {
    const path = dice.pick(pathsOf(files, /\.(json|jsonl)$/));
    return {
      files: files.set(path, mutateSpelling(text(files, path), dice)),
      what: `respells ${path}`,
    };
  },
  async editDisclosure(files, dice) {
    const path = "evidence/disclosures.jsonl";
    const list = lines(files, path);
    if (list.length === 0) return { files, what: "finds nothing to edit" };
    const at = dice.roll(list.length);
    const { record, disclosure } = JSON.parse(list[at] ?? "{}") as { record: string; disclosure: string };
    const leaf = openDisclosure(disclosure);
    const value: unknown = JSON.parse(mutateJson(JSON.stringify(leaf?.value ?? null), dice));
    const forged = tryDisclosure(leaf?.path ?? "", value) ?? disclosure.slice(1);
    list[at] = written({ record, disclosure: forged });
    setLines(files, path, list);
    if (dice.roll(2) === 0) return { files, what: `edits disclosure ${leaf?.path}` };
    const [from, to] = [await commitmentOf(disclosure), await commitmentOf(forged)];
    const records = lines(files, "evidence/records.jsonl").map((line) => {
      const sealed = JSON.parse(line) as { commitments: string[] };
      return written({
        ...sealed,
        commitments: sealed.commitments.map((each) => (each === from ? to : each)).sort(),
      });
    });
    setLines(files, "evidence/records.jsonl", records);
    return { files, what: `edits disclosure ${leaf?.path} and its commitment` };
  },
};

function tryDisclosure(path: string, value: unknown): string | null {
  try {
    return disclosureOf({ path, value });
  } catch {
    return null; // the mutated value cannot be canonical
  }
}
