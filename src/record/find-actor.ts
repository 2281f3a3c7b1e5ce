import { isMisspelling, type LikeName, likeName, nameTokens } from '../link/index.ts'
import { getActor } from './list-actors.ts'
import type { OpenRecord } from './open.ts'
import type { ActorRow } from './rows.ts'

/** An actor as somebody who asks for a name is told of it. */
export interface FoundActor extends ActorRow {
  /** How the name that was asked for answers to one of its names. */
  readonly likeness: LikeName
  /** Every name with the number of reports that use it, the most used first. */
  readonly uses: readonly { readonly name: string; readonly reports: number }[]
  /** Other actors of the register that seem to be this one misspelt: ids, names, and how many reports have them. */
  readonly misspelt: readonly { readonly actor: string; readonly name: string; readonly reports: number }[]
}

/** One name of one actor in the register. */
interface Named {
  readonly actor: string
  readonly kind: string
  readonly country: string | null
  readonly name: string
  readonly words: readonly string[]
  readonly reports: number
}

const RANK: Readonly<Record<LikeName, number>> = { same: 0, part: 1, similar: 2 }
/** A spelling is taken for a slip where the other stands in so many times as many reports. */
const TIMES_RARER = 3

/** Returns the actors that a name may mean, at most `limit`: those that bear it, else those that have it in part, else those with one like it. */
export async function findActors(record: OpenRecord, name: string, limit = 5): Promise<FoundActor[]> {
  const names = await readNames(record)
  const asked = nameTokens(name)
  const likest = new Map<string, LikeName>()
  for (const { actor, words } of names) {
    const likeness = likeName(asked, words)
    const before = likest.get(actor)
    if (likeness !== undefined && (before === undefined || RANK[likeness] < RANK[before])) likest.set(actor, likeness)
  }
  const best = Math.min(...[...likest.values()].map((likeness) => RANK[likeness]))
  const found: FoundActor[] = []
  for (const [id, likeness] of likest) {
    if (RANK[likeness] > best) continue
    const row = (await getActor(record, id))!
    const own = names.filter(({ actor }) => actor === id)
    const uses = own.map(({ name, reports }) => ({ name, reports })).sort(byReports)
    found.push({ ...row, likeness, uses, misspelt: misspeltOf(own, names) })
  }
  return found.sort((a, b) => b.nReports - a.nReports || (a.id < b.id ? -1 : 1)).slice(0, limit)
}

async function readNames({ backend: { db } }: OpenRecord): Promise<Named[]> {
  const rows = await db
    .selectFrom('form_names')
    .innerJoin('forms', 'forms.n', 'form_names.form')
    .select(['forms.actor', 'forms.kind', 'forms.country', 'form_names.name', 'form_names.reports'])
    .where('forms.actor', 'is not', null)
    .execute()
  const found = new Map<string, Named>()
  for (const { actor, name, reports, kind, country } of rows) {
    const key = `${actor} ${name}`
    const before = found.get(key)?.reports ?? 0
    found.set(key, { actor: actor!, kind, country, name, words: nameTokens(name), reports: before + reports })
  }
  return [...found.values()]
}

/** Rarer names of others of the same kind and country that differ from a name by a slip. */
function misspeltOf(own: readonly Named[], all: readonly Named[]): FoundActor['misspelt'] {
  const slips = all.filter((other) =>
    own.some(
      (one) =>
        one.actor !== other.actor &&
        one.kind === other.kind &&
        (one.country === other.country || other.country === null) &&
        one.reports >= TIMES_RARER * other.reports &&
        isMisspelling(one.words, other.words),
    ),
  )
  return slips.map(({ actor, name, reports }) => ({ actor, name, reports })).sort(byReports)
}

function byReports(a: { name: string; reports: number }, b: { name: string; reports: number }): number {
  return b.reports - a.reports || (a.name < b.name ? -1 : 1)
}
