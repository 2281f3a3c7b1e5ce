import { type PointerEvent, useState } from 'react'
import type { MonthCounts } from '../../../../src/serve/http/types.ts'
import { t } from '../../catalogue/index.ts'
import { dayNumber, dayOf, formatMonth } from '../../dates.ts'
import { formatNumber } from '../../words.ts'
import type { Window } from './choice.ts'

/** Where the lanes and the strip begin, right of their names, and what is left free at the right. */
export const LEFT = 104
export const RIGHT = 6
const STRIP = 34

interface DensityProps {
  readonly months: MonthCounts
  readonly window: Window
  readonly width: number
  readonly onWindow: (window: Window) => void
}

/** Events a month over ten years; the window is drawn on it, and dragging moves it. */
export function Density({ months: found, window, width, onWindow }: DensityProps) {
  const months = padded(found)
  const [drag, setDrag] = useState<{ from: number; to: number }>()
  const { first, counts } = months
  const step = (width - LEFT - RIGHT) / counts.length
  const x = (month: number) => LEFT + Math.min(Math.max(month - first, 0), counts.length) * step
  const mostIdx = counts.reduce((best, count, idx) => (count > counts[best]! ? idx : best), 0)
  const most = counts[mostIdx]!
  const monthAt = (event: PointerEvent<SVGSVGElement>) => {
    const at = event.clientX - event.currentTarget.getBoundingClientRect().left
    return first + Math.min(Math.max((at - LEFT) / step, 0), counts.length - 0.01)
  }
  const shown = drag === undefined ? { from: monthOf(window.first), to: monthOf(window.last) } : ordered(drag)
  const finish = () => {
    if (drag === undefined) return
    const { from, to } = ordered(drag)
    setDrag(undefined)
    // A click, not a drag: two months from where it was.
    onWindow({ first: firstDay(Math.floor(from)), last: firstDay(Math.floor(Math.max(to, from + 1)) + 1) - 1 })
  }
  const [left, right] = [x(shown.from), Math.max(x(shown.to), x(shown.from) + 3)]
  return (
    <svg
      className="strip"
      width={width}
      height={STRIP + 25}
      role="img"
      aria-label={t.timeline.density(formatNumber(most), formatMonth(dayOf(firstDay(first + mostIdx))))}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        setDrag({ from: monthAt(event), to: monthAt(event) })
      }}
      onPointerMove={(event) => drag && setDrag({ ...drag, to: monthAt(event) })}
      onPointerUp={finish}
      onPointerCancel={() => setDrag(undefined)}
    >
      <text x="0" y="16" className="lane">
        {counts.length >= 119 ? t.timeline.tenYears : t.timeline.all}
      </text>
      <text x="0" y="29" className="lane2">
        {t.timeline.aMonth}
      </text>
      <Bars {...{ months, step, most, shown }} />
      <text
        x={x(first + mostIdx) + (mostIdx > counts.length / 2 ? -4 : step + 4)}
        y="13"
        textAnchor={mostIdx > counts.length / 2 ? 'end' : 'start'}
        className="axt"
      >
        {formatNumber(most)}
      </text>
      <path className="axis" d={`M${LEFT} ${STRIP + 0.5}H${width - RIGHT}`} />
      <Years {...{ months, x, step, width }} />
      <rect className="brush" x={left} y="3" width={right - left} height={STRIP - 3} />
      <path
        className="fan"
        d={`M${left} ${STRIP}v14L${LEFT} ${STRIP + 25}M${right} ${STRIP}v14L${width - RIGHT} ${STRIP + 25}`}
      />
    </svg>
  )
}

/** A bar of one month is no wider than it would be among those of two years. */
const MIN_MONTHS = 24

/** The months with empty ones around them where they are few. */
function padded({ first, counts }: MonthCounts): MonthCounts {
  const missing = MIN_MONTHS - counts.length
  if (missing <= 0) return { first, counts }
  const before = Math.ceil(missing / 2)
  const none = (n: number) => new Array<number>(n).fill(0)
  return { first: first - before, counts: [...none(before), ...counts, ...none(missing - before)] }
}

interface BarsProps {
  readonly months: MonthCounts
  readonly step: number
  readonly most: number
  readonly shown: { readonly from: number; readonly to: number }
}

/** Two paths, however many months: those of the window and the others. */
function Bars({ months: { first, counts }, step, most, shown }: BarsProps) {
  let [out, inside] = ['', '']
  const w = Math.max(step - 0.8, 1).toFixed(2)
  for (const [idx, count] of counts.entries()) {
    if (count === 0) continue
    const h = Math.max((count / most) * (STRIP - 10), 1)
    const bar = `M${(LEFT + idx * step).toFixed(2)} ${STRIP}v${-h.toFixed(1)}h${w}V${STRIP}z`
    const month = first + idx
    if (month + 1 > shown.from && month <= shown.to) inside += bar
    else out += bar
  }
  return (
    <>
      <path className="dens" d={out} />
      <path className="dens in" d={inside} />
    </>
  )
}

interface YearsProps {
  readonly months: MonthCounts
  readonly x: (month: number) => number
  readonly step: number
  readonly width: number
}

function Years({ months: { first, counts }, x, step, width }: YearsProps) {
  const years = counts.flatMap((_, idx) => ((first + idx) % 12 === 0 ? [(first + idx) / 12] : []))
  return years.map((year) => (
    <g key={year}>
      <path className="axis" d={`M${x(year * 12)} ${STRIP}v4`} />
      {step * 12 > 34 && x(year * 12) + 28 < width && (
        <text x={x(year * 12) + 3} y={STRIP + 12} className="axt">
          {year}
        </text>
      )}
    </g>
  ))
}

/** Months since year 0, with the part of the month gone by. */
function monthOf(day: number): number {
  const [year, month, date] = dayOf(day).split('-').map(Number) as [number, number, number]
  return year * 12 + month - 1 + (date - 1) / 31
}

function firstDay(month: number): number {
  return dayNumber(`${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}-01`)
}

function ordered({ from, to }: { from: number; to: number }): { from: number; to: number } {
  return from <= to ? { from, to } : { from: to, to: from }
}
