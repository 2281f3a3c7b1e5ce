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
