/** A value and, discreetly, where it came from: every fact of the evidence says so. */
import type { ComponentChildren } from "preact";
import { word } from "./words.ts";

interface Props {
  from: string;
  rung?: string;
  children: ComponentChildren;
}

export function Sourced({ from, rung, children }: Props) {
  return (
    <>
      <span class="value" dir="auto">
        {children}
      </span>
      <small class="source">
        {word("from", from)}
        {rung && (
          <>
            {" · "}
            <code>{rung}</code>
          </>
        )}
      </small>
    </>
  );
}
