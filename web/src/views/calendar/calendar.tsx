import '../../../styles/pages.css'
import '../../../styles/calendar.css'
import type { Counts, Plan } from '../../../../src/serve/http/types.ts'
import { useApi } from '../../api.ts'
import { t } from '../../catalogue/index.ts'
import { formatMonth } from '../../dates.ts'
import { Empty, Missing, useTitle, Waiting } from '../../frame/states.tsx'
import { useCommands } from '../../keys.ts'
import { go, Link, useAsOf, withQuery } from '../../router.tsx'
import type { ViewProps } from '../../routes.ts'
import { axisOf } from './axis.ts'
import { AxisHead, PlanRow } from './planRow.tsx'

const PATH = '/calendar'
/** More would keep the reader waiting; the years lead to the others. */
const LIMIT = 120
const OUTCOMES: readonly Plan['outcome'][] = ['took-place', 'put-off', 'dropped', 'not-yet-known']

/** Acts that were planned or called for, by the month they were planned for, and what became of each. */
export default function CalendarView({ query }: ViewProps) {
  const year = query.get('year') ?? undefined
  const days = year === undefined ? '' : `&from=${year}&to=${year}`
  const { data, error, isLoading } = useApi<Plan[]>(`/api/plans?limit=${LIMIT}${days}`)
  // Where the record ends nothing can be known of what came after.
  const counts = useApi<Counts>('/api/counts').data
  const today = useAsOf() ?? counts?.published?.last ?? new Date().toISOString().slice(0, 10)
  useTitle(t.views.calendar)
  const outcome = query.get('outcome')
  const shown = (data ?? []).filter((plan) => outcome === null || plan.outcome === outcome)
  const chosen = shown.find(({ event }) => event === query.get('event'))
  const set = (changed: Record<string, string | undefined>) => go(withQuery(query, changed, PATH), { isReplaced: true })
  const ordered = groupsOf(shown).flatMap(({ plans }) => plans)
  const move = (by: number) => {
    const at = chosen === undefined ? -1 : ordered.indexOf(chosen)
    const next = ordered[Math.min(Math.max(at + by, 0), ordered.length - 1)]
    if (next === undefined) return
    set({ event: next.event })
    document.getElementById(`plan-${next.event}`)?.scrollIntoView({ block: 'nearest' })
  }
  const step = (by: number) => set({ year: String(Number(year ?? today.slice(0, 4)) + by), event: undefined })
  useCommands({
    next: () => move(1),
    previous: () => move(-1),
    earlier: () => step(-1),
    later: () => step(1),
    open: () => {
      if (chosen !== undefined) go(`/events/${chosen.event}`)
    },
  })
  if (error !== undefined) return <Missing error={error} />
  if (data === undefined) return <Waiting />
  return (
    <main className="page calendar" id="main" tabIndex={-1} aria-busy={isLoading}>
      <header>
        <p className="over">{t.calendar.over}</p>
        <h1>{t.calendar.title}</h1>
        <Lede plans={data} />
        <Choices query={query} year={year} thisYear={today.slice(0, 4)} />
        {data.length === LIMIT && <p className="why">{t.calendar.capped(LIMIT)}</p>}
      </header>
      {shown.length === 0 ? (
        <Nothing isFiltered={outcome !== null || year !== undefined} />
      ) : (
        <Groups plans={shown} chosen={chosen?.event} today={today} />
      )}
    </main>
  )
}

function Lede({ plans }: { plans: readonly Plan[] }) {
  if (plans.length === 0) return <p className="lede">{t.calendar.ledeNone}</p>
  const parts = OUTCOMES.map((outcome) => ({ outcome, n: plans.filter((plan) => plan.outcome === outcome).length }))
  return (
    <p className="lede">
      {t.calendar.lede(plans.length)}
      {parts
        .filter(({ n }) => n > 0)
        .map(({ outcome, n }) => t.calendar.outcomeN[outcome](n))
        .join(', ')}
      .
    </p>
  )
}

interface ChoicesProps {
  readonly query: URLSearchParams
  readonly year: string | undefined
  readonly thisYear: string
}

/** Which outcome and which year; each choice is a link. */
function Choices({ query, year, thisYear }: ChoicesProps) {
  const outcome = query.get('outcome')
  const at = Number(year ?? thisYear)
  const link = (changed: Record<string, string | undefined>, name: string, isOn: boolean) => (
    <li key={name}>
      <Link to={withQuery(query, { ...changed, event: undefined }, PATH)} current={isOn}>
        {name}
      </Link>
    </li>
  )
  return (
    <nav className="choices screen" aria-label={t.calendar.show}>
      <ul>
        {link({ outcome: undefined }, t.calendar.all, outcome === null)}
        {OUTCOMES.map((one) => link({ outcome: one }, t.calendar.outcomes[one].toLowerCase(), one === outcome))}
      </ul>
      <ul aria-label={t.calendar.years}>
        {year !== undefined && link({ year: undefined }, `${t.calendar.years}: ${t.calendar.all}`, false)}
        {[at - 1, at, at + 1].map((one) => link({ year: String(one) }, String(one), String(one) === year))}
      </ul>
    </nav>
  )
}

function Nothing({ isFiltered }: { isFiltered: boolean }) {
  return (
    <Empty
      title={isFiltered ? t.calendar.noneFiltered : t.calendar.none}
      {...(isFiltered ? {} : { text: t.calendar.ledeNone })}
    >
      <Link to={isFiltered ? PATH : '/add'} className="link">
        {isFiltered ? t.calendar.showAll : t.add.action}
      </Link>
    </Empty>
  )
}

interface Group {
  /** The first day of the month; '' where no day was said. */
  readonly month: string
  readonly plans: readonly Plan[]
}

/** Plans by the month that they are for, newest first; those without a day last. */
function groupsOf(plans: readonly Plan[]): Group[] {
  const groups = new Map<string, Plan[]>()
  for (const plan of plans) {
    const month = plan.plannedFor === undefined ? '' : `${plan.plannedFor.start.slice(0, 7)}-01`
    groups.set(month, [...(groups.get(month) ?? []), plan])
  }
  return [...groups].sort(([a], [b]) => (a < b ? 1 : -1)).map(([month, own]) => ({ month, plans: own }))
}

function Groups({ plans, chosen, today }: { plans: readonly Plan[]; chosen: string | undefined; today: string }) {
  return (
    <>
      <p className="why">{t.calendar.drawn}</p>
      {groupsOf(plans).map(({ month, plans: own }) => {
        // What was planned for no day stands on no axis.
        const axis = month === '' ? undefined : axisOf(own, today)
        return (
          <section key={month}>
            <h2>{month === '' ? t.calendar.noDay : formatMonth(month)}</h2>
            <table className="plans">
              <AxisHead axis={axis} />
              <tbody>
                {own.map((plan) => (
                  <PlanRow key={plan.event} plan={plan} axis={axis} today={today} isChosen={plan.event === chosen} />
                ))}
              </tbody>
            </table>
          </section>
        )
      })}
    </>
  )
}
