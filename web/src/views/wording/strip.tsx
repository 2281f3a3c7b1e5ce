import type { Statement, WordingChange } from '../../../../src/serve/http/types.ts'
import { t } from '../../catalogue/index.ts'
import { dayNumber, formatDay, formatDayMonth } from '../../dates.ts'

interface StripProps {
  readonly statements: readonly Statement[]
  readonly change: WordingChange
  readonly onChoose: (day: string) => void
}

/** Statements on a line of days; the two compared stand in accent, joined. Labels that would meet are left out. */
export function Strip({ statements, change, onChoose }: StripProps) {
  const dated = statements.filter(({ day }) => day !== '')
  if (dated.length < 2) return null
  const [first, last] = [dayNumber(dated[0]!.day), dayNumber(dated.at(-1)!.day)]
  const share = (day: string) => ((dayNumber(day) - first) / Math.max(last - first, 1)) * 100
  const isChosen = (day: string) => day === change.from || day === change.to
  const order = dated.toSorted((a, b) => Number(isChosen(b.day)) - Number(isChosen(a.day)))
  const taken: number[] = []
  // In per cent of the line, which is as wide as the window or the page.
  const apart = (LABEL / Math.min(innerWidth, 1280)) * 100
  const hasLabel = new Set(
    order.flatMap(({ day }) => {
      const at = share(day)
      if (taken.some((other) => Math.abs(other - at) < apart)) return []
      taken.push(at)
      return [day]
    }),
  )
  return (
    <nav className="strip-days" aria-label={t.wording.chosenPair}>
      <ol>
        {change.from !== '' && (
          <li
            aria-hidden="true"
            className="joined"
            style={{ left: `${share(change.from)}%`, width: `${share(change.to) - share(change.from)}%` }}
          />
        )}
        {dated.map(({ day }, idx) => (
          <li key={day} style={{ left: `${share(day)}%` }}>
            <button
              type="button"
              // The first has none before it: it is compared with the next.
              onClick={() => onChoose(idx === 0 ? dated[1]!.day : day)}
              aria-current={isChosen(day) ? 'true' : undefined}
              aria-label={formatDay(day)}
              title={formatDay(day)}
            >
              <span aria-hidden="true">{hasLabel.has(day) ? formatDayMonth(day) : ''}</span>
            </button>
          </li>
        ))}
      </ol>
      <p>
        {formatDay(dated[0]!.day)} – {formatDay(dated.at(-1)!.day)} · {t.counted.statement(dated.length)}
      </p>
    </nav>
  )
}

/** How wide a label is, in pixels. */
const LABEL = 56
