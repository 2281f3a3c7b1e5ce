import type { EventRow, WholeReport } from '../../../../src/serve/http/types.ts'
import { t } from '../../catalogue/index.ts'
import { formatDay } from '../../dates.ts'
import { Sentence } from '../../parts/evidence.tsx'
import type { Judging } from '../../parts/judge.tsx'
import { Link } from '../../router.tsx'
import { reportName } from '../../words.ts'

interface EvidenceProps {
  readonly row: EventRow['reports'][number]
  readonly event: EventRow
  readonly report: WholeReport | undefined
  readonly onJudge: (judging: Judging) => void
}

/** The sentences of one report that tell the event, as found. */
export function Evidence({ row, event, report, onJudge }: EvidenceProps) {
  const sentences = [...new Set(row.mentions.map(({ sentence }) => sentence))].sort((a, b) => a - b)
  const marks = row.mentions.flatMap(({ evidence, trigger }) => [
    { ...evidence, as: 'evidence' as const },
    { ...trigger, as: 'trigger' as const },
  ])
  return (
    <div className="ev">
      <div className="m">
        {row.publisher !== undefined && (
          <b>
            <bdi>{row.publisher}</bdi>
          </b>
        )}
        {row.published !== undefined && `${formatDay(row.published.value)}. `}
        <Link to={`/reports/${row.id}?event=${event.id}`} className="link">
          <bdi>{reportName(row)}</bdi>
        </Link>
        {event.reports.length > 1 && (
          <button type="button" className="act" onClick={() => onJudge({ kind: 'split', event, report: row })}>
            {t.event.split}
          </button>
        )}
      </div>
      <div className="q">
        {report !== undefined &&
          sentences.map((idx) => (
            <Sentence key={idx} report={report.report} reportId={row.id} idx={idx} marks={marks} />
          ))}
      </div>
    </div>
  )
}

/** Who said so first, and who after: each report with whom it names. */
export function Chain({ event }: { event: EventRow }) {
  return (
    <section>
      <h2>
        {t.event.first}{' '}
        <small>
          {event.nIndependent < event.reports.length ? t.event.independent(event.nIndependent) : t.event.inOrder}
        </small>
      </h2>
      <ol className="chain">
        {event.reports.map((row) => {
          const sayers = [
            ...new Set(event.accordingTo.filter(({ report }) => report === row.id).map(({ name }) => name)),
          ]
          return (
            <li key={row.id}>
              <span className="d">
                {row.published === undefined ? t.words.undated : formatDay(row.published.value)}
              </span>
              <span>
                <Link to={`/reports/${row.id}?event=${event.id}`}>
                  <bdi>{row.publisher ?? reportName(row)}</bdi>
                </Link>
                {row.alsoBy !== undefined && (
                  <span className="quiet">
                    , <bdi>{row.alsoBy.join(', ')}</bdi>
                  </span>
                )}
                {row.copyOf !== undefined && (
                  <span className="quiet">
                    {' '}
                    {t.event.copies} <bdi>{nameOf(event, row.copyOf)}</bdi>
                  </span>
                )}
                {sayers.length > 0 && (
                  <span className="quiet">
                    {' '}
                    {t.event.citing} <bdi>{sayers.join(', ')}</bdi>
                  </span>
                )}
              </span>
            </li>
          )
        })}
      </ol>
    </section>
  )
}

function nameOf({ reports }: EventRow, id: string): string {
  const report = reports.find((one) => one.id === id)!
  return report.publisher ?? reportName(report)
}
