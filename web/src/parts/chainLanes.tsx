import type { EventRow } from '../../../src/serve/http/types.ts'
import { dayNumber, dayOf, formatDayMonth } from '../dates.ts'

/** The days that the lanes of a chain of reports show. */
export interface Scale {
  readonly first: number
  /** How many. */
  readonly days: number
}

/** An act that is told this much later is not drawn beside its reports; nor are reports over more days. */
const MAX_BEFORE = 21
const MAX_DAYS = 90

/** The days from the act, where it is near, to its last report; undefined where they could not be told apart. */
export function scaleOf({ date, reports }: EventRow): Scale | undefined {
  const told = reports.flatMap(({ published }) => (published === undefined ? [] : [dayNumber(dayIn(published.value))]))
  if (told.length < 2) return undefined
  const [least, most] = [Math.min(...told), Math.max(...told)]
  const act = date === undefined ? least : dayNumber(date.start)
  const first = Math.min(least, act >= least - MAX_BEFORE ? act : least)
  const days = most - first + 1
  return days > MAX_DAYS ? undefined : { first, days }
}

const dayIn = (value: string) => value.slice(0, 10)
const HEIGHT = 12

/** In parts of a hundred: lanes are as wide as there is room, and no text is scaled. */
function spanOf({ first, days }: Scale, from: number, to: number): { readonly x: number; readonly w: number } {
  const [left, right] = [Math.max(from - first, 0), Math.min(to - first + 1, days)]
  return { x: (left / days) * 100, w: (Math.max(right - left, 0) / days) * 100 }
}

/** The act, as wide as its date is exact; nothing where it lies before the days that are shown. */
export function ActLane({ event: { date, quad }, scale }: { event: EventRow; scale: Scale }) {
  if (date === undefined) return null
  const { x, w } = spanOf(scale, dayNumber(date.start), dayNumber(date.end))
  const isDay = date.start === date.end
  return (
    <svg className={`lane-of q${quad}`} height={HEIGHT} aria-hidden="true">
      {w > 0 && <rect className={isDay ? 'g' : 'g within'} x={`${x}%`} y="3" width={`${w}%`} height="6" />}
      {w > 0 && !isDay && <Whisker x={x} w={w} />}
    </svg>
  )
}

/** When a report came out: some time on its day, or at its hour. */
export function ReportLane({ value, scale }: { value: string | undefined; scale: Scale }) {
  const hour = value === undefined ? undefined : /T(\d\d)(?::(\d\d))?/.exec(value)
  const day = value === undefined ? Number.NaN : dayNumber(dayIn(value))
  const { x, w } = spanOf(scale, day, day)
  return (
    <svg className="lane-of neutral" height={HEIGHT} aria-hidden="true">
      {value !== undefined && !hour && <Whisker x={x} w={w} />}
      {hour && (
        <rect
          className="g"
          x={`${x + (w * (Number(hour[1]) + Number(hour[2] ?? 0) / 60)) / 24}%`}
          y="1"
          width="2"
          height="10"
        />
      )}
    </svg>
  )
}

function Whisker({ x, w }: { x: number; w: number }) {
  return (
    <>
      <line className="whisk" x1={`${x}%`} x2={`${x + w}%`} y1="6" y2="6" />
      <line className="whisk" x1={`${x}%`} x2={`${x}%`} y1="1.5" y2="10.5" />
      <line className="whisk" x1={`${x + w}%`} x2={`${x + w}%`} y1="1.5" y2="10.5" />
    </>
  )
}

const MAX_TICKS = 5

/** The days below the lanes. */
export function Axis({ scale: { first, days } }: { scale: Scale }) {
  const step = Math.max(Math.ceil(days / MAX_TICKS), 1)
  const ticks = Array.from({ length: Math.ceil(days / step) }, (_, idx) => idx * step)
  return (
    <div className="chain drawn axis-row">
      <svg className="lane-of" height="20" aria-hidden="true">
        <line className="axis" x1="0" x2="100%" y1="0.5" y2="0.5" />
        {ticks.map((tick) => (
          <g key={tick}>
            <line className="axis" x1={`${(tick / days) * 100}%`} x2={`${(tick / days) * 100}%`} y1="0" y2="5" />
            <text className="axt" x={`${(tick / days) * 100}%`} dx="3" y="15">
              {formatDayMonth(dayOf(first + tick))}
            </text>
          </g>
        ))}
      </svg>
    </div>
  )
}
