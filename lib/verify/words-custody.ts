/** Findings about the custody log, about times, and about what a signature cannot prove. */
import type { FindingWords } from "./wording.ts";

export const CUSTODY_WORDS = {
  "custody-malformed": {
    severity: "flaw",
    clause: "6.1",
    en: "An entry of the custody log is not in the form that the format demands.",
    vi: "Một dòng trong nhật ký bảo quản không đúng dạng mà định dạng yêu cầu.",
  },
  "custody-chain": {
    severity: "flaw",
    clause: "6.2",
    en: "The custody log is broken: an entry is missing, changed, added or moved.",
    vi: "Nhật ký bảo quản bị đứt: có dòng bị thiếu, bị sửa, bị thêm hoặc bị đổi chỗ.",
  },
  "custody-root": {
    severity: "flaw",
    clause: "6.3",
    en: "The custody log is not the one that was signed.",
    vi: "Nhật ký bảo quản không phải là bản đã được ký.",
  },
  "custody-detail": {
    severity: "flaw",
    clause: "6.4",
    en: "An entry of the custody log tells of an act in another form than the format demands.",
    vi: "Một dòng trong nhật ký bảo quản ghi một việc không đúng dạng mà định dạng yêu cầu.",
  },
  "custody-act": {
    severity: "flaw",
    clause: "6.4",
    en: "An entry of the custody log contradicts the entries before it.",
    vi: "Một dòng trong nhật ký bảo quản mâu thuẫn với những dòng trước nó.",
  },
  "custody-export": {
    severity: "flaw",
    clause: "6.5",
    en: "The custody log does not tell that this bundle was written: its end was cut off, or it is the log of another bundle.",
    vi: "Nhật ký bảo quản không ghi việc xuất gói này: phần cuối đã bị cắt, hoặc đây là nhật ký của gói khác.",
  },
  "record-deleted": {
    severity: "flaw",
    clause: "6.5",
    en: "The custody log says that the content of a record was destroyed before this bundle was written, yet the bundle holds the record.",
    vi: "Nhật ký bảo quản ghi rằng nội dung của một bản ghi đã bị hủy trước khi gói này được xuất, nhưng trong gói vẫn có bản ghi đó.",
  },
  "note-malformed": {
    severity: "flaw",
    clause: "6.8",
    en: "A note of the witness is not in the form that the format demands.",
    vi: "Một ghi chú của người ghi nhận không đúng dạng mà định dạng yêu cầu.",
  },
  "note-foreign": {
    severity: "flaw",
    clause: "6.8",
    en: "A note in the bundle is not the one that the custody log committed to: it was changed or added later.",
    vi: "Một ghi chú trong gói không phải là ghi chú đã được cam kết trong nhật ký bảo quản: nó bị sửa hoặc được thêm vào sau.",
  },
  "custody-records": {
    severity: "flaw",
    clause: "6.5",
    en: "A record of the bundle is not entered in the custody log as it stands here.",
    vi: "Một bản ghi trong gói không được ghi trong nhật ký bảo quản đúng như ở đây.",
  },
  "checkpoint-malformed": {
    severity: "flaw",
    clause: "6.6",
    en: "The signed checkpoint of the custody log cannot be read.",
    vi: "Không đọc được mốc có ký của nhật ký bảo quản.",
  },
  "checkpoint-signature-wrong": {
    severity: "flaw",
    clause: "6.6",
    en: "The signature of the custody log's checkpoint does not hold.",
    vi: "Chữ ký trên mốc của nhật ký bảo quản không hợp lệ.",
  },
  "checkpoint-differs": {
    severity: "flaw",
    clause: "6.6",
    en: "The checkpoint speaks of another custody log than the one in this bundle.",
    vi: "Mốc có ký nói về một nhật ký bảo quản khác với nhật ký trong gói này.",
  },
  "clock-back": {
    severity: "note",
    clause: "6.2",
    en: "The device's clock went back between two entries of the custody log, and the log does not say so.",
    vi: "Đồng hồ của thiết bị bị lùi lại giữa hai dòng của nhật ký bảo quản mà nhật ký không ghi điều đó.",
  },
  "clock-jump": {
    severity: "note",
    clause: "6.4",
    en: "The custody log records that the device's clock was changed, or did not fit the time that had passed. Times before and after are not on the same clock.",
    vi: "Nhật ký bảo quản ghi lại rằng đồng hồ của thiết bị đã bị chỉnh, hoặc không khớp với thời gian đã trôi qua. Thời điểm trước và sau đó không theo cùng một đồng hồ.",
  },
  "notes-included": {
    severity: "note",
    clause: "6.8",
    en: "The bundle holds notes of the witness. They are the witness's own words, not something that was on a page, and they may tell who wrote them.",
    vi: "Trong gói có ghi chú của người ghi nhận. Đó là lời của chính họ, không phải nội dung có trên trang, và có thể cho biết ai đã viết.",
  },
  "clock-ahead": {
    severity: "note",
    clause: "10.5",
    en: "The bundle says that it was made in the future: the clock of the device that made it, or the one used now, is wrong.",
    vi: "Gói ghi thời điểm tạo nằm trong tương lai: đồng hồ của thiết bị tạo gói, hoặc của máy đang kiểm tra, bị sai.",
  },
  "address-deceptive": {
    severity: "note",
    clause: "10.10",
    en: "An address may look like another one: it is written with letters from outside plain Latin, or has a name before its host. Read what it really is, letter by letter.",
    vi: "Một địa chỉ có thể trông giống địa chỉ khác: nó có chữ cái ngoài bảng chữ Latinh cơ bản, hoặc có tên đứng trước tên máy chủ. Hãy đọc kỹ từng chữ cái của địa chỉ thật.",
  },
  "time-claimed": {
    severity: "note",
    clause: "10.5",
    en: "All times are those of the witness's own clock. Nobody independent has confirmed them.",
    vi: "Mọi mốc thời gian đều theo đồng hồ của người ghi nhận. Chưa có bên độc lập nào xác nhận.",
  },
  "key-unknown": {
    severity: "note",
    clause: "7.6",
    en: "The key proves that everything was signed by the same hand, not whose hand. Compare its fingerprint with the sender by another way.",
    vi: "Khóa chứng tỏ mọi thứ do cùng một người ký, chứ không cho biết đó là ai. Hãy đối chiếu dấu vân khóa với người gửi qua một kênh khác.",
  },
  "key-known": {
    severity: "note",
    clause: "7.8",
    en: "Your list of keys names the holder of this key. The name is only as good as the list: whoever has the key can sign with it.",
    vi: "Danh sách khóa của bạn có ghi người giữ khóa này. Tên đó chỉ đáng tin như chính danh sách: ai có khóa đều ký được bằng khóa đó.",
  },
  "origin-not-proven": {
    severity: "note",
    clause: "10.6",
    en: "A signature made on the witness's machine shows that nothing changed since. It does not prove that the page came from the platform.",
    vi: "Chữ ký tạo trên máy của người ghi nhận cho thấy nội dung không đổi từ lúc ký. Nó không chứng minh trang này đến từ nền tảng.",
  },
  withheld: {
    severity: "note",
    clause: "4.4",
    en: "Parts of the sealed records are withheld from this bundle. What is shown is unchanged; it is not everything.",
    vi: "Một số phần của các bản ghi đã niêm phong được giữ lại, không có trong gói này. Phần được trình bày là nguyên vẹn, nhưng không phải là tất cả.",
  },
  "custody-holds": {
    severity: "good",
    clause: "6.6",
    en: "The custody log is whole up to its signed checkpoint, and names every record of the bundle.",
    vi: "Nhật ký bảo quản nguyên vẹn đến mốc có ký và có ghi mọi bản ghi trong gói.",
  },
} as const satisfies Record<string, FindingWords>;
