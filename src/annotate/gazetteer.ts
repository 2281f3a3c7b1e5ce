import { ReadoutError } from '../errors.ts'
import {
  addForm,
  emptyIndex,
  type FormIndex,
  type FormMatch,
  type FormToken,
  longestMatch,
  type Node,
} from './names/form-index.ts'
import { readTable, type TableRow } from './names/table.ts'

export type GazetteerKind = 'country' | 'organization' | 'group' | 'place'

/** How a form names its entry; `capital`, `seat` and `nickname` are metonyms that can act for their state. */
export type NameHow =
  | 'name'
  | 'abbreviation'
  | 'demonym'
  | 'adjective'
  | 'capital'
  | 'seat'
  | 'nickname'
  | 'city'
  | 'region'
  | 'water'

export type GazetteerLabel = 'PERSON' | 'NORP' | 'ORG' | 'GPE' | 'LOC' | 'FAC'

/** One way of naming one country, organisation, group or place. */
export interface GazetteerEntry {
  /** The same for all forms of one thing, such as `country/PRK` or `organization/nato`. */
  readonly id: string
  /** The canonical name of what is meant: "North Korea" for "the DPRK" and for "Pyongyang" as a capital. */
  readonly name: string
  readonly form: string
  readonly kind: GazetteerKind
  readonly label: GazetteerLabel
  readonly how: NameHow
  /** ISO 3166-1 alpha-3, or UN, EU, NATO and so on; of several the first of `countries`. */
  readonly country?: string
  /** All countries in which a group acts or a water lies, where there is more than one. */
  readonly countries?: readonly string[]
  /** PLOVER sector. */
  readonly sector?: string
  /** CAMEO actor code. */
  readonly actorCode?: string
  /** Correlates of War country code. */
  readonly cow?: number
  /** Where a city lies, in degrees north and east, and its GeoNames id. */
  readonly point?: { readonly lat: number; readonly lon: number; readonly geonamesId: number }
  /** The form is also a common word, a person's name or another thing ("Georgia", "the South"): ask the context. */
  readonly isAmbiguous?: true
}

/** A state, territory or international body that can stand as the `country` of a participant. */
export interface Country {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly kind: 'country' | 'organization'
  readonly cow?: number
  readonly names: readonly string[]
  readonly demonyms: readonly string[]
  readonly adjectives: readonly string[]
  readonly capitals: readonly string[]
}

/** An office or rank that is written before a name or in apposition: "foreign minister", "Lt. Gen.". */
export interface Title {
  readonly form: string
  readonly sector?: string
  /** `office` is held of a state or body, `rank` is borne, `honorific` says nothing of office ("Mr."). */
  readonly type: 'office' | 'rank' | 'honorific' | 'profession'
}

/** A common noun for somebody who can take part in an act: "troops", "protesters", "fighter jet". */
export interface Agent {
  readonly form: string
  readonly kind: 'person' | 'group' | 'organization'
  readonly sector?: string
  /** A thing that stands for those who use it ("warship" for a navy). */
  readonly isEquipment?: true
}

/** A name or designation of a weapon: "Hwasong-12", "F-16", "Patriot". */
export interface Weapon {
  readonly name: string
  /** The class of weapon, such as "ballistic missile". */
  readonly kind: string
  /** Whether a number goes with it; `context` names count only beside a word such as "missile". */
  readonly number: 'none' | 'allowed' | 'needed' | 'context'
}

/** A law, treaty or named event, or a word by which such names are known. */
export interface LawOrEvent {
  readonly name: string
  readonly label: 'LAW' | 'EVENT'
  /** `head` ends a run of capitals, `numbered` stands before a number, `prefixed` before a run of capitals. */
  readonly form: 'name' | 'head' | 'numbered' | 'prefixed'
}

export interface Gazetteer {
  readonly names: FormIndex<GazetteerEntry>
  readonly weapons: FormIndex<Weapon>
  readonly lawsAndEvents: FormIndex<LawOrEvent>
  readonly titles: FormIndex<Title>
  readonly agents: FormIndex<Agent>
  readonly countries: ReadonlyMap<string, Country>
  readonly firstNames: ReadonlySet<string>
}

/**
 * Returns the gazetteer read from TSV texts keyed by file name (`countries.tsv` and so on); unknown files are ignored.
 * Throws `bad-rule`, naming file and line, at an unknown column value.
 */
