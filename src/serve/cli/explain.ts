import { annotate, type Doc } from '../../annotate/index.ts'
import { type Explanation, explain } from '../../code/index.ts'
import { ReadoutError } from '../../errors.ts'
import { loadResources } from '../../run.ts'
import { type InputOptions, inputReports, type Tally } from './inputs.ts'
import type { Io } from './io.ts'

export interface ExplainOptions extends InputOptions {
  readonly format: 'text' | 'json'
  readonly sentence?: number
}

/** `readout explain`: prints how sentences were read and which entries of the codebook fired; returns the exit status. */
export async function explainCommand(inputs: readonly string[], options: ExplainOptions, io: Io): Promise<number> {
  const resources = loadResources()
  const print = await printerOf(options, io)
  const tally: Tally = { nReports: 0, nFailed: 0 }
  const found: string[] = []
  for await (const report of inputReports(inputs, options, { io, tally })) {
    const doc = annotate(report, resources.annotate)
    const sentences = chosen(explain(doc, resources.code), options.sentence, report.origin)
    found.push(print(doc, sentences))
    if (options.format === 'text') await io.write(found.pop()!)
  }
  if (options.format === 'json') await io.write(`[\n${found.join(',\n')}\n]\n`)
  return tally.nFailed > 0 ? 1 : 0
}

/** @throws ReadoutError `usage` where the report has no sentence of that number. */
function chosen(sentences: readonly Explanation[], number: number | undefined, origin: string): readonly Explanation[] {
  if (number === undefined) return sentences
  const found = sentences[number - 1]
  if (found) return [found]
  const has = sentences.length === 1 ? 'one sentence' : `${sentences.length} sentences`
  throw new ReadoutError('usage', `${origin} has ${has}; there is no sentence ${number}`)
}

type Printer = (doc: Doc, sentences: readonly Explanation[]) => string

async function printerOf({ format }: ExplainOptions, io: Io): Promise<Printer> {
  if (format === 'json')
    return ({ report: { id, origin, text } }, sentences) =>
      JSON.stringify(
        {
          report: { id, origin },
          sentences: sentences.map((one) => ({ text: text.slice(one.span.start, one.span.end), ...one })),
        },
        null,
        2,
      )
  const { explanationText } = await import('./explanationText.ts')
  return (doc, sentences) => explanationText(doc, sentences, io)
}
