/**
 * Padmé: lengths are rounded up so that they tell only their order of size (Nikitin et al., PoPETS 2019); at most 12 % more.
 * A published bundle states the exact sizes of its files: on a seized disk those sizes must not be found again.
 */

/** Nothing is stored shorter than this: most rows are then of one size. */
const LEAST = 512;

/** The padded length of `length` bytes; exact up to 2^53. */
export function paddedLength(length: number): number {
  if (length <= LEAST) return LEAST;
  const exponent = Math.floor(Math.log2(length));
  const kept = Math.floor(Math.log2(exponent)) + 1;
  const step = 2 ** (exponent - kept);
  return Math.ceil(length / step) * step;
}
