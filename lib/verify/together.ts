/**
 * Several bundles looked at together: captures of one and the same thing under different case keys (FORMAT §10.9).
 * Two keys may be one person; only who the reader knows by name can be told apart.
 */
import { type Grade, grade } from "./grades.ts";
import { type KnownKey, nameOf } from "./known-keys.ts";
import type { Report, ShownCapture } from "./report.ts";

/** Ids that name the thing itself; ids of the group, channel or owner around it do not. Ones that change with every load neither. */
const NAMING: Record<string, readonly string[]> = {
  comment: ["comment_id"],
  photo: ["photo_id"],
  album: ["set"],
  profile: ["user_id", "handle"],
  page: ["user_id", "handle"],
  channel: ["channel_id", "handle"],
  account: ["user_id", "channel_id", "handle"],
  group: ["group_id", "group", "handle"],
  playlist: ["playlist_id"],
  "whole-page": [],
  picked: [],
};
/** Posts and videos of every kind. */
const POSTED = ["post_id", "story_fbid", "video_id"];

/** Names of the thing that a capture shows, e.g. `facebook post_id 1234`; none where it has no lasting id. */
export function subjectNames({ platform, kind, ids }: ShownCapture): string[] {
  if (!platform || !kind) return [];
  const naming = NAMING[kind] ?? POSTED;
  // Facebook writes a post's number as either
  return ids.flatMap(({ name, value }) =>
    naming.includes(name) ? [`${platform} ${name === "story_fbid" ? "post_id" : name} ${value}`] : [],
  );
}

/** The same thing, captured in more than one of the bundles. */
export interface Meeting {
  subject: string;
  captures: { bundle: number; id: string; signer: string; name: string | null }[];
}

export interface Together {
  meetings: Meeting[];
  /** The rung `seen` of each report, in their order. */
  seen: Grade[];
}

/** Compares the reports of several bundles. Only intact, signed ones count; a second look is no second witness. */
export function compareReports(reports: readonly Report[], known: readonly KnownKey[] = []): Together {
  const places = new Map<string, Meeting["captures"]>();
  reports.forEach((report, bundle) => {
    const signer = signerOf(report);
    if (!signer) return;
    for (const capture of report.shown?.captures ?? [])
      for (const name of capture.secondLook ? [] : subjectNames(capture))
        places.set(name, [
          ...(places.get(name) ?? []),
          { bundle, id: capture.id, signer, name: nameOf(signer, known) },
        ]);
  });
  const meetings = [...places]
    .map(([subject, captures]) => ({ subject, captures }))
    .filter(({ captures }) => new Set(captures.map(({ signer }) => signer)).size > 1);
  return { meetings, seen: reports.map((report, bundle) => seenOf(report, bundle, meetings)) };
}

const signerOf = ({ verdict, shown }: Report): string | null =>
  verdict === "intact" && shown?.kind === "evidence" ? shown.signer : null;

function seenOf(report: Report, bundle: number, meetings: readonly Meeting[]): Grade {
  if (report.verdict !== "intact") return grade("seen-flawed");
  const signer = signerOf(report);
  const mine = new Set<string>();
  const withNamed = new Set<string>();
  const keys = new Set<string>();
  const names = new Set<string>();
  for (const { captures } of meetings) {
    const own = captures.filter((capture) => capture.bundle === bundle);
    const others = captures.filter((capture) => capture.signer !== signer);
    const named = others.filter(({ name }) => name !== null && own[0]?.name && name !== own[0].name);
    for (const { id } of own) if (others.length > 0) mine.add(id);
    for (const { id } of own) if (named.length > 0) withNamed.add(id);
    if (own.length === 0) continue;
    for (const { signer: key } of others) keys.add(key);
    for (const { name } of named) names.add(name ?? "");
  }
  const of = String((report.shown?.captures.length ?? 0) + (report.shown?.more ?? 0));
  if (withNamed.size > 0)
    return grade("seen-known", { count: String(withNamed.size), of, names: [...names].join(", ") });
  if (mine.size > 0) return grade("seen-unknown", { count: String(mine.size), of, keys: String(keys.size) });
  return grade("seen-alone");
}
