/** Files that may not be there. */

/** True where a file operation failed because there is no such file (ENOENT). */
export const isMissing = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "ENOENT";

/** For `catch`: null where there is no such file. @throws whatever else it was */
export function absent(error: unknown): null {
  if (isMissing(error)) return null;
  throw error;
}
