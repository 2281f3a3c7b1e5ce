import type { UnsureLink, UnsureTelling } from '../../../src/serve/http/types.ts'
import { t } from '../catalogue/index.ts'
import { formatDay, formatInterval } from '../dates.ts'
import { Link } from '../router.tsx'
import { eventTitle, reportName } from '../words.ts'
import type { Judging } from './judge.tsx'
import { reasonWords } from './reasons.ts'

/** What saying yes or no to an unsure link comes to. */
export function unsureJudging({ isOne, a, b }: UnsureLink, isSame: boolean): Judging {
  // Two tellings of one event come apart by taking the report of one out of it.
  if (isOne && !isSame) {
    const report = b.row.reports.find(({ id }) => id === b.report.id) ?? b.row.reports[0]!
    return { kind: 'split', event: b.row, report }
  }
  return { kind: isSame ? 'same' : 'apart', event: a.row, other: b.row }
}

const MAX_REASONS = 3

/** Two tellings that linking was unsure of, each in its own words, with what speaks for and against. */
export function UnsurePair({ link, own }: { link: UnsureLink; own?: string }) {
  const { a, b, why, isOne } = link
  const pro = why.weighed.filter(({ weight }) => (weight ?? 0) > 0).slice(0, MAX_REASONS)
  const contra = [...why.forbidding, ...why.weighed.filter(({ weight }) => (weight ?? 0) < 0)].slice(0, MAX_REASONS)
  return (
    <div className="unsure">
      {[a, b]
        .filter((side, idx) => own === undefined || isOne || side.event !== own || idx === 1)
        .map((side) => (
          <Side key={`${side.report.id} ${side.clause}`} side={side} />
        ))}
      {pro.length > 0 && (
        <p className="why">
          <b>{t.unsure.pro}</b> {pro.map(reasonWords).join('; ')}.
        </p>
      )}
      {contra.length > 0 && (
        <p className="why">
          <b>{t.unsure.contra}</b> {contra.map(reasonWords).join('; ')}.
        </p>
      )}
      <p className="why">{isOne ? t.unsure.isOne : t.unsure.areTwo}</p>
    </div>
  )
}

function Side({ side: { event, row, report, clause } }: { side: UnsureTelling }) {
  return (
    <div className="side-of">
      <p className="q">
        “<bdi>{clause}</bdi>”
      </p>
      <p className="why">
        <Link to={`/events/${event}`} className="link">
          <bdi>{eventTitle(row)}</bdi>
        </Link>
        {row.date !== undefined && `, ${formatInterval(row.date)}`}
        {' · '}
        <Link to={`/reports/${report.id}?event=${event}`}>
          <bdi>{report.publisher ?? reportName(report)}</bdi>
        </Link>
        {report.published !== undefined && `, ${formatDay(report.published.value)}`}
      </p>
    </div>
  )
}
