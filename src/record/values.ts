import type { Kysely } from 'kysely'
import { EVENT_TYPES, type EventType, type Participant, type Status } from '../code/index.ts'
import { ReadoutError } from '../errors.ts'
import { foldText, nameTokens } from '../link/index.ts'
import type { StoredParticipant } from './assemble.ts'
import type { Patch } from './corrections.ts'
import type { CorrectableField } from './judgements.ts'
import type { Tables } from './schema.ts'

/** What judgements need to know of types: their class and intensity, by type and by `TYPE/mode`. */
export interface EventOntology {
  readonly types: ReadonlyMap<EventType, { readonly quad: 1 | 2 | 3 | 4; readonly score: number }>
  readonly modes: ReadonlyMap<string, number>
}

/** CAMEO's root code of each type, for acts whose finer code nobody told (CAMEO codebook, chapter 6; PLOVER manual, table 2). */
const ROOTS: Readonly<Record<EventType, string>> = {
  AGREE: '030',
  CONSULT: '040',
  SUPPORT: '050',
  CONCEDE: '080',
  COOPERATE: '060',
  AID: '070',
  RETREAT: '087',
  REQUEST: '100',
  ACCUSE: '110',
  REJECT: '120',
  THREATEN: '130',
  PROTEST: '140',
  SANCTION: '160',
  MOBILIZE: '150',
  COERCE: '170',
  ASSAULT: '190',
}

const STATUSES: readonly Status[] = ['occurred', 'ongoing', 'planned', 'called-for', 'hypothetical', 'denied']
const KINDS: readonly Participant['kind'][] = ['person', 'organization', 'country', 'group']
const PRECISIONS = ['point', 'city', 'region', 'country', 'water'] as const

/** Where the meaning of a value is looked up. */
export interface Reading {
  readonly db: Kysely<Tables>
  readonly ontology: EventOntology
  /** The type of the event that is corrected, which tells the modes there are. */
  readonly eventType?: EventType
}

/**
 * Returns what a field's value, as somebody wrote it, puts into an event; an empty one takes the field away.
 * @throws ReadoutError `usage` that says what the value must be.
 */
export async function readValue(field: CorrectableField, value: string, reading: Reading): Promise<Patch> {
  const text = value.trim()
  if (text === '' && (field === 'type' || field === 'status'))
    throw new ReadoutError('usage', `an event must have a ${field}: name another, or strike the event out`)
  switch (field) {
    case 'type':
      return typePatch(wordOf(text.toUpperCase(), EVENT_TYPES, 'type'), reading)
    case 'mode':
      return modePatch(text, reading)
    case 'status':
      return { status: wordOf(text.toLowerCase(), STATUSES, 'status') }
    case 'date':
      return { date: text === '' ? null : dateOf(text) }
    case 'place':
      return { location: text === '' ? null : placeOf(text) }
    case 'actors':
    case 'recipients':
      return { [field]: await partiesOf(text, reading.db) }
    case 'weapon':
      return { weapon: text === '' ? null : weaponOf(text) }
    case 'topic':
      return { topic: text === '' ? null : text }
    case 'killed':
    case 'injured':
      return { casualties: { [field]: text === '' ? null : countOf(field, text) } }
  }
}

function wordOf<Word extends string>(text: string, known: readonly Word[], what: string): Word {
  const word = known.find((one) => one === text)
  if (word === undefined) throw new ReadoutError('usage', `${what} must be one of ${known.join(', ')}, not "${text}"`)
  return word
}

function typePatch(eventType: EventType, { ontology }: Reading): Patch {
  const { quad, score } = ontology.types.get(eventType)!
  return { eventType, mode: null, cameo: ROOTS[eventType], quad, intensity: score }
}

function modePatch(mode: string, { ontology, eventType }: Reading): Patch {
  if (eventType === undefined) throw new ReadoutError('usage', 'a mode belongs to a type: give the type, too')
  const usual = ontology.types.get(eventType)!.score
  if (mode === '') return { mode: null, intensity: usual }
  const known = [...ontology.modes.keys()].filter((key) => key.startsWith(`${eventType}/`))
  const modes = known.map((key) => key.slice(eventType.length + 1))
  if (modes.length === 0) throw new ReadoutError('usage', `${eventType} has no modes`)
  const word = wordOf(mode.toLowerCase(), modes, `mode of ${eventType}`)
  return { mode: word, intensity: ontology.modes.get(`${eventType}/${word}`)! }
}

/** A day, month or year, or the first and the last day with a slash between. */
function dateOf(text: string): NonNullable<Patch['date']> {
  const parts = text.split('/')
  const days = parts.map(daysOf)
  const [first, last] = [days[0], days.at(-1)]
  if (parts.length > 2 || first === undefined || last === undefined || first.start > last.end)
    throw new ReadoutError(
      'usage',
      `date must be YYYY-MM-DD, YYYY-MM, YYYY, or two of them as FIRST/LAST, not "${text}"`,
    )
  return { value: text, start: first.start, end: last.end, from: 'judgement' }
}

