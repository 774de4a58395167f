/** The browser ended as a cut cable or a hurried hand would end it: nothing is closed, nothing flushed. */
import type { Stage } from "./stage.ts";

/** Kills the stage's browser and closes its server; the profile stays. */
export async function killStage({ session, served }: Stage): Promise<void> {
  const { processInfo } = await session.cdp.send("SystemInfo.getProcessInfo");
  const gone = new Promise<void>((resolve) => session.context.once("close", () => resolve()));
  for (const { type, id } of processInfo) if (type === "browser") process.kill(id, "SIGKILL");
  await gone;
  await served.close();
}
