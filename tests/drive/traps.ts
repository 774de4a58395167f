/** Pages of the demo internet with the witness stated in every place where platforms state them, inside the post too. */
import type { Answer } from "../demo/site.ts";
import { WITNESS } from "../demo/witness.ts";

export const EMAIL = "khue.tran.rieng@example.org";

const attribute = (value: string): string => value.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
const { name, facebookId: id, ip, avatar, vanity, fbDtsg, datr } = WITNESS;
const STORED = JSON.stringify({ av: id, email: EMAIL, name, ip });
const LINK = `https://www.facebook.com/ajax/?__user=${id}&av=${id}&fb_dtsg=${encodeURIComponent(fbDtsg)}&email=${encodeURIComponent(EMAIL)}`;
const DEFINED = JSON.stringify({
  require: [
    [
      "ServerJS",
      "handle",
      null,
      [
        {
          define: [
            ["CometLogin", [], { prefill_contactpoint: EMAIL }, 1],
            ["Edge", [], { client_ip: ip, viewerID: id }, 1],
          ],
        },
      ],
    ],
  ],
});

const HEAD = `<script type="application/json" data-sjs>${DEFINED}</script><style>.me::after{content:"${EMAIL}"}.me{--who:"${name}";--from:url("https://scontent.fhan.fna.fbcdn.net/v/${avatar}?ip=${ip}")}</style>`;
/** Comments, attributes, a style of its own, a form's values, addresses, and words in three spellings. */
const INSIDE = `<!-- viewer ${name} ${id} ${EMAIL} ${ip} --><div class="me" data-viewer="${id}" data-store="${attribute(STORED)}" title="${attribute(name)}" aria-label="${attribute(`${name} ${EMAIL}`)}" style="--mail:'${EMAIL}'"><a href="${attribute(LINK)}" data-datr="${datr}">${vanity}</a><input type="hidden" name="fb_dtsg" value="${fbDtsg}"><input name="email" value="${EMAIL}" style="width:2px"><span dir="auto">${name.normalize("NFD")} ${encodeURIComponent(name)} ${name.replace(/[^ -~]/g, (char) => `&amp;#${char.codePointAt(0)};`)}</span></div>`;
const STORY = '<div data-ad-rendering-role="story_message">';

/** The same answer, where it is a page of Facebook to somebody it knows. */
export function trapped(answer: Answer): Answer {
  const { body, headers } = answer;
  if (typeof body !== "string" || !/html/.test(headers["content-type"] ?? "") || !body.includes(id))
    return answer;
  return {
    ...answer,
    body: body.replace("</head>", `${HEAD}</head>`).replaceAll(STORY, `${INSIDE}${STORY}`),
  };
}
