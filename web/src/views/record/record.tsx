import { useRef, useState } from 'react'
import type { BrowsedEvents, EventRow, Facets as FacetsAnswer } from '../../../../src/serve/http/types.ts'
import { useAll, useApi } from '../../api.ts'
import { t } from '../../catalogue/index.ts'
import { formatDay } from '../../dates.ts'
import { addressOfSaving } from '../../frame/searchAddress.ts'
import { writeSearch } from '../../frame/searchSyntax.ts'
import { Empty, useTitle } from '../../frame/states.tsx'
import { useCommands } from '../../keys.ts'
import { filterQuery } from '../../parts/filterNote.tsx'
import { type Linked, useLinked } from '../../parts/related.tsx'
import { go, Link, withQuery } from '../../router.tsx'
import type { ViewProps } from '../../routes.ts'
import '../../../styles/record.css'
import '../../../styles/detail.css'
import { filtersIn, valueName, windowIn, windowOf, without, wordsOf } from './choice.ts'
import { Detail } from './detail.tsx'
import { EventList } from './eventList.tsx'
import { Facets } from './facets.tsx'
import { useMoves } from './moves.ts'
import { Timeline } from './timeline.tsx'

const SHOWN = ['both', 'timeline', 'list'] as const
const LANES = ['type', 'actor'] as const

/** The record: filters, the timeline over the list, and beside them the chosen event in its report. */
export default function RecordView({ query }: ViewProps) {
  useTitle(t.views.record)
  const { asked, data, error } = useChoice(String(filterQuery(query)))
  const [isOpen, setOpen] = useState(false)
  const { selected, position, isPlacing } = useSelected(asked, query, data)
  const { data: event } = useApi<EventRow>(
    selected === undefined ? undefined : `/api/events/${encodeURIComponent(selected)}`,
  )
  const linked = useLinked(event)
  const select = (id: string) => go(withQuery(query, { event: id }), { isReplaced: true })
  useMoves({ asked, query, data, selected, position, event, select })
  useCommands({ filters: () => setOpen(!isOpen) })
  if (error !== undefined) return <Nothing title={t.record.noAnswer} text={error} />
  if (data === undefined) return <main className="mid" id="main" aria-busy="true" />
  if (data.total === 0 && asked === '') return <Nothing title={t.record.noReport} text={t.record.noReportHint} isNew />
  return (
    <>
      <div className={isOpen ? 'side open' : 'side'}>
        <button type="button" className="drawer" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {t.record.filters}
        </button>
        <Facets answer={data} query={query} />
      </div>
      <Middle {...{ asked, query, answer: data, selected, position, isPlacing, event, linked, onSelect: select }} />
      {data.total === 0 || selected === undefined ? (
        <div className="detail" />
      ) : event === undefined ? (
        <section className="detail" aria-busy="true" />
      ) : (
        <Detail {...{ event, linked, query }} onSelect={select} />
      )}
    </>
  )
}

/**
 * What a choice leaves. Lists and lanes ask only when this has answered: the counts are there soonest, and nothing is
 * asked of a choice by what belonged to the one before. `asked` is the choice that `data` is of.
 */
function useChoice(wanted: string) {
  const { data, error, isLoading } = useApi<FacetsAnswer>(`/api/facets?${wanted}`)
  const answered = useRef(wanted)
  if (!isLoading) answered.current = wanted
  return { asked: answered.current, data, error }
}

interface MiddleProps {
  readonly asked: string
  readonly query: URLSearchParams
  readonly answer: FacetsAnswer
  readonly selected: string | undefined
  readonly position: number | undefined
  /** Whether its place is being asked. */
  readonly isPlacing: boolean
  /** The chosen event, and those that it is linked with, as far as they are here. */
  readonly event: EventRow | undefined
  readonly linked: Linked
  readonly onSelect: (id: string) => void
}

/** The events: the timeline over the list, or one of them alone. */
function Middle({ asked, query, answer, selected, position, isPlacing, event, linked, onSelect }: MiddleProps) {
  const shown = SHOWN.find((one) => one === query.get('show')) ?? 'both'
  const by = LANES.find((one) => one === query.get('lanes')) ?? 'type'
  const [ready, setReady] = useState<string>()
  return (
    <main className={`mid ${shown}`} id="main" tabIndex={-1}>
      <Heading {...{ answer, query, shown, by }} />
      {answer.total === 0 && <NoMatch query={query} answer={answer} />}
      {answer.total > 0 && shown !== 'list' && (
        <Timeline
          {...{ asked, selected, event, linked, by, onSelect, isTall: shown === 'timeline' }}
          window={windowOf(query, answer, event)}
          isAwaited={
            // Rows come first: they are what was asked for, and one answer waits for another.
            (shown === 'both' && ready !== asked) ||
            (windowIn(query) === undefined && query.has('event') && event === undefined)
          }
          months={answer.months}
          onWindow={(next) => go(withQuery(query, { window: wordsOf(next) }), { isReplaced: true })}
        />
      )}
      {answer.total > 0 && shown !== 'timeline' && (
        <EventList
          {...{ asked, total: answer.total, selected, position, isPlacing, linked, onSelect }}
          onReady={setReady}
          onOpen={(id) => go(`/events/${id}`)}
        />
      )}
    </main>
  )
}

