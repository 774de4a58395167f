/** One page of the grid: drawn while it is near the viewport, else an empty box of the same height. */
import { useLayoutEffect, useRef } from "preact/hooks";
import type { CaptureCard, Desk } from "../desk.ts";
import { useNear } from "../near.ts";
import { CardTile } from "./CardTile.tsx";

const MARGIN = 1500;

interface Props {
  cards: readonly CaptureCard[];
  desk: Desk;
  selected: ReadonlySet<string>;
  onSelect(id: string, on: boolean): void;
}

export function TilePage({ cards, desk, selected, onSelect }: Props) {
  const list = useRef<HTMLDivElement>(null);
  const height = useRef(0);
  const near = useNear(list, MARGIN, true);
  useLayoutEffect(() => {
    if (near && list.current) height.current = list.current.offsetHeight || height.current;
  });
  return (
    <div ref={list} style={near ? undefined : { height: height.current }}>
      {near && (
        <ul class="tiles">
          {cards.map((card) => (
            <CardTile
              key={card.id}
              card={card}
              desk={desk}
              selected={selected.has(card.id)}
              onSelect={(on) => onSelect(card.id, on)}
            />
          ))}
        </ul>
      )}
    </div>
  );
}
