import { type Kysely, type RawBuilder, sql } from 'kysely'
import { type ActorForm, actorForm, actorId } from '../link/index.ts'
import type { StoredParticipant } from './assemble.ts'
import { among, selectLists } from './dialect.ts'
import { type Holder, readHolders } from './holders.ts'
import type { ReportRef, RowParticipant } from './rows.ts'
import type { ReportTable, Tables } from './schema.ts'

/** Where a participant takes part: an event or a report, by id, and its day, '' where that is not known. */
export interface Scope {
  readonly id: string
  readonly day: string
}

/** What the register says of participants: turns a stored one into that of a row. */
export type Register = (participant: StoredParticipant, scope: Scope) => RowParticipant

/**
 * Looks participants up in the register. Somebody named by an office alone is whoever reports say held it on the day;
 * if nobody or several did, he is nobody in particular: one of this event or report, not of another years later.
 */
export async function readRegister(db: Kysely<Tables>, participants: readonly StoredParticipant[]): Promise<Register> {
  const names = await readNames(db, participants.map(actorForm))
  return ({ name, ...participant }, { id, day }) => {
    const form = actorForm({ name, ...participant })
    const actor = names(form, day)
    return { name: actor?.name ?? name, ...participant, entity: actor?.id ?? actorId(`${form.id}|${id}`) }
  }
}

/** Looks forms up in the register: whom each names on a day. */
export async function readNames(
  db: Kysely<Tables>,
  named: readonly ActorForm[],
): Promise<(form: ActorForm, day: string) => Holder | undefined> {
  const forms = new Map(named.map((form) => [form.id, form]))
  const rows = await db
    .selectFrom('forms')
    .innerJoin('actors', 'actors.id', 'forms.actor')
    .select(['forms.id as form', 'actors.id', 'actors.name'])
    .where('forms.id', 'in', among([...forms.keys()]))
    .execute()
  const actors = new Map(rows.map(({ form, id, name }) => [form, { id, name }]))
  const holders = await readHolders(
    db,
    [...forms.values()].filter(({ id }) => !actors.has(id)),
  )
  return (form, day) => actors.get(form.id) ?? holders(form, day)
}

const REF_COLUMNS = ['n', 'id', 'origin', 'title', 'publisher', 'published', 'published_from'] as const
export type RefColumns = Pick<ReportTable, (typeof REF_COLUMNS)[number]>

/** Looks reports up by id. */
export async function readReports(db: Kysely<Tables>, ids: readonly string[]): Promise<Map<string, ReportRef>> {
  const rows = await readRefs(db, sql`id in ${among([...new Set(ids)])}`)
  return new Map(rows.map((row) => [row.id, reportRef(row)]))
}

/** Looks reports up by number. */
export async function readNumberedReports(db: Kysely<Tables>, ns: readonly number[]): Promise<Map<number, ReportRef>> {
  const rows = await readRefs(db, sql`n in ${among([...new Set(ns)])}`)
  return new Map(rows.map((row) => [row.n, reportRef(row)]))
}

async function readRefs(db: Kysely<Tables>, where: RawBuilder<unknown>): Promise<RefColumns[]> {
  type Line = [number, string, string, string | null, string | null, string, string | null]
  const columns = sql.join(REF_COLUMNS.map((name) => sql.ref(name)))
  const rows = await selectLists<Line>(db, columns, sql`reports where ${where}`)
  return rows.map(([n, id, origin, title, publisher, published, published_from]) => {
    return { n, id, origin, title, publisher, published, published_from }
  })
}

/** A report as rows refer to it. */
export function reportRef({ id, origin, title, publisher, published, published_from }: RefColumns): ReportRef {
  return {
    id,
    origin,
    ...(title === null ? {} : { title }),
    ...(publisher === null ? {} : { publisher }),
    ...(published === '' ? {} : { published: { value: published, from: published_from as 'text' } }),
  }
}
