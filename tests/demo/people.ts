/** Invented pages and people. Any likeness to real ones is chance. */
export interface Person {
  id: string;
  name: string;
  vanity: string;
  colour: string;
  page: boolean;
}

const person = (id: string, name: string, vanity: string, colour: string, page = false): Person => ({
  id,
  name,
  vanity,
  colour,
  page,
});

export const PEOPLE = {
  songMoi: person("100064900112233", "Bản Tin Sông Mới", "bantinsongmoi.demo", "#0f766e", true),
  anNhien: person("100087700445566", "Lê Thị An Nhiên", "annhien.le.demo", "#9d174d"),
  quang: person("100075500778899", "Phạm Đăng Quang", "dangquang.pham.demo", "#1d4ed8"),
  xomChai: person("100063300991122", "Xóm Chài Ven Vịnh", "xomchaivenvinh.demo", "#0369a1", true),
  luat: person("100066600334455", "Luật Cho Mọi Nhà", "luatchomoinha.demo", "#7c2d12", true),
  hoai: person("100082200667788", "Đỗ Hoài Thương", "hoaithuong.do.demo", "#6d28d9"),
  bao: person("100079900556677", "Vũ Gia Bảo", "giabao.vu.demo", "#a16207"),
} as const satisfies Record<string, Person>;

/** `https://www.facebook.com/<vanity>` */
export const profileUrl = (who: Person): string => `https://www.facebook.com/${who.vanity}`;
