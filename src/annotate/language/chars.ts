/** Character classes of the tokeniser, by UTF-16 code unit. */
export const OTHER = 0
export const LETTER = 1
export const DIGIT = 2
export const SPACE = 3
/** Apostrophes and single quotation marks, straight and curly, and the grave accent that stands in for them. */
export const APOSTROPHE = 4

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
  for (let unit = 0; unit < 0x3100; unit++) classes[unit] = classOf(String.fromCharCode(unit))
  // Scripts past this point and surrogate pairs are kept whole, but for the ideographic space and stops.
  classes.fill(LETTER, 0x3100)
  for (let unit = 0xfe00; unit < 0x10000; unit++) classes[unit] = classOf(String.fromCharCode(unit))
  return classes
}

function classOf(letter: string): number {
  if (/\p{L}|\p{M}|\u200c|\u200d|\ufe0f/u.test(letter)) return LETTER
  if (/\p{Nd}/u.test(letter)) return DIGIT
  if (/[\s\u0085\u180e\u200b\u2060\ufeff\p{Cc}]/u.test(letter)) return SPACE
  if (/['`´‘’ʼ]/.test(letter)) return APOSTROPHE
  return OTHER
}
