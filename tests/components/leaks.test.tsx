// @vitest-environment jsdom
/** What stopped an export is said in words: where, of what kind, what can be done, and what is not searched. */
import "./language.ts";
import { render } from "preact";
import { expect, it, vi } from "vitest";
import { Leaks } from "../../components/Leaks.tsx";
import { settled } from "./settled.ts";

const root = document.body;
const id = "a".repeat(32);

it("says where and what kind, each once, and exports without it on one press", async () => {
  const without = vi.fn();
  const leaks = [
    { captureId: id, path: "comment/1", kind: "name" },
    { captureId: id, path: "comment/3", kind: "name" },
    { captureId: id, path: "artefact/dom.html", kind: "session" },
    { captureId: null, path: null, kind: "account" },
  ] as const;
  await settled(() => render(<Leaks leaks={leaks} without={without} />, root));
  expect([...root.querySelectorAll("li")].map((item) => item.textContent)).toEqual([
    "A name of yours in a comment",
    "A mark of your session in the page as it looked",
    "Your account in one of your notes, or in the list of files",
  ]);
  expect(root.querySelector("a")?.getAttribute("href")).toBe(`/archive.html#/capture/${id}`);
  expect(root.textContent).toContain("Not found are pixels");
  await settled(() => root.querySelector("button")?.click());
  expect(without).toHaveBeenCalledOnce();
});

it("offers no way round where nothing can be withheld", async () => {
  await settled(() => render(<Leaks leaks={[]} without={null} />, root));
  expect(root.querySelector("button")).toBeNull();
});
