import { reportFromText } from '../src/acquire/index.ts'
import { run as code, loadResources } from '../src/run.ts'

/** Texts of about `n` words that strain one part each: a long sentence, many names, nested marks, one endless word. */
const KINDS: Readonly<Record<string, (n: number) => string>> = {
  sentences: (n) => 'The two ministers met in Oslo on Tuesday. '.repeat(n / 8),
  paragraphs: (n) => 'The two ministers met in Oslo on Tuesday.\n\n'.repeat(n / 8),
  names: (n) => 'Ana Brnabić met Lionel Roe of France. '.repeat(n / 7),
  'many names': (n) =>
    Array.from(
      { length: n / 7 },
      (_, i) => `Ana Br${i.toString(36)}ić met Lionel Ro${(i * 7).toString(36)} of France. `,
    ).join(''),
  'one sentence': (n) => `The minister ${'met the envoy and '.repeat(n / 4)}left.`,
  commas: (n) => `He met ${'Roe, '.repeat(n)} and left.`,
  quotations: (n) => '“We met,” he said. '.repeat(n / 4),
  'quotation marks': (n) => `${'“'.repeat(n / 2)} he said ${'"'.repeat(n / 2)}`,
  brackets: (n) => `${'('.repeat(n / 2)}The two met${')'.repeat(n / 2)}`,
  'one word': (n) => 'x'.repeat(n * 6),
  'short lines': (n) => 'A line\n'.repeat(n / 2),
  dates: (n) => `They met on ${'2 Feb 2022, '.repeat(n / 3)}.`,
}
const SIZES = [1250, 2500, 5000, 10_000]

/**
 * Measures whether time grows as the text does: CPU time a thousand words at four sizes, and the growth from the third to
 * the fourth, 1.0 where it is linear and 2.0 where it is quadratic.
 */
export async function run(args: readonly string[]): Promise<void> {
  const resources = loadResources()
  console.log(`CPU ms a thousand words, at ${SIZES.join(', ')} words\n\nkind\t${SIZES.join('\t')}\tgrowth`)
  for (const [kind, text] of Object.entries(KINDS)) {
    if (args.length > 0 && !args.includes(kind)) continue
    // The first text of a kind pays for compiling what it needs; that would hide growth.
    for (let pass = 0; pass < 3; pass++) code(reportFromText(text(SIZES[0]!), { published: '2022-02-02' }), resources)
    const ms = SIZES.map((size) => {
      const input = text(size)
      const before = process.cpuUsage()
      code(reportFromText(input, { published: '2022-02-02' }), resources)
      const { user, system } = process.cpuUsage(before)
      return (user + system) / 1000 / (size / 1000)
    })
    const growth = ms[3]! / ms[2]!
    console.log(`${kind}\t${ms.map((value) => value.toFixed(1)).join('\t')}\t${growth.toFixed(1)}`)
  }
}
