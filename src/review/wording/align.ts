import type { ScaleForm, WordingLexicon } from './lexicon.ts'
import { type Phrase, phrasesOf } from './phrases.ts'

/** What became of a phrase between two statements. */
export type Change = 'kept' | 'dropped' | 'added' | 'strengthened' | 'weakened' | 'reworded'

/** A stretch of one statement. */
export interface PhraseSpan {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** A phrase of the earlier statement, of the later one, or one of each that say the same thing, and how they compare. */
export interface AlignedPhrase {
  readonly change: Change
  readonly before?: PhraseSpan
  readonly after?: PhraseSpan
  /** Why it is stronger or weaker: the words of the two, and their scale. */
  readonly because?: { readonly scale: string; readonly before: string; readonly after: string }
}

/** Aligns two statements phrase by phrase, in the order of the later one, with what was dropped where it stood. */
export function compareWordings(before: string, after: string, lexicon: WordingLexicon): AlignedPhrase[] {
  const [a, b] = [phrasesOf(before, lexicon), phrasesOf(after, lexicon)]
  const matched = matchPhrases(a, b)
  const spanA = (i: number) => spanOf(before, a[i]!)
  const spanB = (j: number) => spanOf(after, b[j]!)
  const aligned: AlignedPhrase[] = []
  const isPlaced = new Set<number>()
  const placeDropped = (upTo: number) => {
    for (let i = 0; i < upTo; i++) {
      if (isPlaced.has(i) || matched.has(i)) continue
      isPlaced.add(i)
      aligned.push({ change: 'dropped', before: spanA(i) })
    }
  }
  const matchOf = new Map([...matched].map(([i, j]) => [j, i]))
  for (let j = 0; j < b.length; j++) {
    const i = matchOf.get(j)
    if (i === undefined) {
      aligned.push({ change: 'added', after: spanB(j) })
      continue
    }
    placeDropped(i)
    aligned.push({ ...judge(a[i]!, b[j]!), before: spanA(i), after: spanB(j) })
  }
  placeDropped(a.length)
  return aligned
}

function spanOf(text: string, { start, end }: Phrase): PhraseSpan {
  return { start, end, text: text.slice(start, end) }
}

/** Pairs of phrases that say the same thing, the most alike first, then those that stand alike. */
function matchPhrases(a: readonly Phrase[], b: readonly Phrase[]): Map<number, number> {
  const pairs: { i: number; j: number; score: number }[] = []
  for (let i = 0; i < a.length; i++)
    for (let j = 0; j < b.length; j++) {
      const score = likeness(a[i]!, b[j]!)
      const apart = Math.abs(i / a.length - j / b.length)
      if (score >= ALIKE) pairs.push({ i, j, score: score - apart / 10 })
    }
  pairs.sort((x, y) => y.score - x.score || x.i - y.i || x.j - y.j)
  const matched = new Map<number, number>()
  const taken = new Set<number>()
  for (const { i, j } of pairs) {
    if (matched.has(i) || taken.has(j)) continue
    matched.set(i, j)
    taken.add(j)
  }
  return matched
}

/** Half of the words that tell something. */
const ALIKE = 0.5

function likeness(a: Phrase, b: Phrase): number {
  const [x, y] = [headOf(a), headOf(b)]
  const overlap = dice(a.content, b.content)
  if (x === undefined && y === undefined) return overlap
  if (x === undefined || y === undefined) return overlap >= 0.8 ? overlap : 0
  if (x.scale !== y.scale) return 0
  const about = a.object.size === 0 && b.object.size === 0 ? 1 : dice(a.object, b.object)
  if (x.rank === y.rank) return 0.6 + 0.4 * about
  return about >= SAME_MATTER ? 0.55 + 0.4 * about : 0
}

/** A milder or stronger verb is compared where at least a fifth of what it is said of is the same. */
const SAME_MATTER = 0.2

const headOf = ({ forms }: Phrase): ScaleForm | undefined => forms.find(({ isHead }) => isHead)

function dice(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 || b.size === 0) return a.size === b.size ? 1 : 0
  let shared = 0
  for (const one of a) if (b.has(one)) shared++
  return (2 * shared) / (a.size + b.size)
}

function judge(a: Phrase, b: Phrase): Pick<AlignedPhrase, 'change' | 'because'> {
  for (const { scale } of [...a.forms, ...b.forms]) {
    const [x, y] = [strength(a, scale), strength(b, scale)]
    // A scale that only one of the two is on tells nothing, but words of degree do: none is less than some.
    if (x === y || (scale !== DEGREE && (x === undefined || y === undefined))) continue
    const change = (y ?? 0) > (x ?? 0) ? 'strengthened' : 'weakened'
    return { change, because: { scale, before: wordsOn(a, scale), after: wordsOn(b, scale) } }
  }
  const isSame = a.content.size === b.content.size && [...a.content].every((stem) => b.content.has(stem))
  return { change: isSame || headOf(a) !== undefined ? 'kept' : 'reworded' }
}

const DEGREE = 'degree'

function strength({ forms }: Phrase, scale: string): number | undefined {
  const ranks = forms.filter((form) => form.scale === scale).map(({ rank }) => rank)
  if (ranks.length === 0) return undefined
  return scale === DEGREE ? ranks.reduce((sum, rank) => sum + rank, 0) : Math.max(...ranks)
}

const wordsOn = ({ forms }: Phrase, scale: string) =>
  forms
    .filter((form) => form.scale === scale)
    .map(({ form }) => form)
    .join(' ')
