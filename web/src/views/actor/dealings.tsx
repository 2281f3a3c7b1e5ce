import type { EventRow, RowParticipant } from '../../../../src/serve/http/types.ts'
import { t } from '../../catalogue/index.ts'
import { countryName } from '../../countries.ts'
import { dayNumber, dayOf, formatMonth } from '../../dates.ts'
import { Link } from '../../router.tsx'

const MAX_PARTNERS = 9
const [WIDTH, HEIGHT, MIDDLE] = [176, 62, 36]
const WEEK = 7
const MAX_WEEKS = 120

interface Partner {
  readonly value: string
  readonly events: readonly EventRow[]
}

interface DealingsProps {
  readonly events: readonly EventRow[]
  readonly id: string
  /** The actor's own country: who is of it is no partner. */
  readonly own?: string
}

/** With whom and against whom, over time: a small chart for each of the countries and bodies met most. */
export function Dealings({ events, id, own }: DealingsProps) {
  const dated = events.filter(({ date }) => date !== undefined && dayNumber(date.end) - dayNumber(date.start) < 31)
  const partners = partnersOf(dated, id, own)
  if (partners.length === 0) return null
  const days = partners.flatMap((partner) => partner.events.map(({ date }) => dayNumber(date!.start)))
  const last = Math.max(...days)
  // Weeks begin on Mondays: 1 January 1970 was a Thursday.
  const weekOf = (day: number) => Math.floor((day + 3) / WEEK)
  const first = Math.max(weekOf(Math.min(...days)), weekOf(last) - MAX_WEEKS + 1)
  const nWeeks = Math.max(weekOf(last) - first + 1, 8)
  const [from, to] = [dayOf(first * WEEK - 3), dayOf(last)]
  return (
    <section>
      <h2>
        {t.actor.dealings} <small>{t.actor.dealingsHow(formatMonth(from), formatMonth(to))}</small>
      </h2>
      <div className="minis">
        {partners.map((partner) => (
          <Mini key={partner.value} {...{ partner, nWeeks, id }} weekOf={(day) => weekOf(day) - first} />
        ))}
      </div>
      <ul className="quads">
        {([1, 2, 3, 4] as const).map((quad) => (
          <li key={quad} className={`q${quad}`}>
            <svg width="11" height="9" aria-hidden="true">
              <rect className="g" x="1" y={quad % 2 === 0 ? 0 : 2} width="9" height={quad % 2 === 0 ? 9 : 5} />
            </svg>
            {t.actor.quads[quad]}
          </li>
        ))}
      </ul>
    </section>
  )
}

const partnerOf = ({ country, name }: RowParticipant) => country ?? name

function partnersOf(events: readonly EventRow[], id: string, own: string | undefined): Partner[] {
  const found = new Map<string, EventRow[]>()
  for (const event of events) {
    const others = [...event.actors, ...event.recipients].filter(({ entity }) => entity !== id)
    for (const value of new Set(others.map(partnerOf))) {
      if (value === own) continue
      const list = found.get(value) ?? []
      found.set(value, list)
      list.push(event)
    }
  }
  return [...found]
    .map(([value, list]) => ({ value, events: list }))
    .sort((a, b) => b.events.length - a.events.length || (a.value < b.value ? -1 : 1))
    .slice(0, MAX_PARTNERS)
}

interface MiniProps {
  readonly partner: Partner
  readonly nWeeks: number
  readonly id: string
  readonly weekOf: (day: number) => number
}

/** Acts a week with one partner: above the line with, below it against; one path a quad. */
function Mini({ partner: { value, events }, nWeeks, weekOf }: MiniProps) {
  const counts = new Map<number, [number, number, number, number]>()
  for (const { date, quad } of events) {
    const week = weekOf(dayNumber(date!.start))
    if (week < 0) continue
    const own = counts.get(week) ?? [0, 0, 0, 0]
    own[quad - 1]! += 1
    counts.set(week, own)
  }
  const most = Math.max(1, ...[...counts.values()].flatMap(([a, b, c, d]) => [a + b, c + d]))
  const unit = Math.min(8, 26 / most)
  const step = WIDTH / nWeeks
  const nWith = events.filter(({ quad }) => quad < 3).length
  const nAgainst = events.length - nWith
  const words = t.actor.withAgainst(nWith, nAgainst)
  return (
    <figure>
      <figcaption>
        <b>
          <Link to={`/?whom=${encodeURIComponent(value)}`}>
            <bdi>{countryName(value)}</bdi>
          </Link>
        </b>
        <span>{words}</span>
      </figcaption>
      <svg
        width="100%"
        height={HEIGHT}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`${countryName(value)}: ${words}`}
      >
        {([1, 2, 3, 4] as const).map((quad) => (
          <path key={quad} className={`g q${quad} bar`} d={barsOf(counts, quad, { step, unit })} />
        ))}
        <path className="hair" d={`M0 ${MIDDLE + 0.5}H${WIDTH}`} />
      </svg>
    </figure>
  )
}

function barsOf(
  counts: ReadonlyMap<number, readonly number[]>,
  quad: 1 | 2 | 3 | 4,
  { step, unit }: { step: number; unit: number },
): string {
  let path = ''
  for (const [week, own] of counts) {
    const count = own[quad - 1]!
    if (count === 0) continue
    // Deeds stand on words.
    const under = quad === 2 ? own[0]! : quad === 4 ? own[2]! : 0
    const sign = quad < 3 ? -1 : 1
    const y = MIDDLE + sign * (1 + under * unit)
    path += `M${(week * step).toFixed(1)} ${y.toFixed(1)}v${(sign * (count * unit - 0.8)).toFixed(1)}h${Math.max(step - 1, 1).toFixed(1)}V${y.toFixed(1)}z`
  }
  return path
}
