/** The settings of the extension, each with its schema and its default. */
import { z } from "zod";
import { toFault } from "../model/fault.ts";
import { readSetting, writeSetting } from "../vault/settings.ts";
import { StampSettings } from "./stamp-messages.ts";
import { AutoLock } from "./vault-messages.ts";

interface Settings {
  pictureAsked: boolean;
  secondLook: boolean;
  expandSeeMore: boolean;
  expandComments: boolean;
  trustedTime: StampSettings;
  autoLock: AutoLock;
}

const SETTINGS: { [K in keyof Settings]: z.ZodType<Settings[K]> } = {
  /** The person was asked once to allow pictures without a gesture, and answered or put it off. */
  pictureAsked: z.boolean().default(false),
  /** After each capture its permalink is asked for again, with and without login. Off: every request is one the person did not make. */
  secondLook: z.boolean().default(false),
  /** Before a post is kept its "See more" is pressed. Off: nothing on a page is pressed unasked. */
  expandSeeMore: z.boolean().default(false),
  /** Before a post is kept more of its comments are asked for. */
  expandComments: z.boolean().default(false),
  /** Which authorities are asked for trusted time. Off: no one ever is. */
  trustedTime: StampSettings.default({ on: false, authorities: [] }),
  /** Minutes without use after which the vault locks. */
  autoLock: AutoLock.default(15),
};

/**
 * The value of a setting, or its default where it was never set or no longer fits. While the vault is locked it is the
 * default too: captures go on, and what the person has to switch on stays off.
 */
export async function getSetting<K extends keyof Settings>(name: K): Promise<Settings[K]> {
  const parsed = SETTINGS[name].safeParse(await stored(name));
  return parsed.success ? parsed.data : SETTINGS[name].parse(undefined);
}

async function stored(name: string): Promise<unknown> {
  try {
    return await readSetting(name);
  } catch (error) {
    if (toFault(error).code === "vault-locked") return undefined;
    throw error;
  }
}

/** @throws FaultError `store-full`, `store-unavailable`, `vault-locked`. */
export async function setSetting<K extends keyof Settings>(name: K, value: Settings[K]): Promise<void> {
  await writeSetting(name, value);
}
