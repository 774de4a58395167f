/** What part was had, in words; the record's numbers, no judgement of its own. */
import type { ShownCapture } from "../verify/report.ts";
import type { Language } from "../verify/words.ts";

interface Words {
  whole: string;
  open: string;
  noVideo: string;
  of(had: number, of: number, name: string): string;
  unsaid(had: number, name: string): string;
  names: Record<string, string>;
}

const WORDS: Record<Language, Words> = {
  en: {
    whole: "text whole",
    open: "text as far as shown",
    noVideo: "video not captured",
    of: (had, of, name) => `${had} of ${of} ${name}`,
    unsaid: (had, name) => `${had} ${name}, the page does not say of how many`,
    names: { images: "images", video: "videos", comments: "comments", entries: "entries" },
  },
  vi: {
    whole: "toàn văn",
    open: "văn bản ở mức trang hiển thị",
    noVideo: "không lưu được video",
    of: (had, of, name) => `${had} trên ${of} ${name}`,
    unsaid: (had, name) => `${had} ${name}, trang không cho biết tổng số`,
    names: { images: "ảnh", video: "video", comments: "bình luận", entries: "mục" },
  },
};

/** Parts of a capture in one line; empty where none was counted. */
export function partsWords(parts: ShownCapture["parts"], language: Language): string {
  const words = WORDS[language];
  return parts
    .map(({ name, had, of }) => {
      if (name === "text") return of !== null && had >= of ? words.whole : words.open;
      if (name === "video" && had === 0) return words.noVideo;
      const what = words.names[name] ?? name;
      return of === null ? words.unsaid(had, what) : words.of(had, of, what);
    })
    .join("; ");
}
