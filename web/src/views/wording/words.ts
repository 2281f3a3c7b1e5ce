/** A stretch of a phrase: in both wordings, or in one alone. */
export interface WordRun {
  readonly text: string
  readonly isIn: 'both' | 'before' | 'after'
}

/** Compares two wordings word by word: the longest run of words in common, and what stands between. */
export function compareWords(before: string, after: string): WordRun[] {
  const [a, b] = [wordsOf(before), wordsOf(after)]
  const common = commonLengths(a, b)
  const runs: { text: string; isIn: WordRun['isIn'] }[] = []
  const add = (text: string, isIn: WordRun['isIn']) => {
    const last = runs.at(-1)
    if (last?.isIn === isIn) last.text += ` ${text}`
    else runs.push({ text, isIn })
  }
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && bare(a[i]!) === bare(b[j]!)) {
      add(b[j]!, 'both')
      i += 1
      j += 1
    } else if (j >= b.length || (i < a.length && common[i + 1]![j]! >= common[i]![j + 1]!)) add(a[i++]!, 'before')
    else add(b[j++]!, 'after')
  }
  return runs
}

/** One wording of two, with what the other lacks: `side` says which. */
export function wordsOfSide(runs: readonly WordRun[], side: 'before' | 'after'): WordRun[] {
  return runs.filter(({ isIn }) => isIn === 'both' || isIn === side)
}

const wordsOf = (text: string) => text.split(/\s+/).filter((word) => word !== '')

/** Words compare without case and marks. */
const bare = (word: string) => word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

/** How many words the rests of both from `i` and `j` on have in common, in order. */
function commonLengths(a: readonly string[], b: readonly string[]): number[][] {
  const table = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0))
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      table[i]![j] =
        bare(a[i]!) === bare(b[j]!) ? table[i + 1]![j + 1]! + 1 : Math.max(table[i + 1]![j]!, table[i]![j + 1]!)
  return table
}
