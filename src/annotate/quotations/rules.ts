import { ReadoutError } from '../../errors.ts'
import { readTable } from '../names/table.ts'
import { readRuleRows } from '../rule-rows.ts'
import { readYaml } from '../yaml.ts'

/** What a reporting word does with what it reports. */
export const CUE_CLASSES = ['say', 'ask', 'demand', 'promise', 'deny', 'belief', 'show'] as const
export type CueClass = (typeof CUE_CLASSES)[number]

export interface CueEntry {
  readonly lemma: string
  readonly pos: 'verb' | 'noun' | 'adjective'
  readonly cueClass: CueClass
  /** `quote`, `clause`, `inf`, `object`, `as` or the preposition of what is reported. */
  readonly takes: ReadonlySet<string>
  /** `obj` or the preposition of whom it is said to. */
  readonly addressee: string | undefined
  readonly medium: string | undefined
}

/** A reason why words in quotation marks are no quotation, or a way in which a quotation finds its cue. */
export interface QuotationRule {
  readonly id: string
  readonly kind: 'not-quoted' | 'attach' | 'reported'
  readonly way: string
  readonly words: ReadonlySet<string>
  readonly maxWords: number
  readonly why: string
  readonly yes: readonly string[]
  readonly no: readonly string[]
}

export interface QuotationRules {
  readonly verbs: ReadonlyMap<string, CueEntry>
  /** First words of the entries of `verbs` that have two. */
  readonly phrasalVerbs: ReadonlySet<string>
  readonly nouns: ReadonlyMap<string, CueEntry>
  readonly adjectives: ReadonlyMap<string, CueEntry>
  /** Canonical medium by lower-case phrase. */
  readonly media: ReadonlyMap<string, string>
  /** Last words of the phrases in `media`. */
  readonly mediaHeads: ReadonlySet<string>
  /** Number of words of the longest phrase in `media`. */
  readonly longestMedium: number
  readonly rules: readonly QuotationRule[]
}

const FILES = {
  cues: 'quotations-cues.tsv',
  media: 'quotations-media.tsv',
  rules: 'quotations.yaml',
} as const

/**
 * Returns the lexicons and rules of quotations from the texts of rules/annotate, keyed by path or file name.
 * Throws `bad-rule` naming file and line for a missing file, an unknown class or word form, or a repeated id.
 */
export function readQuotationRules(files: ReadonlyMap<string, string>): QuotationRules {
  const cues = readCues(textOf(files, FILES.cues))
  const media = new Map<string, string>()
  for (const row of readTable(FILES.media, textOf(files, FILES.media)))
    media.set(row.cell('phrase').toLowerCase(), row.cell('medium'))
  const verbs = byLemma(cues, 'verb')
  return {
    verbs,
    phrasalVerbs: new Set([...verbs.keys()].filter((verb) => verb.includes(' ')).map((verb) => verb.split(' ')[0]!)),
    nouns: byLemma(cues, 'noun'),
    adjectives: byLemma(cues, 'adjective'),
    media,
    mediaHeads: new Set([...media.keys()].map((phrase) => phrase.split(' ').at(-1)!)),
    longestMedium: Math.max(1, ...[...media.keys()].map((phrase) => phrase.split(' ').length)),
    rules: readRules(textOf(files, FILES.rules)),
  }
}

function textOf(files: ReadonlyMap<string, string>, name: string): string {
  for (const [path, text] of files) if (path === name || path.endsWith(`/${name}`)) return text
  throw new ReadoutError('bad-rule', `rules/annotate/${name} is missing.`)
}

function readCues(text: string): CueEntry[] {
  const seen = new Set<string>()
  return readTable(FILES.cues, text).map((row) => {
    const lemma = row.cell('cue')
    const pos = row.cell('pos')
    const cueClass = CUE_CLASSES.find((name) => name === row.cell('class'))
    if (pos !== 'verb' && pos !== 'noun' && pos !== 'adjective')
      throw new ReadoutError('bad-rule', `${row.where}: "${pos}" is not verb, noun or adjective.`)
    if (!cueClass) throw new ReadoutError('bad-rule', `${row.where}: "${row.cell('class')}" is no class of cues.`)
    if (seen.has(`${lemma}/${pos}`))
      throw new ReadoutError('bad-rule', `${row.where}: "${lemma}" (${pos}) is given twice.`)
    seen.add(`${lemma}/${pos}`)
    return {
      lemma,
      pos,
      cueClass,
      takes: new Set(row.texts('takes')),
      addressee: row.optional('addressee'),
      medium: row.optional('medium'),
    }
  })
}

function byLemma(cues: readonly CueEntry[], pos: CueEntry['pos']): ReadonlyMap<string, CueEntry> {
  return new Map(cues.filter((cue) => cue.pos === pos).map((cue) => [cue.lemma, cue]))
}

const RULE_KEYS = ['id', 'kind', 'way', 'words', 'maxWords', 'why', 'yes', 'no']
const MIN_REASON = 10
const NO_LIMIT = 1000

function readRules(text: string): QuotationRule[] {
  const seen = new Set<string>()
  return readRuleRows(readYaml(text), FILES.rules, RULE_KEYS).map((row) => {
    const id = row.text('id')
    if (!/^quotation\/[a-z0-9-]+$/.test(id)) throw row.error('id', 'quotation/ and a name')
    if (seen.has(id)) throw new ReadoutError('bad-rule', `${FILES.rules}: "${id}" is given twice.`)
    seen.add(id)
    const why = row.text('why')
    if (why.length < MIN_REASON) throw row.error('why', 'a reason')
    const yes = row.texts('yes')
    if (yes.length === 0) throw row.error('yes', 'a list of examples')
    return {
      id, kind: row.choice('kind', ['not-quoted', 'attach', 'reported']), way: row.text('way'),
      words: new Set(row.texts('words').map((word) => word.toLowerCase())), maxWords: row.count('maxWords', NO_LIMIT),
      why, yes, no: row.texts('no'),
    } // biome-ignore format: one record
  })
}
