/** The settings of the extension, each with its schema and its default. */
import { z } from "zod";
import { readSetting, writeSetting } from "../vault/settings.ts";
import { StampSettings } from "./stamp-messages.ts";

interface Settings {
  pictureAsked: boolean;
  secondLook: boolean;
  expandSeeMore: boolean;
  expandComments: boolean;
  trustedTime: StampSettings;
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
};

/** The value of a setting, or its default where it was never set or no longer fits. */
export async function getSetting<K extends keyof Settings>(name: K): Promise<Settings[K]> {
  const parsed = SETTINGS[name].safeParse(await readSetting(name));
  return parsed.success ? parsed.data : SETTINGS[name].parse(undefined);
}

/** @throws FaultError `store-full`, `store-unavailable`. */
export async function setSetting<K extends keyof Settings>(name: K, value: Settings[K]): Promise<void> {
  await writeSetting(name, value);
}
