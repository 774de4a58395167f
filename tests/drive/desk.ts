/** A partner's desk: `npm run partner` in a process of its own. */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ROOT } from "./paths.ts";

/** Runs `npm run partner -- …` without npm's own lines. `exit` -1: it could not be run. */
export function runPartner(...args: string[]): { exit: number; output: string } {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
  const program = ["--import", tsx, join(ROOT, "lib/cli/partner.ts"), ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, program, { encoding: "utf8" });
  return { exit: status ?? -1, output: `${stdout}${stderr}` };
}

export interface PartnerDesk {
  /** The signed profile, to be handed to witnesses. */
  profile: string;
  receiptKey: string;
  identity: string;
}

/** Makes the keys and the profile of an invented desk in `folder`. @throws Error where that fails */
export function makeDesk(folder: string, intake?: string): PartnerDesk {
  const about = join(folder, "about.json");
  const desk = join(folder, "desk");
  writeFileSync(
    about,
    JSON.stringify({
      name: "Nhà Lưu Giữ Ánh Dương",
      languages: ["vi", "en"],
      contact: "+84 000 000 000",
      privacy: "Hai người đọc; xóa sau ba năm.",
      asks: { withhold: ["Tên người bình luận"], include: [] },
      ...(intake ? { intake } : {}),
    }),
  );
  const made = runPartner("init", desk, "--about", about);
  if (made.exit !== 0) throw new Error(made.output);
  return {
    profile: readFileSync(join(desk, "profile.json"), "utf8"),
    receiptKey: join(desk, "receipt-key.json"),
    identity: join(desk, "desk-identity.txt"),
  };
}
