import { useEffect, useRef, useState } from 'react'
import type { Counts } from '../../../src/serve/http/types.ts'
import { useApi } from '../api.ts'
import { t } from '../catalogue/index.ts'
import { dayNumber, dayOf, formatDay } from '../dates.ts'
import { goAsOf, useAsOf } from '../router.tsx'

/** How long the slider rests before the record is asked. */
const SETTLED_MS = 250

/** The day as of which the record is shown, by slider and by date; in accent while it is not today. */
export function AsOf() {
  const day = useAsOf()
  const { data } = useApi<Counts>('/api/counts', { isNow: true })
  const [sliding, setSliding] = useState<string>()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const published = data?.published
  if (published === undefined) return <div className="asof" />
  const [first, last] = [dayNumber(published.first), dayNumber(published.last)]
  const shown = sliding ?? day
  const slide = (at: number) => {
    const next = at > last ? undefined : dayOf(at)
    setSliding(next ?? '')
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      setSliding(undefined)
      goAsOf(next)
    }, SETTLED_MS)
  }
  const isPast = shown !== undefined && shown !== ''
  return (
    <div className={isPast ? 'asof past' : 'asof'}>
      <span className="long">{t.asOf.label}</span>
      <span className="short">{t.asOf.short}</span>
      {!isPast && <b className="printed">{formatDay(new Date().toISOString().slice(0, 10))}</b>}
      <label>
        <span className="sr">{t.asOf.day}</span>
        <span className="day" aria-hidden="true">
          {isPast ? formatDay(shown) : t.asOf.today}
        </span>
        <input
          type="date"
          value={isPast ? shown : ''}
          min={published.first}
          onChange={(event) => goAsOf(event.target.value === '' ? undefined : event.target.value)}
          onClick={(event) => event.currentTarget.showPicker?.()}
        />
      </label>
      <input
        type="range"
        aria-label={t.asOf.slider}
        aria-valuetext={isPast ? formatDay(shown) : t.asOf.today}
        min={first}
        max={last + 1}
        value={isPast ? Math.min(Math.max(dayNumber(shown), first), last + 1) : last + 1}
        onChange={(event) => slide(Number(event.target.value))}
      />
      {isPast && (
        <button type="button" onClick={() => goAsOf(undefined)}>
          {t.asOf.now}
        </button>
      )}
    </div>
  )
}
