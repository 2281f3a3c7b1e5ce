/** Counts for one kind of phrase. */
export interface Tally {
  nGold: number
  nAnswered: number
  nRight: number
}

/** A table line: kind, counts, precision, recall and F1 in percent. */
export function rowOf(kind: string, { nGold, nAnswered, nRight }: Tally): string {
  const percent = (a: number, b: number) => (b ? ((100 * a) / b).toFixed(1) : '-')
  const [p, r, f] = [percent(nRight, nAnswered), percent(nRight, nGold), percent(2 * nRight, nAnswered + nGold)]
  return [kind, nGold, nAnswered, nRight, p, r, f].join('\t')
}

/** Table lines by kind, in order, and for all together. */
export function rowsOf(tallies: ReadonlyMap<string, Tally>): readonly string[] {
  const total: Tally = { nGold: 0, nAnswered: 0, nRight: 0 }
  const rows = [...tallies]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([kind, tally]) => {
      total.nGold += tally.nGold
      total.nAnswered += tally.nAnswered
      total.nRight += tally.nRight
      return rowOf(kind, tally)
    })
  return [...rows, rowOf('all', total)]
}
