/** The small picture of a capture; where there is none, the platform's initial on plain ground. */
import type { CaptureCard, Desk } from "./desk.ts";
import { Picture } from "./Picture.tsx";

export function Thumbnail({ card, desk }: { card: CaptureCard; desk: Desk }) {
  const name = card.picture;
  return (
    <span class="thumb" aria-hidden="true">
      {name ? (
        <Picture id={`${card.id}/${name}`} load={() => desk.artefact(card.id, name)} alt="" />
      ) : (
        <span class="thumb-none">{card.platform.slice(0, 1).toUpperCase()}</span>
      )}
    </span>
  );
}
