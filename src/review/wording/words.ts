import { foldText } from '../../link/index.ts'

/** The words of a phrase, stemmed: spelling, number and tense make no difference. */
export function stemsOf(text: string): string[] {
  return (foldText(text).match(/[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*/gu) ?? []).map(stemOf)
}

/** One spelling and one form for a word: British and American, singular and plural, tenses. */
export function stemOf(word: string): string {
  const bare = word.replace(/['’]s?$/, '')
  if (bare.length < 4) return bare
  return bare
    .replace(/^(def|off|lic|pret)ence$/, '$1ense')
    .replace(/isation/, 'ization')
    .replace(/is(e[sd]?|ing)$/, 'iz$1')
    .replace(/our(?=$|s$|ed$|ing$)/, 'or')
    .replace(/^programmes?$/, 'program')
    .replace(/(?:ies|ied)$/, 'y')
    .replace(/(?<=..)(?:ings?|ed|es|s)$/, '')
    .replace(/(.)\1$/, '$1')
    .replace(/(?<=...)e$/, '')
}

/** Stems that say nothing of what a phrase is about. */
export const LIGHT: ReadonlySet<string> = new Set(
  stemsOf(
    `the a an and or but of to in on at by for from with as that this these those its it their his her our my your we they he she i
    is are was were be been being has have had do does did which who whom whose not no so than then there also both recent latest
    towards toward over about upon into between among against will shall would`,
  ),
)
