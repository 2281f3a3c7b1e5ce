/** Character classes of the tokeniser, by UTF-16 code unit. */
export const OTHER = 0
export const LETTER = 1
export const DIGIT = 2
export const SPACE = 3
/** Apostrophes and single quotation marks, straight and curly, and the grave accent that stands in for them. */
export const APOSTROPHE = 4

/** The classes in the order in which they are told: a later one wins over an earlier one. */
const RUNS: readonly (readonly [number, RegExp])[] = [
  [APOSTROPHE, /['`´‘’ʼ]+/g],
  [SPACE, /[\s\u0085\u180e\u200b\u2060\ufeff\p{Cc}]+/gu],
  [DIGIT, /\p{Nd}+/gu],
  [LETTER, /(?:\p{L}|\p{M}|\u200c|\u200d|\ufe0f)+/gu],
]

const CLASSES = buildClasses()

/** The class of the code unit; letters include marks and every unit of the surrogate ranges. */
export function charClass(unit: number): number {
  return CLASSES[unit]!
}

export function isUpper(unit: number): boolean {
  if (unit < 128) return unit >= 65 && unit <= 90
  const letter = String.fromCharCode(unit)
  return letter !== letter.toLowerCase()
}

export function isLower(unit: number): boolean {
  if (unit < 128) return unit >= 97 && unit <= 122
  const letter = String.fromCharCode(unit)
  return letter !== letter.toUpperCase()
}

/** A table of all 65,536 code units, because a regular expression a character is what made the tokeniser slow. */
function buildClasses(): Uint8Array {
  const classes = new Uint8Array(65536)
  // Scripts between these and surrogate pairs are kept whole.
  classes.fill(LETTER, 0x3100, 0xfe00)
  tellRuns(classes, 0, 0x3100)
  tellRuns(classes, 0xfe00, 0x10000)
  return classes
}

/** Tells the classes of the units from `start` to `end`, a run of like ones at a time. */
function tellRuns(classes: Uint8Array, start: number, end: number): void {
  const units = String.fromCharCode(...Array.from({ length: end - start }, (_, i) => start + i))
  for (const [kind, pattern] of RUNS)
    for (const { index, 0: run } of units.matchAll(pattern))
      classes.fill(kind, start + index, start + index + run.length)
}
