import type { GoldParty } from './gold.ts'

/** Letters without marks and case, digits and apostrophes, with single spaces. */
export function normalise(text: string | undefined): string {
  return (text ?? '')
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[’‘]/g, "'")
    .replace(/[^\p{L}\p{N}' ]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

/** The normalised words of a text. */
export function wordsOf(text: string | undefined): string[] {
  return normalise(text)
    .split(' ')
    .filter((word) => word !== '')
}

/** Whether one of the names shares a word of three letters or more with the gold name. */
export function isNamed(gold: string, names: readonly string[]): boolean {
  const wanted = wordsOf(gold).filter((word) => word.length > 2)
  return names.some((name) => {
    const words = wordsOf(name)
    return words.length <= 8 && wanted.some((word) => words.includes(word))
  })
}

/** Codes that mean the same body in ISO 3166, CAMEO and the gold. */
const SAME_CODE: Readonly<Record<string, string>> = { UNO: 'UN', UNSC: 'UN', UNS: 'UN', EUR: 'EU', GSEV: 'G7' }

/** The country or body of a party, undefined where none is known. */
export function codeOf(
  party: GoldParty | { readonly country?: string | null | undefined } | undefined,
): string | undefined {
  const code = typeof party === 'string' ? party : party?.country
  return code ? (SAME_CODE[code] ?? code) : undefined
}

/** The known codes of several parties. */
export function codesOf(
  parties: readonly (GoldParty | { readonly country?: string | null | undefined })[],
): Set<string> {
  return new Set(parties.map(codeOf).filter((code) => code !== undefined))
}

/** Whether two sets share an element. */
export function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return [...a].some((one) => b.has(one))
}

/** The share of two sets' elements that both hold; 1 for two empty sets. */
export function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const union = new Set([...a, ...b])
  return union.size === 0 ? 1 : [...a].filter((one) => b.has(one)).length / union.size
}