function daysOf(text: string): { start: string; end: string } | undefined {
  const [, year, month, day] = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(text) ?? []
  if (year === undefined) return undefined
  const start = `${year}-${month ?? '01'}-${day ?? '01'}`
  const date = new Date(`${start}T00:00:00Z`)
  if (Number.isNaN(date.getTime()) || !date.toISOString().startsWith(start)) return undefined
  if (day !== undefined) return { start, end: start }
  const end = new Date(Date.UTC(Number(year), month === undefined ? 12 : Number(month), 0))
  return { start, end: end.toISOString().slice(0, 10) }
}

const CODE = /^[A-Z][A-Z0-9]{1,7}$/

function placeOf(text: string): NonNullable<Patch['location']> {
  const [name = '', country, precision = country === undefined && CODE.test(name) ? 'country' : 'city'] = parts(text)
  if (name === '' || (country !== undefined && country !== '' && !CODE.test(country)))
    throw new ReadoutError('usage', `place must be NAME, NAME/COUNTRY or NAME/COUNTRY/PRECISION, not "${text}"`)
  return {
    name,
    ...(country === undefined || country === '' ? {} : { country }),
    precision: wordOf(precision, PRECISIONS, 'precision'),
  }
}

const parts = (text: string) => text.split('/').map((part) => part.trim())

function weaponOf(text: string): NonNullable<Patch['weapon']> {
  const [kind = '', designation] = parts(text)
  if (kind === '') throw new ReadoutError('usage', `weapon must be KIND or KIND/DESIGNATION, not "${text}"`)
  return { kind, ...(designation === undefined || designation === '' ? {} : { designation }) }
}

function countOf(field: string, text: string): number {
  const count = Number(text)
  if (Number.isSafeInteger(count) && count >= 0) return count
  throw new ReadoutError('usage', `${field} must be a whole number, not "${text}"`)
}

async function partiesOf(text: string, db: Kysely<Tables>): Promise<StoredParticipant[]> {
  const names = text
    .split(';')
    .map((name) => name.trim())
    .filter((name) => name !== '')
  const parties: StoredParticipant[] = []
  for (const name of names) parties.push(await partyOf(name, db))
  return parties
}

/** Who is meant: an actor of the record by id or name, else NAME/COUNTRY/KIND. */
async function partyOf(text: string, db: Kysely<Tables>): Promise<StoredParticipant> {
  const known = await knownParty(text, db)
  if (known !== undefined) return known
  const [name = '', country = '', kind = 'person'] = parts(text)
  if (name === '' || !text.includes('/') || (country !== '' && !CODE.test(country)))
    throw new ReadoutError(
      'usage',
      `nobody on record is called "${text}": write NAME/COUNTRY/KIND, such as "Jane Doe/USA/person" (${KINDS.join(', ')})`,
    )
  return { name, kind: wordOf(kind, KINDS, 'kind'), ...(country === '' ? {} : { country }) }
}

async function knownParty(text: string, db: Kysely<Tables>): Promise<StoredParticipant | undefined> {
  const words = nameTokens(text)
  const found = await db
    .selectFrom('forms')
    .innerJoin('actors', 'actors.id', 'forms.actor')
    .select(['forms.kind', 'forms.name', 'forms.country', 'forms.reports', 'forms.id', 'actors.id as actor'])
    .where((eb) =>
      eb.or([
        eb('actors.id', '=', text),
        eb('actors.sort_name', '=', foldText(text)),
        eb.and([eb('forms.kind', '=', 'country'), eb('forms.country', '=', text)]),
        // A name is known in any order of its words.
        ...(words.length === 0 ? [] : [eb.and(words.map((word) => eb('forms.words', 'like', `% ${word} %`)))]),
      ]),
    )
    .execute()
  const isNamed = ({ name }: Form) => nameTokens(name).toSorted().join(' ') === words.toSorted().join(' ')
  const named = found.filter((form) => form.actor === text || form.country === text || isNamed(form))
  if (named.length === 0) return undefined
  const exact = named.filter(({ name }) => foldText(name) === foldText(text))
  const meant = exact.length > 0 ? exact : named
  const actors = new Set(meant.map(({ actor }) => actor))
  if (actors.size > 1)
    throw new ReadoutError('usage', `"${text}" may be any of ${actors.size} actors on record: give an actor's id`)
  return toParty(meant)
}

type Form = { kind: string; name: string; country: string | null; reports: number; id: string }

/** The form that most reports use. */
function toParty(forms: readonly Form[]): StoredParticipant {
  const [best] = forms.toSorted((a, b) => b.reports - a.reports || (a.id < b.id ? -1 : 1))
  const { kind, name, country } = best!
  return { name, kind: kind as Participant['kind'], ...(country === null ? {} : { country }) }
}
