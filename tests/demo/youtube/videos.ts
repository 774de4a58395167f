/** The videos and channels of the demo: one that plays, one beside it, one blocked in Viet Nam, one removed, one channel terminated. */

export interface DemoVideo {
  id: string;
  title: string;
  author: string;
  handle: string;
  channelId: string;
  description: string;
  published: string;
  printed: string;
  seconds: number;
  views: string;
  /** Shown in place of the player. */
  error?: { status: "ERROR" | "UNPLAYABLE" | "LOGIN_REQUIRED"; reason: string; subreason: string };
  /** Countries named in the page's data; absent: none given. */
  countries?: readonly string[];
}

const COUNTRIES =
  "AD AE AR AT AU BE BG BR CA CH CL CZ DE DK EE ES FI FR GB GR HK HU ID IE IN IS IT JP KH KR LA LT LU LV MX MY NL NO NZ PH PL PT RO SE SG SI SK TH TW UA US ZA".split(
    " ",
  );

export const GEO_REASON = "Video không có sẵn";
export const GEO_SUBREASON =
  "Nội dung này chưa có trên miền của quốc gia này do có khiếu nại pháp lý của chính phủ.";
export const REMOVED_SUBREASON = "Video này đã bị xóa vì vi phạm Nguyên tắc cộng đồng của YouTube";
export const TERMINATED_TEXT = "Tài khoản này đã bị chấm dứt do vi phạm Điều khoản dịch vụ của YouTube.";
export const TERMINATED_CHANNEL = "UCdemoTaiKhoanBiChamDut0";

const base = {
  author: "Đài Xóm Sông",
  handle: "@daixomsong.demo",
  channelId: "UCdemoDaiXomSongKenhMau0",
} as const;

export const VIDEOS = {
  playing: {
    ...base,
    id: "dEmoPLaY001",
    title: "Một ngày ở bến đò: ai còn nhớ tiếng máy nổ?",
    description:
      "Quay tại bến đò trong ba buổi sáng. Cảm ơn bà con đã cho chúng tôi ngồi nhờ.\n\n00:00 Chuyến đầu\n02:10 Quán cháo\n05:45 Con nước lớn",
    published: "2026-08-14T05:30:00+07:00",
    printed: "14 thg 8, 2026",
    seconds: 487,
    views: "18.204",
    countries: [...COUNTRIES, "VN"],
  },
  next: {
    ...base,
    id: "dEmoNExT002",
    title: "Tủ sách ven sông sau một trăm ngày",
    description: "Một trăm mười hai cuốn sách, bốn mươi bạn đọc nhỏ tuổi.",
    published: "2026-09-02T19:00:00+07:00",
    printed: "2 thg 9, 2026",
    seconds: 362,
    views: "6.911",
    countries: [...COUNTRIES, "VN"],
  },
  blocked: {
    ...base,
    id: "dEmoGEO0003",
    title: "Cống xả số 4: ba câu hỏi chưa ai trả lời",
    description: "Ba câu hỏi bằng văn bản, ba tháng chờ.",
    published: "2026-06-21T20:15:00+07:00",
    printed: "21 thg 6, 2026",
    seconds: 913,
    views: "240.118",
    countries: COUNTRIES,
    error: { status: "UNPLAYABLE", reason: GEO_REASON, subreason: GEO_SUBREASON },
  },
  removed: {
    ...base,
    id: "dEmoREM0004",
    title: "",
    description: "",
    published: "",
    printed: "",
    seconds: 0,
    views: "",
    error: { status: "ERROR", reason: GEO_REASON, subreason: REMOVED_SUBREASON },
  },
} as const satisfies Record<string, DemoVideo>;

export const watchUrl = (video: DemoVideo): string => `https://www.youtube.com/watch?v=${video.id}`;
export const TERMINATED_URL = `https://www.youtube.com/channel/${TERMINATED_CHANNEL}`;
export const videoOf = (id: string | null): DemoVideo | undefined =>
  Object.values(VIDEOS).find((video) => video.id === id);
