import { type PointerEvent, useLayoutEffect, useRef, useState } from 'react'
import type { EventRow } from '../../../../src/serve/http/types.ts'
import { dayNumber, dayOf, formatDay, formatDayMonth } from '../../dates.ts'
import { Bar, drawn } from '../../parts/marks.tsx'
import { eventTitle } from '../../words.ts'
import type { Window } from './selection.ts'

/** Lanes from top to bottom: words with, deeds with, words against, deeds against. */
const LANES: readonly { readonly name: string; readonly types: readonly EventRow['eventType'][] }[] = [
  { name: 'Calls, talks', types: ['CONSULT'] },
  { name: 'Agree, support', types: ['AGREE', 'SUPPORT', 'CONCEDE'] },
  { name: 'Help, retreat', types: ['COOPERATE', 'AID', 'RETREAT'] },
  { name: 'Demand, refuse', types: ['REQUEST', 'REJECT', 'THREATEN'] },
  { name: 'Accuse', types: ['ACCUSE'] },
  { name: 'Show of force', types: ['MOBILIZE', 'PROTEST'] },
  { name: 'Sanction, coerce', types: ['SANCTION', 'COERCE'] },
  { name: 'Attack', types: ['ASSAULT'] },
]
const LEFT = 98
const RIGHT = 6
const ROW = 14
/** Rows of all lanes together, and at least so many for each. */
const ALL_ROWS = 24
const MIN_ROWS = 3

/** Returns the width of an element in pixels, as it changes. */
export function useWidth(): readonly [React.RefObject<HTMLDivElement | null>, number] {
  const ref = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    const element = ref.current
    if (element === null) return
    setWidth(element.clientWidth)
    const observer = new ResizeObserver(() => setWidth(element.clientWidth))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return [ref, width]
}

interface TimelineProps {
  readonly events: readonly EventRow[]
  readonly window: Window
  readonly selected: string | undefined
  readonly onSelect: (id: string) => void
  readonly onWindow: (window: Window) => void
}

/** The density of the whole record, and below it the window's acts in lanes, each as wide as its date is exact. */
export function Timeline({ events, window, selected, onSelect, onWindow }: TimelineProps) {
  const [ref, width] = useWidth()
  return (
    <div className="tl" ref={ref}>
      {width > 200 && (
        <>
          <Density {...{ events, window, width, onWindow }} />
          <Lanes {...{ events, window, width, selected, onSelect }} />
        </>
      )}
    </div>
  )
}

const STRIP = 34
/** The strip shows at most so many months: ten years. */
const MAX_MONTHS = 120

function Density({
  events,
  window,
  width,
  onWindow,
}: Omit<TimelineProps, 'selected' | 'onSelect'> & { width: number }) {
  const [drag, setDrag] = useState<{ from: number; to: number }>()
  const counts = countMonths(events)
  if (counts.length === 0) return null
  const first = counts[0]!.month
  const x = (month: number) => LEFT + ((month - first) / counts.length) * (width - LEFT - RIGHT)
  const most = counts.reduce((best, one) => (one.count > best.count ? one : best))
  const monthAt = (event: PointerEvent<SVGSVGElement>) => {
    const at = event.clientX - event.currentTarget.getBoundingClientRect().left
    return first + Math.min(Math.max(((at - LEFT) / (width - LEFT - RIGHT)) * counts.length, 0), counts.length - 0.01)
  }
  const shown = drag === undefined ? { from: monthOf(window.first), to: monthOf(window.last) } : ordered(drag)
  const finish = () => {
    if (drag === undefined) return
    const { from, to } = ordered(drag)
    setDrag(undefined)
    // A click, not a drag: two months from where it was.
    onWindow({ first: firstDay(Math.floor(from)), last: firstDay(Math.floor(Math.max(to, from + 1)) + 1) - 1 })
  }
  const step = (width - LEFT - RIGHT) / counts.length
  return (
    <svg
      className="strip"
      width={width}
      height={STRIP + 20}
      role="img"
      aria-label={`Events a month; most, ${most.count}, in ${formatDay(dayOf(firstDay(most.month)))}`}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        setDrag({ from: monthAt(event), to: monthAt(event) })
      }}
      onPointerMove={(event) => drag && setDrag({ ...drag, to: monthAt(event) })}
      onPointerUp={finish}
      onPointerCancel={() => setDrag(undefined)}
    >
      <text x="0" y="16" className="lane">
        All
      </text>
      <text x="0" y="29" className="lane2">
        events a month
      </text>
      {counts.map(({ month, count }) => {
        const h = (count / most.count) * (STRIP - 12)
        const isIn = month + 1 > shown.from && month <= shown.to
        return (
          count > 0 && (
            <rect
              key={month}
              className={isIn ? 'dens in' : 'dens'}
              x={x(month)}
              y={STRIP - Math.max(h, 1)}
              width={Math.max(step - 0.8, 1)}
              height={Math.max(h, 1)}
            />
          )
        )
      })}
      <text x={x(most.month) - 4} y="16" textAnchor="end" className="axt">
        {most.count}
      </text>
      <path className="axis" d={`M${LEFT} ${STRIP + 0.5}H${width - RIGHT}`} />
      {yearsOf(counts).map((year) => (
        <g key={year}>
          <path className="axis" d={`M${x(year * 12)} ${STRIP}v4`} />
          {step * 12 > 34 && x(year * 12) + 28 < width && (
            <text x={x(year * 12) + 3} y={STRIP + 12} className="axt">
              {year}
            </text>
          )}
        </g>
      ))}
      <rect
        className="brush"
        x={x(shown.from)}
        y="3"
        width={Math.max(x(shown.to) - x(shown.from), 3)}
        height={STRIP - 3}
      />
    </svg>
  )
}

