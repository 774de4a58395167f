/** How text is laid out in a terminal: colours where there are any, lines no longer than the window. */

export const INDENT = "  ";
const LABEL = 18;

export interface Style {
  paint(code: number, text: string): string;
  width: number;
}

/** The style of this terminal; without colours where none are wanted or output goes to a file. */
export function terminalStyle(): Style {
  const colours = process.stdout.isTTY === true && !process.env.NO_COLOR;
  return {
    paint: (code, text) => (colours ? `\u001b[${code}m${text}\u001b[0m` : text),
    width: Math.min(100, Math.max(60, process.stdout.columns ?? 100)),
  };
}

export const heading = (text: string, style: Style): void =>
  console.log(`\n${INDENT}${style.paint(4, text)}\n`);

/** Prints label and value; long values go on under each other. Nothing where there is no value. */
export const rowPrinter =
  (style: Style, clean: (text: string) => string) =>
  (label: string, value: string | null): void => {
    if (!value) return;
    const [first = "", ...rest] = wrap(clean(value), style.width - LABEL - 2);
    console.log(`${INDENT}${style.paint(2, label.padEnd(LABEL))}${first}`);
    for (const line of rest) console.log(`${INDENT}${" ".repeat(LABEL)}${line}`);
  };

/** Lines of at most `width` characters, cut at spaces only. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line ? `${line} ${word}` : word;
  }
  return [...lines, line];
}
