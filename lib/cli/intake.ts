/** `npm run intake -- --receipt-key FILE --store FOLDER [--behind TUSD]`: a reference intake, or hooks for tusd. Exit 2: misused. */
import { createHash, randomBytes } from "node:crypto";
import { mkdir, readFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { parseArgs } from "node:util";
import { createHooks } from "./intake-hooks.ts";
import { roomIn } from "./intake-rules.ts";
import { createIntake } from "./intake-server.ts";
import { arrivalsAt } from "./intake-store.ts";
import { readKey } from "./key-file.ts";

const USAGE = `npm run intake -- --receipt-key FILE --store FOLDER [--port 1080] [--host 127.0.0.1] [--at-most BYTES] [--tokens FILE]
    --tokens: a file of SHA-256 digests in hex, one a line; without it whoever knows the address may send
    Put a web server with https in front of it, with its access log switched off.
npm run intake -- --behind TUSD --receipt-key FILE --store FOLDER [--read-from FOLDER|URL] [--port 1081] [--at-most BYTES] [--tokens FILE]
    TUSD: where tusd is reached from here, e.g. http://127.0.0.1:8080/files/; its -hooks-http is our address with /hooks.
    The store keeps receipts; files are read back through tusd, or from its own folder or an address of objects.
    More: lib/partner/INTAKE.md
npm run intake -- --new-token   prints a token for one witness and the line for the tokens file`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      "receipt-key": { type: "string" },
      store: { type: "string" },
      behind: { type: "string" },
      "read-from": { type: "string" },
      port: { type: "string" },
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
  const atMost = Number(values["at-most"]);
  const { behind, "read-from": from = null } = values;
  if (!(atMost > 0) || (behind && !/^https?:\/\//.test(behind)) || (from && !behind))
    throw new TypeError("arguments", { cause: "misuse" });
  const options = {
    folder: store,
    receiptKey: await readKey(values["receipt-key"], "keepsake-receipt-key"),
    atMost,
    tokens: values.tokens ? await readTokens(values.tokens) : null,
  };
  /** Where the disk is not ours, tusd itself has to say that it is full. */
  const room = async () => (from && !/^https?:/.test(from) ? roomIn(from) : null);
  const intake = behind
    ? createHooks({ ...options, arrivals: arrivalsAt(behind, from), room })
    : createIntake(options);
  intake.listen(Number(values.port ?? (behind ? 1081 : 1080)), values.host, () => {
    const { address, port } = intake.address() as AddressInfo;
    const at = `http://${address}:${port}`;
    console.log(
      behind
        ? `Hooks for tusd at ${at}/hooks, receipts at ${at}/receipts/, kept in ${store}`
        : `Intake at ${at}/files, keeping files in ${store}`,
    );
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
