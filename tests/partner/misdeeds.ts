/** Servers that each commit one fault of an intake, and what is said of it. */
import type { IncomingMessage, ServerResponse } from "node:http";

export type Misdeed = (request: IncomingMessage, response: ServerResponse) => void;
const allow = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Allow-Headers": "*",
  "Access-Control-Allow-Methods": "*",
  "Access-Control-Expose-Headers": "*",
  "Tus-Resumable": "1.0.0",
};
export const say =
  (status: number, headers: Record<string, string> = {}, body = ""): Misdeed =>
  (_, response) =>
    void response.writeHead(status, headers).end(body);
/** Answers well up to the method named, and then as told. */
export const until =
  (method: string, misdeed: Misdeed): Misdeed =>
  (request, response) => {
    for (const [name, value] of Object.entries(allow)) response.setHeader(name, value);
    request.resume();
    if (request.method === "OPTIONS") return say(204)(request, response);
    if (request.method === method) return void request.on("end", () => misdeed(request, response));
    if (request.method === "POST")
      return say(201, { Location: "/files/0123456789abcdef0123456789abcdef" })(request, response);
    return say(404)(request, response);
  };

/** Answers well up to the sending, with headers of one's choice to the question how far it is. */
const resumed = (headers: Record<string, string>): Misdeed => until("HEAD", say(200, headers));

/** What it does, and the fault that comes of it. `size`: bytes of what is sent. */
export const misdeeds = (size: number): [what: string, misdeed: Misdeed, fault: string][] => [
  ["answers HTML to the first request", until("POST", say(200, {}, "<html>welcome</html>")), "send-broken"],
  ["gives no place", until("POST", say(201)), "send-broken"],
  ["has too little room", until("POST", say(413)), "send-refused"],
  ["asks to wait", until("POST", say(429, { "Retry-After": "60" })), "send-busy"],
  ["fails", until("POST", say(500)), "send-broken"],
  ["hangs up", until("POST", (request) => void request.socket.destroy()), "send-unreachable"],
  [
    "says it has more than was sent",
    until("PATCH", say(204, { "Upload-Offset": String(size * 2) })),
    "send-broken",
  ],
  ["goes back", until("PATCH", say(204, { "Upload-Offset": "0" })), "send-broken"],
  ["says it has less than nothing", until("PATCH", say(204, { "Upload-Offset": "-5" })), "send-broken"],
  ["says nothing of how far it is", until("PATCH", say(204)), "send-broken"],
  ["loses the upload", until("PATCH", say(404)), "send-gone"],
  ["lies about the offset", until("PATCH", say(409)), "send-broken"],
  ["is full", until("PATCH", say(507)), "send-full"],
  [
    "names a place elsewhere",
    until("POST", say(201, { Location: "http://127.0.0.1:9/files/0af" })),
    "send-broken",
  ],
  ["has no such address", until("POST", say(404)), "send-broken"],
];

/** The same, asked to go on with what it has. */
export const misdeedsOnResuming = (size: number): [what: string, misdeed: Misdeed, fault: string][] => [
  ["says that another file is whole", resumed({ "Upload-Offset": "5", "Upload-Length": "5" }), "send-broken"],
  [
    "says it has more than there is",
    resumed({ "Upload-Offset": String(size + 1), "Upload-Length": String(size) }),
    "send-broken",
  ],
  ["does not say how far it is", resumed({ "Upload-Length": String(size) }), "send-broken"],
  ["fails", until("HEAD", say(502)), "send-broken"],
  ["has lost it", until("HEAD", say(404)), "send-gone"],
  ["has cleared it away", until("HEAD", say(410)), "send-gone"],
  ["holds it for somebody else", until("HEAD", say(423)), "send-busy"],
  ["lets nobody in any more", until("HEAD", say(403)), "send-refused"],
];
