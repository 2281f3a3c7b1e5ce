import { readFileSync, writeFileSync } from 'node:fs'
import { DEV_TOPICS, readEcb } from '../eval/link/ecb.ts'
import { type ToldAct, toldActs } from '../eval/link/told.ts'
import { countFeatures } from '../src/link/index.ts'
import type { Feature, NEEDED } from '../src/link/weights.ts'
import { loadResources } from '../src/run.ts'
import { fitWeights, type Row } from './regression.ts'

/** Where the weights stand; the numbers alone are rewritten. */
const FILE = 'src/link/weights.ts'

/** The features of acts that are marked and not coded, and what they need: with too few coded acts to fit to, the rest are set by hand. */
const NAMES: readonly (Feature | keyof typeof NEEDED)[] = [
  'context',
  'same-trigger',
  'rare-trigger',
  'like-trigger',
  'shared-trigger',
  'story',
  'like-story',
  'trigger-in-story',
  'same-text',
  'told',
]

/** How strongly weights are drawn to 0: that of so many pairs. */
const STRENGTH = 1
/**
 * Taken off the log-odds that a join needs: a cluster is joined to another by the average of its pairs, of which some
 * are always unlike. The best on the training topics.
 */
const LENIENCE = 1

/**
 * `npm run train -- link`: fits the weights of marked acts by logistic regression to the pairs of the training topics of
 * ECB+ and writes them into `src/link/weights.ts`. No feature is a word or a name, and no chance is involved.
 */
export function run(): void {
  const documents = readEcb().filter(({ topic }) => !DEV_TOPICS.has(topic))
  if (documents.length === 0) throw new Error('ECB+ is not in ../shared/data/ecb')
  const acts = toldActs(documents, loadResources())
  const rows = acts.flatMap((act, i) =>
    acts.slice(0, i).flatMap((other) => (act.topic === other.topic ? rowOf(act, other) : [])),
  )
  const zeros = NAMES.map(() => 0)
  const weights = fitWeights(
    rows,
    zeros,
    NAMES.map(() => STRENGTH),
  )
  const numbers = new Map<string, number>(NAMES.map((name, i) => [name, rounded(name, weights[i]!)]))
  writeFileSync(FILE, rewrite(readFileSync(FILE, 'utf8'), numbers))
  console.log(`${rows.length} pairs, ${rows.filter(({ isOne }) => isOne).length} of one act`)
}

function rowOf(a: ToldAct, b: ToldAct): Row[] {
  const counts = countFeatures(a.mention, b.mention)
  if (counts === undefined) return []
  const entries = [...counts, ['told', 1] as const]
  return [
    {
      idxs: entries.map(([name]) => NAMES.indexOf(name)),
      values: entries.map(([, times]) => times),
      isOne: a.gold.cluster === b.gold.cluster,
    },
  ]
}

function rounded(name: string, weight: number): number {
  return Math.round((name === 'told' ? -weight - LENIENCE : weight) * 100) / 100
}

function rewrite(source: string, numbers: ReadonlyMap<string, number>): string {
  return source.replaceAll(/^( {2}'?([\w-]+)'?: )-?[\d.]+,$/gm, (line, before: string, name: string) => {
    const value = numbers.get(name)
    return value === undefined ? line : `${before}${value},`
  })
}
