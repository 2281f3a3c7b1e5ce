import { ReadoutError } from '../errors.ts'
import type {
  Agent,
  Country,
  GazetteerEntry,
  GazetteerLabel,
  LawOrEvent,
  NameHead,
  NameHow,
  Title,
  Weapon,
} from './gazetteer.ts'
import { addForm, type FormBuilder, makeBuilder } from './names/form-index.ts'
import { readTable, type TableRow } from './names/table.ts'

/** The files of rules/annotate/ that make the gazetteer. */
export const GAZETTEER_FILES = [
  'agents.tsv', 'armed-groups.tsv', 'cities.tsv', 'countries.tsv', 'first-names.tsv', 'laws-events.tsv',
  'name-heads.tsv', 'organizations.tsv', 'peoples.tsv', 'places.tsv', 'titles.tsv', 'weapons.tsv',
] as const // biome-ignore format: one glance

/** What the tables hold, before it is indexed. */
export interface GazetteerTables {
  readonly names: FormBuilder<GazetteerEntry>
  readonly weapons: FormBuilder<Weapon>
  readonly lawsAndEvents: FormBuilder<LawOrEvent>
  readonly titles: FormBuilder<Title>
  readonly agents: FormBuilder<Agent>
  readonly countries: readonly Country[]
  readonly firstNames: readonly string[]
  readonly nameHeads: readonly NameHead[]
}

/**
 * Reads the tables of the gazetteer from TSV texts keyed by file name (`countries.tsv` and so on); unknown files are ignored.
 * Throws `bad-rule`, naming file and line, at an unknown column value.
 */
export function readGazetteerTables(files: ReadonlyMap<string, string>): GazetteerTables {
  const table = (name: (typeof GAZETTEER_FILES)[number]): readonly TableRow[] => readTable(name, files.get(name) ?? '')
  const names = makeBuilder<GazetteerEntry>()
  const countries = new Map<string, Country>()
  for (const row of table('countries.tsv')) addCountry(row, names, countries)
  for (const row of table('organizations.tsv')) addBody(row, 'organization', names, countries)
  for (const row of table('armed-groups.tsv')) addBody(row, 'group', names, countries)
  for (const row of table('peoples.tsv')) addBody(row, 'group', names, countries)
  for (const row of table('places.tsv')) addPlace(row, names)
  for (const row of table('cities.tsv')) addPlace(row, names)
  sortEntries(names.root)
  const titles = makeBuilder<Title>()
  for (const row of table('titles.tsv')) addTitle(row, titles)
  const agents = makeBuilder<Agent>()
  for (const row of table('agents.tsv')) addAgent(row, agents)
  const weapons = makeBuilder<Weapon>()
  for (const row of table('weapons.tsv')) addWeapon(row, weapons)
  const lawsAndEvents = makeBuilder<LawOrEvent>()
  for (const row of table('laws-events.tsv')) addLawOrEvent(row, lawsAndEvents)
  const firstNames = table('first-names.tsv').map((row) => row.cell('name'))
  const nameHeads = table('name-heads.tsv').map(readNameHead)
  return { names, weapons, lawsAndEvents, titles, agents, countries: [...countries.values()], firstNames, nameHeads }
}

/** Puts the likeliest bearer of each form first: states, sure bodies and regions, unsure ones, towns. */
function sortEntries(node: FormBuilder<GazetteerEntry>['root']): void {
  if (node.entries.length > 1) node.entries.sort((a, b) => rankOf(a) - rankOf(b))
  for (const next of node.next.values()) sortEntries(next)
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

function addCountry(row: TableRow, index: FormBuilder<GazetteerEntry>, countries: Map<string, Country>): void {
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
  index: FormBuilder<GazetteerEntry>,
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

function addPlace(row: TableRow, index: FormBuilder<GazetteerEntry>): void {
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

function addTitle(row: TableRow, index: FormBuilder<Title>): void {
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

function addAgent(row: TableRow, index: FormBuilder<Agent>): void {
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

function addWeapon(row: TableRow, index: FormBuilder<Weapon>): void {
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

function addLawOrEvent(row: TableRow, index: FormBuilder<LawOrEvent>): void {
  const [name, label, form] = [row.cell('name'), row.cell('label'), ACT_FORMS.get(row.cell('form'))]
  if ((label !== 'LAW' && label !== 'EVENT') || !form)
    throw new ReadoutError(
      'bad-rule',
      `${row.where}: "${label}" and "${row.cell('form')}" must be LAW or EVENT, and a form.`,
    )
  for (const text of [name, ...row.texts('variants')]) addForm(index, text, { name, label, form })
}

function readNameHead(row: TableRow): NameHead {
  const at = row.cell('at')
  if (at !== 'start' && at !== 'end')
    throw new ReadoutError('bad-rule', `${row.where}: "${at}" is neither start nor end.`)
  return { word: row.cell('word'), at, label: row.label('label', 'ORG') }
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
