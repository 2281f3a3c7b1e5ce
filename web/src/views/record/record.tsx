import { useRef, useState } from 'react'
import type { BrowsedEvents, EventRow, Facets as FacetsAnswer } from '../../../../src/serve/http/types.ts'
import { useApi, useVersion } from '../../api.ts'
import { t } from '../../catalogue/index.ts'
import { dayNumber, dayOf, formatDay } from '../../dates.ts'
import { Empty, useTitle } from '../../frame/states.tsx'
import { useCommands } from '../../keys.ts'
import { filterQuery } from '../../parts/filterNote.tsx'
import { go, Link, useAsOf, withQuery } from '../../router.tsx'
import type { ViewProps } from '../../routes.ts'
import '../../../styles/record.css'
import '../../../styles/detail.css'
import { filtersIn, valueName, type Window, windowIn, without } from './choice.ts'
import { Detail } from './detail.tsx'
import { EventList } from './eventList.tsx'
import { Facets } from './facets.tsx'
import { eventAt } from './rows.ts'
import { Timeline } from './timeline.tsx'

const SHOWN = ['both', 'timeline', 'list'] as const
const LANES = ['type', 'actor'] as const

/** The record: filters, the timeline over the list, and beside them the chosen event in its report. */
export default function RecordView({ query }: ViewProps) {
  useTitle(t.views.record)
  const asked = String(filterQuery(query))
  const { data, error } = useApi<FacetsAnswer>(`/api/facets?${asked}`)
  const [isOpen, setOpen] = useState(false)
  const { selected, position } = useSelected(asked, query, data)
  const select = (id: string) => go(withQuery(query, { event: id }), { isReplaced: true })
  useMoves({ asked, query, data, selected, position, select })
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
      <Middle {...{ asked, query, answer: data, selected, position, onSelect: select }} />
      {data.total > 0 && selected !== undefined ? <Chosen id={selected} /> : <div className="detail" />}
    </>
  )
}

interface MiddleProps {
  readonly asked: string
  readonly query: URLSearchParams
  readonly answer: FacetsAnswer
  readonly selected: string | undefined
  readonly position: number | undefined
  readonly onSelect: (id: string) => void
}

/** The events: the timeline over the list, or one of them alone. */
function Middle({ asked, query, answer, selected, position, onSelect }: MiddleProps) {
  const shown = SHOWN.find((one) => one === query.get('show')) ?? 'both'
  const by = LANES.find((one) => one === query.get('lanes')) ?? 'type'
  return (
    <main className={`mid ${shown}`} id="main" tabIndex={-1}>
      <Heading {...{ answer, query, shown, by }} />
      {answer.total === 0 && <NoMatch query={query} answer={answer} />}
      {answer.total > 0 && shown !== 'list' && (
        <Timeline
          {...{ asked, selected, by, onSelect, isTall: shown === 'timeline' }}
          window={windowIn(query) ?? startOf(answer)}
          months={answer.months}
          onWindow={(next) => go(withQuery(query, { window: wordsOf(next) }), { isReplaced: true })}
        />
      )}
      {answer.total > 0 && shown !== 'timeline' && (
        <EventList
          {...{ asked, total: answer.total, selected, position, onSelect }}
          onOpen={(id) => go(`/events/${id}`)}
        />
      )}
    </main>
  )
}

const wordsOf = ({ first, last }: Window) => `${dayOf(first)}..${dayOf(last)}`

function startOf({ start, days }: FacetsAnswer): Window {
  if (start !== undefined) return { first: dayNumber(start.from), last: dayNumber(start.to) }
  const first = days === undefined ? 0 : dayNumber(days.first)
  return { first, last: first + 60 }
}

/** The event that the address names where the choice has it, or else the one to begin with; and its place in the list. */
function useSelected(asked: string, query: URLSearchParams, data: FacetsAnswer | undefined) {
  const named = query.get('event') ?? undefined
  const start = data?.start?.event
  const at = useApi<BrowsedEvents>(
    (named ?? start) === undefined
      ? undefined
      : `/api/browse?${asked}&at=${encodeURIComponent(named ?? start!)}&limit=1`,
  )
  if (at.data?.position !== undefined || at.data === undefined || at.isLoading)
    return { selected: named ?? start, position: at.data?.position }
  // The choice has no such event any more: it begins with its own.
  return { selected: start ?? at.data.rows[0]?.id, position: undefined }
}

