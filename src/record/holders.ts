import { type Kysely, sql } from 'kysely'
import { type ActorForm, isRegistered } from '../link/index.ts'
import { among, selectLists } from './dialect.ts'
import { titleKey } from './offices.ts'
import type { ActorTable, Tables } from './schema.ts'

/** An actor who holds an office. */
export type Holder = Pick<ActorTable, 'id' | 'name'>

/** How long before the first and after the last report that states it an office is taken to be held. */
const SLACK_MS = 180 * 86_400_000
/** Offices of one word that a state has one of. */
const SOLE = new Set(['president', 'premier', 'chancellor', 'king', 'queen', 'emir', 'sultan', 'pope'])

/** The days between which reports state that somebody holds an office, in milliseconds. */
interface Term extends Holder {
  first: number
  last: number
}

/**
 * Returns who of the register holds the office that a form names ("U.S. Secretary of State") on a day: the only one
 * whom reports state to, about then. Forms that name no office, or one that several hold, have no holder.
 */
export async function readHolders(
  db: Kysely<Tables>,
  forms: readonly ActorForm[],
): Promise<(form: ActorForm, day: string) => Holder | undefined> {
  const offices = forms.filter((form) => form.country !== undefined && form.kind === 'person' && !isRegistered(form))
  const terms = await readTerms(db, [...new Set(offices.flatMap(titlesIn))])
  return (form, day) => {
    const at = Date.parse(day)
    const held = titlesIn(form).flatMap((title) => terms.get(`${form.country}|${title}`) ?? [])
    const near = held.filter(({ first, last }) => at >= first - SLACK_MS && at <= last + SLACK_MS)
    const then = near.length === 1 ? near : near.filter(({ first, last }) => at >= first && at <= last)
    return then.length === 1 ? { id: then[0]!.id, name: then[0]!.name } : undefined
  }
}

/** The longest title that a name can end in, and shorter ones: "secretary of state" of "US Secretary of State". */
function titlesIn({ name }: ActorForm): string[] {
  const words = titleKey(name).split(' ')
  return words.map((_, i) => words.slice(i).join(' ')).filter((title) => title.includes(' ') || SOLE.has(title))
}

/** Who holds offices of these titles and when, by country and title. */
async function readTerms(db: Kysely<Tables>, titles: readonly string[]): Promise<Map<string, Term[]>> {
  const terms = new Map<string, Term[]>()
  if (titles.length === 0) return terms
  const rows = await selectLists<[office: string, id: string, name: string, first: string, last: string]>(
    db,
    sql`office, id, name, first, last`,
    sql`(select offices.country || '|' || title_key as office, actors.id as id, actors.name as name,
        min(published) as first, max(published) as last
      from offices join forms on forms.n = offices.form join actors on actors.id = forms.actor
      join reports on reports.n = offices.report
      where title_key in ${among(titles)} and offices.country <> '' and former = 0 and published <> ''
      group by 1, 2)`,
  )
  for (const [office, id, name, first, last] of rows) {
    const term = { id, name, first: Date.parse(first), last: Date.parse(last) }
    const own = terms.get(office)
    if (own === undefined) terms.set(office, [term])
    else own.push(term)
  }
  return terms
}
