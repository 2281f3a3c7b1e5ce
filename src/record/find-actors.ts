import { type Kysely, sql } from 'kysely'
import { countEdits, isSlip, nameTokens } from '../link/index.ts'
import { selectLists } from './dialect.ts'
import { readActors } from './list-actors.ts'
import type { OpenRecord } from './open.ts'
import type { ActorRow, NameProblem } from './rows.ts'
import type { Tables } from './schema.ts'

/** An actor that a name may mean, with what speaks against taking the register at its word. */
export interface FoundActor extends ActorRow {
  readonly problems: readonly NameProblem[]
}

/** A form of the register's, by its words. */
interface Form {
  readonly actor: string
  readonly kind: string
  readonly country: string | null
  readonly name: string
  readonly reports: number
  readonly words: readonly string[]
}

/**
 * Finds whom a name may mean, however it is spelt: each of its words must be one of the actor's, begin one, or be a
 * slip away from one. The nearest first, then those of most reports.
 */
export async function findActors({ backend: { db } }: OpenRecord, name: string, limit: number): Promise<FoundActor[]> {
  const asked = nameTokens(name)
  if (asked.length === 0) return []
  const forms = await readForms(db)
  const byActor = new Map<string, { readonly forms: Form[]; distance: number; reports: number }>()
  for (const form of forms) {
    const distance = distanceOf(asked, form.words)
    const known = byActor.get(form.actor)
    if (known === undefined) byActor.set(form.actor, { forms: [form], distance, reports: form.reports })
    else {
      known.forms.push(form)
      known.distance = Math.min(known.distance, distance)
      known.reports += form.reports
    }
  }
  const found = [...byActor]
    .filter(([, { distance }]) => distance < Number.POSITIVE_INFINITY)
    .toSorted(([a, x], [b, y]) => x.distance - y.distance || y.reports - x.reports || (a < b ? -1 : 1))
    .slice(0, limit)
  const rows = await readActors(
    db,
    found.map(([id]) => id),
  )
  return rows.map((row) => ({
    ...row,
    problems: [...(row.problems ?? []), ...slipsOf(byActor.get(row.id)!.forms, forms)],
  }))
}

/** The forms that name somebody in particular. */
async function readForms(db: Kysely<Tables>): Promise<Form[]> {
  const rows = await selectLists<[string, string, string | null, string, number, string]>(
    db,
    sql`actor, kind, country, name, reports, words`,
    sql`(select * from forms where actor is not null order by id)`,
  )
  return rows.map(([actor, kind, country, name, reports, words]) => {
    return { actor, kind, country, name, reports, words: words.trim().split(' ') }
  })
}

/** How far the words asked for are from a name in all; infinite where one of them is in no way there. */
function distanceOf(asked: readonly string[], words: readonly string[]): number {
  let sum = 0
  for (const word of asked) sum += Math.min(...words.map((other) => wordDistance(word, other)))
  return sum
}

const [BEGUN, SHORT, LONG] = [0.5, 4, 8]

/** 0 for the same word, a half for its beginning, else the letters that differ, if they are few. */
function wordDistance(asked: string, word: string): number {
  if (asked === word) return 0
  if (asked.length >= SHORT - 1 && word.startsWith(asked)) return BEGUN
  const allowed = asked.length < SHORT ? 0 : asked.length < LONG ? 1 : 2
  if (Math.abs(asked.length - word.length) > allowed) return Number.POSITIVE_INFINITY
  const edits = countEdits(asked, word)
  return edits <= allowed ? edits : Number.POSITIVE_INFINITY
}

/** Other actors of the kind and country with a name a slip away, one problem each. */
function slipsOf(own: readonly Form[], all: readonly Form[]): NameProblem[] {
  const problems = new Map<string, NameProblem>()
  for (const form of own)
    for (const other of all) {
      if (other.actor === form.actor || other.kind !== form.kind || other.country !== form.country) continue
      if (problems.has(other.actor) || !isSlip(form.words, other.words)) continue
      const [rare, common] = form.reports < other.reports ? [form, other] : [other, form]
      const message = `"${rare.name}" (${rare.reports}) may be a misspelling of "${common.name}" (${common.reports})`
      problems.set(other.actor, { code: 'possible-misspelling', message, actor: other.actor })
    }
  return [...problems.values()]
}
