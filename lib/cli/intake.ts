/** `npm run intake -- --receipt-key FILE --store FOLDER`: a reference intake for one desk. Exit 2: misused. */
import { createHash, randomBytes } from "node:crypto";
import { mkdir, readFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { parseArgs } from "node:util";
import { createIntake } from "./intake-server.ts";
import { readKey } from "./key-file.ts";

const USAGE = `npm run intake -- --receipt-key FILE --store FOLDER [--port 1080] [--host 127.0.0.1] [--at-most BYTES] [--tokens FILE]
    --tokens: a file of SHA-256 digests in hex, one a line; without it whoever knows the address may send
    Put a web server with https in front of it, with its access log switched off.
npm run intake -- --new-token   prints a token for one witness and the line for the tokens file`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      "receipt-key": { type: "string" },
      store: { type: "string" },
      port: { type: "string", default: "1080" },
      host: { type: "string", default: "127.0.0.1" },
      "at-most": { type: "string", default: String(4 * 1024 ** 3) },
      tokens: { type: "string" },
      "new-token": { type: "boolean", default: false },
    },
  });
  if (values["new-token"]) return printToken();
  const { store } = values;
  if (!store || !values["receipt-key"]) throw new TypeError("arguments", { cause: "misuse" });
  await mkdir(store, { recursive: true });
  const intake = createIntake({
    folder: store,
    receiptKey: await readKey(values["receipt-key"], "keepsake-receipt-key"),
    atMost: Number(values["at-most"]),
    tokens: values.tokens ? await readTokens(values.tokens) : null,
  });
  intake.listen(Number(values.port), values.host, () => {
    const { address, port } = intake.address() as AddressInfo;
    console.log(`Intake at http://${address}:${port}/files, keeping files in ${store}`);
  });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => intake.close());
}

function printToken(): void {
  const token = randomBytes(18).toString("base64url");
  console.log(`Token, for the witness alone: ${token}`);
  console.log(`Line for the tokens file:     ${createHash("sha256").update(token).digest("hex")}`);
}

async function readTokens(path: string): Promise<Set<string>> {
  const lines = (await readFile(path, "utf8")).split("\n").map((line) => line.trim());
  return new Set(lines.filter((line) => /^[0-9a-f]{64}$/.test(line)));
}

main().catch((error: unknown) => {
  const isMisuse =
    error instanceof TypeError &&
    (error.cause === "misuse" || /PARSE_ARGS/.test(String(Reflect.get(error, "code"))));
  console.error(isMisuse ? USAGE : error instanceof Error ? error.message : String(error));
  process.exitCode = isMisuse ? 2 : 1;
});
