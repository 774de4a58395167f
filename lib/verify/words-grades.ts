/** The rungs of the ladder: which state each sentence stands for, the clause, and the sentence. `{…}` is filled from the grade. */
import type { GradeWords, RungWords } from "./grade.ts";

export const RUNGS = {
  intact: { en: "Intact", vi: "Nguyên vẹn" },
  signed: { en: "Signed", vi: "Chữ ký" },
  before: { en: "Existed before", vi: "Đã có từ trước" },
  log: { en: "Custody log", vi: "Nhật ký bảo quản" },
  seen: { en: "Seen independently", vi: "Ghi nhận độc lập" },
  withheld: { en: "Withheld", vi: "Phần giữ lại" },
} as const satisfies Record<string, RungWords>;

export const GRADE_WORDS = {
  "intact-holds": {
    state: "holds",
    clause: "10.3",
    en: "Nothing in this file has changed since it was signed.",
    vi: "Không có gì trong tệp này thay đổi kể từ khi được ký.",
  },
  "intact-unsigned": {
    state: "unknown",
    clause: "10.7",
    en: "Nothing in this file contradicts itself, but no signature that could be checked vouches for it.",
    vi: "Không có gì trong tệp này mâu thuẫn, nhưng không có chữ ký nào kiểm tra được bảo đảm cho nó.",
  },
  "intact-flawed": {
    state: "fails",
    clause: "10.3",
    en: "Something in this file is not as it was signed, or not as the format demands. The findings say what.",
    vi: "Có nội dung trong tệp này không còn như khi được ký, hoặc không đúng định dạng. Xem các kết quả kiểm tra.",
  },
  "intact-unreadable": {
    state: "fails",
    clause: "10.3",
    en: "This file cannot be read as a bundle.",
    vi: "Không thể đọc tệp này như một gói bằng chứng.",
  },
  "signed-known": {
    state: "holds",
    clause: "7.6",
    en: "Signed by a key that your list knows as {name}.",
    vi: "Được ký bằng khóa mà danh sách của bạn ghi là của {name}.",
  },
  "signed-unknown": {
    state: "unknown",
    clause: "7.6",
    en: "Signed by one key, but no list loaded here names it. Compare its fingerprint with the sender by another way.",
    vi: "Được ký bằng một khóa, nhưng không danh sách nào ở đây cho biết là của ai. Hãy đối chiếu dấu vân khóa với người gửi qua một kênh khác.",
  },
  "signed-none": {
    state: "unknown",
    clause: "10.7",
    en: "No signature in this file could be checked.",
    vi: "Không có chữ ký nào trong tệp này kiểm tra được.",
  },
  "signed-fails": {
    state: "fails",
    clause: "5.2",
    en: "The signature over this file does not hold.",
    vi: "Chữ ký trên tệp này không hợp lệ.",
  },
  "signed-flawed": {
    state: "unknown",
    clause: "10.8",
    en: "A key signed a part of this file, but the file is not as it was signed: do not rely on whose key it is.",
    vi: "Một khóa đã ký một phần của tệp, nhưng tệp không còn như khi được ký: đừng dựa vào việc khóa đó của ai.",
  },
  "before-holds": {
    state: "holds",
    clause: "10.8",
    en: "Everything shown was sealed before {time}, as {authority} states by its time stamp.",
    vi: "Mọi nội dung ở đây đã được niêm phong trước {time}, theo dấu thời gian của {authority}.",
  },
  "before-some": {
    state: "unknown",
    clause: "10.8",
    en: "{count} of {of} captures were sealed before {time}, as {authority} states by its time stamp. No trusted time covers the others.",
    vi: "{count} trên {of} bản ghi đã được niêm phong trước {time}, theo dấu thời gian của {authority}. Các bản ghi còn lại không có thời gian tin cậy.",
  },
  "before-none": {
    state: "unknown",
    clause: "10.8",
    en: "No trusted time: only the witness's own clock says when this was made.",
    vi: "Không có thời gian tin cậy: chỉ có đồng hồ của người ghi nhận cho biết lúc tạo.",
  },
  "before-flawed": {
    state: "unknown",
    clause: "10.8",
    en: "The file has flaws, so no time stamp is relied on here.",
    vi: "Tệp có sai lệch nên ở đây không dựa vào dấu thời gian nào.",
  },
  "log-anchored": {
    state: "holds",
    clause: "6.7",
    en: "The custody log is whole, and what it held at {first} is in it unchanged: {anchors} time-stamped points lie on one line.",
    vi: "Nhật ký bảo quản nguyên vẹn, và những gì có trong nhật ký lúc {first} vẫn còn nguyên: {anchors} mốc có dấu thời gian cùng nằm trên một mạch.",
  },
  "log-holds": {
    state: "holds",
    clause: "6.7",
    en: "The custody log is whole up to the point signed in this file. Nothing outside this file confirms that there is no second log.",
    vi: "Nhật ký bảo quản nguyên vẹn đến mốc được ký trong tệp này. Không có gì bên ngoài tệp xác nhận là không có nhật ký thứ hai.",
  },
  "log-fails": {
    state: "fails",
    clause: "6.3",
    en: "The custody log is not whole, or not the one that was signed.",
    vi: "Nhật ký bảo quản không nguyên vẹn, hoặc không phải bản đã được ký.",
  },
  "log-flawed": {
    state: "unknown",
    clause: "10.8",
    en: "The file has flaws, so the custody log is not relied on here.",
    vi: "Tệp có sai lệch nên ở đây không dựa vào nhật ký bảo quản.",
  },
  "log-none": {
    state: "unknown",
    clause: "10.7",
    en: "This file has no custody log.",
    vi: "Tệp này không có nhật ký bảo quản.",
  },
  "seen-alone": {
    state: "unknown",
    clause: "10.9",
    en: "Nothing else was looked at that shows the same post. Check bundles from other witnesses together with this one.",
    vi: "Chưa xem tệp nào khác cho thấy cùng bài viết. Hãy kiểm tra cùng lúc với gói của những người ghi nhận khác.",
  },
  "seen-known": {
    state: "holds",
    clause: "10.9",
    en: "{count} of {of} captures: the same thing was also captured under the key of {names}, whom your list knows as somebody else. That they did not agree on it beforehand, no file can show.",
    vi: "{count} trên {of} bản ghi: cùng đối tượng còn được ghi nhận bằng khóa của {names}, theo danh sách của bạn là người khác. Không tệp nào cho biết họ có bàn trước với nhau hay không.",
  },
  "seen-unknown": {
    state: "unknown",
    clause: "10.9",
    en: "{count} of {of} captures: the same thing was also captured under {keys} other key(s). Two keys may belong to one person: only your own list of known keys can tell them apart.",
    vi: "{count} trên {of} bản ghi: cùng đối tượng còn được ghi nhận bằng {keys} khóa khác. Hai khóa có thể là của một người: chỉ danh sách khóa của chính bạn mới phân biệt được.",
  },
  "seen-flawed": {
    state: "unknown",
    clause: "10.9",
    en: "The file has flaws, so it is not compared with others.",
    vi: "Tệp có sai lệch nên không được so với các tệp khác.",
  },
  "withheld-none": {
    state: "holds",
    clause: "4.4",
    en: "Nothing of the records in this file is withheld. Other records of the same case may exist elsewhere.",
    vi: "Các bản ghi trong tệp này không có phần nào bị giữ lại. Có thể còn bản ghi khác của cùng hồ sơ ở nơi khác.",
  },
  "withheld-some": {
    state: "unknown",
    clause: "4.4",
    en: "{count} parts are withheld. What is shown is unchanged; it is not everything. Of each capture two parts are usually among them: what the device was like, and whether whoever captured it is the author.",
    vi: "{count} phần được giữ lại. Phần được trình bày không thay đổi, nhưng không phải là tất cả. Mỗi bản lưu thường có hai phần như vậy: thông tin về máy, và việc người lưu có phải là tác giả hay không.",
  },
  "withheld-unknown": {
    state: "unknown",
    clause: "4.4",
    en: "Whether anything was left out of this file cannot be known.",
    vi: "Không thể biết tệp này có bị bỏ bớt phần nào hay không.",
  },
} as const satisfies Record<string, GradeWords>;
