/** One coder's answer about one unit; undefined where the coder gave none. */
export type Answer = string | undefined

/**
 * The interval in which the true share lies with 95% confidence when `n` of `of` were counted (Wilson 1927): shares, not percent.
 * Nothing counted tells nothing: 0 to 1.
 */
export function wilson(n: number, of: number): readonly [low: number, high: number] {
  if (of === 0) return [0, 1]
  const share = n / of
  const spread = Z * Math.sqrt((share * (1 - share)) / of + (Z * Z) / (4 * of * of))
  const middle = share + (Z * Z) / (2 * of)
  const scale = 1 + (Z * Z) / of
  return [Math.max(0, (middle - spread) / scale), Math.min(1, (middle + spread) / scale)]
}

/** The 97.5% quantile of the normal distribution. */
const Z = 1.959964

/**
 * Krippendorff's alpha for nominal answers: 1 for perfect agreement, 0 for what chance gives. A row is a unit with the answers of all
 * coders; units that fewer than two answered count for nothing. Undefined where no two answers differ and there is nothing to compare.
 */
export function krippendorffAlpha(units: readonly (readonly Answer[])[]): number | undefined {
  const paired = units.map((unit) => unit.filter((answer) => answer !== undefined)).filter(({ length }) => length > 1)
  const totals = new Map<string, number>()
  let [n, observed] = [0, 0]
  for (const unit of paired) {
    for (const answer of unit) totals.set(answer, (totals.get(answer) ?? 0) + 1)
    n += unit.length
    observed += disagreements(unit) / (unit.length - 1)
  }
  const expected = (n * n - [...totals.values()].reduce((sum, count) => sum + count * count, 0)) / (n - 1)
  if (n < 2 || expected === 0) return undefined
  return 1 - observed / expected
}

/** Ordered pairs of answers about one unit that differ. */
function disagreements(unit: readonly string[]): number {
  const counts = new Map<string, number>()
  for (const answer of unit) counts.set(answer, (counts.get(answer) ?? 0) + 1)
  return unit.length * unit.length - [...counts.values()].reduce((sum, count) => sum + count * count, 0)
}