/** The event that the address names where the choice has it, or else the one to begin with; and its place in the list. */
function useSelected(asked: string, query: URLSearchParams, data: FacetsAnswer | undefined) {
  const named = query.get('event') ?? undefined
  const start = data?.start?.event
  const at = usePosition(asked, named)
  // The choice has no such event any more: it begins with its own.
  const isGone = named !== undefined && !at.isLoading && at.data !== undefined && at.data.position === undefined
  const isNamed = named !== undefined && !isGone
  if (isNamed) return { selected: named, position: at.data?.position, isPlacing: at.isLoading }
  return { selected: start ?? at.data?.rows[0]?.id, position: data?.start?.position, isPlacing: false }
}

function usePosition(asked: string, id: string | undefined) {
  return useApi<BrowsedEvents>(
    id === undefined ? undefined : `/api/browse?${asked}&at=${encodeURIComponent(id)}&limit=1`,
  )
}

interface HeadingProps {
  readonly answer: FacetsAnswer
  readonly query: URLSearchParams
  readonly shown: (typeof SHOWN)[number]
  readonly by: (typeof LANES)[number]
}

function Heading({ answer, query, shown, by }: HeadingProps) {
  const filters = filtersIn(query)
  const dropped = new URLSearchParams()
  for (const name of ['show', 'lanes']) if (query.has(name)) dropped.set(name, query.get(name)!)
  return (
    <>
      <div className="query">
        <h1>{t.counted.event(answer.total)}</h1>
        <div className="opts">
          <span className="seg">
            {SHOWN.toReversed().map((one) => (
              <Link key={one} to={withQuery(query, { show: one === 'both' ? undefined : one })} current={one === shown}>
                {t.record.show[one]}
              </Link>
            ))}
          </span>
          {shown !== 'list' && (
            <span className="seg lanes-by">
              {t.record.lanes}
              {LANES.map((one) => (
                <Link key={one} to={withQuery(query, { lanes: one === 'type' ? undefined : one })} current={one === by}>
                  {t.record.lanesBy[one]}
                </Link>
              ))}
            </span>
          )}
        </div>
      </div>
      <p className="sub">
        {answer.days !== undefined && t.record.span(formatDay(answer.days.first), formatDay(answer.days.last))}
        {t.counted.report(answer.nReports)}
        {filters.map(({ name, value }) => (
          <Link
            key={name + value}
            to={withQuery(without(query, name, value), {})}
            className="drop"
            title={t.record.drop}
          >
            <bdi>
              {t.record.filter[name]}: {valueName(name, value, answer.places)}
            </bdi>{' '}
            ×
          </Link>
        ))}
        {filters.length > 1 && (
          <Link to={withQuery(dropped, {})} className="link">
            {t.record.dropAll}
          </Link>
        )}
        {filters.length > 0 && (
          <Link to={addressOfSaving(writeSearch(query))} className="link screen">
            {t.search.save}
          </Link>
        )}
      </p>
    </>
  )
}

/** What to drop so that something matches: the one filter that most comes back without, or all of them. */
function NoMatch({ query, answer }: { query: URLSearchParams; answer: FacetsAnswer }) {
  const filters = filtersIn(query)
  const rests = filters.map(({ name, value }) => without(query, name, value))
  const { data } = useAll<FacetsAnswer>(rests.map((rest) => `/api/facets?${filterQuery(rest)}`))
  if (data === undefined) return null
  const totals = data.map(({ total }) => total)
  const most = Math.max(...totals)
  const at = totals.indexOf(most)
  const filter = filters[at]
  if (filter === undefined || most === 0)
    return (
      <Empty title={t.record.noMatch} text={t.record.noneAtAll}>
        <Link to="/" className="link">
          {t.record.dropAll}
        </Link>
      </Empty>
    )
  const words = wordsOfFilter(filter, answer)
  return (
    <Empty title={t.record.noMatch} text={t.record.moreWithout(most, words)}>
      <Link to={withQuery(rests[at]!, {})} className="link">
        {t.record.dropOne(words)}
      </Link>
    </Empty>
  )
}

const wordsOfFilter = ({ name, value }: ReturnType<typeof filtersIn>[number], { places }: FacetsAnswer) =>
  `${t.record.filter[name]}: ${valueName(name, value, places)}`

function Nothing({ title, text, isNew = false }: { title: string; text: string; isNew?: boolean }) {
  return (
    <main className="mid" id="main" tabIndex={-1}>
      <h1 className="sr">{t.views.record}</h1>
      <Empty title={title} text={text}>
        {isNew && (
          <Link to="/add" className="link">
            {t.add.action}
          </Link>
        )}
      </Empty>
    </main>
  )
}
