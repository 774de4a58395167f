/** The last step of `npm run build`: the verifier as one HTML file. */
import { statSync, writeFileSync } from "node:fs";
import { relative } from "node:path";
import { SINGLE_FILE } from "./paths.ts";
import { makeSingleFile } from "./single-file.ts";

writeFileSync(SINGLE_FILE, await makeSingleFile());
console.log(`${relative(process.cwd(), SINGLE_FILE)}  ${(statSync(SINGLE_FILE).size / 1000).toFixed(0)} kB`);
