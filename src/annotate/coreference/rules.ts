import { ReadoutError } from '../../errors.ts'
import { readTable, type TableRow } from '../names/table.ts'
import { readYaml } from '../yaml.ts'
import type { Gender } from './draft.ts'
import { type OfficeHolders, readOfficeHolders } from './office-holders.ts'

/** What a plural or collective noun such as "both sides" can refer to. */
export interface Collective {
  readonly kind: 'person' | 'country' | 'any'
  /** How many, where the word itself tells ("trio"). */
  readonly count?: number
}

/** A word list with its reason; the examples are run by the tests. */
export interface WordRule {
  readonly id: string
  readonly why: string
  readonly words: readonly string[]
  readonly yes: readonly string[]
  readonly no: readonly string[]
}

/** Everything coreference knows of English that a domain expert may edit. */
export interface CoreferenceRules {
  /** Given names by gender, folded. */
  readonly genders: ReadonlyMap<string, Gender>
  /** Nouns such as "spokeswoman" and "king", by gender. */
  readonly genderedNouns: ReadonlyMap<string, Gender>
  /** Folded nickname to the given names it stands for. */
  readonly nicknames: ReadonlyMap<string, readonly string[]>
  /** A title in lower case to the offices it can stand for ("top diplomat" to "foreign minister"). */
  readonly offices: ReadonlyMap<string, readonly string[]>
  /** Titles that only one state uses, with its code ("Taoiseach"). */
  readonly officeCountries: ReadonlyMap<string, string>
  readonly collectives: ReadonlyMap<string, Collective>
  /** Who holds or held high office, for persons whom a report gives by name alone. */
  readonly officeHolders: OfficeHolders
  readonly words: ReadonlyMap<string, ReadonlySet<string>>
  readonly wordRules: readonly WordRule[]
}

/**
 * Returns the rules read from texts keyed by file name (`coreference.yaml`, `coreference-*.tsv`, `office-holders.tsv`);
 * other files are ignored. Throws `bad-rule`, naming file and entry, where one is malformed or given twice.
 */
export function readCoreferenceRules(files: ReadonlyMap<string, string>): CoreferenceRules {
  const table = (name: string) => readTable(name, files.get(name) ?? '')
  const wordRules = readWordRules(files.get('coreference.yaml') ?? '[]')
  const genders = (rows: readonly TableRow[], column: string): ReadonlyMap<string, Gender> =>
    new Map(rows.map((row) => [row.cell(column), genderOf(row)]))
  const collectives = new Map<string, Collective>()
  for (const row of table('coreference-collectives.tsv')) {
    const kind = row.cell('kind')
    if (kind !== 'person' && kind !== 'country' && kind !== 'any') {
      throw new ReadoutError('bad-rule', `${row.where}: "${kind}" is no kind of collective.`)
    }
    const count = row.number('count')
    collectives.set(row.cell('noun'), { kind, ...(count === undefined ? {} : { count }) })
  }
  const offices = table('coreference-offices.tsv')
  return {
    genders: genders(table('coreference-genders.tsv'), 'name'),
    genderedNouns: genders(table('coreference-gendered-nouns.tsv'), 'noun'),
    nicknames: new Map(table('coreference-nicknames.tsv').map((row) => [row.cell('nickname'), row.texts('names')])),
    offices: new Map(offices.map((row) => [row.cell('title'), row.texts('offices')])),
    officeCountries: new Map(
      offices.flatMap((row) => {
        const country = row.optional('country')
        return country ? [[row.cell('title'), country] as const] : []
      }),
    ),
    collectives,
    officeHolders: readOfficeHolders(files),
    words: new Map(wordRules.map((rule) => [rule.id, new Set(rule.words)])),
    wordRules,
  }
}

function genderOf(row: TableRow): Gender {
  const gender = row.cell('gender')
  if (gender !== 'f' && gender !== 'm') throw new ReadoutError('bad-rule', `${row.where}: "${gender}" is no gender.`)
  return gender
}

/** The words of the rule with this id; a rule that the files lack has none. */
export function wordsOf(rules: CoreferenceRules, id: string): ReadonlySet<string> {
  return rules.words.get(id) ?? NO_WORDS
}

const NO_WORDS: ReadonlySet<string> = new Set()
const KEYS: ReadonlySet<string> = new Set(['id', 'why', 'words', 'yes', 'no'])

function readWordRules(text: string): readonly WordRule[] {
  const parsed: unknown = readYaml(text)
  if (!Array.isArray(parsed)) throw new ReadoutError('bad-rule', 'coreference.yaml: the file must be a list of rules.')
  const seen = new Set<string>()
  return parsed.map((entry: unknown, i) => {
    const where = `coreference.yaml: rule ${i + 1}`
    if (typeof entry !== 'object' || entry === null) throw new ReadoutError('bad-rule', `${where} is no mapping.`)
    const fields = new Map<string, unknown>(Object.entries(entry))
    for (const key of fields.keys()) {
      if (!KEYS.has(key)) throw new ReadoutError('bad-rule', `${where}: unknown key "${key}".`)
    }
    const id = fields.get('id')
    const why = fields.get('why')
    if (typeof id !== 'string' || typeof why !== 'string') {
      throw new ReadoutError('bad-rule', `${where}: "id" and "why" must be texts.`)
    }
    if (seen.has(id)) throw new ReadoutError('bad-rule', `${where}: "${id}" is given twice.`)
    seen.add(id)
    const list = (key: string) => textList(fields.get(key), `${where} (${id}): "${key}"`)
    return { id, why, words: list('words'), yes: list('yes'), no: list('no') }
  })
}

function textList(value: unknown, where: string): readonly string[] {
  if (value === undefined) return []
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value
  throw new ReadoutError('bad-rule', `${where} must be a list of texts.`)
}
