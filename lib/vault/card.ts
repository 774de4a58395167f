/** What a list shows of a capture, made once when it is stored so that lists need not open records. */
import type { SealedCapture } from "../evidence/seal.ts";
import type { Part } from "../model/extraction.ts";
import type { Outcome } from "../model/outcome.ts";
import type { Statement } from "../model/statement.ts";

export interface CaptureCard {
  id: string;
  caseId: string;
  seq: number;
  sealedAt: string;
  platform: string;
  kind: string;
  author: string | null;
  textStart: string | null;
  noticeClasses: string[];
  worst: "done" | "reduced" | "failed";
  /** What part was had. Absent in cards made before it was counted. */
  parts?: Part[];
  /** Name of the picture's artefact. */
  picture: string | null;
  /** Sum of the artefacts' sizes. */
  bytes: number;
  /** It is a second look at another capture: with the person's login, or as nobody. */
  look?: "login" | "nobody";
  /** How many leaves of the record leave only by choice. Absent in cards made before there were any. */
  witness?: number;
}

const TEXT_START = 280;

/** The card of a sealed capture. */
export function cardOf(statement: Statement, sealed: SealedCapture, caseId: string): CaptureCard {
  const { extraction, artefacts, outcomes, capture } = statement;
  const words = extraction.text?.value ?? extraction.notices[0]?.text ?? extraction.title?.value ?? null;
  return {
    id: sealed.captureId,
    caseId,
    seq: sealed.seq,
    sealedAt: capture.sealedAt,
    platform: extraction.subject.platform,
    kind: extraction.subject.kind,
    author: extraction.author.name?.value ?? extraction.author.handle?.value ?? null,
    textStart: words === null ? null : [...words.slice(0, TEXT_START * 2)].slice(0, TEXT_START).join(""),
    noticeClasses: [...new Set(extraction.notices.map((notice) => notice.class))],
    worst: worstOf(outcomes),
    parts: extraction.parts,
    picture: artefacts.find((artefact) => artefact.role.startsWith("picture"))?.name ?? null,
    bytes: artefacts.reduce((sum, artefact) => sum + artefact.bytes, 0),
    witness: Object.keys(statement.witness ?? {}).length,
    ...(capture.secondLook ? { look: capture.secondLook.login ? "login" : "nobody" } : {}),
  };
}

/** The worst of several outcomes; a step that was skipped on purpose is no loss. */
export function worstOf(outcomes: readonly Outcome[]): "done" | "reduced" | "failed" {
  if (outcomes.some((outcome) => outcome.status === "failed")) return "failed";
  return outcomes.some((outcome) => outcome.status === "reduced") ? "reduced" : "done";
}
