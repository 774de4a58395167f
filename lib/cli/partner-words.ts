/** What a desk is told: why a file was not opened or a profile not taken, and what to do. */
import type { FaultCode } from "../model/fault.ts";
import type { Language } from "../verify/words.ts";

const en = {
  "not-found": "There is no such file, or it may not be read.",
  "not-for-us":
    "This file is encrypted to somebody else: none of the given keys opens it. If you have renewed your keys, try the older ones (folders before-…), or the escrow key.",
  "ciphertext-broken":
    "This is no age file, or it was cut short or altered on the way. Nothing of it was kept. Ask for it again.",
  "identity-malformed": "A file given with --identity holds no age key.",
  "already-there":
    "A file of this name is there already, and it is not the same. Nothing was written over it. Choose another folder with --out, and compare the two.",
  "store-full":
    "The disk is full. Nothing of this file was kept. Make room and try again; the file that arrived is as it was.",
  "key-file": "This is not the right key file, or its parts do not belong together.",
  "receipt-other-file":
    "A receipt lies beside this file, and it is for other bytes: the file was changed after it arrived. It was not opened. Look for another copy.",
  "receipt-other-key": "The receipt beside this file is by another key than yours. It was not opened.",
  "receipt-signature":
    "The signature of the receipt beside this file does not hold. The file was not opened.",
  "receipt-malformed": "What lies beside this file as its receipt is none. The file was not opened.",
  "profile-malformed": "This is no partner profile that Keepsake takes. The place is named above.",
  "profile-signature":
    "The signature of this profile does not hold: it was altered, or is not by the key that it names.",
  "profile-older":
    "The profile that is there was issued later than this one would be. Check the clock of this computer.",
  "recipient-refused": "Files cannot be encrypted to these keys together.",
} as const satisfies Partial<Record<FaultCode, string>>;

const vi: Record<keyof typeof en, string> = {
  "not-found": "Không có tệp này, hoặc không được phép đọc.",
  "not-for-us":
    "Tệp này được mã hóa cho người khác: không khóa nào bạn đưa ra mở được. Nếu bạn đã đổi khóa, hãy thử các khóa cũ (thư mục before-…) hoặc khóa dự phòng.",
  "ciphertext-broken":
    "Đây không phải tệp age, hoặc tệp đã bị cắt cụt hay bị sửa trên đường đi. Không giữ lại gì của tệp này. Hãy xin gửi lại.",
  "identity-malformed": "Tệp đưa ra bằng --identity không chứa khóa age nào.",
  "already-there":
    "Đã có một tệp trùng tên mà nội dung khác. Không ghi đè lên tệp đó. Hãy chọn thư mục khác bằng --out rồi so hai tệp với nhau.",
  "store-full":
    "Ổ đĩa đã đầy. Không giữ lại gì của tệp này. Hãy dọn chỗ rồi thử lại; tệp đã nhận vẫn như cũ.",
  "key-file": "Đây không phải đúng tệp khóa, hoặc các phần của nó không thuộc về nhau.",
  "receipt-other-file":
    "Bên cạnh tệp có một biên nhận, nhưng là cho nội dung khác: tệp đã thay đổi sau khi đến nơi. Tệp chưa được mở. Hãy tìm bản sao khác.",
  "receipt-other-key":
    "Biên nhận bên cạnh tệp này do khóa khác ký, không phải khóa của bạn. Tệp chưa được mở.",
  "receipt-signature": "Chữ ký trên biên nhận bên cạnh tệp này không hợp lệ. Tệp chưa được mở.",
  "receipt-malformed": "Tệp nằm ở chỗ biên nhận của tệp này không phải là biên nhận. Tệp chưa được mở.",
  "profile-malformed": "Đây không phải hồ sơ đối tác mà Keepsake nhận. Chỗ sai được nêu ở trên.",
  "profile-signature":
    "Chữ ký của hồ sơ này không hợp lệ: hồ sơ đã bị sửa, hoặc không do khóa ghi trong đó ký.",
  "profile-older": "Hồ sơ đang có được phát hành sau hồ sơ này. Hãy kiểm tra đồng hồ của máy tính.",
  "recipient-refused": "Không thể mã hóa tệp cho các khóa này cùng lúc.",
};

const lines = {
  en: {
    again: "is there already, byte for byte the same; nothing was written",
    receipt: "Receipt to hand back",
    given: "Receipt, as it was given before",
    states: "It states that these bytes arrived here, not that they could be opened.",
  },
  vi: {
    again: "đã có sẵn, giống hệt từng byte; không ghi gì thêm",
    receipt: "Biên nhận để trao lại",
    given: "Biên nhận, như đã cấp trước đây",
    states: "Biên nhận xác nhận những byte này đã đến nơi, không xác nhận là mở được.",
  },
};

export const PARTNER_FAULTS: Record<Language, Partial<Record<FaultCode, string>>> = { en, vi };
export const PARTNER_LINES: Record<Language, (typeof lines)["en"]> = lines;
