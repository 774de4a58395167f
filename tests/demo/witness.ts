/** The invented person who looks at the demo pages. Nothing here may be found in anything that is kept or exported. */
export const WITNESS = {
  name: "Trần Ngọc Minh Khuê",
  shortName: "Minh Khuê",
  facebookId: "100091734508826",
  vanity: "minhkhue.tran.invented",
  avatar: "witness-482915077301",
  fbDtsg: "NAcOvB7y1xQ0demoDtsgTokenk2:17:1790000000",
  lsd: "AVqDemoLsd1",
  datr: "demoDatr_9hR2mWq7XkLpZ",
  deviceId: "5c0f0a3e-demo-4b7d-9d56-7b1a4e2c9f11",
  browserId: "d3m0b1d7-2f4e-4c18-b1a6-0e9f5a7c3b24",
  hsi: "7551234098812345678",
  youtubeName: "Khuê Trần Kênh Riêng",
  youtubeHandle: "@khuetran-rieng-tu",
  visitorData: "CgtEZW1vVmlzaXRvcljAn5jGBjIKCgJWThIEGgAgPQ%3D%3D",
  datasyncId: "118273645509182736450||",
  sessionToken: "QUFFLUhqbURlbW9Yc3JmVG9rZW5Ob3RSZWFs",
  userAgent: "Mozilla/5.0 (X11; Linux x86_64) DemoAgent/1.0,gzip(gfe)",
  ip: "203.0.113.77",
} as const;

/** Every string that must never leave, as it can stand in a file. */
export const witnessStrings: readonly string[] = [
  ...Object.values(WITNESS),
  WITNESS.datasyncId.replace("||", ""),
  decodeURIComponent(WITNESS.visitorData),
];

/** The colour of the witness's profile picture, used for nothing else: no picture that is kept may hold it. */
export const WITNESS_COLOUR = "#d900c7";
