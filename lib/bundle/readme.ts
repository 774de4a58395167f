/** docs/readme.txt and docs/verify.txt: what the file is and how to check it without us. The commands are tested as they stand. */

export const README = `KEEPSAKE
========

[Tiếng Việt]
Tệp này là một gói bằng chứng. Nó giữ lại những bài viết hoặc thông báo trên mạng
xã hội đúng như đã thấy trên màn hình vào lúc ghi nhận, kèm chữ ký điện tử.

- Xem nội dung: mở tệp .wacz bằng ReplayWeb.page (https://replayweb.page), hoặc giải
  nén như một tệp zip. Các bản ghi nằm trong evidence/, ảnh và trang trong archive/.
- Kiểm tra gói có bị sửa hay không: xem docs/verify.txt.

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
- To check whether it was changed: see docs/verify.txt.

What this bundle SHOWS: nothing in it has changed since it was signed, and all of it
was signed by one key.
What it does NOT show: whose key that is; that the times are right (they are those of
the clock of the capturing machine; where there is a folder timestamps/, an
independent authority states that bundle or log existed before a time); that the page really came from the platform; or
that what the page says is true.
The page that a viewer shows was rebuilt from the saved DOM; it is not what the server
sent, word for word.
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
   $ grep -o '"hash":"sha256:[0-9a-f]*","name":"[^"]*","path":"[^"]*"' datapackage.json | sed -E 's/.*sha256:([0-9a-f]*)",.*"path":"([^"]*)"/\\1  \\2/' | sha256sum -c
   => OK (mỗi tệp một dòng / one line for each file)

3. Danh mục đúng như đã ký / The list is the one that was signed
   $ test "sha256:$(sha256sum < datapackage.json | cut -d' ' -f1)" = "$(grep -o 'sha256:[0-9a-f]*' datapackage-digest.json | head -1)" && echo SAME
   => SAME

4. Chữ ký trên danh mục (P-384) / The signature over the list (P-384)
   $ field() { grep -o "\\"$2\\":\\"[^\\"]*\\"" "$1" | head -1 | cut -d'"' -f4; }
   $ field datapackage-digest.json publicKey | base64 -d > p384.der
   $ rs=$(field datapackage-digest.json signature | base64 -d | od -An -v -tx1 | tr -d ' \\n')
   $ printf 'asn1=SEQUENCE:s\\n[s]\\nr=INTEGER:0x%s\\ns=INTEGER:0x%s\\n' "\${rs:0:96}" "\${rs:96:96}" > p384.cnf
   $ openssl asn1parse -genconf p384.cnf -noout -out p384.sig
   $ printf %s "$(field datapackage-digest.json hash)" > p384.txt
   $ openssl dgst -sha256 -verify <(openssl pkey -pubin -inform DER -in p384.der) -signature p384.sig p384.txt
   => Verified OK

5. Chữ ký trên bằng chứng (Ed25519) / The signature over the evidence (Ed25519)
   $ (printf '\\x30\\x2a\\x30\\x05\\x06\\x03\\x2b\\x65\\x70\\x03\\x21\\x00'; field evidence/manifest.sig.json publicKey | base64 -d) > ed25519.der
   $ (printf 'evidence-manifest-v1\\0'; cat evidence/manifest.json) > ed25519.txt
   $ field evidence/manifest.sig.json signature | base64 -d > ed25519.sig
   $ openssl pkeyutl -verify -pubin -keyform DER -inkey ed25519.der -rawin -in ed25519.txt -sigfile ed25519.sig
   => Signature Verified Successfully

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
