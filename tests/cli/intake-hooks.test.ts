/** The intake behind tusd: its hooks answered as tusd expects. */
import { createHash } from "node:crypto";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { createHooks, type HooksOptions } from "../../lib/cli/intake-hooks.ts";
import { callHook, hookBody } from "../fixtures/tusd.ts";
import { listening, options } from "./intake-stage.ts";

const token = "mot-hai-ba-bon";

describe("pre-create", () => {
  beforeEach(() => void vi.spyOn(console, "error").mockImplementation(() => undefined));
  const bearer = (text: string) => ({ Authorization: [`Bearer ${text}`] });
  const guarded = { tokens: new Set([createHash("sha256").update(token).digest("hex")]) };

  it.each<[string, Partial<HooksOptions>, ReturnType<typeof hookBody>, number | null]>([
    ["lets a file in", {}, hookBody("pre-create", { size: 1000 }), null],
    ["lets the right token in", guarded, hookBody("pre-create", { size: 1000 }, bearer(token)), null],
    ["refuses no token", guarded, hookBody("pre-create", { size: 1000 }), 401],
    ["refuses another token", guarded, hookBody("pre-create", { size: 1000 }, bearer(`${token}x`)), 401],
    [
      "refuses two tokens",
      guarded,
      hookBody("pre-create", { size: 1000 }, { Authorization: [`Bearer ${token}`, `Bearer ${token}`] }),
      401,
    ],
    ["refuses what is too large", {}, hookBody("pre-create", { size: 1_000_001 }), 413],
    ["refuses an unknown length", {}, hookBody("pre-create", { size: null }), 400],
    [
      "refuses a name in clear",
      {},
      hookBody("pre-create", { size: 1000, metadata: { filename: "Hồ sơ.wacz" } }),
      400,
    ],
    [
      "refuses where the disk has no room",
      { room: async () => 64 * 1024 * 1024 + 999 },
      hookBody("pre-create", { size: 1000 }),
      507,
    ],
  ])("%s", async (_, more, body, status) => {
    const at = await listening(createHooks(options(more)));
    const said = await callHook(`${at}/hooks`, body);
    if (status === null) expect(said).toEqual({});
    else
      expect(said).toEqual({
        RejectUpload: true,
        HTTPResponse: { StatusCode: status, Body: expect.stringMatching(/^[a-z ,:]+\n$/) },
      });
    const told = vi.mocked(console.error).mock.calls.flat().join(" ");
    expect(told).toMatch(status === 507 ? /^intake: no room left/ : /^$/);
  });

  it("refuses files in parts, which nobody would count together", async () => {
    const at = await listening(createHooks(options()));
    const body = hookBody("pre-create", { size: 1000 });
    for (const member of ["IsPartial", "IsFinal"] as const) {
      const parted = { ...body, Event: { ...body.Event, Upload: { ...body.Event.Upload, [member]: true } } };
      expect((await callHook(`${at}/hooks`, parted)).RejectUpload).toBe(true);
    }
  });

  it("answers what is no hook of tusd 2 with 400, so that nothing is let in by mistake", async () => {
    const at = await listening(createHooks(options()));
    const old = { Upload: { ID: "", Size: 1000 }, HTTPRequest: { Method: "POST" } };
    const bodies = [
      JSON.stringify(old),
      "{",
      "null",
      `{"Type":"pre-create"}`,
      `{"x":"${"x".repeat(300_000)}"}`,
    ];
    for (const body of bodies)
      expect((await fetch(`${at}/hooks`, { method: "POST", body })).status).toBe(400);
    expect((await fetch(`${at}/hooks`)).status).toBe(404);
    expect((await fetch(`${at}/receipts/../hooks`)).status).toBe(404);
  });
});

describe("pre-terminate", () => {
  it("keeps what arrived whole, and lets go what did not", async () => {
    const at = await listening(createHooks(options()));
    const id = "c".repeat(32);
    const whole = await callHook(`${at}/hooks`, hookBody("pre-terminate", { id, size: 1000, offset: 1000 }));
    expect(whole).toMatchObject({ RejectTermination: true, HTTPResponse: { StatusCode: 400 } });
    expect(await callHook(`${at}/hooks`, hookBody("pre-terminate", { id, size: 1000, offset: 10 }))).toEqual(
      {},
    );
    for (const type of ["post-create", "post-receive", "post-terminate", "pre-finish", "something-new"])
      expect(await callHook(`${at}/hooks`, hookBody(type, { id, size: 1000, offset: 10 }))).toEqual({});
  });
});
