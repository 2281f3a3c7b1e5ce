import { type PointerEvent, useMemo, useState } from 'react'
import type { EventRow, Timeline, TimelineMark } from '../../../../src/serve/http/types.ts'
import { t } from '../../catalogue/index.ts'
import { countryName } from '../../countries.ts'
import { dayNumber, dayOf, formatDay, formatDayMonth } from '../../dates.ts'
import { Bar, drawn } from '../../parts/marks.tsx'
import type { Linked, RelationKind } from '../../parts/related.tsx'
import { actWords, formatNumber, names } from '../../words.ts'
import type { Window } from './choice.ts'
import { LEFT, RIGHT } from './density.tsx'
import { type Placed, placeMarks } from './placing.ts'

const ROW = 14
/** Rows of all lanes together where the list is below, and where the timeline has the pane to itself. */
const ALL_ROWS = { short: 22, tall: 56 }
const BINS = 11
const TOP = 18
/** What may be answered by dozens is tied to none of them. */
const TIED: ReadonlySet<RelationKind> = new Set(['plan-of', 'outcome-of', 'demand-for', 'demanded-by'])

type LaneAnswer = Timeline['lanes'][number]

interface LanesProps {
  readonly lanes: readonly LaneAnswer[]
  readonly window: Window
  readonly width: number
  readonly selected: string | undefined
  /** The selected event, and those that it is linked with: drawn whether or not they are among the most told. */
  readonly event: EventRow | undefined
  readonly linked: Linked
  readonly by: 'type' | 'actor'
  readonly isTall: boolean
  readonly onSelect: (id: string) => void
  readonly onWindow: (window: Window) => void
}

interface Laid {
  readonly lane: LaneAnswer
  readonly placed: readonly Placed[]
  readonly top: number
  readonly height: number
}

/** The window's acts in lanes; where a lane has more than there is room for, a row of counts has them all. */
export function Lanes(props: LanesProps) {
  const { window, width, selected, event, linked, by, isTall, onSelect, onWindow } = props
  const tied = useMemo(() => linked.filter(({ kind }) => TIED.has(kind)), [linked])
  const first = useMemo(() => (event === undefined ? [] : [event, ...tied.map(({ row }) => row)]), [event, tied])
  const lanes = useMemo(() => withMarks(props.lanes, first, window), [props.lanes, first, window])
  const { laid, height, x } = useMemo(
    () => layOut({ lanes, window, width, first: first.map(({ id }) => id), isTall }),
    [lanes, window, width, first, isTall],
  )
  const { brush, handlers } = useBrush(window, width, onWindow)
  const total = lanes.reduce((sum, lane) => sum + lane.total, 0)
  const chosen = laid.flatMap(({ placed }) => placed).find(({ mark }) => mark.id === selected)?.mark
  const day =
    chosen?.date !== undefined && chosen.date.start === chosen.date.end ? dayNumber(chosen.date.start) : undefined
  return (
    <svg
      className="lanes"
      width={width}
      height={height + 1}
      role="img"
      aria-label={t.timeline.inLanes(formatNumber(total))}
      {...handlers}
    >
      <Axis {...{ window, x, width, day }} />
      {day !== undefined && <path className="sel-line" d={`M${(x(day) + x(day + 1)) / 2} 14V${height}`} />}
      {laid.map(({ lane, placed, top, height: own }) => (
        <g key={lane.key} transform={`translate(0 ${top})`}>
          <path className="hair" d={`M0 -0.5H${width - RIGHT}`} />
          <LaneName {...{ lane, by, nShown: placed.length }} />
          {placed.map((one) => (
            <Mark
              key={one.mark.id}
              {...{ one, onSelect }}
              isChosen={one.mark.id === selected}
              isTied={first.some(({ id }) => id === one.mark.id)}
            />
          ))}
          {placed.length < lane.total && <Counts lane={lane} y={own - 4} width={width} />}
        </g>
      ))}
      <Ties laid={laid} selected={selected} linked={tied} />
      <path className="axis" d={`M0 ${height + 0.5}H${width - RIGHT}`} />
      {brush !== undefined && (
        <rect className="brush" x={brush.from} y={14} width={brush.to - brush.from} height={height - 14} />
      )}
    </svg>
  )
}

