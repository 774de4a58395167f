/** `npm run intake` in a process of its own, and the way to it from a browser that is served by `server.ts`. */
import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { request as ask, type IncomingMessage } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Answer } from "../demo/site.ts";
import { ROOT } from "./paths.ts";

/** The name it is served under. */
export const INTAKE_HOST = "intake.example";
export const INTAKE = `https://${INTAKE_HOST}/files`;

export interface Intake {
  /** Starts it; what arrived before is there. */
  start(): Promise<void>;
  /** Where this machine reaches it, without the browser's detour. */
  address(): string;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  /** Answers for it, over https; null where it does not run. */
  answer(request: IncomingMessage): Promise<Answer | null>;
  /** The files that arrived or are arriving, with their bytes so far. */
  files(): { path: string; bytes: number }[];
}

/** @param folder where files are kept; @param receiptKey the file of the key that signs receipts */
export function makeIntake(folder: string, receiptKey: string): Intake {
  let child: ChildProcess | null = null;
  let port = 0;
  return {
    async start() {
      const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
      const program = ["--import", tsx, join(ROOT, "lib/cli/intake.ts")];
      const args = ["--receipt-key", receiptKey, "--store", folder, "--port", "0"];
      const started = spawn(process.execPath, [...program, ...args], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      child = started;
      port = await new Promise<number>((resolve, reject) => {
        started.once("exit", () => reject(new Error("the intake ended")));
        started.stdout.on("data", (said: Buffer) => {
          const found = /http:\/\/[^:]+:(\d+)\/files/.exec(said.toString())?.[1];
          if (found) resolve(Number(found));
        });
      });
    },
    address: () => `http://127.0.0.1:${port}/files`,
    async kill() {
      const running = child;
      child = null;
      port = 0;
      if (!running || running.exitCode !== null) return;
      const gone = new Promise((resolve) => running.once("exit", resolve));
      running.kill("SIGKILL");
      await gone;
    },
    answer: (request) =>
      new Promise((resolve) => {
        const { url: path = "/", method = "GET", headers } = request;
        const passed = ask({ host: "127.0.0.1", port, path, method, headers }, (response) => {
          const parts: Buffer[] = [];
          response.on("data", (part: Buffer) => parts.push(part));
          response.on("error", () => resolve(null));
          response.on("end", () => {
            const given = Object.entries(response.headers).filter(([name]) => !HOP.has(name));
            resolve({
              status: response.statusCode ?? 500,
              headers: Object.fromEntries(given.map(([name, value]) => [name, String(value)])),
              body: Buffer.concat(parts),
            });
          });
        });
        passed.on("error", () => resolve(null));
        request.on("error", () => passed.destroy());
        request.pipe(passed);
      }),
    files: () =>
      readdirSync(folder)
        .filter((name) => /^[0-9a-f]{32}$/.test(name))
        .map((name) => ({ path: join(folder, name), bytes: statSync(join(folder, name)).size })),
  };
}

/** Of one connection only. */
const HOP = new Set(["connection", "keep-alive", "transfer-encoding", "content-length"]);
