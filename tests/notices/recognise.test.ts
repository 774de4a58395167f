/** Precedence, negative cases, signals and extraction: each promise of the recogniser by a case of its own. */
import { describe, expect, it } from "vitest";
import { Notice } from "../../lib/model/notice.ts";
import { recognise } from "../../lib/notices/recognise.ts";
import { candidate, notice } from "./candidate.ts";

describe("precedence", () => {
  it.each([
    [
      "removed-policy",
      "This video has been removed for violating YouTube's policy on hate speech. Learn more about combating hate speech in your country.",
    ],
    [
      "removed-policy",
      "This video has been removed for violating YouTube’s policy on harassment. Learn about the laws in your country.",
    ],
    [
      "removed-policy",
      "Este vídeo se ha retirado por infringir la política de YouTube sobre la incitación al odio. Más información en tu país.",
    ],
    ["removed-policy", "Video này đã bị gỡ vì vi phạm chính sách của YouTube. Tìm hiểu thêm tại Việt Nam."],
    [
      "geo-other",
      "This video contains content from Invented Records, who has blocked it in your country on copyright grounds.",
    ],
    ["removed-policy", "This video is no longer available due to a trademark claim by a third party"],
  ])("%s: %s", (expected, text) => expect(notice(["Video unavailable", text])?.class).toBe(expected));

  it("lets the sub-reason decide over a headline that fits everything", () => {
    expect(notice(["Video unavailable"])?.class).toBe("unavailable");
    expect(notice(["Video unavailable", "This video is private"])?.class).toBe("private");
    expect(
      notice(["Video unavailable", "The uploader has not made this video available in your country."])?.class,
    ).toBe("geo-other");
  });

  it("does not claim to know a headline's unknown sub-reason", () => {
    const found = notice(["Video unavailable", "Blorp zindle frazz."]);
    expect(found?.class).toBe("unrecognised");
    expect(found?.text).toBe("Video unavailable\nBlorp zindle frazz.");
  });

  it("knows a notice that says the rules were not broken", () => {
    const found = notice(
      [
        "Your post isn't available in Vietnam",
        "We received a legal request from the Ministry of Invented Affairs to restrict it. It doesn't go against our Community Standards.",
      ],
      { platform: "facebook" },
    );
    expect(found?.class).toBe("geo-legal");
    expect(found?.authority).toBe("the Ministry of Invented Affairs");
    expect(found?.country).toEqual({ written: "Vietnam", iso: "VN" });
  });
});

describe("whom it speaks of", () => {
  it.each([
    ["Sign in to confirm you're not a bot", "youtube", "age-or-login"],
    ["You’re Temporarily Blocked", "facebook", "account-restricted"],
    ["Tài khoản tạm thời không khả dụng", "facebook", "unavailable"],
  ] as const)("%s concerns the viewer", (text, platform, expected) => {
    expect(notice([text], { platform })).toMatchObject({ about: "viewer", class: expected });
  });

  it("keeps a stub about the shared original", () => {
    const found = notice(["Bạn hiện không xem được nội dung này"], {
      platform: "facebook",
      place: "stub",
      about: "original",
    });
    expect(found).toMatchObject({ about: "original", class: "removed-or-private" });
  });
});

describe("unknown words and no words", () => {
  it("keeps unknown wording whole, unclassified", () => {
    const text = "  ข้อความ\u00a0ที่ไม่รู้จัก — Xyzzy! ";
    const found = notice([text]);
    expect(found).toMatchObject({ class: "unrecognised", certainty: "none", rule: "", text });
  });

  it("gives nothing for words that are known to be no notice, or for nothing", () => {
    expect(notice(["Unavailable videos will be hidden during playback"])).toBeUndefined();
    expect(notice([])).toBeUndefined();
    expect(notice(["  \u200b "])).toBeUndefined();
  });

  it("says the same thing once", () => {
    const one = candidate(["Private video"]);
    expect(
      recognise([one, { ...one, parts: [{ text: "PRIVATE VIDEO.", from: "dom", rung: "error" }] }]),
    ).toHaveLength(1);
  });
});

