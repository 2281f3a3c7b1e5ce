/** Names the language of a text by its BCP 47 tag, `und` where it cannot tell. */
export type LanguageDetector = (text: string) => string

/** The commonest function words of English news prose; none but a few is a word of another large language. */
const FUNCTION_WORDS = new Set(
  'the of to and that for with was were is are has have had been by at from as it its this which who will would said after not but his her their they he she on about'.split(
    ' ',
  ),
)
/** English prose has one function word in two to three words; a text of names alone, or of another language, few. */
const MIN_SHARE = 0.18
const MIN_WORDS = 6
const MAX_SAMPLE = 4000
const LONGEST = Math.max(...[...FUNCTION_WORDS].map((word) => word.length))

/**
 * Returns `en` where the share of function words leaves no doubt, which is so for nearly all English reports, and
 * undefined where a language detector must decide. Saves loading its tables for most runs of the program.
 */
export function englishBeyondDoubt(text: string): 'en' | undefined {
  const sample = text.slice(0, MAX_SAMPLE).toLowerCase()
  let nWords = 0
  let nFunction = 0
  let start = 0
  for (let at = 0; at <= sample.length; at++) {
    if (at < sample.length && isLetterAt(sample, at)) continue
    if (at > start) {
      nWords += 1
      if (at - start <= LONGEST && FUNCTION_WORDS.has(sample.slice(start, at))) nFunction += 1
    }
    start = at + 1
  }
  return nWords >= MIN_WORDS && nFunction / nWords >= MIN_SHARE ? 'en' : undefined
}

/** Whether a code unit of a text in lower case is a letter, or half of one. */
function isLetterAt(lower: string, at: number): boolean {
  const unit = lower.charCodeAt(at)
  if (unit < 128) return unit >= 97 && unit <= 122
  if (unit < 0xd800 || unit > 0xdfff) return /\p{L}/u.test(lower[at]!)
  const point = lower.codePointAt(unit >= 0xdc00 && at > 0 ? at - 1 : at)!
  return point > 0xffff && /\p{L}/u.test(String.fromCodePoint(point))
}

/**
 * Loads the language detector (eld's smallest n-gram tables; docs/decisions has the comparison). Texts of fewer than
 * five words, and those it finds unreliable, are `und`: names alone look like any language.
 */
export async function loadLanguageDetector(): Promise<LanguageDetector> {
  const { eld } = await import('eld/extrasmall')
  return (text) => {
    const sample = text.slice(0, MAX_SAMPLE)
    const letters = sample.match(/\p{L}/gu)?.length ?? 0
    const isLatin = (sample.match(/\p{Script=Latin}/gu)?.length ?? 0) * 2 >= letters
    // Scripts without spaces have no words to count; a handful of letters of theirs is enough.
    if (letters < 8 || (isLatin && (sample.match(/\p{L}+/gu)?.length ?? 0) < 5)) return 'und'
    const found = eld.detect(sample)
    return found.language === '' || !found.isReliable() ? 'und' : found.language
  }
}
