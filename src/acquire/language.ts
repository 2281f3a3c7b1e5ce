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

/**
 * Returns `en` where the share of function words leaves no doubt, which is so for nearly all English reports, and
 * undefined where a language detector must decide. Saves loading its tables for most runs of the program.
 */
export function englishBeyondDoubt(text: string): 'en' | undefined {
  const words =
    text
      .slice(0, MAX_SAMPLE)
      .toLowerCase()
      .match(/\p{L}+/gu) ?? []
  if (words.length < MIN_WORDS) return undefined
  const nFunction = words.reduce((sum, word) => sum + (FUNCTION_WORDS.has(word) ? 1 : 0), 0)
  return nFunction / words.length >= MIN_SHARE ? 'en' : undefined
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
