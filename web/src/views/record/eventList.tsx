import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import type { EventRow } from '../../../../src/serve/http/types.ts'
import { t } from '../../catalogue/index.ts'
import { formatInterval } from '../../dates.ts'
import { drawn, Glyph } from '../../parts/marks.tsx'
import { actWords, names } from '../../words.ts'

interface EventListProps {
  readonly events: readonly EventRow[]
  readonly selected: string | undefined
  readonly onSelect: (id: string) => void
  readonly onOpen: (id: string) => void
}

/** Every event, a row each, in order of days; only the rows in sight are in the page. */
export function EventList({ events, selected, onSelect, onOpen }: EventListProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({
    count: events.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 27,
    getItemKey: (idx) => events[idx]!.id,
    overscan: 12,
  })
  const selectedIdx = events.findIndex(({ id }) => id === selected)
  const isFirst = useRef(true)
  useEffect(() => {
    // What is in sight stays where it is; the row that the page opens with stands in the middle.
    if (selectedIdx >= 0) rows.scrollToIndex(selectedIdx, { align: isFirst.current ? 'center' : 'auto' })
    isFirst.current = false
  }, [selectedIdx, rows])
  return (
    <div className="list" ref={scroller}>
      <div
        role="listbox"
        aria-label="Events"
        tabIndex={0}
        aria-activedescendant={selectedIdx >= 0 ? `row-${selected}` : undefined}
        className="rows"
        style={{ height: rows.getTotalSize() }}
      >
        {rows.getVirtualItems().map(({ index, start, key }) => {
          const event = events[index]!
          return (
            <div
              key={key}
              id={`row-${event.id}`}
              data-index={index}
              ref={rows.measureElement}
              role="option"
              tabIndex={-1}
              aria-selected={event.id === selected}
              className={`row ${event.status}`}
              style={{ transform: `translateY(${start}px)` }}
              onClick={() => onSelect(event.id)}
              onDoubleClick={() => onOpen(event.id)}
              onKeyDown={() => {}}
            >
              <Row event={event} isDated={event.id === selected || dateOf(events[index - 1]) !== dateOf(event)} />
            </div>
          )
        })}
      </div>
    </div>
  )
}

function dateOf(event: EventRow | undefined): string | undefined {
  if (event === undefined) return undefined
  return event.date === undefined ? 'Undated' : formatInterval(event.date)
}

/** A row of the list; the date stands once a day, and beside the chosen act. */
function Row({ event, isDated }: { event: EventRow; isDated: boolean }) {
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
        {location !== undefined && <span className="quiet"> · {location.name}</span>}
      </span>
      <span className="f">{status === 'occurred' ? '' : t.statuses[status]}</span>
      <span className="n" title={t.counted.report(reports.length)}>
        {reports.length}
      </span>
    </>
  )
}
