/** Rows that belong to a report are numbered within it: no report has so many acts or quotations. */
export const ROOM = 2 ** 20

/**
 * Reports are counted from here, so that no act has a number below 2^31: V8 keeps those in another way, and what it compiled for the acts of
 * the first two thousand reports it would throw away and compile anew for the others.
 */
export const FIRST_REPORT = 2 ** 31 / ROOM

/** Acts that analysts added to a report stand behind those that the program coded. */
const ADDED = ROOM / 2

/** The number of the act that a judgement adds to a report. */
export function numberAdded(report: number, judgement: number): number {
  return numberIn(report, ADDED + (judgement % ADDED))
}

/** Whether an act was added by an analyst. */
export function isAdded(n: number): boolean {
  return placeOf(n) >= ADDED
}

/** The number of the act or quotation at a place in its report's list; below 2^53 for two thousand million reports. */
export function numberIn(report: number, idx: number): number {
  return report * ROOM + idx
}

/** The number of the report that an act or quotation belongs to. */
export function reportOf(n: number): number {
  return Math.floor(n / ROOM)
}

/** The place of an act or quotation in its report's list. */
export function placeOf(n: number): number {
  return n % ROOM
}

/** A key of any length as a number of 52 bits: two keys that fall together are told apart by what they stand for. */
export function keyNumber(key: string): number {
  let [a, b] = [0x9e3779b9, 0x85ebca6b]
  for (let i = 0; i < key.length; i++) {
    const unit = key.charCodeAt(i)
    a = Math.imul(a ^ unit, 2_654_435_761)
    b = Math.imul(b ^ unit, 1_597_334_677)
  }
  a ^= b >>> 15
  b ^= a >>> 13
  return (a >>> 0) * 2 ** 20 + ((b >>> 0) & 0xfffff)
}
