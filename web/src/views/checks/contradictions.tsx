import type { Conflict, ReportRef } from '../../../../src/serve/http/types.ts'
import { t } from '../../catalogue/index.ts'
import { formatDay } from '../../dates.ts'
import { Empty } from '../../frame/states.tsx'
import { Link } from '../../router.tsx'
import { actWords, reportName } from '../../words.ts'

/** Reports of one act that disagree: each side with its words, its publisher and its day. */
export function Contradictions({ conflicts }: { conflicts: readonly Conflict[] }) {
  return (
    <section aria-labelledby="contradictions">
      <h2 id="contradictions">{t.checks.contradictions}</h2>
      {conflicts.length === 0 ? (
        <Empty title={t.checks.contradictionsNone} text={t.checks.contradictionsNoneWhy} />
      ) : (
        <ul className="contra">
          {conflicts.map((conflict) => (
            <One key={conflict.event} conflict={conflict} />
          ))}
        </ul>
      )}
    </section>
  )
}

function One({ conflict }: { conflict: Conflict }) {
  const { event, actors, recipients, rule, disputes } = conflict
  const parties = [actors, recipients].filter((side) => side.length > 0).map((side) => side.join(', '))
  return (
    <li>
      <h3>
        <Link to={`/events/${event}`}>
          <bdi>
            {parties.join(' → ')}: {actWords({ rule })}
          </bdi>
        </Link>
      </h3>
      {disputes.map(({ field, values }) => (
        <div key={field}>
          <p className="t">{t.checks.fields[field]}</p>
          <div className="pair">
            {values.map(({ value, reports, clauses }) => (
              <div key={value}>
                <p className="v">
                  <bdi>{field === 'date' && /^\d{4}-\d\d-\d\d$/.test(value) ? formatDay(value) : value}</bdi>
                </p>
                {reports.slice(0, MAX_REPORTS).map((report, idx) => (
                  <p key={report.id}>
                    <Link to={`/reports/${report.id}#s${clauses[idx]!.sentence + 1}`}>
                      <bdi>“{clauses[idx]!.text}”</bdi>
                    </Link>
                    <small>{publisherOf(report)}</small>
                  </p>
                ))}
                {reports.length > MAX_REPORTS && <small>{t.checks.andMore(reports.length - MAX_REPORTS)}</small>}
              </div>
            ))}
          </div>
        </div>
      ))}
      <p className="why">{chainOf(conflict)}</p>
    </li>
  )
}

const MAX_REPORTS = 2

/** Who came first, how many confirm, deny or print what another wrote. */
function chainOf({ first, confirmed, denied, copies }: Conflict): string {
  const parts = [
    t.checks.firstBy(publisherOf(first)),
    ...(confirmed.length === 0 ? [] : [t.checks.confirmedBy(confirmed.length)]),
    ...(denied.length === 0 ? [] : [t.checks.deniedBy(denied.length)]),
    ...(copies.length === 0 ? [] : [t.checks.copiedBy(copies.length)]),
  ]
  return `${parts.join('; ')}.`
}

function publisherOf(report: ReportRef): string {
  const day = report.published === undefined ? t.words.undated : formatDay(report.published.value)
  return `${report.publisher ?? reportName(report)}, ${day}`
}