interface MonthCount {
  readonly month: number
  readonly count: number
}

function countMonths(events: readonly EventRow[]): MonthCount[] {
  const counts = new Map<number, number>()
  for (const { date } of events) {
    if (date === undefined) continue
    const month = Math.floor(monthOf(dayNumber(date.start)))
    counts.set(month, (counts.get(month) ?? 0) + 1)
  }
  if (counts.size === 0) return []
  const last = Math.max(...counts.keys())
  const first = Math.max(Math.min(...counts.keys()), last - MAX_MONTHS + 1)
  return Array.from({ length: last - first + 1 }, (_, idx) => ({
    month: first + idx,
    count: counts.get(first + idx) ?? 0,
  }))
}

/** Months since year 0, with the part of the month gone by. */
function monthOf(day: number): number {
  const [year, month, date] = dayOf(day).split('-').map(Number) as [number, number, number]
  return year * 12 + month - 1 + (date - 1) / 31
}

function firstDay(month: number): number {
  return dayNumber(`${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}-01`)
}

function yearsOf(counts: readonly MonthCount[]): number[] {
  return counts.filter(({ month }) => month % 12 === 0).map(({ month }) => month / 12)
}

function ordered({ from, to }: { from: number; to: number }): { from: number; to: number } {
  return from <= to ? { from, to } : { from: to, to: from }
}

interface Placed {
  readonly event: EventRow
  readonly x: number
  readonly w: number
  readonly row: number
  readonly label?: string
}

function Lanes({ events, window, width, selected, onSelect }: Omit<TimelineProps, 'onWindow'> & { width: number }) {
  const scale = (width - LEFT - RIGHT) / (window.last - window.first + 1)
  const x = (day: number) => LEFT + (day - window.first) * scale
  const inside = events.filter(
    ({ date }) => date !== undefined && dayNumber(date.end) >= window.first && dayNumber(date.start) <= window.last,
  )
  const nLanes = LANES.filter(({ types }) => inside.some(({ eventType }) => types.includes(eventType))).length
  const maxRows = innerHeight < 850 ? MIN_ROWS - 1 : Math.max(MIN_ROWS, Math.floor(ALL_ROWS / nLanes))
  let y = 18
  const lanes = LANES.map(({ name, types }) => {
    const own = inside.filter(({ eventType }) => types.includes(eventType))
    const { placed, nLeftOut } = place(own, { x, width, window, scale, selected, maxRows })
    const top = y
    const nRows = Math.max(1, ...placed.map(({ row }) => row + 1))
    if (own.length > 0) y += nRows * ROW + 8
    return { name, placed, nLeftOut, top, isEmpty: own.length === 0 }
  }).filter(({ isEmpty }) => !isEmpty)
  const chosen = inside.find(({ id }) => id === selected)
  return (
    <svg
      className="lanes"
      width={width}
      height={y + 1}
      role="img"
      aria-label={`${inside.length} events in lanes by type; the list below has them all`}
    >
      <Axis {...{ window, x, scale, width, height: y }} />
      {chosen?.date !== undefined && chosen.date.start === chosen.date.end && (
        <path className="sel-line" d={`M${x(dayNumber(chosen.date.start)) + scale / 2} 14V${y}`} />
      )}
      {lanes.map(({ name, placed, nLeftOut, top }) => (
        <g key={name} transform={`translate(0 ${top})`}>
          <path className="hair" d={`M0 -0.5H${width - RIGHT}`} />
          <text x="0" y="13" className="lane">
            {name}
          </text>
          {nLeftOut > 0 && (
            <text x="0" y="26" className="lane2">
              {nLeftOut} more
            </text>
          )}
          {placed.map((one) => (
            <Mark key={one.event.id} {...{ one, onSelect }} isChosen={one.event.id === selected} />
          ))}
        </g>
      ))}
      <path className="axis" d={`M0 ${y + 0.5}H${width - RIGHT}`} />
    </svg>
  )
}