interface Moves {
  readonly asked: string
  readonly query: URLSearchParams
  readonly data: FacetsAnswer | undefined
  readonly selected: string | undefined
  readonly position: number | undefined
  readonly select: (id: string) => void
}

/** Rows that a page of the list is. */
const PAGE_ROWS = 12

/** What is aimed at: a place in a choice as it stood, and the event that was chosen when the key was pressed. */
interface Aim {
  readonly idx: number
  readonly choice: string
  readonly chosen: string | undefined
}

/** Returns how to choose the row so many further on. Keys may come faster than answers: each counts from where the one before went. */
function useSteps({ asked, data, selected, position, select }: Omit<Moves, 'query'>): (by: number) => void {
  const aim = useRef<Aim>(undefined)
  const choice = `${asked} ${useAsOf() ?? ''} ${useVersion()}`
  const latest = useRef({ choice, selected })
  latest.current = { choice, selected }
  const isAt = (one: Aim | undefined) => one?.choice === latest.current.choice && one.chosen === latest.current.selected
  return (by) => {
    if (data === undefined || data.total === 0) return
    const from = isAt(aim.current) ? aim.current!.idx : (position ?? 0)
    const idx = Math.min(Math.max(from + by, 0), data.total - 1)
    const own: Aim = { idx, choice, chosen: selected }
    aim.current = own
    void eventAt(asked, idx).then((row) => {
      // Another key, another filter or the pointer may have had the say since.
      if (row === undefined || aim.current !== own || !isAt(own)) return
      aim.current = { ...own, chosen: row.id }
      select(row.id)
    })
  }
}

/** Moves through the rows and the days by keys. */
function useMoves({ asked, query, data, selected, position, select }: Moves): void {
  const move = useSteps({ asked, data, selected, position, select })
  const pan = (share: number, grow = 0) => {
    if (data === undefined) return
    const { first, last } = windowIn(query) ?? startOf(data)
    const days = last - first + 1
    const next = {
      first: first + Math.round(days * (share - grow)),
      last: last + Math.round(days * (share + grow)),
    }
    if (next.last - next.first < 2) return
    go(withQuery(query, { window: wordsOf(next) }), { isReplaced: true })
  }
  useCommands({
    next: () => move(1),
    previous: () => move(-1),
    open: () => selected !== undefined && go(`/events/${selected}`),
    back: () => go('/'),
    pageDown: () => move(PAGE_ROWS),
    pageUp: () => move(-PAGE_ROWS),
    first: () => move(Number.NEGATIVE_INFINITY),
    last: () => move(Number.POSITIVE_INFINITY),
    panEarlier: () => pan(-0.5),
    panLater: () => pan(0.5),
    zoomIn: () => pan(0, -0.25),
    zoomOut: () => pan(0, 0.5),
  })
}

function Chosen({ id }: { id: string }) {
  const { data } = useApi<EventRow>(`/api/events/${id}`)
  return data === undefined ? <section className="detail" aria-busy="true" /> : <Detail event={data} />
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
      </p>
    </>
  )
}

function NoMatch({ query, answer }: { query: URLSearchParams; answer: FacetsAnswer }) {
  const last = filtersIn(query).at(-1)
  const rest = last && without(query, last.name, last.value)
  const { data } = useApi<FacetsAnswer>(rest && `/api/facets?${filterQuery(rest)}`)
  if (last === undefined || rest === undefined) return <Empty title={t.record.noMatch} />
  const words = `${t.record.filter[last.name]}: ${valueName(last.name, last.value, answer.places)}`
  return (
    <Empty
      title={t.record.noMatch}
      text={data !== undefined && data.total > 0 ? t.record.moreWithout(data.total, words) : t.record.noneAtAll}
    >
      <Link to={withQuery(rest, {})} className="link">
        {t.record.dropOne(words)}
      </Link>
    </Empty>
  )
}

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
