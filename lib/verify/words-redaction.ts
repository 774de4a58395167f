/** Findings about what is withheld, who packaged the bundle so, and pictures that were blacked out. */
import type { FindingWords } from "./wording.ts";

export const REDACTION_WORDS = {
  "redaction-missing": {
    severity: "flaw",
    clause: "4.9",
    en: "Parts of the records are missing, and the bundle does not say that they were withheld.",
    vi: "Có những phần của bản ghi bị thiếu mà gói không nói là đã được giữ lại.",
  },
  "redaction-malformed": {
    severity: "flaw",
    clause: "4.9",
    en: "The list of what is withheld is not in the form that the format demands.",
    vi: "Danh sách những phần được giữ lại không đúng dạng mà định dạng yêu cầu.",
  },
  "redaction-other": {
    severity: "flaw",
    clause: "4.9",
    en: "The list of what is withheld was made for another bundle, or at another time than the list of files.",
    vi: "Danh sách những phần được giữ lại thuộc về một gói khác, hoặc không cùng thời điểm với danh mục tệp.",
  },
  "redaction-lies": {
    severity: "flaw",
    clause: "4.9",
    en: "What is missing from the records is not what the bundle says is withheld.",
    vi: "Những gì thiếu trong các bản ghi không đúng với những gì gói nói là đã giữ lại.",
  },
  "derived-foreign": {
    severity: "flaw",
    clause: "4.10",
    en: "A blacked-out picture is not made of a withheld part of the record it stands beside, or is listed in the wrong place.",
    vi: "Một ảnh bôi đen không được tạo từ phần đã giữ lại của bản ghi mà nó đi kèm, hoặc được liệt kê sai chỗ.",
  },
  "derived-signature-wrong": {
    severity: "flaw",
    clause: "4.10",
    en: "The signature of whoever blacked out a picture does not hold.",
    vi: "Chữ ký của người bôi đen ảnh không hợp lệ.",
  },
  "derived-differs": {
    severity: "flaw",
    clause: "4.11",
    en: "A blacked-out picture is not what the bundle says: its size, its black regions or its form differ.",
    vi: "Một ảnh bôi đen không đúng như gói nêu: kích thước, các vùng bôi đen hoặc dạng tệp bị khác.",
  },
  "docs-changed": {
    severity: "flaw",
    clause: "5.1",
    en: "The texts for people in the bundle are not the ones that were signed. Do not go by them.",
    vi: "Các văn bản hướng dẫn trong gói không phải là bản đã được ký. Đừng làm theo chúng.",
  },
  "main-page-differs": {
    severity: "flaw",
    clause: "2.4",
    en: "The page that viewers are to open first does not follow from the sealed records.",
    vi: "Trang mà trình xem được chỉ mở đầu tiên không khớp với các bản ghi đã niêm phong.",
  },
  "packaged-anew": {
    severity: "note",
    clause: "2.5",
    en: "The bundle was packaged anew by another key than that of the case. That key could leave parts out and add blacked-out pictures, which are named; nothing else.",
    vi: "Gói này được đóng lại bằng một khóa khác với khóa của hồ sơ. Khóa đó chỉ có thể bỏ bớt một số phần và thêm ảnh bôi đen, đều được nêu rõ; ngoài ra không thể làm gì khác.",
  },
  "derived-picture": {
    severity: "note",
    clause: "4.12",
    en: "A picture was blacked out in part by the key named here; the original is withheld. That the rest of the picture is as in the original rests on that key's word until the original is shown.",
    vi: "Một ảnh đã bị bôi đen một phần bằng khóa nêu ở đây; ảnh gốc được giữ lại. Phần còn lại của ảnh có giống ảnh gốc hay không chỉ dựa vào lời của khóa đó, cho đến khi ảnh gốc được đưa ra.",
  },
  "redaction-holds": {
    severity: "good",
    clause: "4.9",
    en: "What is missing from the records is exactly what the bundle says is withheld.",
    vi: "Những gì thiếu trong các bản ghi đúng là những gì gói nói đã giữ lại.",
  },
} as const satisfies Record<string, FindingWords>;