function Mark({ one, isChosen, onSelect }: { one: Placed; isChosen: boolean; onSelect: (id: string) => void }) {
  const { event, x, w, row, label } = one
  const y = row * ROW + 4
  return (
    // The list below is the way to every event by keyboard.
    // biome-ignore lint/a11y/noStaticElementInteractions: a second way for the pointer
    <g className="pick" onClick={() => onSelect(event.id)}>
      <title>{eventTitle(event)}</title>
      <rect className="reach" x={x - 3} y={y - 2} width={w + 6} height={ROW} />
      <Bar mark={drawn(event)} x={x} y={y} w={w} />
      {isChosen && <rect className="sel-ring" x={x - 2} y={y - 2} width={w + 4} height={15} />}
      {label !== undefined && (
        <text x={x + w + 5} y={y + 9.5} className={isChosen ? 'b' : ''}>
          {label}
        </text>
      )}
    </g>
  )
}

function Axis(props: { window: Window; x: (day: number) => number; scale: number; width: number; height: number }) {
  const { window, x, scale, width } = props
  const nDays = window.last - window.first + 1
  const step = [1, 2, 7, 14, 28, 91, 365, 1826].find((days) => days * scale > 58) ?? nDays
  // Weeks begin on Mondays: 1 January 1970 was a Thursday.
  const first = step >= 7 && step < 91 ? window.first + ((11 - (window.first % 7)) % 7) : window.first
  const ticks = Array.from({ length: Math.ceil((window.last - first + 1) / step) }, (_, idx) => first + idx * step)
  return (
    <>
      {ticks
        .filter((day) => x(day) < width - 40)
        .map((day) => (
          <text key={day} x={x(day)} y="11" className="axt">
            {step >= 91 ? formatDay(dayOf(day)) : formatDayMonth(dayOf(day))}
          </text>
        ))}
    </>
  )
}

interface Space {
  readonly x: (day: number) => number
  readonly width: number
  readonly window: Window
  readonly scale: number
  readonly selected: string | undefined
  readonly maxRows: number
}

/** Rough width of a letter at the labels' size. */
const LETTER = 5.6

/** Puts marks in the first row that is free, with a label where there is room for one; the selected first. */
function place(
  events: readonly EventRow[],
  { x, width, window, scale, selected, maxRows }: Space,
): { placed: Placed[]; nLeftOut: number } {
  const taken: (readonly [number, number])[][] = []
  const isFree = (row: number, from: number, to: number) => !taken[row]?.some(([a, b]) => from < b && to > a)
  const placed: Placed[] = []
  // What is exact comes first: a whisker over a whole year would take a row from sixty days.
  const nDays = ({ date }: EventRow) => Math.min(dayNumber(date!.end) - dayNumber(date!.start), 30)
  const inOrder = events.toSorted(
    (a, b) =>
      Number(b.id === selected) - Number(a.id === selected) ||
      nDays(a) - nDays(b) ||
      (a.date!.start < b.date!.start ? -1 : 1),
  )
  for (const event of inOrder) {
    const { start, end } = event.date!
    const left = x(Math.max(dayNumber(start), window.first))
    const last = event.status === 'ongoing' ? window.last : Math.min(dayNumber(end), window.last)
    const w = Math.max(x(last) + scale - left, 3)
    const label = labelOf(event)
    const labelled = left + w + 8 + label.length * LETTER
    let row = 0
    while (row < maxRows && !isFree(row, left - 2, labelled)) row += 1
    const hasLabel = row < maxRows && labelled < width
    if (!hasLabel) {
      row = 0
      while (row < maxRows && !isFree(row, left - 2, left + w + 2)) row += 1
      if (row === maxRows) continue
    }
    taken[row] = [...(taken[row] ?? []), [left - 2, hasLabel ? labelled : left + w + 2]]
    placed.push({ event, x: left, w, row, ...(hasLabel ? { label } : {}) })
  }
  return { placed, nLeftOut: events.length - placed.length }
}

/** Where family names come first. */
const FAMILY_FIRST = new Set(['CHN', 'KOR', 'PRK', 'TWN', 'VNM'])

/** Who, in a word: the family name of a person, where the country tells which that is. */
function labelOf({ actors, recipients, weapon }: EventRow): string {
  if (weapon?.designation !== undefined) return weapon.designation
  const short = [...actors.slice(0, 1), ...recipients.slice(0, 1)].map(({ name, kind, country }) => {
    if (kind !== 'person' || country === 'JPN') return name
    const parts = name.split(' ')
    return FAMILY_FIRST.has(country ?? '') ? parts[0]! : parts.at(-1)!
  })
  const label = short.join('–')
  return label.length > 26 ? (short[0] ?? '') : label
}
