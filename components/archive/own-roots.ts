/** The roots of authorities that the person named in the stamp settings, for the verifier to trust beside the pinned ones. */
import type { Desk } from "../desk.ts";

/** PEM text, one certificate after the other; empty where there is none, or the settings cannot be read (a locked vault). */
export async function rootsOfSettings({ stamps }: Pick<Desk, "stamps">): Promise<string> {
  try {
    const { authorities } = await stamps.read();
    return authorities.flatMap(({ root }) => root ?? []).join("\n");
  } catch (error) {
    console.warn("stamp settings", error);
    return ""; // the pinned roots are there all the same
  }
}
