/** What became of the images: one outcome for each of the subject's own that was not had, one for the furniture of the DOM. */
import type { FaultCode } from "../model/fault.ts";
import type { Outcome } from "../model/outcome.ts";
import type { FetchedImages } from "./media.ts";
import type { Material } from "./messages.ts";

/** @param refused indexes left out because they hold one of the witness's strings */
export function mediaOutcomes(
  material: Material,
  { images, ms }: FetchedImages,
  refused: ReadonlySet<number>,
): Outcome[] {
  if (material.fetches.length === 0) return [];
  const faultOf = (index: number): FaultCode | null => {
    if (refused.has(index)) return "viewer-found";
    const image = images.get(index);
    if (!image) return "fetch-failed";
    return "fault" in image ? image.fault.code : null;
  };
  const isOwn = ({ index }: { index: number }) => index < material.extraction.media.length;
  const failed: Outcome[] = material.fetches.filter(isOwn).flatMap(({ index }) => {
    const fault = faultOf(index);
    return fault ? [{ step: "media", part: `media/${index}`, status: "failed", fault } as const] : [];
  });
  const furniture = material.fetches.filter((item) => !isOwn(item)).map(({ index }) => faultOf(index));
  const bare = furniture.find((fault) => fault !== null);
  const had = furniture.filter((fault) => fault === null).length;
  return [
    { step: "media", status: failed.length > 0 || bare ? "reduced" : "done", ms },
    ...failed,
    ...(bare
      ? [
          {
            step: "media",
            part: "furniture",
            status: "reduced",
            fault: bare,
            detail: `${had} of ${furniture.length}`,
          } as const,
        ]
      : []),
  ];
}
