import type { EventRow, Status } from '../../../src/serve/http/types.ts'

/** What a mark on a timeline tells of an act: hue and weight of its kind, line of its status, width of its date. */
export interface Drawn {
  readonly quad: 1 | 2 | 3 | 4
  readonly status: Status
  readonly width: 'hour' | 'day' | 'within' | 'open'
}

const DASHES: Partial<Record<Status, string>> = { 'called-for': '3 2', hypothetical: '1 2.2' }
const HEIGHT = 11

interface Drawable extends Pick<EventRow, 'quad' | 'status'> {
  readonly date?: EventRow['date'] | undefined
}

/** How an event is drawn: as wide as its date is exact. */
export function drawn({ quad, status, date }: Drawable): Drawn {
  if (status === 'ongoing') return { quad, status, width: 'open' }
  if (date === undefined || date.start === date.end)
    return { quad, status, width: date?.value.includes('T') ? 'hour' : 'day' }
  return { quad, status, width: 'within' }
}

/** A bar at `x` of `w` pixels: thick for deeds, thin for words; the line says the status. */
export function Bar({ mark, x, y, w }: { mark: Drawn; x: number; y: number; w: number }) {
  const { quad, status, width } = mark
  const isDeed = quad === 2 || quad === 4
  const h = isDeed ? 10 : 5
  const top = y + (HEIGHT - h) / 2
  const dash = DASHES[status]
  const middle = y + HEIGHT / 2
  const isFact = status === 'occurred' || status === 'ongoing'
  return (
    <g className={`q${quad}`}>
      {width === 'within' ? (
        <>
          {isFact && <rect className="g within" x={x} y={top} width={w} height={h} />}
          <path
            className="whisk"
            d={`M${x + 0.6} ${y + 1}V${y + 10}M${x + w - 0.6} ${y + 1}V${y + 10}M${x} ${middle}H${x + w}`}
            strokeDasharray={dash}
          />
        </>
      ) : width === 'open' ? (
        <>
          <rect className="g" x={x + 0.6} y={top + 0.6} width={Math.min(9, w)} height={h - 1.2} />
          {w > 14 && <path className="whisk broken" d={`M${x + 11} ${middle}H${x + w}`} />}
        </>
      ) : (
        <rect className={`g ${status}`} x={x + 0.6} y={top + 0.6} width={Math.max(w - 1.2, 2)} height={h - 1.2} />
      )}
      {width === 'hour' && w > 7 && (
        <path className="edges" d={`M${x + 0.5} ${y + 0.5}v10M${x + w - 0.5} ${y + 0.5}v10`} />
      )}
      {status === 'denied' && <path className="whisk" d={`M${x + w / 2 - 6} ${y + 11}L${x + w / 2 + 6} ${y}`} />}
    </g>
  )
}

/** The mark of an event in a row of a list or facet. */
export function Glyph({ mark }: { mark: Drawn }) {
  return (
    <svg className="glyph" width="13" height="11" aria-hidden="true">
      <Bar mark={mark.width === 'open' ? { ...mark, width: 'day' } : mark} x={1} y={0} w={11} />
    </svg>
  )
}
