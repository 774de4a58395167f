/** One rung of the ladder of grades: how far one claim can be relied on (FORMAT §10.8). Never "authentic", never "complete". */

/** `holds`: checked and so. `fails`: checked and not so. `unknown`: this file, and what was loaded beside it, cannot say. */
export type GradeState = "holds" | "fails" | "unknown";

export interface RungWords {
  en: string;
  vi: string;
}

/** The shape of a rung's sentence. */
export interface GradeWords extends RungWords {
  state: GradeState;
  clause: string;
}
