/** The acts of a custody log in plain words, for reports. Only what the entry says, never a guess at why. */
import type { ShownAct } from "./report.ts";
import type { Language } from "./words.ts";

type Sentence = (detail: ShownAct["detail"]) => string;

/** People count from 1. */
const nth = (number: unknown): string => String(Number(number) + 1);

const en: Record<string, Sentence> = {
  captured: ({ record }) => `Capture ${nth(record)} was sealed.`,
  failed: ({ fault }) => `A capture could not be sealed (${fault}).`,
  annotated: ({ record, replaces }) =>
    replaces === undefined
      ? `A note was written at capture ${nth(record)}.`
      : `The note at capture ${nth(record)} was written anew; entry ${replaces} was the one before.`,
  exported: ({ bundle, captures, withheld }) =>
    withheld === undefined
      ? `Bundle ${bundle} was written, with ${captures} captures.`
      : `Bundle ${bundle} was written, with ${captures} captures and ${withheld} parts withheld.`,
  stamped: ({ subject, size, genTime }) =>
    subject === "checkpoint"
      ? `The log of ${size} entries was given a time stamp of ${genTime}.`
      : `A bundle, with the log of ${size} entries, was given a time stamp of ${genTime}.`,
  uploaded: ({ bundle }) => `Bundle ${bundle} was sent.`,
  receipt: ({ bundle }) => `A receipt for bundle ${bundle} arrived.`,
  deleted: ({ record, note }) =>
    note === undefined
      ? `The content of capture ${nth(record)} was destroyed.`
      : `The note of entry ${note} was destroyed.`,
  "clock-jump": ({ against, clock, expected }) =>
    against === "entry"
      ? `The device's clock had gone back: it showed ${clock}, after an entry of ${expected}.`
      : `The device's clock had jumped, or the device had slept: it showed ${clock}; by the time counted meanwhile, ${expected} was expected.`,
};

const vi: Record<string, Sentence> = {
  captured: ({ record }) => `Đã niêm phong bản ghi ${nth(record)}.`,
  failed: ({ fault }) => `Có một bản ghi không niêm phong được (${fault}).`,
  annotated: ({ record, replaces }) =>
    replaces === undefined
      ? `Đã viết ghi chú cho bản ghi ${nth(record)}.`
      : `Đã viết lại ghi chú của bản ghi ${nth(record)}; ghi chú trước ở dòng ${replaces}.`,
  exported: ({ bundle, captures, withheld }) =>
    withheld === undefined
      ? `Đã xuất gói ${bundle}, gồm ${captures} bản ghi.`
      : `Đã xuất gói ${bundle}, gồm ${captures} bản ghi, giữ lại ${withheld} phần.`,
  stamped: ({ subject, size, genTime }) =>
    subject === "checkpoint"
      ? `Nhật ký gồm ${size} dòng đã được đóng dấu thời gian ${genTime}.`
      : `Một gói, cùng nhật ký gồm ${size} dòng, đã được đóng dấu thời gian ${genTime}.`,
  uploaded: ({ bundle }) => `Đã gửi gói ${bundle}.`,
  receipt: ({ bundle }) => `Đã nhận biên nhận cho gói ${bundle}.`,
  deleted: ({ record, note }) =>
    note === undefined ? `Đã hủy nội dung của bản ghi ${nth(record)}.` : `Đã hủy ghi chú của dòng ${note}.`,
  "clock-jump": ({ against, clock, expected }) =>
    against === "entry"
      ? `Đồng hồ của thiết bị đã bị lùi: khi đó chỉ ${clock}, trong khi dòng trước ghi ${expected}.`
      : `Đồng hồ của thiết bị đã nhảy, hoặc thiết bị đã ngủ: khi đó chỉ ${clock}, trong khi tính theo thời gian trôi qua thì phải là ${expected}.`,
};

const OTHER: Record<Language, (type: string) => string> = {
  en: (type) => `An act that this version does not know (${type}), or one told in another form.`,
  vi: (type) => `Một việc mà phiên bản này không biết (${type}), hoặc được ghi theo dạng khác.`,
};

/** One sentence for an act of the log. */
export function actSentence(act: ShownAct, language: Language): string {
  const sentences = language === "vi" ? vi : en;
  const say = Object.hasOwn(sentences, act.type) ? sentences[act.type] : undefined;
  return say && Object.keys(act.detail).length > 0 ? say(act.detail) : OTHER[language](act.type);
}
