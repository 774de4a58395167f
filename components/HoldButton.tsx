/** A button that acts only when it is held: by pointer, or by Enter or the space key. Letting go, or looking away, stops it. */
import { useEffect, useRef, useState } from "preact/hooks";

export const HOLD_MS = 1500;

interface Props {
  label: string;
  /** While it is held. */
  holding: string;
  disabled?: boolean;
  /** Id of the words that say what it does. */
  describedBy: string;
  onHeld(): void;
}

export function HoldButton({ label, holding, disabled = false, describedBy, onHeld }: Props) {
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const [held, setHeld] = useState(false);

  const stop = () => {
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = null;
    setHeld(false);
  };
  const start = () => {
    if (disabled || timer.current !== null) return;
    setHeld(true);
    timer.current = setTimeout(() => {
      stop();
      onHeld();
    }, HOLD_MS);
  };
  useEffect(() => stop, []);

  return (
    <button
      type="button"
      class={held ? "danger hold held" : "danger hold"}
      style={{ "--hold": `${HOLD_MS}ms` }}
      disabled={disabled}
      aria-describedby={describedBy}
      onPointerDown={(event) => event.button === 0 && start()}
      onPointerUp={stop}
      onPointerLeave={stop}
      onPointerCancel={stop}
      onContextMenu={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        // A key that is held repeats; and Enter must not count as a press.
        event.preventDefault();
        if (!event.repeat) start();
      }}
      onKeyUp={stop}
      onBlur={stop}
    >
      {held ? holding : label}
    </button>
  );
}
