/** Command lines with which a bundle is opened and checked by common tools alone; docs/readme.txt and docs/verify.txt give them. */

export const DECRYPT = ["age -d -i IDENTITY.txt -o BUNDLE.wacz BUNDLE.wacz.age"];
/** Into a folder that must be new: a step that failed must not go on in an older one. */
export const UNPACK = ["mkdir BUNDLE && unzip -q BUNDLE.wacz -d BUNDLE", "cd BUNDLE"];
/** `datapackage.json` as a list for `sha256sum -c`. */
export const LIST_HOLDS = [
  `grep -o '"hash":"sha256:[0-9a-f]*","name":"[^"]*","path":"[^"]*"' datapackage.json | sed -E 's/.*sha256:([0-9a-f]*)",.*"path":"([^"]*)"/\\1  \\2/' | sha256sum -c`,
];
export const SAME_LIST = [
  `test "sha256:$(sha256sum < datapackage.json | cut -d' ' -f1)" = "$(grep -o 'sha256:[0-9a-f]*' datapackage-digest.json | head -1)" && echo SAME`,
];
/** P-384: the signature is turned from r ‖ s into DER. */
export const LIST_SIGNED = [
  `field() { grep -o "\\"$2\\":\\"[^\\"]*\\"" "$1" | head -1 | cut -d'"' -f4; }`,
  `field datapackage-digest.json publicKey | base64 -d > p384.der`,
  `rs=$(field datapackage-digest.json signature | base64 -d | od -An -v -tx1 | tr -d ' \\n')`,
  `printf 'asn1=SEQUENCE:s\\n[s]\\nr=INTEGER:0x%s\\ns=INTEGER:0x%s\\n' "\${rs:0:96}" "\${rs:96:96}" > p384.cnf`,
  `openssl asn1parse -genconf p384.cnf -noout -out p384.sig`,
  `printf %s "$(field datapackage-digest.json hash)" > p384.txt`,
  `openssl dgst -sha256 -verify <(openssl pkey -pubin -inform DER -in p384.der) -signature p384.sig p384.txt`,
];
/** Ed25519; uses `field` of the step before. */
export const MANIFEST_SIGNED = [
  `(printf '\\x30\\x2a\\x30\\x05\\x06\\x03\\x2b\\x65\\x70\\x03\\x21\\x00'; field evidence/manifest.sig.json publicKey | base64 -d) > ed25519.der`,
  `(printf 'evidence-manifest-v1\\0'; cat evidence/manifest.json) > ed25519.txt`,
  `field evidence/manifest.sig.json signature | base64 -d > ed25519.sig`,
  `openssl pkeyutl -verify -pubin -keyform DER -inkey ed25519.der -rawin -in ed25519.txt -sigfile ed25519.sig`,
];

/** Lines as a text shows them. */
export const commands = (lines: readonly string[]): string => lines.map((line) => `   $ ${line}\n`).join("");
