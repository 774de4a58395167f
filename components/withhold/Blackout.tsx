/** Black rectangles on a picture: drawn and dragged by mouse, pen or finger, or placed and moved by keys. */
import { useRef, useState } from "preact/hooks";
import type { Region } from "../desk.ts";
import { Picture } from "../Picture.tsx";
import { t } from "../words.ts";
import { byKey, drawn, moved, type Point, placed, resized, type Size } from "./regions.ts";

interface Props {
  id: string;
  picture: Size;
  load(): Promise<Blob | null>;
  regions: Region[];
  onChange(regions: Region[]): void;
}

type Drag = { how: "draw" | "move" | "size"; index: number; from: Point; before: Region | null };

export function Blackout({ id, picture, load, regions, onChange }: Props) {
  const sheet = useRef<HTMLDivElement>(null);
  const drag = useRef<Drag | null>(null);
  const [byTouch, setByTouch] = useState(false);
  const [said, setSaid] = useState("");

  const pointOf = (event: PointerEvent): Point => {
    const box = sheet.current?.getBoundingClientRect();
    if (!box) return { x: 0, y: 0 };
    const x = ((event.clientX - box.left) / box.width) * picture.width;
    return { x, y: ((event.clientY - box.top) / box.height) * picture.height };
  };
  const put = (index: number, region: Region | null) =>
    onChange(
      region ? Object.assign([...regions], { [index]: region }) : regions.filter((_, each) => each !== index),
    );
  const begin = (event: PointerEvent, how: Drag["how"], index: number) => {
    if (event.pointerType === "touch" && how === "draw" && !byTouch) return;
    event.stopPropagation();
    drag.current = { how, index, from: pointOf(event), before: regions[index] ?? null };
    sheet.current?.setPointerCapture(event.pointerId);
  };
  const go = (event: PointerEvent) => {
    const now = drag.current;
    if (!now) return;
    const to = pointOf(event);
    const by = { x: to.x - now.from.x, y: to.y - now.from.y };
    if (now.how === "draw") {
      const region = drawn(now.from, to, picture);
      if (region) put(now.index, region);
    } else if (now.before) put(now.index, (now.how === "move" ? moved : resized)(now.before, by, picture));
  };
  const end = () => {
    if (drag.current) setSaid(t("withhold.regions", regions.length));
    drag.current = null;
  };
  const add = () => {
    const box = sheet.current?.getBoundingClientRect();
    const middle = box ? ((innerHeight / 2 - box.top) / box.height) * picture.height : 0;
    onChange([...regions, placed(picture, middle)]);
    setSaid(t("withhold.regions", regions.length + 1));
  };
  const press = (event: KeyboardEvent, index: number) => {
    const region = regions[index];
    const next = region && byKey(region, event, picture);
    if (!next) return;
    event.preventDefault();
    put(index, next === "gone" ? null : next);
    setSaid(next === "gone" ? t("withhold.regions", regions.length - 1) : placeWords(next));
  };

  return (
    <div class="blackout">
      <p class="quiet">{t("withhold.how")}</p>
      <div class="buttons">
        <button type="button" onClick={add}>
          {t("withhold.add")}
        </button>
        <button type="button" class="for-touch" aria-pressed={byTouch} onClick={() => setByTouch(!byTouch)}>
          {t("withhold.finger")}
        </button>
        {regions.length > 0 && (
          <button type="button" onClick={() => onChange([])}>
            {t("withhold.clear")}
          </button>
        )}
      </div>
      <p class="unseen" role="status">
        {said}
      </p>
      <div
        ref={sheet}
        class="blackout-sheet"
        style={{ touchAction: byTouch ? "none" : "pan-y" }}
        onPointerDown={(event) => begin(event, "draw", regions.length)}
        onPointerMove={go}
        onPointerUp={end}
        onPointerCancel={end}
      >
        <Picture
          id={id}
          load={load}
          alt={t("capture.picture_alt")}
          width={picture.width}
          height={picture.height}
        />
        {regions.map((region, index) => (
          <button
            // Rectangles have no names of their own
            key={index}
            type="button"
            class="blackout-region"
            aria-label={`${t("withhold.region", { number: index + 1 })}: ${placeWords(region)}`}
            style={placeOf(region, picture)}
            onPointerDown={(event) => begin(event, "move", index)}
            onKeyDown={(event) => press(event, index)}
          >
            <span
              class="blackout-corner"
              aria-hidden="true"
              onPointerDown={(event) => begin(event, "size", index)}
            />
          </button>
        ))}
      </div>
    </div>
  );
}

const placeWords = ({ x, y, width, height }: Region) => t("withhold.place", { x, y, width, height });

const placeOf = ({ x, y, width, height }: Region, picture: Size) => ({
  left: `${(100 * x) / picture.width}%`,
  top: `${(100 * y) / picture.height}%`,
  width: `${(100 * width) / picture.width}%`,
  height: `${(100 * height) / picture.height}%`,
});
