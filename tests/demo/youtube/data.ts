/** The objects a YouTube page carries: `ytInitialPlayerResponse`, `ytInitialData`, `ytcfg`; with the viewer's marks in them. */
import { WITNESS } from "../witness.ts";
import { type DemoVideo, TERMINATED_TEXT } from "./videos.ts";

const runs = (text: string) => ({ runs: [{ text }] });
const thumbnails = (id: string) => ({
  thumbnails: [
    { url: `https://i.ytimg.com/vi/${id}/hqdefault.png?sqp=-demoSqp&rs=AOn4CLdemo`, width: 480, height: 360 },
  ],
});

const responseContext = {
  visitorData: decodeURIComponent(WITNESS.visitorData),
  serviceTrackingParams: [{ service: "GFEEDBACK", params: [{ key: "logged_in", value: "1" }] }],
  mainAppWebResponseContext: { datasyncId: WITNESS.datasyncId, loggedOut: false },
};

function playability(video: DemoVideo): unknown {
  if (!video.error) return { status: "OK", playableInEmbed: true, contextParams: "Q0FFU0FnZ0I=" };
  const { status, reason, subreason } = video.error;
  const renderer = {
    subreason: runs(subreason),
    reason: { simpleText: reason },
    icon: { iconType: "ERROR_OUTLINE" },
  };
  return {
    status,
    reason,
    errorScreen: { playerErrorMessageRenderer: renderer },
    contextParams: "Q0FBU0FnZ0E=",
  };
}

/** A removed video's answer names nothing but the state. */
export function playerResponse(video: DemoVideo): unknown {
  const shared = {
    responseContext,
    playabilityStatus: playability(video),
    trackingParams: "CAAQu2kiEwdemoTracking",
  };
  if (video.title === "") return shared;
  const microformat = {
    playerMicroformatRenderer: {
      title: { simpleText: video.title },
      description: { simpleText: video.description },
      lengthSeconds: String(video.seconds),
      ownerProfileUrl: `http://www.youtube.com/${video.handle}`,
      externalChannelId: video.channelId,
      isUnlisted: false,
      viewCount: video.views.replaceAll(".", ""),
      category: "News & Politics",
      publishDate: video.published,
      uploadDate: video.published,
      ownerChannelName: video.author,
      thumbnail: thumbnails(video.id),
      ...(video.countries ? { availableCountries: video.countries } : {}),
    },
  };
  const streamingData = {
    expiresInSeconds: "21540",
    adaptiveFormats: [
      {
        itag: 251,
        mimeType: 'audio/webm; codecs="opus"',
        url: `https://rr3---sn-demo.googlevideo.com/videoplayback?expire=1790400000&ip=${WITNESS.ip}&id=o-demo`,
      },
    ],
  };
  return {
    ...shared,
    ...(video.error ? {} : { streamingData }),
    videoDetails: {
      videoId: video.id,
      title: video.title,
      lengthSeconds: String(video.seconds),
      channelId: video.channelId,
      isOwnerViewing: false,
      shortDescription: video.description,
      isCrawlable: true,
      thumbnail: thumbnails(video.id),
      viewCount: video.views.replaceAll(".", ""),
      author: video.author,
      isPrivate: false,
      isLiveContent: false,
    },
    microformat,
  };
}

/** `ytInitialData` of a watch page. */
export function watchData(video: DemoVideo): unknown {
  const topbar = {
    desktopTopbarRenderer: {
      topbarButtons: [
        {
          topbarMenuButtonRenderer: {
            accessibility: { accessibilityData: { label: "Trình đơn tài khoản" } },
            avatar: { accessibility: { accessibilityData: { label: WITNESS.youtubeName } } },
          },
        },
      ],
    },
  };
  const contents =
    video.title === ""
      ? []
      : [
          {
            videoPrimaryInfoRenderer: {
              title: runs(video.title),
              viewCount: { videoViewCountRenderer: { viewCount: { simpleText: `${video.views} lượt xem` } } },
              dateText: { simpleText: video.printed },
            },
          },
          {
            videoSecondaryInfoRenderer: {
              owner: {
                videoOwnerRenderer: {
                  title: {
                    runs: [
                      {
                        text: video.author,
                        navigationEndpoint: {
                          browseEndpoint: { browseId: video.channelId, canonicalBaseUrl: `/${video.handle}` },
                        },
                      },
                    ],
                  },
                  subscriberCountText: { simpleText: "12,4 N người đăng ký" },
                },
              },
              attributedDescription: { content: video.description },
            },
          },
        ];
  return {
    responseContext,
    contents: {
      twoColumnWatchNextResults: { results: { results: { contents, trackingParams: "CAAQdemo" } } },
    },
    currentVideoEndpoint: { clickTrackingParams: "CBdemo", watchEndpoint: { videoId: video.id } },
    topbar,
  };
}

/** `ytInitialData` of a channel that is no more. */
export const terminatedData = (): unknown => ({
  responseContext,
  alerts: [{ alertRenderer: { type: "ERROR", text: { simpleText: TERMINATED_TEXT } } }],
  trackingParams: "CAAQdemoTerm",
});

/** `ytcfg`: country and language of the viewer, and what must be scrubbed. */
export const config = (): unknown => ({
  CLIENT_CANARY_STATE: "none",
  DATASYNC_ID: WITNESS.datasyncId,
  DELEGATED_SESSION_ID: null,
  EVENT_ID: "demoEventId0001",
  GL: "VN",
  HL: "vi",
  LOGGED_IN: true,
  SESSION_INDEX: "0",
  USER_SESSION_ID: WITNESS.datasyncId.replace("||", ""),
  VISITOR_DATA: WITNESS.visitorData,
  XSRF_TOKEN: WITNESS.sessionToken,
  INNERTUBE_CONTEXT: {
    client: {
      hl: "vi",
      gl: "VN",
      remoteHost: WITNESS.ip,
      visitorData: WITNESS.visitorData,
      userAgent: WITNESS.userAgent,
      clientName: "WEB",
      clientVersion: "2.20260918.01.00",
    },
  },
});
