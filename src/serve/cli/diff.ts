import { ReadoutError } from '../../errors.ts'
import type { WordingChange, Wordings } from '../../review/index.ts'
import { type RawFilters, readAsOf, readFilters } from '../filters.ts'
import type { Io } from './io.ts'
import { type Look, printable, type Style, styled, wrapped } from './layout.ts'
import { openExisting } from './list.ts'
import { nothingFound } from './nothing.ts'

export interface DiffOptions extends Readonly<Record<string, unknown>> {
  readonly database: string
  readonly speaker: string
  readonly topic?: string
  readonly from?: string
  readonly to?: string
  readonly limit?: number
  readonly asOf?: string
  readonly laterJudgements?: true
  readonly format: 'text' | 'json' | 'html'
}

/** Statements compared unless `--limit` says otherwise. */
export const STATEMENTS = 5

/** `readout diff`: what changed in the words of a speaker from statement to statement; returns the exit status. */
export async function diffCommand(options: DiffOptions, io: Io): Promise<number> {
  const asOf = readAsOf(options.asOf, '--as-of')
  const { from, to } = readFilters({ from: options.from, to: options.to } as RawFilters, (name) => `--${name}`)
  if (options.speaker.trim() === '') throw new ReadoutError('usage', '--speaker must not be empty')
  const [{ readWordings }, { loadWordingLexicon }] = await Promise.all([
    import('../../review/index.ts'),
    import('../../load-review.ts'),
  ])
  const record = await openExisting(io, options.database, asOf, options)
  try {
    const query = {
      speaker: options.speaker,
      ...(options.topic === undefined ? {} : { topic: options.topic }),
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
      limit: options.limit ?? STATEMENTS,
    }
    const wordings = await readWordings(record, query, loadWordingLexicon())
    await io.write(await printed(wordings, options, io))
    return 0
  } finally {
    await record.close()
  }
}

async function printed(wordings: Wordings, { format, speaker, topic }: DiffOptions, look: Look): Promise<string> {
  switch (format) {
    case 'json':
      return `${JSON.stringify(wordings)}\n`
    case 'html': {
      const { wordingsHtml } = await import('./diffHtml.ts')
      return wordingsHtml(wordings, topic === undefined ? speaker : `${speaker} on ${topic}`)
    }
    case 'text':
      return wordingsText(wordings, { speaker, look })
  }
}

function wordingsText(
  { statements, changes }: Wordings,
  { speaker, look }: { readonly speaker: string; readonly look: Look },
): string {
  if (statements.length === 0) return nothingFound('No statement matches.', { actor: speaker })
  if (statements.length === 1) return `One statement, of ${statements[0]!.day}: nothing to compare it with.\n`
  return changes.map((change) => changeText(change, look)).join('\n')
}

const STYLES: Readonly<Record<WordingChange['phrases'][number]['change'], Style>> = {
  kept: 'dim',
  dropped: 'red',
  added: 'green',
  strengthened: 'yellow',
  weakened: 'cyan',
  reworded: 'bold',
}
const INDENT = 14

function changeText({ from, to, phrases }: WordingChange, look: Look): string {
  const lines = phrases.map(({ change, before, after, because }) => {
    const [a, b] = [before && printable(before.text), after && printable(after.text)]
    const words = a === undefined || b === undefined || a === b ? (b ?? a ?? '') : `${a} → ${b}`
    const why =
      because === undefined ? '' : ` (${because.scale}: ${because.before || 'none'} → ${because.after || 'none'})`
    return `${styled(change.padEnd(INDENT), STYLES[change], look)}${wrapped(words + why, INDENT, look).slice(INDENT)}`
  })
  return `${styled(`${from || 'undated'} → ${to || 'undated'}`, 'bold', look)}\n${lines.join('\n')}\n`
}