/** The lanes with certain events in them, if they lie in the window: the server sends only those that are most told. */
function withMarks(lanes: readonly LaneAnswer[], events: readonly EventRow[], window: Window): readonly LaneAnswer[] {
  const inWindow = events.filter(
    ({ date }) => date !== undefined && dayNumber(date.end) >= window.first && dayNumber(date.start) <= window.last,
  )
  return lanes.map((lane) => {
    const own = inWindow.filter(
      (event) => lane.values.some((value) => isIn(event, value)) && !lane.marks.some(({ id }) => id === event.id),
    )
    if (own.length === 0) return lane
    return { ...lane, marks: [...own.map((event) => ({ ...event, nReports: event.reports.length })), ...lane.marks] }
  })
}

/** Whether a lane of a type, or of a party that acts, has the event. */
function isIn({ eventType, actors }: EventRow, value: string): boolean {
  return value === eventType || actors.some(({ country, entity }) => value === country || value === entity)
}

interface TiesProps {
  readonly laid: readonly Laid[]
  readonly selected: string | undefined
  readonly linked: Linked
}

/** A line from the selected act to each that it is linked with. */
function Ties({ laid, selected, linked }: TiesProps) {
  const at = (id: string | undefined) => {
    for (const { placed, top } of laid) {
      const one = placed.find(({ mark }) => mark.id === id)
      if (one !== undefined) return { x: one.x + one.w / 2, y: top + one.row * ROW + 10 }
    }
    return undefined
  }
  const from = at(selected)
  if (from === undefined) return null
  return linked.map(({ kind, row: { id } }) => {
    const to = at(id)
    return to && <path key={kind + id} className="tie" d={`M${from.x} ${from.y}L${to.x} ${to.y}`} />
  })
}

function layOut({
  lanes,
  window,
  width,
  first,
  isTall,
}: Pick<LanesProps, 'lanes' | 'window' | 'width' | 'isTall'> & { readonly first: readonly string[] }) {
  const scale = (width - LEFT - RIGHT) / (window.last - window.first + 1)
  const x = (day: number) => LEFT + (day - window.first) * scale
  const room = isTall ? ALL_ROWS.tall : innerHeight < 850 ? Math.round(ALL_ROWS.short * 0.7) : ALL_ROWS.short
  const maxRows = Math.max(2, Math.floor(room / Math.max(lanes.length, 1)))
  let y = TOP
  const laid = lanes.map((lane): Laid => {
    const placed = placeMarks(lane.marks, { x, right: width - RIGHT, left: LEFT, window, first, maxRows })
    const nRows = Math.max(1, ...placed.map(({ row }) => row + 1))
    const height = Math.max(nRows * ROW + 4 + (placed.length < lane.total ? BINS + 1 : 0), 30)
    const top = y
    y += height
    return { lane, placed, top, height }
  })
  return { laid, height: y, x }
}

function LaneName({ lane, by, nShown }: { lane: LaneAnswer; by: 'type' | 'actor'; nShown: number }) {
  const name = by === 'type' ? t.timeline.lanes[lane.key as keyof typeof t.timeline.lanes] : countryName(lane.key)
  const short = name.length > 17 ? `${name.slice(0, 16)}…` : name
  return (
    <>
      <text x="0" y="13" className="lane">
        {short}
        {short !== name && <title>{name}</title>}
      </text>
      <text x="0" y="26" className="lane2">
        {nShown < lane.total
          ? t.timeline.ofWhich(formatNumber(lane.total), formatNumber(nShown))
          : formatNumber(lane.total)}
      </text>
    </>
  )
}

/** How many acts begin in each stretch, above the line those that happened, below it those ahead: two paths in all. */
function Counts({ lane: { done, ahead }, y, width }: { lane: LaneAnswer; y: number; width: number }) {
  const most = Math.max(1, ...done, ...ahead)
  const step = (width - LEFT - RIGHT) / done.length
  const w = Math.max(step - 0.6, 0.8).toFixed(2)
  const base = y - 2
  const bar = (idx: number, count: number, room: number) =>
    count === 0 ? '' : `M${(LEFT + idx * step).toFixed(2)} ${base}v${((count / most) * room).toFixed(1)}h${w}V${base}z`
  return (
    <g>
      <path className="dens" d={done.map((count, idx) => bar(idx, count, 4 - BINS)).join('')} />
      <path className="dens ahead" d={ahead.map((count, idx) => bar(idx, count, 4)).join('')} />
      <path className="hair" d={`M${LEFT} ${base + 0.5}H${width - RIGHT}`} />
    </g>
  )
}

