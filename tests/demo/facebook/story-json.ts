/** The JSON embedded in a page: Story objects in a `ScheduledServerJS` prefetch, and what it knows of the viewer. */
import { type Html, html, inlineJson } from "../html.ts";
import { type Person, profileUrl } from "../people.ts";
import { WITNESS } from "../witness.ts";
import { avatarUrl, photoUrl } from "./media.ts";
import { type DemoPost, permalink } from "./posts.ts";

const base64 = (text: string): string => Buffer.from(text).toString("base64");

const actor = (who: Person) => ({
  __typename: "User",
  __isActor: "User",
  id: who.id,
  __isEntity: "User",
  url: profileUrl(who),
  name: who.name,
  profile_picture: { uri: avatarUrl(who), width: 40, height: 40, scale: 1 },
});

const photo = (given: DemoPost["photos"][number]) => ({
  media: {
    __typename: "Photo",
    __isMedia: "Photo",
    id: given.id.split("_")[1],
    accessibility_caption: given.alt,
    photo_image: { uri: photoUrl(given.id), width: 960, height: 720 },
    url: `https://www.facebook.com/photo/?fbid=${given.id.split("_")[1]}`,
  },
});

/** A Story as the feed's query gives it; the shared original is a Story of its own inside. */
export function story(post: DemoPost): unknown {
  const id = base64(`S:_I${post.author.id}:VK:${post.postId}`);
  const shared = typeof post.shared === "object" ? story(post.shared) : null;
  const feedback = { id: base64(`feedback:${post.postId}`), associated_group: null };
  const own = { id, actors: [actor(post.author)], post_id: post.postId };
  return {
    __typename: "Story",
    __isFeedUnit: "Story",
    ...own,
    feedback,
    encrypted_tracking: "AZXDemoEncryptedTracking",
    attached_story: shared,
    comet_sections: {
      content: {
        __typename: "CometFeedStoryDefaultContentStrategy",
        story: {
          ...own,
          feedback,
          wwwURL: permalink(post),
          message: { __typename: "TextWithEntities", text: post.text, ranges: [] },
          comet_sections: {
            message: {
              __typename: "CometFeedStoryDefaultMessageRenderingStrategy",
              story: {
                id,
                message: { text: post.text, ranges: [] },
                url: permalink(post),
                is_text_only_story: post.photos.length === 0,
              },
            },
          },
          attachments:
            post.photos.length > 0
              ? [{ styles: { attachment: { all_subattachments: { nodes: post.photos.map(photo) } } } }]
              : [],
          attached_story: shared,
        },
      },
      context_layout: {
        story: {
          id,
          comet_sections: {
            actor_photo: { story: { actors: [actor(post.author)], id } },
            metadata: [
              {
                __typename: "CometFeedStoryMinimizedTimestampStrategy",
                story: { creation_time: post.time, url: permalink(post), ghl_label: null, id },
              },
              {
                __typename: "CometFeedStoryAudienceStrategy",
                story: { privacy_scope: { description: "Công khai" }, id },
              },
            ],
          },
        },
      },
    },
    trackingdata: { id, encrypted_click_tracking: "AZXDemoClickTracking" },
  };
}

const dataScript = (content: unknown): Html => {
  const text = inlineJson(content);
  return html`<script type="application/json" data-content-len="${text.text.length}" data-sjs>${text}</script>`;
};

/** What a query answered, as the page carries it. */
export const prefetched = (query: string, data: unknown): Html =>
  dataScript({
    require: [
      [
        "ScheduledServerJS",
        "handle",
        null,
        [
          {
            __bbox: {
              require: [
                [
                  "RelayPrefetchedStreamCache",
                  "next",
                  [],
                  [
                    `adp_${query}RelayPreloader_6512demo`,
                    {
                      __bbox: {
                        complete: true,
                        result: { data, extensions: { is_final: true } },
                        sequence_number: 0,
                      },
                    },
                  ],
                ],
              ],
            },
          },
        ],
      ],
    ],
  });

/** The definitions by which a page knows who looks at it. */
export const viewerDefinitions = (): Html =>
  dataScript({
    require: [
      [
        "ServerJS",
        "handle",
        null,
        [
          {
            define: [
              [
                "CurrentUserInitialData",
                [],
                {
                  ACCOUNT_ID: WITNESS.facebookId,
                  USER_ID: WITNESS.facebookId,
                  NAME: WITNESS.name,
                  SHORT_NAME: WITNESS.shortName,
                  IS_FACEBOOK_WORK_ACCOUNT: false,
                  APP_ID: "2220391788200892",
                },
                270,
              ],
              ["DTSGInitialData", [], { token: WITNESS.fbDtsg }, 258],
              ["LSD", [], { token: WITNESS.lsd }, 323],
              ["RelayAPIConfigDefaults", [], { accessToken: "", actorID: WITNESS.facebookId }, 926],
              ["SiteData", [], { hsi: WITNESS.hsi, __spin_t: 1790300000 }, 317],
              ["AnalyticsCoreData", [], { device_id: WITNESS.deviceId }, 7237],
              ["USIDMetadata", [], { browser_id: WITNESS.browserId, tab_id: "" }, 5888],
              ["CookieCoreConfig", [], { _js_datr: { value: WITNESS.datr } }, 2104],
            ],
          },
        ],
      ],
    ],
  });
