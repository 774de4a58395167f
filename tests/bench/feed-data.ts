/** The embedded JSON of a made-up feed: its stories as Relay prefetches them, and the bulk that stands around them. */
import type { FeedPost } from "./feed-page.ts";

/** Script elements holding about `bytes` of JSON in all, the stories among them. */
export function feedData(posts: readonly FeedPost[], bytes: number): string {
  const scripts = posts.map((post) => script(prefetched(story(post))));
  let size = scripts.reduce((sum, text) => sum + text.length, 0);
  for (let block = 0; size < bytes; block++) {
    const bulk = script(resourceMap(block, Math.min(200_000, bytes - size)));
    scripts.splice((block * 3) % scripts.length, 0, bulk);
    size += bulk.length;
  }
  return scripts.join("\n");
}

function script(value: unknown): string {
  const json = JSON.stringify(value);
  return `<script type="application/json" data-content-len="${json.length}" data-sjs>${json}</script>`;
}

function prefetched(node: unknown): unknown {
  const result = { data: { node_v2: node }, extensions: { is_final: false } };
  const inner = { __bbox: { complete: false, result, sequence_number: 0 } };
  const next = ["RelayPrefetchedStreamCache", "next", [], ["adp_CometFeedRootQuery_1", inner]];
  return { require: [["ScheduledServerJS", "handle", null, [{ __bbox: { require: [next] } }]]] };
}

function story(post: FeedPost): unknown {
  const url = `https://www.facebook.com/${post.handle}/posts/${post.id}`;
  const actor = {
    __typename: "User",
    id: `1000${post.id.slice(3)}`,
    name: post.author,
    url: `https://www.facebook.com/${post.handle}`,
  };
  const message = { text: post.text, ranges: [] };
  const photos = post.photos.map((uri, index) => ({
    media: {
      __typename: "Photo",
      id: `${Number(post.id) + index + 1}`,
      accessibility_caption: "Có thể là hình ảnh về cây và sông",
      viewer_image: { uri, width: 960, height: 960 },
      image: { uri, width: 960, height: 960 },
    },
  }));
  return {
    __typename: "Story",
    __isFeedUnit: "Story",
    post_id: post.id,
    creation_time: post.created,
    url,
    wwwURL: url,
    actors: [actor],
    message,
    attached_story: null,
    attachments: [
      { styles: { attachment: { all_subattachments: { count: photos.length, nodes: photos } } } },
    ],
    comet_sections: {
      content: { story: { post_id: post.id, wwwURL: url, actors: [actor], message, attached_story: null } },
      context_layout: {
        story: { comet_sections: { metadata: [{ story: { creation_time: post.created, url } }] } },
      },
    },
  };
}

function resourceMap(block: number, bytes: number): unknown {
  const rsrcMap: Record<string, unknown> = {};
  for (let index = 0; index * 140 < bytes; index++) {
    const key = (block * 100_000 + index * 31).toString(36);
    const src = `https://static.xx.fbcdn.net/rsrc.php/v5/y${key}/r/${key.repeat(3)}.js`;
    rsrcMap[key] = { type: "js", src, p: `:${index % 997}`, nc: 1, deps: [`d${index % 89}`] };
  }
  return { require: [["Bootloader", "handlePayload", null, [{ consistency: { rev: 1 }, rsrcMap }]]] };
}
