/** Something asked for and on its way: loading, there, or a fault. A late answer to an old question is dropped. */
import { useEffect, useState } from "preact/hooks";
import { type Fault, toFault } from "../lib/model/fault-error.ts";

export type Loaded<T> = { at: "loading" } | { at: "there"; value: T } | { at: "fault"; fault: Fault };

/** Runs `load` whenever `inputs` change, and says how far it is. */
export function useLoaded<T>(load: () => Promise<T>, inputs: readonly unknown[]): Loaded<T> {
  const [loaded, setLoaded] = useState<Loaded<T>>({ at: "loading" });
  useEffect(() => {
    let current = true;
    setLoaded({ at: "loading" });
    load().then(
      (value) => current && setLoaded({ at: "there", value }),
      (error: unknown) => current && setLoaded({ at: "fault", fault: toFault(error) }),
    );
    return () => {
      current = false;
    };
    // The caller names what the question depends on
  }, inputs);
  return loaded;
}
