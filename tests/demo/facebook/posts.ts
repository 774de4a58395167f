/** The posts of the demo feed: invented people, places and events, in the language of the people Keepsake is for. */
import { PEOPLE, type Person } from "../people.ts";
import { WITNESS } from "../witness.ts";

export interface DemoComment {
  id: string;
  author: string;
  vanity: string;
  text: string;
  printed: string;
  time: number;
}

export interface DemoPost {
  postId: string;
  pfbid: string;
  author: Person;
  /** Paragraphs are split by a blank line. */
  text: string;
  /** Characters shown before "Xem thêm"; absent: all. */
  cut?: number;
  printed: string;
  /** Seconds since 1970, as `creation_time`. */
  time: number;
  photos: readonly { id: string; alt: string; missing?: boolean }[];
  shared?: DemoPost | "gone";
  comments?: readonly DemoComment[];
  counts: { reactions: string; comments: string; shares: string };
  form: "2023" | "2026";
}

const original: DemoPost = {
  postId: "722104455660011",
  pfbid: "pfbid02DemoGocKeChuyenLangChaiVenVinhXk7Rr9mQyT1aBc",
  author: PEOPLE.xomChai,
  text: "Sáng nay cả xóm ra kè nhặt rác. Hơn bốn mươi người, từ cụ Tám bảy mươi tuổi đến mấy đứa nhỏ học lớp hai. Nước vẫn đục, nhưng lòng người thì trong.",
  printed: "3 Tháng 9 lúc 07:12",
  time: 1788394320,
  photos: [{ id: "460112233_1201", alt: "Có thể là hình ảnh về biển, mọi người và hoàng hôn" }],
  counts: { reactions: "412", comments: "37 bình luận", shares: "19 lượt chia sẻ" },
  form: "2026",
};

const longText = [
  "GHI CHÉP TỪ PHIÊN TÒA GIẢ ĐỊNH Ở LỚP HỌC LUẬT CỘNG ĐỒNG",
  "Tối qua, hai mươi ba bà con đã ngồi lại với nhau ở nhà văn hóa xóm Đò để diễn một phiên tòa giả định. Không ai là luật sư. Có người bán cá, có thầy giáo về hưu, có chị công nhân vừa tan ca.",
  "Câu hỏi của buổi học: một người đăng bài phản ánh nước thải rồi bị gỡ bài, họ được quyền hỏi ai, hỏi điều gì, và ai phải trả lời bằng văn bản?",
  "Chúng tôi ghi lại đây ba điều mà cả lớp cùng thống nhất. Một: giữ lại bản gốc trước khi tranh luận. Hai: ghi rõ ngày giờ và lời thông báo, từng chữ một. Ba: đừng giữ một mình.",
  "Buổi sau lớp học tiếp tục vào tối thứ Năm, mời bà con mang theo câu chuyện của chính mình. Ai ở xa xin nhắn tin, chúng tôi gửi tài liệu. HẾT-BÀI-GHI-CHÉP.",
].join("\n\n");

