import { ReadoutError } from '../../errors.ts'
import { stemsOf } from './words.ts'

/** A form of a scale: `stems` in a row say that something is held with the strength `rank`. */
export interface ScaleForm {
  readonly scale: string
  /** Higher says more; below zero it takes back. Ranks of `degree` add up, of other scales the highest counts. */
  readonly rank: number
  /** Whether it is a verb, what follows being what is said. */
  readonly isHead: boolean
  /** As the lexicon has it. */
  readonly form: string
  readonly stems: readonly string[]
}

/** What comparing statements needs to know of words. */
export interface WordingLexicon {
  /** By first stem, longest forms first. */
  readonly scales: ReadonlyMap<string, readonly ScaleForm[]>
  /** Codes of states by the names that stand for them. */
  readonly states: ReadonlyMap<string, string>
  readonly statePattern: RegExp
}

/**
 * Reads `scales.tsv` of rules/review and `countries.tsv` of rules/annotate.
 * @throws ReadoutError `bad-rule` that names the line.
 */
export function readWordingLexicon({
  scales,
  countries,
}: {
  readonly scales: string
  readonly countries: string
}): WordingLexicon {
  const states = readStates(countries)
  const names = [...states.keys()].sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
  const statePattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${names.map(escaped).join('|')})(?![\\p{L}\\p{N}])`, 'gu')
  const forms = readScales(scales)
  const byStem = new Map<string, ScaleForm[]>()
  for (const form of forms) byStem.set(form.stems[0]!, [...(byStem.get(form.stems[0]!) ?? []), form])
  for (const some of byStem.values()) some.sort((a, b) => b.stems.length - a.stems.length)
  return { scales: byStem, states, statePattern }
}

function readScales(text: string): ScaleForm[] {
  const [header, ...lines] = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  if (header !== 'scale\trank\thead\tform')
    throw new ReadoutError('bad-rule', `scales.tsv: the header must be scale, rank, head, form, not "${header}"`)
  return lines.map((line) => {
    const [scale = '', rank = '', head = '', form = ''] = line.split('\t')
    if (!/^-?\d+$/.test(rank) || !/^(?:head|-)$/.test(head) || form === '')
      throw new ReadoutError('bad-rule', `scales.tsv: "${line}" must have a whole number, head or -, and a form`)
    return { scale, rank: Number(rank), isHead: head === 'head', form, stems: stemsOf(form) }
  })
}

/** Names, abbreviations and adjectives of states that mean nothing else. */
function readStates(text: string): Map<string, string> {
  const [header = '', ...lines] = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  const columns = header.split('\t')
  const wanted = ['name', 'names', 'abbreviations', 'adjectives'].map((name) => columns.indexOf(name))
  const states = new Map<string, string>()
  for (const line of lines) {
    const cells = line.split('\t')
    for (const form of wanted.flatMap((column) => (cells[column] ?? '').split('|')))
      if (form !== '' && !form.endsWith('?')) states.set(form, cells[0]!)
  }
  return states
}

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
