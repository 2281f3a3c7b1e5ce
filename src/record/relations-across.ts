import { type Kysely, type RawBuilder, sql } from 'kysely'
import { among, selectLists } from './dialect.ts'
import { ROOM } from './numbers.ts'
import type { Related } from './relations.ts'
import type { Tables } from './schema.ts'

/** An event as it is compared with others: days in milliseconds, and who takes part, by state or else by actor. */
interface Fact {
  readonly n: number
  readonly id: string
  readonly type: string
  readonly status: string
  readonly isSeveral: boolean
  readonly isStated: boolean
  readonly weapon: string
  readonly first: number
  readonly last: number
  readonly published: number
  readonly actors: Set<string>
  readonly recipients: Set<string>
  /** The people of the register who take part, by their state. */
  readonly people: Map<string, Set<string>>
}

const DAY_MS = 86_400_000
/** A plan is carried out by a week after its day; one without a day within two months. */
const LATE = 7 * DAY_MS
const OPEN = 60 * DAY_MS
/** What is planned for a longer time is no one act. */
const LONGEST_PLAN = 92 * DAY_MS
/** "The launches of the past years" have too many parts to tell. */
const LONGEST_WHOLE = 366 * DAY_MS
/** Acts that are planned one by one; words, pledges and appeals of the same parties come by the dozen. */
const PLANNED = new Set([
  'CONSULT',
  'AID',
  'RETREAT',
  'CONCEDE',
  'SANCTION',
  'COERCE',
  'MOBILIZE',
  'PROTEST',
  'ASSAULT',
])

/** Finds the outcomes of plans, and what texts tell as several acts with the single ones, among some events and all others. */
export async function relateAcross(db: Kysely<Tables>, ns: readonly number[]): Promise<Related[]> {
  const own = (await readFacts(db, sql`n in ${among(ns)} and day <> ''`)).filter(({ first }) => !Number.isNaN(first))
  if (own.length === 0) return []
  return [...(await relatePlans(db, own)), ...(await relateParts(db, own))]
}

const isDone = ({ status, isSeveral }: Fact) => (status === 'occurred' || status === 'ongoing') && !isSeveral
const isPlan = ({ type, status, isSeveral, first, last }: Fact) =>
  status === 'planned' && !isSeveral && last - first <= LONGEST_PLAN && PLANNED.has(type)

/** Every plan with the act that it became: the nearest of its kind by the same parties. */
async function relatePlans(db: Kysely<Tables>, own: readonly Fact[]): Promise<Related[]> {
  const done = byType(own.filter(isDone))
  const near = await readFacts(
    db,
    sql`foreseen = 1 and status = 'planned' and type in ${among([...done.keys()])}
      and day between ${dayOf(least(own) - LONGEST_PLAN - LATE)} and ${dayOf(most(own) + DAY_MS)}`,
  )
  const mine = own.filter(isPlan)
  const others = near.filter((plan) => isPlan(plan) && (done.get(plan.type) ?? []).some((act) => isOutcome(plan, act)))
  const plans = [...new Map([...mine, ...others].map((plan) => [plan.n, plan])).values()]
  if (plans.length === 0) return []
  const windows = plans.map(windowOf)
  const acts = byType(
    await readFacts(
      db,
      sql`status in ('occurred', 'ongoing') and several = 0 and type in ${among([...byType(plans).keys()])}
        and day between ${dayOf(Math.min(...windows.map(([first]) => first)))}
        and ${dayOf(Math.max(...windows.map(([, last]) => last)))}`,
    ),
  )
  const outcomesOf = new Map(
    plans.map((plan) => [plan, (acts.get(plan.type) ?? []).filter((act) => isOutcome(plan, act))]),
  )
  const reports = await readReportsOf(db, [...plans, ...[...outcomesOf.values()].flat()])
  return plans.flatMap((plan): Related[] => {
    const outcomes = outcomesOf.get(plan)!.filter((act) => isToldApart(plan, act, reports))
    const best = leastBy(outcomes, (act) => Math.max(0, plan.first - act.first, act.first - plan.last))
    return best === undefined ? [] : [{ a: plan.n, kind: 'plan-of', b: best.n }]
  })
}

