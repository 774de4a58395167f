/** Builds `keepsake-verify.html`: script and style inside, a policy that lets that one script run and nothing be loaded. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { generateChromeMessagesText, parseMessagesText } from "@wxt-dev/i18n/build";
import { build, type Plugin } from "vite";
import { newest } from "./newest.ts";
import { ROOT, SINGLE_FILE } from "./paths.ts";

const SOURCE = join(ROOT, "entrypoints/verifier-file");
/** Groups of messages that the verifier's screens use; a test goes through them with every face. */
const GROUPS =
  /^(language|platform|kind|notice|about|certainty|step|outcome|fault|from|role|method|trigger|scope|count|part|had|common|time|capture|look|look_field|look_result|verify|custody|act|history|archive)_/;

/** `'sha256-…'` of inline text, as a policy names it. */
export const policyHash = (text: string): string =>
  `'sha256-${createHash("sha256").update(text, "utf8").digest("base64")}'`;

/** Style is not held by its hash: captured pages carry styles of their own, and are shown in a frame under this same policy. */
const policy = (script: string): string =>
  [
    "default-src 'none'",
    `script-src ${policyHash(script)} 'wasm-unsafe-eval'`,
    "style-src 'unsafe-inline'",
    "img-src data: blob:",
    "font-src data:",
    "media-src data: blob:",
    "frame-src 'none'",
    "connect-src 'none'",
    "form-action 'none'",
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types default",
  ].join("; ");

function messages(lang: "en" | "vi"): Record<string, string> {
  const text = readFileSync(join(ROOT, `locales/${lang}.yml`), "utf8");
  const all: Record<string, { message: string }> = JSON.parse(
    generateChromeMessagesText(parseMessagesText(text, "YAML")),
  );
  const used = Object.entries(all).filter(([name]) => GROUPS.test(name));
  return Object.fromEntries(used.map(([name, { message }]) => [name, message]));
}

const messagesPlugin: Plugin = {
  name: "keepsake-messages",
  resolveId: (id) => (id === "virtual:messages" ? "\0messages" : null),
  load: (id) =>
    id === "\0messages"
      ? `export default ${JSON.stringify({ en: messages("en"), vi: messages("vi") })}`
      : null,
};

/** The whole page. The same sources give the same bytes. */
export async function makeSingleFile(): Promise<string> {
  const built = await build({
    configFile: false,
    root: ROOT,
    publicDir: false,
    logLevel: "error",
    mode: "production",
    plugins: [messagesPlugin],
    // as in production whatever the process is: a build within a test would carry paths of this machine
    oxc: { jsx: { runtime: "automatic", importSource: "preact", development: false } },
    define: { "process.env.NODE_ENV": '"production"' },
    resolve: { alias: { "@wxt-dev/i18n": join(SOURCE, "i18n.ts") } },
    build: {
      write: false,
      target: "es2023",
      modulePreload: false,
      cssCodeSplit: false,
      rolldownOptions: {
        input: join(SOURCE, "main.tsx"),
        output: { format: "es", codeSplitting: false },
      },
    },
  });
  if (!("output" in built) && !Array.isArray(built)) throw new Error("the build watches instead of building");
  const output = [built].flat().flatMap((part) => part.output);
  const chunks = output.filter((part) => part.type === "chunk");
  const style = output.find((part) => part.type === "asset" && part.fileName.endsWith(".css"));
  if (chunks.length !== 1 || !chunks[0] || style?.type !== "asset" || output.length !== 2)
    throw new Error(`expected one script and one style: ${output.map(({ fileName }) => fileName)}`);
  // inside a script element these two would end it, or begin a comment
  const script = chunks[0].code.replaceAll(/<\/(script)/gi, "<\\/$1").replaceAll("<!--", "\\x3c!--");
  const css = String(style.source).replaceAll("</", "<\\/").trim();
  const page = readFileSync(join(SOURCE, "page.html"), "utf8");
  return page
    .replace("%POLICY%", () => policy(script))
    .replace("%STYLE%", () => css)
    .replace("%SCRIPT%", () => script);
}

/** Builds the file where it is missing or older than its sources; gives its path. */
export async function ensureSingleFile(): Promise<string> {
  const sources = [
    "entrypoints/verifier-file",
    "components",
    "lib",
    "assets",
    "locales",
    "package-lock.json",
  ];
  const latest = Math.max(...sources.map((source) => newest(join(ROOT, source))));
  if (!existsSync(SINGLE_FILE) || statSync(SINGLE_FILE).mtimeMs < latest) {
    mkdirSync(dirname(SINGLE_FILE), { recursive: true });
    writeFileSync(SINGLE_FILE, await makeSingleFile());
  }
  return SINGLE_FILE;
}