export function readGazetteer(files: ReadonlyMap<string, string>): Gazetteer {
  const table = (name: string): readonly TableRow[] => readTable(name, files.get(name) ?? '')
  const names = emptyIndex<GazetteerEntry>()
  const countries = new Map<string, Country>()
  for (const row of table('countries.tsv')) addCountry(row, names, countries)
  for (const row of table('organizations.tsv')) addBody(row, 'organization', names, countries)
  for (const row of table('armed-groups.tsv')) addBody(row, 'group', names, countries)
  for (const row of table('peoples.tsv')) addBody(row, 'group', names, countries)
  for (const row of table('places.tsv')) addPlace(row, names)
  for (const row of table('cities.tsv')) addPlace(row, names)
  sortEntries(names.root)
  const titles = emptyIndex<Title>()
  for (const row of table('titles.tsv')) addTitle(row, titles)
  const agents = emptyIndex<Agent>()
  for (const row of table('agents.tsv')) addAgent(row, agents)
  const weapons = emptyIndex<Weapon>()
  for (const row of table('weapons.tsv')) addWeapon(row, weapons)
  const lawsAndEvents = emptyIndex<LawOrEvent>()
  for (const row of table('laws-events.tsv')) addLawOrEvent(row, lawsAndEvents)
  const firstNames = new Set(table('first-names.tsv').map((row) => row.cell('name')))
  return { names, weapons, lawsAndEvents, titles, agents, countries, firstNames }
}

/** The country or body that bears this code (`PRK`, `NATO`). */
export function countryByCode(gazetteer: Gazetteer, code: string): Country | undefined {
  return gazetteer.countries.get(code)
}

/**
 * The longest name that starts at token `firstTokenIdx` and ends before `endTokenIdx`. A possessive `'s` is left out,
 * hyphens, periods, apostrophes and diacritics make no difference, capitals do ("US", not "us").
 * A form that needs its article ("the North") begins at the article; there is none where a longer one begins after it.
 */
export function nameAt(
  gazetteer: Gazetteer,
  tokens: readonly FormToken[],
  firstTokenIdx: number,
  endTokenIdx: number,
): FormMatch<GazetteerEntry> | undefined {
  const match = longestMatch(gazetteer.names, tokens, firstTokenIdx, endTokenIdx, 'exact')
  if (!match || !/^the$/iu.test(tokens[firstTokenIdx]!.form)) return match
  // "the North Korean leader" is not of "the North".
  const bare = longestMatch(gazetteer.names, tokens, firstTokenIdx + 1, endTokenIdx, 'exact')
  return bare && bare.endTokenIdx > match.endTokenIdx ? undefined : match
}

/** The longest title that starts here, whatever its case and number. */
export function titleAt(
  gazetteer: Gazetteer,
  tokens: readonly FormToken[],
  firstTokenIdx: number,
  endTokenIdx: number,
): FormMatch<Title> | undefined {
  return longestMatch(gazetteer.titles, tokens, firstTokenIdx, endTokenIdx, 'folded')
}

/** The longest common noun for an actor that starts here, whatever its case and number. */
export function agentAt(
  gazetteer: Gazetteer,
  tokens: readonly FormToken[],
  firstTokenIdx: number,
  endTokenIdx: number,
): FormMatch<Agent> | undefined {
  return longestMatch(gazetteer.agents, tokens, firstTokenIdx, endTokenIdx, 'folded')
}

/** All names in a range of tokens, leftmost longest, without overlap. */
export function matchNames(
  gazetteer: Gazetteer,
  tokens: readonly FormToken[],
  firstTokenIdx = 0,
  endTokenIdx = tokens.length,
): FormMatch<GazetteerEntry>[] {
  const matches: FormMatch<GazetteerEntry>[] = []
  for (let i = firstTokenIdx; i < endTokenIdx; ) {
    const match = nameAt(gazetteer, tokens, i, endTokenIdx)
    if (match) matches.push(match)
    i = match ? match.endTokenIdx : i + 1
  }
  return matches
}

/** The entries that a whole phrase names, such as "N. Korean" or "the United Nations"; empty where none does. */
export function entriesFor(gazetteer: Gazetteer, phrase: string): readonly GazetteerEntry[] {
  const tokens = phrase
    .split(/\s+/u)
    .filter(Boolean)
    .map((form) => ({ form }))
  const whole = nameAt(gazetteer, tokens, 0, tokens.length)
  if (whole?.endTokenIdx === tokens.length) return whole.entries
  if (!/^the$/iu.test(tokens[0]?.form ?? '')) return []
  const bare = nameAt(gazetteer, tokens, 1, tokens.length)
  return bare?.endTokenIdx === tokens.length ? bare.entries : []
}

