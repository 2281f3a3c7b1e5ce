import { t } from '../../catalogue/index.ts'
import { formatDay } from '../../dates.ts'
import { Link } from '../../router.tsx'
import type { Progress, ReportNews } from './upload.ts'

/** What became of each report, the failed first; it grows while they are read. */
export function Outcomes({ progress }: { progress: Progress }) {
  const { sent, reports, done, error } = progress
  const ordered = reports.toSorted((a, b) => Number(b.outcome === 'failed') - Number(a.outcome === 'failed'))
  return (
    <section className="outcomes">
      <h2>{t.add.progress}</h2>
      <p role="status">
        {error ??
          (done === undefined ? (sent < 100 ? t.add.sending(sent) : t.add.reading(reports.length)) : summary(done))}
      </p>
      {done !== undefined && done.nAdded > 0 && (
        <p>
          <Link to="/" className="link">
            {t.add.toRecord}
          </Link>
        </p>
      )}
      <ul>
        {ordered.map((news) => (
          <One key={news.origin} news={news} />
        ))}
      </ul>
    </section>
  )
}

function summary({ nAdded, nKnown, nFailed, reports }: NonNullable<Progress['done']>): string {
  const read = nAdded + nKnown
  return [
    ...(nFailed === 0 ? [] : [t.add.failedN(nFailed), ...(read === 0 ? [] : [t.add.othersRead(read)])]),
    [...(nAdded === 0 ? [] : [t.add.addedN(nAdded)]), ...(nKnown === 0 ? [] : [t.add.knownN(nKnown)])].join(', '),
    t.add.holds(reports),
  ]
    .filter((part) => part !== '')
    .map((part) => (part.endsWith('.') ? part : `${part}.`))
    .join(' ')
}

function One({ news }: { news: ReportNews }) {
  const { origin, outcome, id, title, published, nEvents = 0, problems } = news
  return (
    <li className={outcome}>
      <b>
        {id === undefined ? (
          <bdi>{origin}</bdi>
        ) : (
          <Link to={`/reports/${id}`} className="link">
            <bdi>{title ?? origin}</bdi>
          </Link>
        )}
      </b>
      <span>{t.add.outcomes[outcome]}</span>
      {id !== undefined && (
        <span className="quiet">
          {published === undefined ? t.add.undated : formatDay(published)} · {t.add.events(nEvents)}
          {title !== undefined && (
            <>
              {' '}
              · <bdi>{origin}</bdi>
            </>
          )}
        </span>
      )}
      {problems.map((problem) => (
        <p key={problem} className={outcome === 'failed' ? '' : 'why'}>
          <bdi>{problem}</bdi>
        </p>
      ))}
    </li>
  )
}