describe("signals", () => {
  const status = (value: string) => ({ "playabilityStatus.status": value });
  const elsewhere = { ...status("UNPLAYABLE"), "availableCountries.count": "240", gl: "VN" };

  it("finds a geo-block without a word of any language", () => {
    const signals = { ...elsewhere, "availableCountries.includesViewer": "false" };
    expect(notice(["Xyzzy"], { signals })).toMatchObject({ class: "geo-other", certainty: "signal" });
    expect(notice(["Video unavailable"], { signals })?.class).toBe("geo-other");
    expect(notice([], { signals })?.class).toBe("geo-other");
  });

  it("says geo-legal only where words state law or government", () => {
    const signals = { ...elsewhere, "availableCountries.includesViewer": "false" };
    expect(
      notice(
        [
          "This content is not available on this country domain due to a legal complaint from the government.",
        ],
        {
          signals,
        },
      ),
    ).toMatchObject({ class: "geo-legal", authority: "the government", country: null });
  });

  it("takes no empty or inclusive list of countries for a block", () => {
    expect(
      notice(["Xyzzy"], { signals: { ...status("UNPLAYABLE"), "availableCountries.count": "0" } })?.class,
    ).toBe("unrecognised");
    expect(
      notice(["Xyzzy"], { signals: { ...elsewhere, "availableCountries.includesViewer": "true" } })?.class,
    ).toBe("unrecognised");
    expect(
      notice(["Xyzzy"], {
        signals: { ...elsewhere, ...status("ERROR"), "availableCountries.includesViewer": "false" },
      })?.class,
    ).toBe("unrecognised");
  });

  it.each([
    ["451", "geo-legal"],
    ["404", "removed-or-private"],
    ["410", "removed-or-private"],
    ["403", "unavailable"],
    ["429", "network"],
    ["503", "network"],
  ])("HTTP %s is %s", (http, expected) => {
    expect(notice([], { place: "http", signals: { "http.status": http } })).toMatchObject({
      class: expected,
      from: "http",
      text: "",
    });
  });

  it("knows login and checkpoint routes, age gates and transparency links", () => {
    expect(notice(["Xyzzy"], { place: "login" })?.class).toBe("age-or-login");
    expect(notice(["Xyzzy"], { signals: { route: "checkpoint" } })).toMatchObject({
      class: "account-restricted",
      about: "viewer",
    });
    expect(notice(["Xyzzy"], { signals: { ...status("LOGIN_REQUIRED"), ageGate: "true" } })?.class).toBe(
      "age-or-login",
    );
    expect(
      notice(["Xyzzy"], { links: ["https://transparencyreport.google.com/government-removals/overview"] })
        ?.class,
    ).toBe("geo-legal");
  });

  it("keeps all signals", () => {
    const signals = { ...elsewhere, "availableCountries.includesViewer": "false", odd: "kept" };
    expect(notice(["Xyzzy"], { signals })?.signals).toEqual(signals);
  });
});

describe("extraction", () => {
  const facebook = (texts: string[]) => notice(texts, { platform: "facebook", language: "vi" });

  it("reads authority and country of a Vietnamese block", () => {
    const found = facebook([
      "Bài viết này không hiển thị tại Việt Nam",
      "Do chúng tôi đáp ứng yêu cầu từ Vietnam Ministry of Culture, Sports and Tourism về việc hạn chế nội dung này.",
    ]);
    expect(found).toMatchObject({
      class: "geo-legal",
      certainty: "quoted",
      authority: "Vietnam Ministry of Culture, Sports and Tourism",
      country: { written: "Việt Nam", iso: "VN" },
      law: null,
      appeal: "absent",
      link: null,
    });
  });

  it("does not take the country in an authority's name for the country of the block", () => {
    expect(facebook(["Do chúng tôi đáp ứng yêu cầu từ Vietnam Ministry of Culture"])?.country).toBeNull();
  });

  it("makes no country of a word that only looks like one", () => {
    const text = "Nội dung này chưa có trên miền của quốc gia này do có khiếu nại pháp lý của chính phủ";
    for (const shown of [text, text.toUpperCase()])
      expect(notice([shown], { language: "vi" })).toMatchObject({ class: "geo-legal", country: null });
    expect(facebook(["Bài viết này không hiển thị tại Pháp"])?.country).toEqual({
      written: "Pháp",
      iso: "FR",
    });
    expect(facebook(["Bài viết này không hiển thị tại Đức"])?.country).toEqual({ written: "Đức", iso: "DE" });
  });

  it("reads another country, an author-side authority, a law, an appeal", () => {
    expect(facebook(["Bài viết này không hiển thị tại Thái Lan"])?.country).toEqual({
      written: "Thái Lan",
      iso: "TH",
    });
    expect(
      facebook(["Bộ Thông tin và Truyền thông đề nghị hạn chế khả năng tiếp cận bài viết của bạn"])
        ?.authority,
    ).toBe("Bộ Thông tin và Truyền thông");
    const group = notice(
      [
        "Access to this group has been restricted within Thailand pursuant to a legal request from the Ministry of Digital Economy and Society.",
      ],
      { platform: "facebook", language: "en" },
    );
    expect(group).toMatchObject({
      class: "geo-legal",
      authority: "the Ministry of Digital Economy and Society",
      country: { written: "Thailand", iso: "TH" },
    });
    expect(
      facebook([
        "Nội dung này bị hạn chế hiển thị tại Việt Nam theo Nghị định 147/2024/NĐ-CP. Bạn có thể kháng nghị.",
      ]),
    ).toMatchObject({ class: "geo-legal", law: "Nghị định 147/2024/NĐ-CP", appeal: "offered" });
    expect(facebook(["Bạn không thể kháng nghị quyết định này."])?.appeal).toBe("absent");
  });

  it("records the policy as written, and absence as absence", () => {
    expect(
      notice(["This account has been terminated for a violation of YouTube's Terms of Service."])?.law,
    ).toBe("YouTube's Terms of Service");
    expect(notice(["Private video"])).toMatchObject({
      authority: null,
      country: null,
      law: null,
      link: null,
    });
  });

  it("gives what the schema allows", () => {
    for (const found of recognise([candidate(["Video unavailable"]), candidate(["x".repeat(50_000)])]))
      Notice.parse(found);
  });
});
