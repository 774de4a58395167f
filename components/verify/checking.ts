/** The state of the verifier's screen: files taken in one after the other, known keys, roots of one's own, giving up. */
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { type Fault, toFault } from "../../lib/model/fault-error.ts";
import { type KnownKeyList, readKnownKeys } from "../../lib/verify/known-keys.ts";
import { type Looked, type LookOptions, lookAt } from "../../lib/verify/look.ts";
import { regrade } from "../../lib/verify/regrade.ts";

export type Checking =
  | { at: "idle" }
  | { at: "busy"; name: string; number: number; of: number; done: number; total: number }
  | { at: "done"; when: string };

/** A file that could not be opened at all, and why. */
export interface Refused {
  name: string;
  fault: Fault;
}

const NO_KEYS: KnownKeyList = { keys: [], bad: [] };

/** Everything the screen needs; one check at a time, a new one gives up the old. `given`: roots from elsewhere (PEM); `open`: what stands in an encrypted file. */
export function useChecking(
  threads: LookOptions["threads"],
  given?: () => Promise<string>,
  open: (file: File) => Promise<File> = async (file) => file,
) {
  const [state, setState] = useState<Checking>({ at: "idle" });
  const [looked, setLooked] = useState<Looked[]>([]);
  const [refused, setRefused] = useState<Refused[]>([]);
  const [list, setList] = useState(NO_KEYS);
  const running = useRef<AbortController | null>(null);
  const taken = useRef<readonly File[]>([]);
  const roots = useRef({ settings: "", own: "" });
  const [settings, setSettings] = useState("");

  const check = async (files: readonly File[]) => {
    taken.current = files;
    running.current?.abort();
    const own = new AbortController();
    running.current = own;
    const now = new Date().toISOString();
    const found: Looked[] = [];
    setLooked([]);
    setRefused([]);
    try {
      for (const [index, file] of files.entries()) {
        const report = (done: number, total: number) =>
          own.signal.aborted ||
          setState({ at: "busy", name: file.name, number: index + 1, of: files.length, done, total });
        report(0, 1);
        const opened = await open(file).catch((error: unknown) => {
          setRefused((before) => [...before, { name: file.name, fault: toFault(error) }]);
          return null;
        });
        own.signal.throwIfAborted();
        if (!opened) continue;
        found.push(
          await lookAt(opened, {
            now,
            knownKeys: [],
            roots: Object.values(roots.current).join("\n"),
            onProgress: throttled(report),
            signal: own.signal,
            ...(threads ? { threads } : {}),
          }),
        );
      }
    } catch (error) {
      if (own.signal.aborted) return;
      throw error;
    }
    setLooked(found);
    setState({ at: "done", when: now });
  };

  /** Other roots: whose word a time is, is asked anew of the files on the screen. */
  const trust = (more: Partial<typeof roots.current>) => {
    const before = Object.values(roots.current).join("\n");
    roots.current = { ...roots.current, ...more };
    const changed = Object.values(roots.current).join("\n") !== before;
    if (changed && taken.current.length > 0) void check(taken.current);
  };
  useEffect(() => {
    void given?.().then((pem) => {
      setSettings(pem);
      trust({ settings: pem });
    });
  }, []);

  const graded = useMemo(() => {
    const { reports, meetings } = regrade(
      looked.map(({ report }) => report),
      list.keys,
    );
    return { meetings, looked: looked.map((each, n) => ({ ...each, report: reports[n] ?? each.report })) };
  }, [looked, list]);

  return {
    state,
    refused,
    list,
    ...graded,
    check,
    cancel: () => {
      running.current?.abort();
      taken.current = [];
      setLooked([]);
      setRefused([]);
      setState({ at: "idle" });
    },
    settings,
    useRoots: (own: string) => trust({ own }),
    useKeys: (text: string) => setList(text.trim() === "" ? NO_KEYS : readKnownKeys(text)),
  };
}

/** Milliseconds. Each step is drawn, and drawing takes its time from the check: ten a second took a twentieth (2026-11). */
const STEP = 250;

/** Passes on four steps a second, and a hundred at most: a bar needs no more. */
function throttled(report: (done: number, total: number) => unknown) {
  let last = { percent: -1, at: Number.NEGATIVE_INFINITY };
  return (done: number, total: number) => {
    const percent = Math.floor((100 * done) / total);
    if (percent === last.percent) return;
    const at = performance.now(); // not at each of thousands of lines: there it is felt (2026-11)
    if (at - last.at < STEP) return;
    last = { percent, at };
    report(done, total);
  };
}
