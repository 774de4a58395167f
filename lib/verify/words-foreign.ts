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
    clause: "10.7",
    en: "The archive is signed in the name of an Internet domain. Whether the issuer of its certificate may speak for that domain is not checked: this verifier knows no list of such issuers, and anyone can make a certificate that says so.",
    vi: "Tệp lưu trữ được ký nhân danh một tên miền. Chưa kiểm tra được bên cấp chứng thư có quyền thay mặt tên miền đó hay không: trình kiểm tra này không có danh sách các bên cấp chứng thư, và ai cũng có thể tự tạo một chứng thư ghi như vậy.",
  },
  "domain-certificate-wrong": {
    severity: "flaw",
    clause: "10.7",
    en: "The certificate with which the archive is signed does not fit: it is for another domain, was not valid at that time, or its chain is broken.",
    vi: "Chứng thư dùng để ký tệp lưu trữ không phù hợp: nó thuộc tên miền khác, không còn hiệu lực vào lúc đó, hoặc chuỗi chứng thư bị đứt.",
  },
  "domain-stamp-wrong": {
    severity: "flaw",
    clause: "10.7",
    en: "The time stamp over the archive's signature does not hold.",
    vi: "Dấu thời gian trên chữ ký của tệp lưu trữ không hợp lệ.",
  },
  "domain-stamp-unknown": {
    severity: "note",
    clause: "10.7",
    en: "A time stamp over the archive's signature holds in itself, but this verifier does not know the authority that gave it.",
    vi: "Dấu thời gian trên chữ ký của tệp lưu trữ tự nó hợp lệ, nhưng trình kiểm tra này không biết cơ quan đã cấp nó.",
  },
  "domain-stamp-holds": {
    severity: "good",
    clause: "10.7",
    en: "The archive's signature existed at the time that a known time-stamping authority states.",
    vi: "Chữ ký của tệp lưu trữ đã có vào thời điểm do một cơ quan cấp dấu thời gian đã biết xác nhận.",
  },
  "domain-signature-holds": {
    severity: "good",
    clause: "10.7",
    en: "The list of files bears a signature that holds, by the key of a certificate for the domain named (wacz-auth).",
    vi: "Danh mục tệp có chữ ký hợp lệ, bằng khóa của một chứng thư cấp cho tên miền được nêu (wacz-auth).",
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
