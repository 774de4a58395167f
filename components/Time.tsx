/** A moment in local words, its UTC instant in the title (and beside it where there is room). */
import { instant } from "./format.ts";

export function Time({ value, withUtc = false }: { value: string; withUtc?: boolean }) {
  const shown = instant(value);
  if (!shown) return <span dir="auto">{value}</span>;
  return (
    <time dateTime={value} title={shown.utc}>
      {shown.local}
      {withUtc && shown.utc !== value && <span class="quiet utc"> · {shown.utc}</span>}
    </time>
  );
}