/** Puts the likeliest bearer of each form first: states, sure bodies and regions, unsure ones, towns. */
function sortEntries(node: Node<GazetteerEntry>): void {
  if (node.entries && node.entries.length > 1) node.entries.sort((a, b) => rankOf(a) - rankOf(b))
  if (node.next) for (const next of node.next.values()) sortEntries(next)
}

function rankOf({ kind, how, isAmbiguous }: GazetteerEntry): number {
  if (kind === 'country') return 0
  if (kind === 'place' && how === 'city') return 3
  return isAmbiguous ? 2 : 1
}

/** Columns of countries.tsv that list forms, in the order in which rivals of one form are ranked. */
const COUNTRY_FORMS: readonly (readonly [column: string, how: NameHow, label: GazetteerLabel])[] = [
  ['name', 'name', 'GPE'],
  ['names', 'name', 'GPE'],
  ['abbreviations', 'abbreviation', 'GPE'],
  ['adjectives', 'adjective', 'NORP'],
  ['demonyms', 'demonym', 'NORP'],
  ['capitals', 'capital', 'GPE'],
  ['seats', 'seat', 'FAC'],
  ['nicknames', 'nickname', 'GPE'],
]

function addCountry(row: TableRow, index: FormIndex<GazetteerEntry>, countries: Map<string, Country>): void {
  const code = row.cell('code')
  const cow = row.number('cow')
  const id = `country/${code}`
  const name = row.cell('name').replace(/\?$/u, '')
  for (const [column, how, label] of COUNTRY_FORMS) {
    for (const { text: form, isAmbiguous } of row.forms(column)) {
      addForm(index, form, {
        id, name, form, kind: 'country', label, how, country: code,
        ...(how === 'seat' ? { sector: 'GOV' } : {}),
        actorCode: code,
        ...(cow === undefined ? {} : { cow }),
        ...(isAmbiguous ? { isAmbiguous } : {}),
      }) // biome-ignore format: one entry
    }
  }
  if (countries.has(code)) throw new ReadoutError('bad-rule', `${row.where}: "${code}" is given twice.`)
  countries.set(code, {
    id, code, name, kind: 'country', ...(cow === undefined ? {} : { cow }),
    names: [name, ...row.texts('names'), ...row.texts('abbreviations')],
    demonyms: row.texts('demonyms'), adjectives: row.texts('adjectives'), capitals: row.texts('capitals'),
  }) // biome-ignore format: one record
}

const BODY_FORMS: readonly (readonly [column: string, how: NameHow])[] = [
  ['name', 'name'],
  ['names', 'name'],
  ['abbreviations', 'abbreviation'],
  ['adjectives', 'adjective'],
  ['seats', 'seat'],
  ['nicknames', 'nickname'],
]

function addBody(
  row: TableRow,
  kind: 'organization' | 'group',
  index: FormIndex<GazetteerEntry>,
  countries: Map<string, Country>,
): void {
  const codes = row.texts('country')
  const name = row.cell('name').replace(/\?$/u, '')
  const id = `${kind}/${row.optional('id') ?? slug(name)}`
  const country = codes[0]
  const sector = row.optional('sector')
  const actorCode = row.optional('actorCode') ?? (country && sector ? country + sector : country)
  const label = row.label('label', kind === 'group' ? 'NORP' : 'ORG')
  for (const [column, how] of BODY_FORMS) {
    for (const { text: form, isAmbiguous } of row.forms(column)) {
      addForm(index, form, {
        id, name, form, kind, how, label: how === 'adjective' ? 'NORP' : how === 'seat' ? 'FAC' : label,
        ...(country ? { country } : {}),
        ...(codes.length > 1 ? { countries: codes } : {}),
        ...(sector ? { sector } : {}),
        ...(actorCode ? { actorCode } : {}),
        ...(isAmbiguous ? { isAmbiguous } : {}),
      }) // biome-ignore format: one entry
    }
  }
  const standsAsCountry = country !== undefined && slug(country) === row.optional('id')
  if (!standsAsCountry || countries.has(country)) return
  countries.set(country, {
    id, code: country, name, kind: 'organization',
    names: [name, ...row.texts('names'), ...row.texts('abbreviations')],
    demonyms: [], adjectives: row.texts('adjectives'), capitals: [],
  }) // biome-ignore format: one record
}

const PLACE_HOWS: ReadonlyMap<string, NameHow> = new Map([
  ['city', 'city'],
  ['region', 'region'],
  ['water', 'water'],
])