async function readReportsOf(db: Kysely<Tables>, facts: readonly Fact[]): Promise<Map<number, Set<number>>> {
  const rows = await selectLists<[event: number, report: number]>(
    db,
    sql`event, n / ${sql.lit(ROOM)}`,
    sql`mentions where event in ${among([...new Set(facts.map(({ n }) => n))])}`,
  )
  const reports = new Map<number, Set<number>>()
  for (const [event, report] of rows) reports.set(event, (reports.get(event) ?? new Set()).add(report))
  return reports
}

/** A report that tells of a plan and of an act tells of two, unless it puts both on one day: "will go on to" is no outcome of the visit. */
function isToldApart(plan: Fact, act: Fact, reports: ReadonlyMap<number, ReadonlySet<number>>): boolean {
  const [own, others] = [reports.get(plan.n), reports.get(act.n)]
  if (own === undefined || others === undefined || ![...own].some((report) => others.has(report))) return true
  return plan.isStated && act.isStated && plan.first <= act.last && act.first <= plan.last
}

/** The days on which a plan can be carried out. */
function windowOf({ first, last, published }: Fact): readonly [first: number, last: number] {
  return first > published || Number.isNaN(published) ? [first - DAY_MS, last + LATE] : [published, published + OPEN]
}

function isOutcome(plan: Fact, act: Fact): boolean {
  const [first, last] = windowOf(plan)
  if (plan.type !== act.type || act.first < first || act.first > last || act.published < plan.published) return false
  if (areOthers(plan.people, act.people)) return false
  if (plan.type !== 'CONSULT') return shares(plan.actors, act.actors) && shares(plan.recipients, act.recipients)
  // Where both have their days a text may name some of the parties alone; two of the three meet every other week.
  const isPart = (few: ReadonlySet<string>, many: ReadonlySet<string>) =>
    few.size > 1 && [...few].every((party) => many.has(party))
  return isPart(plan.actors, act.actors) || (plan.isStated && isPart(act.actors, plan.actors))
}

/** Whether some state has people in both of whom none is the same: other ministers meet another time. */
function areOthers(a: Fact['people'], b: Fact['people']): boolean {
  return [...a].some(([state, own]) => {
    const others = b.get(state)
    return others !== undefined && !shares(own, others)
  })
}

/** The same somebody does it, to the same somebody where both tell to whom. */
function areSides(a: Fact, b: Fact): boolean {
  if (!shares(a.actors, b.actors)) return false
  return a.recipients.size === 0 || b.recipients.size === 0 || shares(a.recipients, b.recipients)
}

const shares = (a: ReadonlySet<string>, b: ReadonlySet<string>) => [...a].some((one) => b.has(one))

/** Every single act with the narrowest telling of several acts that holds it. */
async function relateParts(db: Kysely<Tables>, own: readonly Fact[]): Promise<Related[]> {
  const wholes = byType(
    (
      await readFacts(db, sql`several = 1 and day between ${dayOf(least(own) - LONGEST_WHOLE)} and ${dayOf(most(own))}`)
    ).filter(isWhole),
  )
  if (wholes.size === 0) return []
  const mine = own.filter(isWhole)
  const inside =
    mine.length === 0
      ? []
      : await readFacts(
          db,
          sql`several = 0 and status in ('occurred', 'ongoing') and type in ${among([...byType(mine).keys()])}
            and day between ${dayOf(least(mine))} and ${dayOf(most(mine))}`,
        )
  const singles = new Map([...own, ...inside].filter(isDone).map((act) => [act.n, act]))
  return [...singles.values()].flatMap((act): Related[] => {
    const holding = (wholes.get(act.type) ?? []).filter((whole) => isPart(act, whole))
    const best = leastBy(holding, ({ first, last }) => last - first)
    return best === undefined ? [] : [{ a: act.n, kind: 'part-of', b: best.n }]
  })
}

