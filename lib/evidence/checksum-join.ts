/** CRC-32 of two pieces from those of each, without their bytes: what was summed once need not be read again. */

/** x⁰ as CRC-32 holds polynomials over GF(2): the highest power in the lowest bit. */
const ONE = 0x80000000;
/** What remainders are taken by, without x³². */
const POLYNOMIAL = 0xedb88320;

/** a · b. */
function times(a: number, b: number): number {
  let product = 0;
  for (let bit = ONE; bit !== 0; bit >>>= 1) {
    if (a & bit) product ^= b;
    b = b & 1 ? (b >>> 1) ^ POLYNOMIAL : b >>> 1;
  }
  return product >>> 0;
}

/** x⁸, and each the square of the one before. */
const SQUARES = [ONE >>> 8];
for (let power = 1; power < 53; power++) {
  const root = SQUARES.at(-1) ?? ONE;
  SQUARES.push(times(root, root));
}

/** The lengths asked for last and what they shift by: most pieces are of few lengths. */
const known = new Map<number, number>();
const KNOWN_AT_MOST = 64;

/** x⁸ to this power: what a checksum is multiplied by where as many bytes follow. */
function shift(bytes: number): number {
  let power = known.get(bytes);
  if (power !== undefined) return power;
  power = ONE;
  for (let [left, at] = [bytes, 0]; left > 0; left = Math.floor(left / 2), at++)
    if (left % 2 === 1) power = times(power, SQUARES[at] ?? ONE);
  if (known.size === KNOWN_AT_MOST) known.clear();
  known.set(bytes, power);
  return power;
}

/** The checksum of two pieces one after the other; `length`: bytes of the second. */
export const joinChecksums = (first: number, second: number, length: number): number =>
  (times(first, shift(length)) ^ second) >>> 0;
