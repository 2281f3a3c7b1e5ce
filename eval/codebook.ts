import { writeFileSync } from 'node:fs'
import { loadResources } from '../src/run.ts'
import { faultOfNo, faultOfYes, KNOWN_WRONG } from '../test/codebook-examples.ts'
import { tellingEveryEvent } from '../test/every-event.ts'

/**
 * Runs every example of the codebook through the walk and prints those that come out wrong, then the share that is right.
 * `--freeze` writes the wrong ones to the list that the tests hold against; other arguments are prefixes of entry ids.
 */
export async function run(args: readonly string[]): Promise<void> {
  const resources = tellingEveryEvent(loadResources())
  const prefixes = args.filter((arg) => arg !== '--freeze')
  const wanted = resources.code.codebook.entries.filter(
    ({ id }) => prefixes.length === 0 || prefixes.some((prefix) => id.startsWith(prefix)),
  )
  let nExamples = 0
  const wrong: string[] = []
  for (const entry of wanted) {
    const judged = [
      ...entry.yes.map((example) => ({ kind: 'yes', example, fault: faultOfYes(entry, example, resources) })),
      ...entry.no.map((example) => ({ kind: 'no', example, fault: faultOfNo(entry, example, resources) })),
    ]
    nExamples += judged.length
    for (const { kind, example, fault } of judged) {
      if (fault === undefined) continue
      wrong.push(`${entry.id}\t${example}`)
      console.log([entry.id, kind, example, fault].join('\t'))
    }
  }
  const share = (100 * (nExamples - wrong.length)) / nExamples
  console.log(
    `${nExamples - wrong.length} of ${nExamples} examples of ${wanted.length} entries are right (${share.toFixed(1)}%)`,
  )
  if (args.includes('--freeze') && prefixes.length === 0) {
    const head =
      '# FIXME: examples of rules/code/ that come out wrong, entry and example; "npm run eval -- codebook --freeze".\n'
    writeFileSync(KNOWN_WRONG, `${head}${[...new Set(wrong)].sort().join('\n')}\n`)
  }
}
