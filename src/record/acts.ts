import { type Kysely, sql, type Transaction } from 'kysely'
import type { CodedEvent } from '../code/index.ts'
import { type ActorForm, isOnlyOf, type Role } from '../link/index.ts'
import type { KeptFacts } from './assemble.ts'
import { codedPages } from './coded-pages.ts'
import { among, insertRows } from './dialect.ts'
import { factsOf, formOf } from './forms.ts'
import { type Packed as PackedReport, unpack } from './pack.ts'
import type { Tables } from './schema.ts'

/** An act of a report as linking and listings look at it: all but what belongs to the text. */
export interface ToldAct {
  readonly id: string
  readonly facts: KeptFacts
  /** Whether no other act of its report is of its family and has one of its actors. */
  readonly isOnly: boolean
}

/** The acts of a report, each read when it is asked for. */
export interface ToldActs {
  readonly report: string
  readonly published: string | undefined
  readonly size: number
  act(idx: number): ToldAct
}

/** What is not there. */
type None = 0
type PackedForm = readonly [kind: string, name: string, country: string | None, role: string | None]
type PackedDate =
  | readonly [value: string, from: string]
  | readonly [value: string, from: string, start: string, end: string]
type PackedAct = readonly [
  /** What follows the id of the report; another id whole, behind a blank. */
  id: string,
  eventType: string,
  mode: string | None,
  quad: number,
  intensity: number,
  status: string,
  confidence: number,
  date: PackedDate | None,
  place: readonly [name: string, precision: string, country: string | None] | None,
  weapon: readonly [kind: string, designation: string | None, class_: string | None] | None,
  actors: readonly number[],
  recipients: readonly number[],
  isOnly: 0 | 1,
  casualties: readonly [killed: number | null, injured: number | null] | None,
  sayers: readonly string[],
]
type Packed = readonly [
  report: string,
  published: string | None,
  forms: readonly PackedForm[],
  acts: readonly PackedAct[],
]

/** The acts of a report as a short text, from which they are read a tenth as long as from the coded report. */
export function packActs(report: string, published: string | undefined, acts: readonly ToldAct[]): string {
  const forms: ActorForm[] = []
  const packed = acts.map(({ id, facts, isOnly }): PackedAct => {
    const { eventType, mode, quad, intensity, status, confidence, location, weapon, casualties, sayers } = facts
    return [
      // Most ids begin with that of the report.
      id.startsWith(report) ? id.slice(report.length) : ` ${id}`,
      eventType,
      mode ?? 0,
      quad,
      intensity,
      status,
      confidence,
      packDate(facts.date),
      location === undefined ? 0 : [location.name, location.precision, location.country ?? 0],
      weapon === undefined ? 0 : [weapon.kind, weapon.designation ?? 0, weapon.class ?? 0],
      placesOf(facts.actors, forms),
      placesOf(facts.recipients, forms),
      isOnly ? 1 : 0,
      casualties === undefined ? 0 : [casualties.killed ?? null, casualties.injured ?? null],
      sayers,
    ]
  })
  const parties = forms.map(({ kind, name, country, role }): PackedForm => [kind, name, country ?? 0, role ?? 0])
  return JSON.stringify([report, published ?? 0, parties, packed] satisfies Packed)
}

/** The places of forms in a list, which gains those that it lacks. */
function placesOf(side: readonly ActorForm[], forms: ActorForm[]): number[] {
  const places: number[] = []
  for (const form of side) {
    const known = forms.indexOf(form)
    places.push(known < 0 ? forms.push(form) - 1 : known)
  }
  return places
}

function packDate(date: CodedEvent['date']): PackedDate | None {
  if (date === undefined) return 0
  const { value, from, start, end } = date
  return start === value && end === value ? [value, from] : [value, from, start, end]
}

/** Reads the acts of reports, by number of the report. */
export async function readActs(db: Kysely<Tables>, reports: readonly number[]): Promise<Map<number, ToldActs>> {
  // What is packed is JSON, and need not be written as a text within one.
  const { rows } = await sql<{ all: string | null }>`select group_concat('[' || report || ',' || facts || ']') as "all"
    from acts where report in ${among([...new Set(reports)])}`.execute(db)
  const all = JSON.parse(`[${rows[0]!.all ?? ''}]`) as [report: number, packed: Packed][]
  return new Map(all.map(([n, packed]) => [n, unpackActs(packed)]))
}

function unpackActs([report, published, forms, acts]: Packed): ToldActs {
  return {
    report,
    published: published === 0 ? undefined : published,
    size: acts.length,
    act: (idx) => unpackAct(acts[idx]!, { report, forms }),
  }
}

function unpackAct(
  act: PackedAct,
  { report, forms }: { readonly report: string; readonly forms: readonly PackedForm[] },
): ToldAct {
  const [
    rest,
    eventType,
    mode,
    quad,
    intensity,
    status,
    confidence,
    date,
    place,
    weapon,
    actors,
    recipients,
    isOnly,
    harm,
    sayers,
  ] = act
  // What was packed were facts; that a place has no span here is no matter, for nobody asks them for it.
  const facts = {
    eventType,
    mode: given(mode),
    quad,
    intensity,
    status,
    confidence,
    date:
      date === 0 ? undefined : { value: date[0], start: date[2] ?? date[0], end: date[3] ?? date[0], from: date[1] },
    location: place === 0 ? undefined : { name: place[0], precision: place[1], country: given(place[2]) },
    weapon: weapon === 0 ? undefined : { kind: weapon[0], designation: given(weapon[1]), class: given(weapon[2]) },
    casualties: harm === 0 ? undefined : { killed: harm[0] ?? undefined, injured: harm[1] ?? undefined },
    sayers,
    actors: formsAt(actors, forms),
    recipients: formsAt(recipients, forms),
  } as unknown as KeptFacts
  return { id: rest.startsWith(' ') ? rest.slice(1) : report + rest, facts, isOnly: isOnly === 1 }
}

const given = <T>(value: T | None) => (value === 0 ? undefined : value)

/** The forms at some places, in a list like those of `factsOf`, which `map` does not give. */
function formsAt(places: readonly number[], forms: readonly PackedForm[]): ActorForm[] {
  const found: ActorForm[] = []
  for (const idx of places) {
    const [kind, name, country, role] = forms[idx]!
    // Kinds and callings were those of forms when they were packed.
    found.push(
      formOf({
        kind: kind as ActorForm['kind'],
        name,
        country: given(country),
        role: given(role) as Role | undefined,
      }),
    )
  }
  return found.slice()
}

/** What is packed of a coded report that was recorded without. */
function packCoded(packed: PackedReport): string {
  const { report, events } = unpack(packed)
  const acts = events.map((event) => ({ id: event.id, facts: factsOf(event), isOnly: isOnlyOf(event, events) }))
  return packActs(report.id, report.published?.value, acts)
}

/** Packs the acts of all reports anew, for a version that packs more of them. */
export async function repackActs(tx: Transaction<Tables>): Promise<void> {
  await sql`delete from acts`.execute(tx)
  await fillActs(tx)
}

/** Reports read at a time. */

/** Packs the acts of reports that a version recorded which did not. */
export async function fillActs(tx: Transaction<Tables>): Promise<void> {
  await sql`create table if not exists acts (report integer primary key, facts text not null)`.execute(tx)
  for await (const rows of codedPages(tx, 'acts'))
    await insertRows(
      tx,
      'acts',
      { columns: ['report', 'facts'] },
      rows.map(({ n, coded }) => [n, packCoded(coded)]),
    )
}
