import { useMemo, useState } from 'react'
import type { EventRow } from '../../../../src/serve/http/types.ts'
import { useApi } from '../../api.ts'
import { t } from '../../catalogue/index.ts'
import { dayOf, formatDay } from '../../dates.ts'
import { useTitle } from '../../frame/states.tsx'
import { useCommands } from '../../keys.ts'
import { go, Link, withQuery } from '../../router.tsx'
import type { ViewProps } from '../../routes.ts'
import { Detail } from './detail.tsx'
import { EventList } from './eventList.tsx'
import { Facets } from './facets.tsx'
import { byDay, chosen, GROUPS, mostTold, readChoice, windowOf } from './selection.ts'
import { Timeline } from './timeline.tsx'

/** The page holds at most so many events; what is beyond is told, and a filter brings it in. */
const MAX_EVENTS = 5000

/** The record: filters, the timeline over the list, and beside them the chosen event in its report. */
export default function RecordView({ query }: ViewProps) {
  useTitle(t.views.record)
  const asked = new URLSearchParams({ limit: String(MAX_EVENTS) })
  for (const name of ['text', 'from', 'to', 'actor', 'recipient']) {
    const value = query.get(name)
    if (value !== null && value !== '') asked.set(name, value)
  }
  const { data, total, error } = useApi<EventRow[]>(`/api/events?${asked}`)
  const choice = readChoice(query)
  const events = useMemo(() => (data ?? []).toSorted(byDay), [data])
  const shown = chosen(events, choice)
  const window = windowOf(shown, query)
  const selected = shown.find(({ id }) => id === query.get('event')) ?? mostTold(shown, window)
  const [isOpen, setOpen] = useState(false)
  const select = (id: string) => go(withQuery(query, { event: id }), { isReplaced: true })
  const open = (id: string) => {
    select(id)
    go(`/events/${id}`)
  }
  const move = (by: number) => {
    const idx = shown.findIndex(({ id }) => id === selected?.id)
    const next = shown[Math.min(Math.max(idx + by, 0), shown.length - 1)]
    if (next !== undefined) select(next.id)
  }
  const enter = () => selected !== undefined && open(selected.id)
  useCommands({
    next: () => move(1),
    previous: () => move(-1),
    pageDown: () => move(12),
    pageUp: () => move(-12),
    first: () => move(-shown.length),
    last: () => move(shown.length),
    open: () => enter(),
    back: () => go('/'),
  })
  if (error !== undefined) return <Empty title="The record did not answer." text={error} />
  if (data === undefined) return <main className="mid" aria-busy="true" />
  if (data.length === 0 && asked.size === 1)
    return <Empty title="No report yet." text="Record some with readout ingest, then load this page again." />
  return (
    <>
      <div className={isOpen ? 'side open' : 'side'}>
        <button type="button" className="drawer" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          Filters
        </button>
        <Facets events={events} choice={choice} query={query} />
      </div>
      <main className="mid" id="main" tabIndex={-1}>
        <Heading shown={shown} query={query} total={total ?? 0} nLoaded={data.length} />
        {shown.length === 0 ? (
          <NoMatch events={events} query={query} />
        ) : (
          <>
            <Timeline
              events={shown}
              window={window}
              selected={selected?.id}
              onSelect={select}
              onWindow={({ first, last }) => {
                const from = dayOf(first)
                const inside = shown.find(({ date }) => date !== undefined && date.start >= from)
                go(withQuery(query, { window: `${from}..${dayOf(last)}`, event: inside?.id }), { isReplaced: true })
              }}
            />
            <EventList events={shown} selected={selected?.id} onSelect={select} onOpen={open} />
          </>
        )}
      </main>
      {selected !== undefined && <Detail event={selected} />}
    </>
  )
}

interface HeadingProps {
  readonly shown: readonly EventRow[]
  readonly query: URLSearchParams
  readonly total: number
  readonly nLoaded: number
}

function Heading({ shown, query, total, nLoaded }: HeadingProps) {
  const dated = shown.filter(({ date }) => date !== undefined)
  const last = dated.reduce((most, { date }) => (date!.end > most ? date!.end : most), '')
  const nReports = new Set(shown.flatMap(({ reports }) => reports.map(({ id }) => id))).size
  const isFiltered = ['text', 'from', 'to', ...GROUPS].some((name) => query.has(name))
  return (
    <>
      <div className="query">
        <h1>{t.counted.event(shown.length)}</h1>
        {isFiltered && (
          <span className="opts">
            <Link to="/" className="link">
              Drop all filters
            </Link>
          </span>
        )}
      </div>
      <p className="sub">
        {dated.length > 0 && `${formatDay(dated[0]!.date!.start)} to ${formatDay(last)} · `}
        {query.has('text') && `“${query.get('text')}” · `}
        {t.counted.report(nReports)}
        {nLoaded < total &&
          ` · the first ${nLoaded.toLocaleString('en-GB')} of ${total.toLocaleString('en-GB')}: narrow the days to see others`}
      </p>
    </>
  )
}

function NoMatch({ events, query }: { events: readonly EventRow[]; query: URLSearchParams }) {
  const given = ['text', 'from', 'to', ...GROUPS].filter((name) => query.has(name))
  const last = given.at(-1)
  const without = new URLSearchParams(query)
  if (last !== undefined) without.delete(last)
  const more = chosen(events, readChoice(without)).length
  return (
    <div className="empty">
      <p className="t">No event matches.</p>
      {last !== undefined && (
        <>
          <p>
            {more > 0
              ? `${t.counted.event(more)} without ${last}: ${query.getAll(last).join(', ')}.`
              : 'Nothing on record has these words, days or parties.'}
          </p>
          <Link to={withQuery(without, {})} className="link">
            Drop “{last}: {query.getAll(last).join(', ')}”
          </Link>
        </>
      )}
    </div>
  )
}

function Empty({ title, text }: { title: string; text: string }) {
  return (
    <main className="mid" id="main" tabIndex={-1}>
      <div className="empty">
        <h1 className="t">{title}</h1>
        <p>{text}</p>
      </div>
    </main>
  )
}