function addPlace(row: TableRow, index: FormIndex<GazetteerEntry>): void {
  const how = PLACE_HOWS.get(row.cell('how'))
  if (!how) throw new ReadoutError('bad-rule', `${row.where}: "${row.cell('how')}" is neither city, region nor water.`)
  const codes = row.texts('country')
  const name = row.cell('name').replace(/\?$/u, '')
  const country = codes[0]
  const label = row.label('label', how === 'city' ? 'GPE' : 'LOC')
  const [lat, lon, geonamesId] = [row.number('lat'), row.number('lon'), row.number('geonamesId')]
  for (const { text: form, isAmbiguous } of [...row.forms('name'), ...row.forms('names')]) {
    addForm(index, form, {
      id: `place/${country ? `${country}/` : ''}${slug(name)}`, name, form, kind: 'place', label, how,
      ...(country ? { country } : {}),
      ...(codes.length > 1 ? { countries: codes } : {}),
      ...(lat !== undefined && lon !== undefined && geonamesId ? { point: { lat, lon, geonamesId } } : {}),
      ...(isAmbiguous ? { isAmbiguous } : {}),
    }) // biome-ignore format: one entry
  }
}

const TITLE_TYPES: ReadonlyMap<string, Title['type']> = new Map([
  ['office', 'office'],
  ['rank', 'rank'],
  ['honorific', 'honorific'],
  ['profession', 'profession'],
])

function addTitle(row: TableRow, index: FormIndex<Title>): void {
  const type = TITLE_TYPES.get(row.cell('type'))
  if (!type) throw new ReadoutError('bad-rule', `${row.where}: "${row.cell('type')}" is no type of title.`)
  const sector = row.optional('sector')
  for (const form of [row.cell('title'), ...row.texts('variants')]) {
    addForm(index, form.toLowerCase(), { form: row.cell('title'), type, ...(sector ? { sector } : {}) })
  }
}

const AGENT_KINDS: ReadonlyMap<string, Agent['kind']> = new Map([
  ['person', 'person'],
  ['group', 'group'],
  ['organization', 'organization'],
])

function addAgent(row: TableRow, index: FormIndex<Agent>): void {
  const kind = AGENT_KINDS.get(row.cell('kind'))
  if (!kind) throw new ReadoutError('bad-rule', `${row.where}: "${row.cell('kind')}" is no kind of agent.`)
  const sector = row.optional('sector')
  const isEquipment = row.optional('equipment') === 'yes'
  const form = row.cell('noun')
  for (const text of [form, ...row.texts('variants')]) {
    addForm(index, text.toLowerCase(), {
      form, kind, ...(sector ? { sector } : {}), ...(isEquipment ? { isEquipment } : {}),
    }) // biome-ignore format: one entry
  }
}

const WEAPON_NUMBERS: ReadonlyMap<string, Weapon['number']> = new Map([
  ['', 'none'],
  ['allowed', 'allowed'],
  ['needed', 'needed'],
  ['context', 'context'],
])

function addWeapon(row: TableRow, index: FormIndex<Weapon>): void {
  const number = WEAPON_NUMBERS.get(row.optional('number') ?? '')
  if (!number) throw new ReadoutError('bad-rule', `${row.where}: "${row.optional('number')}" says nothing of numbers.`)
  const name = row.cell('name')
  for (const form of [name, ...row.texts('variants')]) addForm(index, form, { name, kind: row.cell('kind'), number })
}

const ACT_FORMS: ReadonlyMap<string, LawOrEvent['form']> = new Map([
  ['name', 'name'],
  ['head', 'head'],
  ['numbered', 'numbered'],
  ['prefixed', 'prefixed'],
])

function addLawOrEvent(row: TableRow, index: FormIndex<LawOrEvent>): void {
  const [name, label, form] = [row.cell('name'), row.cell('label'), ACT_FORMS.get(row.cell('form'))]
  if ((label !== 'LAW' && label !== 'EVENT') || !form)
    throw new ReadoutError(
      'bad-rule',
      `${row.where}: "${label}" and "${row.cell('form')}" must be LAW or EVENT, and a form.`,
    )
  for (const text of [name, ...row.texts('variants')]) addForm(index, text, { name, label, form })
}

function slug(text: string): string {
  if (/^[A-Za-z]+$/.test(text)) return text.toLowerCase()
  return text
    .normalize('NFD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/gu, '-')
    .replace(/^-|-$/gu, '')
}
