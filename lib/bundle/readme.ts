/** docs/readme.txt and docs/verify.txt: what the file is and how to check it without us. The commands are tested as they stand. */
import { commands, DECRYPT, LIST_HOLDS, LIST_SIGNED, MANIFEST_SIGNED, SAME_LIST, UNPACK } from "./by-hand.ts";

export const README = `KEEPSAKE
========

[Tiếng Việt]
Tệp này là một gói bằng chứng. Nó giữ lại những bài viết hoặc thông báo trên mạng
xã hội đúng như đã thấy trên màn hình vào lúc ghi nhận, kèm chữ ký điện tử.

- Xem nội dung: mở tệp .wacz bằng ReplayWeb.page (https://replayweb.page), hoặc giải
  nén như một tệp zip. Các bản ghi nằm trong evidence/, ảnh và trang trong archive/.
- Giải mã và kiểm tra gói có bị sửa hay không: các lệnh ở cuối tệp này; thêm nữa trong
  docs/verify.txt.

Gói này CHỨNG TỎ: không có gì thay đổi kể từ khi được ký, và mọi thứ do cùng một
khóa ký.
Gói này KHÔNG chứng tỏ: ai là người ký; các mốc thời gian là đúng (đó là đồng hồ của
máy đã ghi nhận; nếu có thư mục timestamps/, một bên độc lập xác nhận gói hoặc nhật
ký đã tồn tại trước một thời điểm); trang này thật sự đến từ nền tảng; hay nội dung trong trang là sự
thật.
Trang hiển thị được trong trình xem là bản dựng lại từ DOM đã lưu, không phải nguyên
văn những gì máy chủ đã gửi.

[English]
This file is a bundle of evidence. It keeps posts or notices from social platforms as
they were seen on the screen at the time of capture, with a digital signature.

- To look at it: open the .wacz file with ReplayWeb.page (https://replayweb.page), or
  unpack it like a zip file. Records are in evidence/, pictures and pages in archive/.
- To decrypt it and to check whether it was changed: the commands at the end of this
  file; more of them in docs/verify.txt.

What this bundle SHOWS: nothing in it has changed since it was signed, and all of it
was signed by one key.
What it does NOT show: whose key that is; that the times are right (they are those of
the clock of the capturing machine; where there is a folder timestamps/, an
independent authority states that bundle or log existed before a time); that the page really came from the platform; or
that what the page says is true.
The page that a viewer shows was rebuilt from the saved DOM; it is not what the server
sent, word for word.

MỞ VÀ KIỂM TRA BẰNG CÔNG CỤ THÔNG DỤNG / OPENING AND CHECKING WITH COMMON TOOLS
-------------------------------------------------------------------------------

[Tiếng Việt] Cần: age, unzip, sha256sum, openssl (3.0 trở lên), bash. Chạy lần lượt
từng lệnh; sau mỗi bước phải thấy điều ghi sau dấu "=>", nếu khác đi thì gói không còn
nguyên vẹn. IDENTITY.txt là tệp khóa riêng của bạn, BUNDLE là tên tệp nhận được. Gói do
kẻ xấu làm ra có thể ghi lệnh khác ở đây: chỉ chạy các lệnh giống hệt trong mã nguồn
Keepsake (lib/partner/INTAKE.md).

[English] Needed: age, unzip, sha256sum, openssl (3.0 or later), bash. Run the commands
one after the other; each step must show what stands after "=>", otherwise the bundle is
not whole. IDENTITY.txt is the file with your private key, BUNDLE the name of the file
that you got. A bundle made by an enemy may give other commands here: run only what is
the same in Keepsake's source (lib/partner/INTAKE.md).

1. Giải mã, nếu tên tệp có đuôi .age / Decrypt, where the name ends in .age
${commands(DECRYPT)}   => không in ra gì / prints nothing

2. Giải nén vào thư mục mới / Unpack into a new folder
${commands(UNPACK)}   => không in ra gì / prints nothing

3. Mọi tệp đúng như danh mục / Every file is as listed
${commands(LIST_HOLDS)}   => OK (mỗi tệp một dòng / one line for each file)

4. Danh mục đúng như đã ký / The list is the one that was signed
${commands(SAME_LIST)}   => SAME

5. Chữ ký trên danh mục / The signature over the list
${commands(LIST_SIGNED)}   => Verified OK

6. Chữ ký trên bằng chứng / The signature over the evidence
${commands(MANIFEST_SIGNED)}   => Signature Verified Successfully
`;