const isWhole = ({ isSeveral, first, last }: Fact) => isSeveral && last > first && last - first <= LONGEST_WHOLE

function isPart(act: Fact, whole: Fact): boolean {
  if (!act.isStated || act.first < whole.first || act.last > whole.last) return false
  if (act.last - act.first >= whole.last - whole.first || !areSides(act, whole)) return false
  return act.weapon === '' || whole.weapon === '' || act.weapon === whole.weapon
}

type Row = [
  n: number,
  id: string,
  type: string,
  status: string,
  several: number,
  stated: string,
  weapon: string,
  day: string,
  lastDay: string,
  published: string,
]

async function readFacts(db: Kysely<Tables>, where: RawBuilder<unknown>): Promise<Fact[]> {
  const rows = await selectLists<Row>(
    db,
    sql`n, id, type, status, several, stated, weapon, day, last_day, published`,
    sql`events where ${where}`,
  )
  const facts = new Map(rows.map((row) => [row[0], factOf(row)]))
  const parties = await selectLists<[event: number, role: number, form: number]>(
    db,
    sql`event, role, form`,
    sql`parties where event in ${among([...facts.keys()])}`,
  )
  const forms = new Map(
    (
      await selectLists<[n: number, party: string, person: string | null]>(
        db,
        sql`n, coalesce(country, actor, id), case when kind = 'person' and country is not null then actor end`,
        sql`forms where n in ${among([...new Set(parties.map(([, , form]) => form))])}`,
      )
    ).map((form) => [form[0], form]),
  )
  for (const [event, role, form] of parties) {
    const { people, ...fact } = facts.get(event)!
    const [, party, person] = forms.get(form)!
    fact[role === 0 ? 'actors' : 'recipients'].add(party)
    if (person !== null) people.set(party, (people.get(party) ?? new Set()).add(person))
  }
  return [...facts.values()]
}

function factOf([n, id, type, status, several, stated, weapon, day, lastDay, published]: Row): Fact {
  return {
    n,
    id,
    type,
    status,
    isSeveral: several === 1,
    isStated: stated !== '',
    weapon,
    first: Date.parse(day.slice(0, 10)),
    last: Date.parse(lastDay.slice(0, 10)),
    published: Date.parse(published),
    actors: new Set(),
    recipients: new Set(),
    people: new Map(),
  }
}

function byType(facts: readonly Fact[]): Map<string, Fact[]> {
  const types = new Map<string, Fact[]>()
  for (const fact of facts) {
    const own = types.get(fact.type)
    if (own === undefined) types.set(fact.type, [fact])
    else own.push(fact)
  }
  return types
}

/** The fact of the least measure, then the earliest, then by id. */
function leastBy(facts: readonly Fact[], measure: (fact: Fact) => number): Fact | undefined {
  const key = (fact: Fact) => [measure(fact), fact.first] as const
  return facts.reduce<Fact | undefined>((best, fact) => {
    if (best === undefined) return fact
    const [[x, p], [y, q]] = [key(best), key(fact)]
    return y < x || (y === x && (q < p || (q === p && fact.id < best.id))) ? fact : best
  }, undefined)
}

const least = (facts: readonly Fact[]) =>
  facts.reduce((day, { first }) => Math.min(day, first), Number.POSITIVE_INFINITY)
const most = (facts: readonly Fact[]) => facts.reduce((day, { last }) => Math.max(day, last), Number.NEGATIVE_INFINITY)

/** The ISO date, within what ISO dates of four digits can tell. */
function dayOf(ms: number): string {
  const [earliest, latest] = [Date.UTC(1000, 0, 1), Date.UTC(9999, 11, 31)]
  return new Date(Math.min(latest, Math.max(earliest, ms))).toISOString().slice(0, 10)
}
