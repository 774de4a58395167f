/** A screen by the rules of WCAG 2.2 AA, as axe checks them, and whether it scrolls sideways. */
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { expect } from "vitest";

/** Fails with every rule broken and the first place that breaks it. */
export async function checkScreen(screen: Page): Promise<void> {
  // The normal mode opens a blank page, which a persistent context may refuse.
  const { violations } = await new AxeBuilder({ page: screen })
    .setLegacyMode(true)
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  const over = await screen.evaluate("document.documentElement.scrollWidth - innerWidth");
  expect(over).toBeLessThanOrEqual(0);
}