export const VERIFY = `KIỂM TRA BẰNG CÔNG CỤ THÔNG DỤNG / CHECKING WITH COMMON TOOLS
=============================================================

[Tiếng Việt] Cần: unzip, sha256sum, openssl (3.0 trở lên), bash. Chạy lần lượt các
lệnh dưới đây trong thư mục đã giải nén gói. Mỗi bước phải in ra dòng được ghi sau
dấu "=>". Đặc tả đầy đủ: FORMAT.md trong mã nguồn Keepsake.

[English] Needed: unzip, sha256sum, openssl (3.0 or later), bash. Run the commands
below, in order, in the folder where the bundle was unpacked. Each step must print
the line after "=>". The full specification is FORMAT.md in Keepsake's source.

1. Tệp zip còn nguyên / The zip is whole
   $ unzip -t BUNDLE.wacz
   => No errors detected

2. Mọi tệp đúng như danh mục / Every file is as listed
${commands(LIST_HOLDS)}   => OK (mỗi tệp một dòng / one line for each file)

3. Danh mục đúng như đã ký / The list is the one that was signed
${commands(SAME_LIST)}   => SAME

4. Chữ ký trên danh mục (P-384) / The signature over the list (P-384)
${commands(LIST_SIGNED)}   => Verified OK

5. Chữ ký trên bằng chứng (Ed25519) / The signature over the evidence (Ed25519)
${commands(MANIFEST_SIGNED)}   => Signature Verified Successfully

6. Dấu vân khóa, để đối chiếu với người gửi / The key's fingerprint, to compare with the sender
   $ field keys/device.json keyId; field evidence/manifest.json keyId; echo "sha256:$(tail -c 32 ed25519.der | sha256sum | cut -d' ' -f1)"
   => ba dòng giống nhau / three equal lines

7. Dấu thời gian, nếu có thư mục timestamps/ / Time stamps, where there is a folder timestamps/
   $ at() { date -u -d "$(openssl ts -reply -in "$1" -text 2>/dev/null | sed -n 's/^Time stamp: //p')" +%s; }
   $ of() { case $1 in *checkpoint*) echo "\${1%-*}.txt";; *) echo evidence/manifest.sig.json;; esac; }
   $ for t in timestamps/*.tsr; do test -e "$t" && openssl ts -verify -in "$t" -data "$(of "$t")" -attime "$(at "$t")" -CAfile timestamps/tsa-chain.pem && date -u -d "@$(at "$t")"; done
   => Verification: OK và thời điểm, với mỗi dấu / and the time, for each stamp
   $ if test -e timestamps/tsa-chain.pem; then awk 'BEGIN { c = "openssl x509 -noout -subject -fingerprint -sha256" } { print | c } /END CERT/ { close(c) }' timestamps/tsa-chain.pem; fi
   => tên và dấu vân các chứng thư, để đối chiếu chứng thư gốc với bên cấp / names and fingerprints, to compare the root with the authority's own

Các bước này không kiểm tra từng bản ghi với nội dung được công bố và nhật ký bảo
quản; "npm run verify" của Keepsake làm việc đó, theo FORMAT.md mục 3-8.
These steps do not check each record against what is disclosed of it, nor the custody
log; Keepsake's "npm run verify" does, after FORMAT.md sections 3 to 8.
`;
