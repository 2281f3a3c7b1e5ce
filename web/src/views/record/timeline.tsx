import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { EventRow, MonthCounts, Timeline as TimelineAnswer } from '../../../../src/serve/http/types.ts'
import { useApi } from '../../api.ts'
import { t } from '../../catalogue/index.ts'
import { dayOf } from '../../dates.ts'
import { Glyph } from '../../parts/marks.tsx'
import type { Linked } from '../../parts/related.tsx'
import type { Window } from './choice.ts'
import { Density } from './density.tsx'
import { Lanes } from './lanes.tsx'

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
  /** What is chosen, as in the address. */
  readonly asked: string
  readonly window: Window
  /** Whether it asks for nothing yet: rows come before it, or the window will be another when the chosen event is here. */
  readonly isAwaited: boolean
  readonly months: MonthCounts | undefined
  readonly selected: string | undefined
  readonly event: EventRow | undefined
  readonly linked: Linked
  readonly by: 'type' | 'actor'
  /** Whether it has the pane to itself. */
  readonly isTall: boolean
  readonly onSelect: (id: string) => void
  readonly onWindow: (window: Window) => void
}

/** Pixels of one stretch in which acts are counted where there are too many to draw each. */
const BIN = 4
/** The counts are asked in steps of this many stretches, so that a pane that is drawn wider asks seldom. */
const BIN_STEP = 20

/** The density of the whole choice, and below it the window's acts in lanes, each as wide as its date is exact. */
export function Timeline(props: TimelineProps) {
  const { asked, window, isAwaited, months, selected, event, linked, by, isTall, onSelect, onWindow } = props
  const [ref, width] = useWidth()
  const bins = Math.max(Math.floor(width / BIN / BIN_STEP) * BIN_STEP, BIN_STEP)
  const question = new URLSearchParams(asked)
  for (const [name, value] of [
    ['first', dayOf(window.first)],
    ['last', dayOf(window.last)],
    ['lanes', by],
    ['bins', String(bins)],
    ['marks', isTall ? '60' : '8'],
  ] as const)
    question.set(name, value)
  const { data: answer } = useApi<TimelineAnswer>(width === 0 || isAwaited ? undefined : `/api/timeline?${question}`)
  // The lanes before stay until the next are there, so that nothing jumps.
  const before = useRef(answer)
  if (answer !== undefined) before.current = answer
  const data = before.current
  // The keys move the choice, not the pane: an act that is chosen comes into sight; that of the beginning moves nothing.
  const seen = useRef(selected)
  useEffect(() => {
    if (!isTall || data === undefined || seen.current === selected) return
    seen.current = selected
    ref.current?.querySelector('.sel-ring:not(.tied)')?.scrollIntoView({ block: 'nearest' })
  }, [isTall, data, selected, ref])
  return (
    <>
      <div
        className={['tl', isTall && 'tall', data === undefined && 'waiting'].filter(Boolean).join(' ')}
        ref={ref}
        {...(isTall ? { role: 'region', 'aria-label': t.record.show.timeline, tabIndex: 0 } : {})}
      >
        {width > 200 && (
          <>
            {months !== undefined && <Density {...{ months, window, width, onWindow }} />}
            {data !== undefined && (
              <Lanes
                lanes={data.lanes}
                {...{ window, width, selected, event, linked, by, isTall, onSelect, onWindow }}
              />
            )}
          </>
        )}
      </div>
      {isTall && <Key />}
    </>
  )
}

const KEY = [
  ['words', 1, 'occurred', 'day'],
  ['deeds', 2, 'occurred', 'day'],
  ['wordsAgainst', 3, 'occurred', 'day'],
  ['deedsAgainst', 4, 'occurred', 'day'],
  ['within', 1, 'occurred', 'within'],
  ['planned', 1, 'planned', 'day'],
  ['calledFor', 1, 'called-for', 'day'],
  ['hypothetical', 1, 'hypothetical', 'day'],
  ['denied', 1, 'denied', 'day'],
] as const

/** What the marks mean. */
function Key() {
  return (
    <ul className="key">
      {KEY.map(([name, quad, status, width]) => (
        <li key={name}>
          <Glyph mark={{ quad, status, width }} /> {t.timeline.key[name]}
        </li>
      ))}
    </ul>
  )
}
