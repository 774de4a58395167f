// @vitest-environment jsdom
/** The screens of the vault: the choice is plain, a passphrase is given twice, a wrong one loses nothing. */
import "./language.ts";
import { render } from "preact";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Desk, VaultState } from "../../components/desk.ts";
import { Protect } from "../../components/vault/Protect.tsx";
import { Unlock } from "../../components/vault/Unlock.tsx";
import { FaultError } from "../../lib/model/fault-error.ts";
import { suggestPassphrase } from "../../lib/vault/suggest.ts";
import { vaultState } from "./sample.ts";
import { settled } from "./settled.ts";

const root = document.body;
const fields = () => [...root.querySelectorAll<HTMLInputElement>("input[type=password]")];
const type = (field: HTMLInputElement | undefined, text: string) =>
  settled(() => {
    if (!field) throw new Error("no field");
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
const button = (type: string) => root.querySelector<HTMLButtonElement>(type);
const submit = () => settled(() => root.querySelector("form")?.requestSubmit());
const deskWith = (vault: Partial<Desk["vault"]>) => ({ vault: vault as Desk["vault"] });
const unchosen: VaultState = { ...vaultState, protection: "unchosen", lost: 2 };

afterEach(() => render(null, root));

describe("the first choice", () => {
  const open = async () => {
    const protect = vi.fn(async () => undefined);
    await settled(() => render(<Protect desk={deskWith({ protect })} state={unchosen} />, root));
    return protect;
  };

  it("takes a passphrase that is long enough and given twice alike", async () => {
    const protect = await open();
    const [first, second] = fields();
    await type(first, "ngắn quá");
    await type(second, "ngắn quá");
    expect(button("button[type=submit]")?.disabled).toBe(true);
    await type(first, "đủ dài để dùng");
    expect(button("button[type=submit]")?.disabled).toBe(true);
    await type(second, "đủ dài để dùng".normalize("NFD"));
    await submit();
    expect(protect).toHaveBeenCalledWith("đủ dài để dùng");
  });

  it("takes none only when it was said what that means", async () => {
    const protect = await open();
    expect(button(".danger")?.disabled).toBe(true);
    await settled(() => root.querySelector<HTMLInputElement>("input[type=checkbox]")?.click());
    await settled(() => button(".danger")?.click());
    expect(protect).toHaveBeenCalledWith(null);
  });

  it("says what was lost because nothing had been chosen", async () => {
    await open();
    expect(root.querySelector("[role=alert]")?.textContent).toContain("2");
  });
});

describe("the way in", () => {
  it("says that a passphrase is wrong, keeps what was typed, and lets it be tried again", async () => {
    const unlock = vi.fn().mockRejectedValueOnce(new FaultError("wrong-passphrase"));
    await settled(() =>
      render(<Unlock desk={deskWith({ unlock })} state={{ ...vaultState, locked: true, held: 3 }} />, root),
    );
    expect(root.textContent).toContain("3");
    await type(fields()[0], "thử lần một");
    await submit();
    expect(root.querySelector("[role=alert]")?.textContent).toContain("wrong-passphrase");
    expect(fields()[0]?.value).toBe("thử lần một");
    await submit();
    expect(unlock).toHaveBeenCalledTimes(2);
  });
});

it("makes up passphrases of eight syllables that any keyboard can type, never the same", () => {
  const made = Array.from({ length: 200 }, suggestPassphrase);
  expect(new Set(made).size).toBe(200);
  for (const one of made) expect(one).toMatch(/^[a-z]{2,5}( [a-z]{2,5}){7}$/);
});
