import '../../../styles/pages.css'
import '../../../styles/map.css'
import '../../../styles/network.css'
import { lazy, Suspense } from 'react'
import type { Dyad, Network } from '../../../../src/serve/http/types.ts'
import { useApi } from '../../api.ts'
import { t } from '../../catalogue/index.ts'
import { countryName } from '../../countries.ts'
import { Empty, Missing, useTitle, Waiting } from '../../frame/states.tsx'
import { useCommands } from '../../keys.ts'
import { FilterNote, filterQuery } from '../../parts/filterNote.tsx'
import { go, Link, withQuery } from '../../router.tsx'
import type { ViewProps } from '../../routes.ts'
import { DyadTable } from './dyadTable.tsx'
import { lastDayOf, periodWords } from './periods.ts'

const PATH = '/network'
const LIMIT = 200
const LEVELS = ['country', 'actor'] as const
const LENGTHS = ['week', 'month', 'year'] as const

const Drawing = lazy(() => import('./drawing.tsx'))

/** Who deals with whom, over all time or in one period: a drawing, and the same as a table. */
export default function NetworkView({ query }: ViewProps) {
  const level = LEVELS.find((one) => one === query.get('level')) ?? 'country'
  const by = LENGTHS.find((one) => one === query.get('by')) ?? 'month'
  const asked = filterQuery(query)
  for (const [name, value] of Object.entries({ level, by, limit: String(LIMIT) })) asked.set(name, value)
  const { data, error, isLoading } = useApi<Network>(`/api/network?${asked}`)
  useTitle(t.views.network)
  const set = (changed: Record<string, string | undefined>) => go(withQuery(query, changed, PATH), { isReplaced: true })
  const periods = data?.periods ?? []
  const period = periods.find((one) => one === query.get('period'))
  const sides = (data?.sides ?? []).map((side) => ({ ...side, name: nameOf(side, level) }))
  const chosen = sides.find(({ id }) => id === query.get('at'))
  const countOf = (dyad: Dyad) =>
    period === undefined ? dyad.events : (dyad.series.find((one) => one.period === period)?.events ?? 0)
  const shown = (data?.dyads ?? [])
    .filter((dyad) => countOf(dyad) > 0 && (chosen === undefined || dyad.a === chosen.id || dyad.b === chosen.id))
    .toSorted((x, y) => countOf(y) - countOf(x))
  const step = (by: number) => {
    const at = period === undefined ? periods.length : periods.indexOf(period)
    const next = Math.min(Math.max(at + by, 0), periods.length)
    set({ period: periods[next] })
  }
  const move = (by: number) => {
    const at = chosen === undefined ? -1 : sides.indexOf(chosen)
    set({ at: sides[Math.min(Math.max(at + by, 0), sides.length - 1)]?.id })
  }
  const addressOf = (from: string, to: string) => recordOf(query, { sides, level, period, by }, [from, to])
  useCommands({
    earlier: () => step(-1),
    later: () => step(1),
    next: () => move(1),
    previous: () => move(-1),
    ...(chosen === undefined ? {} : { back: () => set({ at: undefined }) }),
  })
  if (error !== undefined) return <Missing error={error} />
  if (data === undefined) return <Waiting />
  return (
    <main className="page network" id="main" tabIndex={-1} aria-busy={isLoading}>
      <header>
        <p className="over">{t.network.over}</p>
        <h1>{t.network.title(data.total)}</h1>
        <FilterNote query={query} path={PATH} />
        <Choices query={query} level={level} by={by} />
        {periods.length > 0 && (
          <Periods periods={periods} period={period} by={by} onChoose={(one) => set({ period: one })} />
        )}
      </header>
      {data.dyads.length === 0 ? (
        <Empty title={t.network.none} text={t.network.noneWhy}>
          <Link to={withQuery(filterQuery(query), {})} className="link">
            {t.map.toRecord}
          </Link>
        </Empty>
      ) : (
        <div className="survey">
          <div className="globe">
            <Suspense fallback={<div className="web" />}>
              <Drawing
                sides={sides}
                dyads={data.dyads}
                countOf={countOf}
                quadOf={(dyad) => mainQuad(dyad, period)}
                chosen={chosen?.id}
                onChoose={(id) => set({ at: id })}
              />
            </Suspense>
          </div>
          <DyadTable
            dyads={shown}
            {...{ data, sides, period, periods, chosen, countOf, addressOf }}
            onChoose={(id) => set({ at: id })}
          />
        </div>
      )}
    </main>
  )
}

export type Side = Network['sides'][number]

/** Countries go by the page's names, others by the register's. */
function nameOf({ id, name, country }: Side, level: (typeof LEVELS)[number]): string {
  return level === 'country' && country === id ? countryName(id) : name
}

/** What most of a pair's acts are, of all or of one period. */
function mainQuad({ quads, series }: Dyad, period: string | undefined): 1 | 2 | 3 | 4 {
  const counts = series.find((one) => one.period === period)?.quads ?? quads
  return (counts.indexOf(Math.max(...counts)) + 1) as 1 | 2 | 3 | 4
}

interface Shown {
  readonly sides: readonly Side[]
  readonly level: (typeof LEVELS)[number]
  readonly period: string | undefined
  readonly by: (typeof LENGTHS)[number]
}

/** The record with the filters of the address and what one side did to another, in the period that is shown. */
function recordOf(query: URLSearchParams, { sides, level, period, by }: Shown, [from, to]: [string, string]): string {
  const asked = (id: string) => (level === 'country' ? id : (sides.find((side) => side.id === id)?.name ?? id))
  const days = period === undefined ? {} : { from: period, to: lastDayOf(period, by) }
  return withQuery(filterQuery(query), { actor: asked(from), recipient: asked(to), ...days })
}

interface ChoicesProps {
  readonly query: URLSearchParams
  readonly level: string
  readonly by: string
}

function Choices({ query, level, by }: ChoicesProps) {
  const link = (changed: Record<string, string>, name: string, isOn: boolean) => (
    <li key={name}>
      <Link to={withQuery(query, { ...changed, at: undefined, period: undefined }, PATH)} current={isOn}>
        {name}
      </Link>
    </li>
  )
  return (
    <nav className="choices screen" aria-label={t.network.level}>
      <ul>{LEVELS.map((one) => link({ level: one }, t.network.levels[one], one === level))}</ul>
      <ul aria-label={t.network.by}>
        {LENGTHS.map((one) => link({ by: one }, `${t.network.by.toLowerCase()} ${t.network.periods[one]}`, one === by))}
      </ul>
    </nav>
  )
}

interface PeriodsProps {
  readonly periods: readonly string[]
  readonly period: string | undefined
  readonly by: (typeof LENGTHS)[number]
  readonly onChoose: (period: string | undefined) => void
}

/** Slides through the periods; at the right end all of them are shown. */
function Periods({ periods, period, by, onChoose }: PeriodsProps) {
  const words = period === undefined ? t.network.allPeriods : periodWords(period, by)
  return (
    <p className="slide">
      <label>
        {t.network.period} <b>{words}</b>{' '}
        <input
          type="range"
          min={0}
          max={periods.length}
          value={period === undefined ? periods.length : periods.indexOf(period)}
          aria-valuetext={words}
          onChange={(event) => onChoose(periods[Number(event.target.value)])}
        />
      </label>
      <span className="quiet screen">{t.network.play}</span>
    </p>
  )
}
