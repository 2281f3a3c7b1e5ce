import { useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useEffect, useRef } from 'react'
import type { EventRow } from '../../../../src/serve/http/types.ts'
import { t } from '../../catalogue/index.ts'
import { formatInterval } from '../../dates.ts'
import { drawn, Glyph } from '../../parts/marks.tsx'
import type { Linked, RelationKind } from '../../parts/related.tsx'
import { actWords, names } from '../../words.ts'
import { type Rows, useRows } from './rows.ts'

/** Rows are cut to one line above this width, and tell all in two or three below it. */
const NARROW = 720

interface EventListProps {
  readonly asked: string
  readonly total: number
  readonly selected: string | undefined
  /** Where the selected event stands; undefined where it does not. */
  readonly position: number | undefined
  /** While its place is asked no row is: those in sight may be others then. */
  readonly isPlacing: boolean
  readonly linked: Linked
  /** Tells for which choice the rows in sight are there. */
  readonly onReady: (asked: string) => void
  readonly onSelect: (id: string) => void
  readonly onOpen: (id: string) => void
}

/** Every event, a row each, in order of days; only the rows in sight are in the page, and only theirs are asked for. */
export function EventList(props: EventListProps) {
  const { asked, total, selected, position, isPlacing, linked, onReady, onSelect, onOpen } = props
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => (innerWidth <= NARROW ? 52 : 27),
    overscan: 6,
  })
  const items = virtual.getVirtualItems()
  const rows = useRows(asked, items[0]?.index ?? 0, items.at(-1)?.index ?? 0, isPlacing)
  const place = (selected === undefined ? undefined : rows.placeOf(selected)) ?? position
  useEffect(() => {
    if (!rows.isStale) onReady(asked)
  }, [rows.isStale, asked, onReady])
  useInSight(place, scroller, (idx, align) => virtual.scrollToIndex(idx, { align }))
  return (
    <div className="list" ref={scroller}>
      <div
        role="listbox"
        aria-label={t.record.events}
        tabIndex={0}
        aria-activedescendant={
          items.some(({ index }) => rows.at(index)?.id === selected) ? `row-${selected}` : undefined
        }
        aria-busy={rows.isStale}
        className="rows"
        style={{ height: virtual.getTotalSize() }}
      >
        {items.map(({ index, start, key }) => (
          <Option
            key={key}
            {...{ rows, index, start, total, selected, linked, onSelect, onOpen }}
            measure={virtual.measureElement}
          />
        ))}
      </div>
    </div>
  )
}

/** Keeps a row in sight: what is there stays where it is; the row that the page opens with stands in the middle. */
function useInSight(
  place: number | undefined,
  scroller: RefObject<HTMLElement | null>,
  scrollTo: (idx: number, align: 'auto' | 'center') => void,
): void {
  const isFirst = useRef(true)
  const latest = useRef({ place, scrollTo })
  latest.current = { place, scrollTo }
  useEffect(() => {
    if (place === undefined) return
    latest.current.scrollTo(place, isFirst.current ? 'center' : 'auto')
    isFirst.current = false
  }, [place])
  useEffect(() => {
    // The timeline above takes its room when its answer is there.
    const observer = new ResizeObserver(() => {
      if (latest.current.place !== undefined) latest.current.scrollTo(latest.current.place, 'auto')
    })
    if (scroller.current !== null) observer.observe(scroller.current)
    return () => observer.disconnect()
  }, [scroller])
}

interface OptionProps extends Pick<EventListProps, 'total' | 'selected' | 'linked' | 'onSelect' | 'onOpen'> {
  readonly rows: Rows
  readonly index: number
  /** Where it stands, in pixels from the head of the list. */
  readonly start: number
  readonly measure: (element: HTMLElement | null) => void
}

/** One row in its place; an empty one while it is on its way. */
function Option({ rows, index, start, total, selected, linked, onSelect, onOpen, measure }: OptionProps) {
  const event = rows.at(index)
  const style = { transform: `translateY(${start}px)` }
  if (event === undefined)
    return (
      <div
        role="option"
        tabIndex={-1}
        data-index={index}
        aria-selected={false}
        aria-label={t.frame.loading}
        className="row waiting"
        style={style}
      />
    )
  const isSelected = event.id === selected
  const tie = isSelected ? undefined : linked.find(({ row }) => row.id === event.id)?.kind
  return (
    <div
      role="option"
      tabIndex={-1}
      data-index={index}
      style={style}
      id={`row-${event.id}`}
      ref={measure}
      aria-selected={isSelected}
      aria-posinset={index + 1}
      aria-setsize={total}
      className={tie === undefined ? `row ${event.status}` : `row ${event.status} tied`}
      onClick={() => onSelect(event.id)}
      onDoubleClick={() => onOpen(event.id)}
      onKeyDown={() => {}}
    >
      <Row event={event} tie={tie} isDated={isSelected || isFirstOfDay(rows, index)} />
    </div>
  )
}

function isFirstOfDay(rows: Rows, idx: number): boolean {
  return idx === 0 || dateOf(rows.at(idx - 1)) !== dateOf(rows.at(idx))
}

function dateOf(event: EventRow | undefined): string | undefined {
  if (event === undefined) return undefined
  return event.date === undefined ? t.words.undated : formatInterval(event.date)
}

/** A row of the list; the date stands once a day, and beside the chosen act. */
function Row({ event, tie, isDated }: { event: EventRow; tie: RelationKind | undefined; isDated: boolean }) {
  const { actors, recipients, location, status, reports } = event
  return (
    <>
      <span className={isDated ? 'd' : 'd same'}>{dateOf(event)}</span>
      <Glyph mark={drawn(event)} />
      <span className="w">
        <b>
          <bdi>{names(actors)}</bdi>
        </b>
        {recipients.length > 0 && (
          <>
            {' → '}
            <bdi>{names(recipients)}</bdi>
          </>
        )}
        : {actWords(event)}
        {location !== undefined && (
          <span className="quiet">
            {' · '}
            <bdi>{location.name}</bdi>
          </span>
        )}
      </span>
      <span className="f">
        {[tie && t.related.row[tie], status !== 'occurred' && t.statuses[status]].filter(Boolean).join(', ')}
      </span>
      <span className="n" title={t.counted.report(reports.length)}>
        {reports.length}
      </span>
    </>
  )
}
