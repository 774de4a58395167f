/** A form may call its fields by the names of properties: climbing out of it must not go round and round. */
import { JSDOM } from "jsdom";
import { expect, it } from "vitest";
import { themeBehind } from "../../lib/page/theme.ts";
import { facebookSpotter } from "../../lib/platforms/facebook/spot.ts";
import { parentOf, real } from "../../lib/platforms/unclobbered.ts";

const ROUNDS_AT_MOST = 1000;

/** As browsers do it (HTML 4.10.3); jsdom does not. Told apart from an endless climb by counting. */
function page(name: string) {
  const { window } = new JSDOM(
    `<main><form><div><input name="${name}"><h2><a href="/ai">Ai Đó</a></h2><div data-ad-preview="message">lời</div></div></form></main>`,
    { url: "https://www.facebook.com/ai" },
  );
  const { document } = window;
  const [form, field] = [document.querySelector("form"), document.querySelector("input")];
  if (!form || !field) throw new Error("no form");
  let rounds = 0;
  Object.defineProperty(form, name, {
    get: () => {
      if (++rounds > ROUNDS_AT_MOST) throw new Error("round and round");
      return field;
    },
  });
  return { document, form, view: { document, url: new URL(document.URL) } };
}

it("knows the form's real properties, methods bound", () => {
  const { form } = page("parentElement");
  expect(form.parentElement?.localName).toBe("input");
  expect(parentOf(form)?.localName).toBe("main");
  expect(real(page("getAttributeNames").form, "getAttributeNames")()).toEqual([]);
});

it("finds the post in such a form, and climbs out of it", () => {
  const { document, view } = page("parentElement");
  expect(facebookSpotter.find([document.documentElement], view)).toHaveLength(1);
  expect(themeBehind(document.querySelector("h2") ?? document.body)).toBe("light");
});