export const POSTS: readonly DemoPost[] = [
  {
    postId: "830155667788001",
    pfbid: "pfbid0AnNhienDemoMuaDauMuaHem7tQ2wZs9LkPoVbNmXcRty",
    author: PEOPLE.anNhien,
    text: "Mưa đầu mùa. Con hẻm nhỏ lại thành sông, mấy đứa nhỏ thả thuyền giấy, còn người lớn thì đắp bao cát.\n\nNăm nào cũng hẹn năm sau sẽ làm cống.",
    printed: "5 giờ",
    time: 1790310905,
    photos: [],
    comments: [
      {
        id: "1530001112223334",
        author: "Vũ Gia Bảo",
        vanity: PEOPLE.bao.vanity,
        text: "Hẻm nhà mình cũng vậy bạn ơi, nước vô tới bậc thềm.",
        printed: "4 giờ",
        time: 1790314500,
      },
      {
        id: "1530001112223335",
        author: WITNESS.name,
        vanity: WITNESS.vanity,
        text: "Mình có chụp mấy tấm hồi chiều, để mình gửi.",
        printed: "3 giờ",
        time: 1790318100,
      },
    ],
    counts: { reactions: "Bạn và 218 người khác", comments: "46 bình luận", shares: "12 lượt chia sẻ" },
    form: "2026",
  },
  {
    postId: "911200334455667",
    pfbid: "pfbid0SongMoiDemoNuocDoiMauHaLuuCongXa4hJkL8pQwErTyU",
    author: PEOPLE.songMoi,
    text: "Nước đoạn hạ lưu cống xả đổi màu từ sáng thứ Ba. Đây là ba tấm ảnh bạn đọc gửi về, chụp cách nhau hai giờ. Chúng tôi đã gửi câu hỏi bằng văn bản và đang chờ trả lời.",
    printed: "22 Tháng 9 lúc 18:40",
    time: 1790077235,
    photos: [
      { id: "461900111_2001", alt: "Có thể là hình ảnh về sông và bầu trời" },
      { id: "461900112_2002", alt: "Có thể là hình ảnh về mặt nước" },
      { id: "461900113_2003", alt: "Không có mô tả ảnh." },
    ],
    counts: { reactions: "1,2K", comments: "208 bình luận", shares: "531 lượt chia sẻ" },
    form: "2026",
  },
  {
    postId: "640077889911223",
    pfbid: "pfbid02LuatDemoGhiChepPhienToaGiaDinh5RfVtGbYhNuJmKi",
    author: PEOPLE.luat,
    text: longText,
    cut: 300,
    printed: "Hôm qua lúc 21:05",
    time: 1790258700,
    photos: [],
    counts: { reactions: "389", comments: "64 bình luận", shares: "77 lượt chia sẻ" },
    form: "2023",
  },
  {
    postId: "755044332211009",
    pfbid: "pfbid0QuangDemoChiaSeLangChai9OlIkUjMyHnTgBrFvEdCwSx",
    author: PEOPLE.quang,
    text: "Quê ngoại mình đó. Đi xa mới thấy thương từng cái kè.",
    printed: "4 Tháng 9 lúc 08:30",
    time: 1788485400,
    photos: [],
    shared: original,
    counts: { reactions: "96", comments: "8 bình luận", shares: "2 lượt chia sẻ" },
    form: "2026",
  },
  {
    postId: "780099001122334",
    pfbid: "pfbid02HoaiDemoBaiGocDaMat3ZaQwSxEdCrFvTgByHnUjMiKol",
    author: PEOPLE.hoai,
    text: "Bài mình chia sẻ tuần trước giờ chỉ còn lại ô trống. Ai còn lưu bản gốc xin cho mình biết với.",
    printed: "1 ngày",
    time: 1790226000,
    photos: [],
    shared: "gone",
    counts: { reactions: "154", comments: "29 bình luận", shares: "5 lượt chia sẻ" },
    form: "2023",
  },
];

/** A post one of whose pictures the server no longer gives. */
export const POST_WITH_MISSING_PHOTO: DemoPost = {
  postId: "799911223344556",
  pfbid: "pfbid0BaoDemoMotTamAnhKhongConTrenMayChu6YhBgTrFcVde",
  author: PEOPLE.bao,
  text: "Hai tấm ảnh, một tấm không còn tải được nữa.",
  printed: "20 Tháng 9 lúc 06:00",
  time: 1789858800,
  photos: [
    { id: "462300551_3001", alt: "Có thể là hình ảnh về núi" },
    { id: "462300552_3002", alt: "Không có mô tả ảnh.", missing: true },
  ],
  counts: { reactions: "31", comments: "2 bình luận", shares: "" },
  form: "2026",
};

/** A post shown only to people who are logged in. */
export const MEMBERS_POST: DemoPost = {
  postId: "812200334455119",
  pfbid: "pfbid02HoaiDemoChiNguoiDaDangNhapMoiXemDuocBaiNay4TgB",
  author: PEOPLE.hoai,
  text: "Chỉ bạn bè mới đọc được dòng này: lớp học tối thứ Năm dời sang nhà cô Sáu.",
  printed: "21 Tháng 9 lúc 19:15",
  time: 1789992900,
  photos: [],
  counts: { reactions: "12", comments: "1 bình luận", shares: "" },
  form: "2026",
};

const MORE_TEXTS = [
  "Chợ phiên sáng nay vắng hơn mọi khi.",
  "Cảm ơn mọi người đã góp sách cho tủ sách ven sông, đến hôm nay đã được một trăm mười hai cuốn.",
  "Có ai biết lịch cắt nước tuần này không ạ?",
  "Bữa cơm chiều đầu tiên ở nhà mới.",
];

/** The posts that scrolling brings. @param index from 0 */
export function postOnScroll(index: number): DemoPost {
  const authors = [PEOPLE.hoai, PEOPLE.bao, PEOPLE.anNhien, PEOPLE.xomChai];
  const author = authors[index % authors.length] ?? PEOPLE.bao;
  return {
    postId: String(870000000000000 + index * 7919),
    pfbid: `pfbid0CuonThemDemo${String(index).padStart(4, "0")}KeoXuongSeThayThem`,
    author,
    text: `${MORE_TEXTS[index % MORE_TEXTS.length]} (${index + 1})`,
    printed: `${index + 2} ngày`,
    time: 1790100000 - index * 86400,
    photos:
      index % 3 === 1
        ? [{ id: `4629${String(index).padStart(5, "0")}_4001`, alt: "Không có mô tả ảnh." }]
        : [],
    counts: { reactions: String(20 + index), comments: "3 bình luận", shares: "" },
    form: "2026",
  };
}

/** `https://www.facebook.com/<vanity>/posts/<pfbid>` */
export const permalink = (post: DemoPost): string =>
  `https://www.facebook.com/${post.author.vanity}/posts/${post.pfbid}`;
