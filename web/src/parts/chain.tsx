import type { EventRow } from '../../../src/serve/http/types.ts'
import { t } from '../catalogue/index.ts'
import { formatDay, formatInterval } from '../dates.ts'
import { Link } from '../router.tsx'
import { reportName } from '../words.ts'
import { ActLane, Axis, ReportLane, type Scale, scaleOf } from './chainLanes.tsx'

interface ChainProps {
  readonly event: EventRow
  /** Whether it is drawn, too: the act, and each report as wide as its time is exact. */
  readonly isDrawn?: boolean
}

/** Who said so first, and who after: each report with whom it names. */
export function Chain({ event, isDrawn = false }: ChainProps) {
  const scale = isDrawn ? scaleOf(event) : undefined
  return (
    <section className="first">
      <h2>
        {t.event.first}{' '}
        <small>
          {event.nIndependent < event.reports.length ? t.event.independent(event.nIndependent) : t.event.inOrder}
          {scale !== undefined && `; ${t.event.asExact}`}
        </small>
      </h2>
      <ol className={scale === undefined ? 'chain' : 'chain drawn'}>
        {scale !== undefined && event.date !== undefined && (
          <li>
            <span className="d">{formatInterval(event.date)}</span>
            <b>{t.event.theAct}</b>
            <ActLane event={event} scale={scale} />
          </li>
        )}
        {event.reports.map((row) => (
          <Telling key={row.id} {...{ event, row, scale }} />
        ))}
      </ol>
      {scale !== undefined && <Axis scale={scale} />}
    </section>
  )
}

interface TellingProps {
  readonly event: EventRow
  readonly row: EventRow['reports'][number]
  readonly scale: Scale | undefined
}

function Telling({ event, row, scale }: TellingProps) {
  const sayers = [...new Set(event.accordingTo.filter(({ report }) => report === row.id).map(({ name }) => name))]
  return (
    <li>
      <span className="d">{row.published === undefined ? t.words.undated : formatDay(row.published.value)}</span>
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
      {scale !== undefined && <ReportLane value={row.published?.value} scale={scale} />}
    </li>
  )
}

function nameOf({ reports }: EventRow, id: string): string {
  const report = reports.find((one) => one.id === id)!
  return report.publisher ?? reportName(report)
}
