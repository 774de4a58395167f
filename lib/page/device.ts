/** What the machine is like: committed to in the record, and disclosed only by choice (FORMAT §4.15). */
import type { Device } from "../model/statement.ts";

/** As the browser says it to every page; text, so that the record's form does not depend on the machine. */
export function deviceOf(window: Window): Device {
  const { navigator, screen, devicePixelRatio } = window;
  const said = (value: unknown, most: number) => String(value ?? "").slice(0, most);
  return {
    timeZone: said(Intl.DateTimeFormat().resolvedOptions().timeZone, 100),
    locale: said(navigator.language, 100),
    screen: said(`${screen.width}x${screen.height}`, 40),
    pixelRatio: said(devicePixelRatio, 40),
    userAgent: said(navigator.userAgent, 1000),
  };
}