interface MarkProps {
  readonly one: Placed
  readonly isChosen: boolean
  /** Whether it is the chosen one or linked with it. */
  readonly isTied: boolean
  readonly onSelect: (id: string) => void
}

function Mark({ one, isChosen, isTied, onSelect }: MarkProps) {
  const { mark, x, w, row, label } = one
  const y = row * ROW + 4
  return (
    // The list below is the way to every event by keyboard.
    // biome-ignore lint/a11y/noStaticElementInteractions: a second way for the pointer
    <g className="pick" onPointerDown={(event) => event.stopPropagation()} onClick={() => onSelect(mark.id)}>
      <title>{titleOf(mark)}</title>
      <rect className="reach" x={x - 3} y={y - 2} width={w + 6} height={ROW} />
      <Bar mark={drawn(mark)} x={x} y={y} w={w} />
      {isTied && (
        <rect className={isChosen ? 'sel-ring' : 'sel-ring tied'} x={x - 2} y={y - 2} width={w + 4} height={15} />
      )}
      {label !== undefined && (
        <text
          x={label.isLeft ? x - 5 : x + w + 5}
          y={y + 9.5}
          textAnchor={label.isLeft ? 'end' : 'start'}
          className={isChosen ? 'b' : ''}
        >
          {label.text}
        </text>
      )}
    </g>
  )
}

function titleOf(mark: TimelineMark): string {
  const parties =
    mark.recipients.length === 0 ? names(mark.actors) : `${names(mark.actors)} → ${names(mark.recipients)}`
  return `${parties}: ${actWords(mark)}`
}

/** Lets the pointer draw a narrower window over the lanes. */
function useBrush(window: Window, width: number, onWindow: (window: Window) => void) {
  const [drag, setDrag] = useState<{ from: number; to: number }>()
  const at = (event: PointerEvent<SVGSVGElement>) => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left
    return Math.min(Math.max(x, LEFT), width - RIGHT)
  }
  const dayAt = (x: number) =>
    window.first + Math.floor(((x - LEFT) / (width - LEFT - RIGHT)) * (window.last - window.first + 1))
  const brush = drag && { from: Math.min(drag.from, drag.to), to: Math.max(drag.from, drag.to) }
  return {
    brush: brush !== undefined && brush.to - brush.from > 4 ? brush : undefined,
    handlers: {
      onPointerDown: (event: PointerEvent<SVGSVGElement>) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        setDrag({ from: at(event), to: at(event) })
      },
      onPointerMove: (event: PointerEvent<SVGSVGElement>) => drag && setDrag({ ...drag, to: at(event) }),
      onPointerUp: () => {
        setDrag(undefined)
        if (brush === undefined || brush.to - brush.from <= 4) return
        const [first, last] = [dayAt(brush.from), Math.min(dayAt(brush.to), window.last)]
        onWindow({ first, last: Math.max(last, first + 2) })
      },
      onPointerCancel: () => setDrag(undefined),
    },
  }
}

interface AxisProps {
  readonly window: Window
  readonly x: (day: number) => number
  readonly width: number
  /** The day of the selected act, whose date takes the place of the axis's own. */
  readonly day: number | undefined
}

function Axis({ window, x, width, day }: AxisProps) {
  const nDays = window.last - window.first + 1
  const scale = (width - LEFT - RIGHT) / nDays
  const step = [1, 2, 7, 14, 28, 91, 365, 1826].find((days) => days * scale > 46) ?? nDays
  // Weeks begin on Mondays: 1 January 1970 was a Thursday.
  const first = step >= 7 && step < 91 ? window.first + ((11 - (window.first % 7)) % 7) : window.first
  const ticks = Array.from({ length: Math.ceil((window.last - first + 1) / step) }, (_, idx) => first + idx * step)
  const isNear = (tick: number) => day !== undefined && Math.abs(x(tick) - x(day)) < 48
  const inWindow = day !== undefined && day >= window.first && day <= window.last
  return (
    <>
      {ticks
        .filter((tick) => x(tick) < width - 40 && !(inWindow && isNear(tick)))
        .map((tick) => (
          <text key={tick} x={x(tick)} y="11" className="axt">
            {step >= 91 ? formatDay(dayOf(tick)) : formatDayMonth(dayOf(tick))}
          </text>
        ))}
      {inWindow && (
        <text x={Math.min(x(day), width - 60)} y="11" className="sel-t">
          {step >= 91 ? formatDay(dayOf(day)) : formatDayMonth(dayOf(day))}
        </text>
      )}
    </>
  )
}
