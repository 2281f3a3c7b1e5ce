import { writeFileSync } from 'node:fs'
import { loadResources } from '../src/run.ts'
import { DEV_TOPICS } from './link/ecb.ts'
import { scorePairs } from './link/pairs.ts'
import { scoreTold } from './link/told.ts'

/**
 * Measures linking: pairs of acts of our own gold, joined or kept apart; the marked acts of ECB+, by the measures of
 * the CoNLL shared tasks, over all development topics at once. `--errors` lists the wrong pairs of the reports that may
 * be looked at; `--freeze` rewrites the baselines.
 */
export async function run(args: readonly string[]): Promise<void> {
  const resources = loadResources()
  const pairs = scorePairs(resources, args.includes('--errors') ? console.log : undefined)
  console.table(pairs)
  const told = args.includes('--own') ? [] : scoreTold(resources, (topic) => DEV_TOPICS.has(topic))
  console.table(told)
  if (!args.includes('--freeze')) return
  writeFileSync('eval/link-frozen.tsv', table(pairs))
  if (told.length > 0) writeFileSync('eval/link-told-frozen.tsv', table(told))
}

function table(rows: readonly object[]): string {
  return `${[Object.keys(rows[0]!).join('\t'), ...rows.map((row) => Object.values(row).join('\t'))].join('\n')}\n`
}
