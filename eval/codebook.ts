import { loadResources } from '../src/run.ts'
import { faultOfNo, faultOfYes } from '../test/codebook-examples.ts'

/** Runs every example of the codebook through the walk and prints those that come out wrong, then the share that is right. */
export async function run(args: readonly string[]): Promise<void> {
  const resources = loadResources()
  const wanted = resources.code.codebook.entries.filter(
    ({ id }) => args.length === 0 || args.some((prefix) => id.startsWith(prefix)),
  )
  let nExamples = 0
  let nWrong = 0
  for (const entry of wanted) {
    const judged = [
      ...entry.yes.map((example) => ({ kind: 'yes', example, fault: faultOfYes(entry, example, resources) })),
      ...entry.no.map((example) => ({ kind: 'no', example, fault: faultOfNo(entry, example, resources) })),
    ]
    nExamples += judged.length
    for (const { kind, example, fault } of judged) {
      if (fault === undefined) continue
      nWrong += 1
      console.log([entry.id, kind, example, fault].join('\t'))
    }
  }
  console.log(
    `${nExamples - nWrong} of ${nExamples} examples of ${wanted.length} entries are right (${((100 * (nExamples - nWrong)) / nExamples).toFixed(1)}%)`,
  )
}
