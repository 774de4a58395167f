/** The browser ended as a cut cable or a hurried hand would end it, nothing closed, nothing flushed; or stopped, as in a machine asleep. */
import type { Stage } from "./stage.ts";

/** Kills the stage's browser and closes its server; the profile stays. */
export async function killStage({ session, served }: Stage): Promise<void> {
  const { processInfo } = await session.cdp.send("SystemInfo.getProcessInfo");
  const gone = new Promise<void>((resolve) => session.context.once("close", () => resolve()));
  for (const { type, id } of processInfo) if (type === "browser") process.kill(id, "SIGKILL");
  await gone;
  await served.close();
}

/** All of the browser's processes stand still while `meanwhile` goes on, as with the lid closed; then they go on as if nothing had been. */
export async function asleep({ session }: Stage, meanwhile: () => Promise<void>): Promise<void> {
  const { processInfo } = await session.cdp.send("SystemInfo.getProcessInfo");
  const all = (signal: "SIGSTOP" | "SIGCONT") => {
    for (const { id } of processInfo) process.kill(id, signal);
  };
  all("SIGSTOP");
  try {
    await meanwhile();
  } finally {
    all("SIGCONT");
  }
}
