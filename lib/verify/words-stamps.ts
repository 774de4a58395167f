/** Findings about time stamps: whose word a time is, and every way in which a stamp can fail. */
import type { FindingWords } from "./wording.ts";

export const STAMP_WORDS = {
  "stamp-index": {
    severity: "flaw",
    clause: "12.2",
    en: "The list of time stamps is not in the form that the format demands.",
    vi: "Danh sách dấu thời gian không đúng dạng mà định dạng yêu cầu.",
  },
  "stamp-files": {
    severity: "flaw",
    clause: "12.2",
    en: "The files of the time stamps are not the ones that their list names.",
    vi: "Các tệp dấu thời gian không khớp với danh sách của chúng.",
  },
  "stamp-checkpoint": {
    severity: "flaw",
    clause: "12.6",
    en: "A stamped checkpoint is not an earlier state of this bundle's custody log, signed by its key.",
    vi: "Một mốc được đóng dấu thời gian không phải là trạng thái trước đó của nhật ký trong gói này, do khóa của gói ký.",
  },
  "stamp-malformed": {
    severity: "flaw",
    clause: "12.3",
    en: "A time stamp cannot be read.",
    vi: "Không đọc được một dấu thời gian.",
  },
  "stamp-refused": {
    severity: "flaw",
    clause: "12.3",
    en: "The time-stamp authority refused: its answer holds no time stamp.",
    vi: "Bên cấp dấu thời gian đã từ chối: câu trả lời không có dấu thời gian nào.",
  },
  "stamp-not-one-signer": {
    severity: "flaw",
    clause: "12.3",
    en: "A time stamp is not signed by exactly one signer.",
    vi: "Một dấu thời gian không do đúng một bên ký.",
  },
  "stamp-algorithm": {
    severity: "flaw",
    clause: "12.4",
    en: "A time stamp rests on an algorithm or key that is too weak or not known here.",
    vi: "Một dấu thời gian dựa vào thuật toán hoặc khóa quá yếu, hoặc không được biết ở đây.",
  },
  "stamp-other-imprint": {
    severity: "flaw",
    clause: "12.4",
    en: "A time stamp was made for something else than what this bundle says it is for.",
    vi: "Một dấu thời gian được cấp cho nội dung khác với nội dung mà gói này nêu.",
  },
  "stamp-other-nonce": {
    severity: "flaw",
    clause: "12.4",
    en: "A time stamp does not answer the question that was asked: its number is another one.",
    vi: "Một dấu thời gian không trả lời đúng yêu cầu đã gửi: số ngẫu nhiên của nó là số khác.",
  },
  "stamp-no-signer-certificate": {
    severity: "flaw",
    clause: "12.4",
    en: "The certificate of whoever signed a time stamp is missing.",
    vi: "Thiếu chứng thư của bên đã ký một dấu thời gian.",
  },
  "stamp-signature-wrong": {
    severity: "flaw",
    clause: "12.4",
    en: "The signature of a time stamp does not hold.",
    vi: "Chữ ký của một dấu thời gian không hợp lệ.",
  },
  "stamp-key-usage": {
    severity: "flaw",
    clause: "12.4",
    en: "A time stamp was signed with a certificate that was not issued for time stamps alone.",
    vi: "Một dấu thời gian được ký bằng chứng thư không chỉ dành riêng cho việc đóng dấu thời gian.",
  },
  "stamp-certificate-not-named": {
    severity: "flaw",
    clause: "12.4",
    en: "A time stamp does not bind itself to the certificate of its signer.",
    vi: "Một dấu thời gian không gắn chặt với chứng thư của bên ký nó.",
  },
  "stamp-name-other": {
    severity: "flaw",
    clause: "12.4",
    en: "A time stamp names another authority than its signer's certificate does.",
    vi: "Một dấu thời gian nêu tên bên cấp khác với tên trong chứng thư của bên ký.",
  },
  "stamp-expired": {
    severity: "flaw",
    clause: "12.5",
    en: "At the time that a time stamp states, the certificate of its signer, or of an authority above it, was not valid.",
    vi: "Vào thời điểm mà dấu thời gian nêu, chứng thư của bên ký hoặc của bên cấp trên không có hiệu lực.",
  },
  "stamp-root-unknown": {
    severity: "note",
    clause: "12.5",
    en: "A time stamp is consistent in itself, but nothing that this verifier trusts says whose it is. It counts as no evidence of time here.",
    vi: "Một dấu thời gian tự nó nhất quán, nhưng không có gì mà bộ kiểm tra này tin cậy cho biết nó là của ai. Ở đây nó không được tính là bằng chứng về thời gian.",
  },
  "stamp-pending": {
    severity: "note",
    clause: "12.2",
    en: "A time stamp had been asked for but not received when this bundle was written.",
    vi: "Đã yêu cầu một dấu thời gian nhưng chưa nhận được khi gói này được tạo.",
  },
  "stamp-before-claim": {
    severity: "note",
    clause: "12.8",
    en: "A time stamp states an earlier time than the device claims for what was stamped: the device's clock was ahead, or was set so. Rely on the time stamp.",
    vi: "Dấu thời gian nêu thời điểm sớm hơn thời điểm mà thiết bị tự ghi cho nội dung được đóng dấu: đồng hồ thiết bị chạy nhanh hoặc bị chỉnh như vậy. Hãy dựa vào dấu thời gian.",
  },
  "stamp-ahead": {
    severity: "note",
    clause: "12.8",
    en: "A time stamp states a time in the future: the clock of the authority, or the one used now, is wrong.",
    vi: "Dấu thời gian nêu một thời điểm trong tương lai: đồng hồ của bên cấp, hoặc của máy đang kiểm tra, bị sai.",
  },
  "time-bounded": {
    severity: "note",
    clause: "12.7",
    en: "Everything here existed before the time of its time stamp. How long before, only the witness's own clock says, and nobody independent has confirmed that.",
    vi: "Mọi nội dung ở đây đã tồn tại trước thời điểm của dấu thời gian. Trước bao lâu thì chỉ có đồng hồ của người ghi nhận nói, và chưa có bên độc lập nào xác nhận điều đó.",
  },
  "time-partly-bounded": {
    severity: "note",
    clause: "12.7",
    en: "Only some of the captures are covered by a time stamp. All other times are those of the witness's own clock, which nobody independent has confirmed.",
    vi: "Chỉ một số bản ghi được dấu thời gian bao trùm. Các mốc thời gian còn lại theo đồng hồ của người ghi nhận, chưa có bên độc lập nào xác nhận.",
  },
  "stamp-holds": {
    severity: "good",
    clause: "12.5",
    en: "An authority whose root this verifier trusts states that what it stamped existed before the time named here.",
    vi: "Một bên cấp dấu thời gian, có chứng thư gốc được bộ kiểm tra này tin cậy, cho biết nội dung được đóng dấu đã tồn tại trước thời điểm nêu ở đây.",
  },
} as const satisfies Record<string, FindingWords>;
