import { writeFileSync } from 'node:fs'
import { scoreCases } from './insight/cases.ts'
import { scoreWordings } from './insight/wordings.ts'

/**
 * Measures what only a record can tell on cases made by hand: phrases of statements aligned as a reader aligns them
 * (F1), and counts, contradictions and plans judged right. `--errors` lists what is wrong.
 */
export async function run(args: readonly string[]): Promise<void> {
  const { cases, precision, recall, f1 } = scoreWordings(args.includes('--errors'))
  const others = await scoreCases()
  if (args.includes('--errors')) for (const { set, errors } of others) for (const one of errors) console.log(set, one)
  const rows = [
    { set: 'wordings', cases, measure: 'phrase F1', value: percent(f1) },
    { set: 'wordings', cases, measure: 'precision', value: percent(precision) },
    { set: 'wordings', cases, measure: 'recall', value: percent(recall) },
    ...others.map(({ set, cases, right }) => ({ set, cases, measure: 'right', value: right })),
  ]
  console.table(rows)
  if (args.includes('--freeze'))
    writeFileSync(
      'eval/insight-frozen.tsv',
      `${[Object.keys(rows[0]!), ...rows.map((row) => Object.values(row))].map((row) => row.join('\t')).join('\n')}\n`,
    )
}

const percent = (share: number) => Math.round(share * 1000) / 10
