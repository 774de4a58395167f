/** Findings about bundles that other tools wrote. */
import type { FindingWords } from "./wording.ts";

export const FOREIGN_WORDS = {
  "foreign-bundle": {
    severity: "note",
    clause: "10.7",
    en: "Another tool wrote this archive. It holds none of Keepsake's sealed records; only what the WACZ standard offers was checked.",
    vi: "Tệp lưu trữ này do công cụ khác tạo. Nó không có bản ghi niêm phong của Keepsake; chỉ kiểm tra được những gì chuẩn WACZ có.",
  },
  "foreign-unsigned": {
    severity: "note",
    clause: "10.7",
    en: "Nobody signed this archive: whoever had it could have changed it and its fingerprints together.",
    vi: "Không ai ký tệp lưu trữ này: bất kỳ ai từng giữ nó đều có thể sửa nội dung cùng với các dấu vân.",
  },
  "foreign-domain": {
    severity: "note",
    clause: "WACZ-auth 0.1.0",
    en: "The archive is signed in the name of an Internet domain, with a certificate and a time stamp. These are not checked yet.",
    vi: "Tệp lưu trữ được ký nhân danh một tên miền, kèm chứng thư và dấu thời gian. Hiện chưa kiểm tra các phần này.",
  },
  "foreign-hash-kind": {
    severity: "flaw",
    clause: "WACZ 1.1.1",
    en: "A listed file has no SHA-256 fingerprint, so it cannot be checked.",
    vi: "Một tệp trong danh mục không có dấu vân SHA-256 nên không kiểm tra được.",
  },
  "foreign-incomplete": {
    severity: "flaw",
    clause: "WACZ 1.1.1",
    en: "A part that every web archive (WACZ) must have is missing.",
    vi: "Thiếu một phần mà mọi tệp lưu trữ web (WACZ) đều phải có.",
  },
  "foreign-no-digest": {
    severity: "note",
    clause: "WACZ 1.1.1",
    en: "The list of files has no fingerprint of its own.",
    vi: "Danh mục tệp không có dấu vân riêng.",
  },
  "foreign-old-form": {
    severity: "note",
    clause: "WACZ 1.1.1",
    en: "The list of files is in an older or unusual form.",
    vi: "Danh mục tệp ở dạng cũ hoặc không thông dụng.",
  },
  "foreign-pages-unreadable": {
    severity: "note",
    clause: "WACZ 1.1.1",
    en: "The list of pages cannot be read.",
    vi: "Không đọc được danh sách trang.",
  },
  "json-duplicate-key": {
    severity: "flaw",
    clause: "RFC 8259 §4",
    en: "A file states the same thing twice, so different programs may read it differently.",
    vi: "Một tệp ghi cùng một mục hai lần, nên mỗi chương trình có thể đọc theo một cách khác nhau.",
  },
} as const satisfies Record<string, FindingWords>;
