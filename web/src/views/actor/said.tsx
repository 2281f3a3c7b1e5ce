import { useState } from 'react'
import type { QuotationRow } from '../../../../src/serve/http/types.ts'
import { t } from '../../catalogue/index.ts'
import { formatDay, formatInterval } from '../../dates.ts'
import { Link } from '../../router.tsx'

const N_SHOWN = 12

/** What the actor said, latest first, each with its report. */
export function Said({ quotations }: { quotations: readonly QuotationRow[] }) {
  const [isWhole, setWhole] = useState(false)
  const shown = isWhole ? quotations : quotations.slice(0, N_SHOWN)
  return (
    <section>
      <h2>
        {t.actor.said} <small>{t.actor.saidHow(quotations.length)}</small>
      </h2>
      {quotations.length === 0 && <p className="quiet">{t.actor.notQuoted}</p>}
      <ul className="said">
        {shown.map((quotation) => (
          <Quoted key={quotation.id} quotation={quotation} />
        ))}
      </ul>
      {shown.length < quotations.length && (
        <button type="button" className="link" onClick={() => setWhole(true)}>
          {t.record.more(quotations.length - shown.length)}
        </button>
      )}
    </section>
  )
}

function Quoted({ quotation: { kind, content, report, addressee, date } }: { quotation: QuotationRow }) {
  const about = [
    date === undefined ? report.published && formatDay(report.published.value) : formatInterval(date),
    addressee && t.actor.to(addressee.name),
    kind === 'indirect' ? t.actor.indirect : undefined,
  ].filter((part) => part !== undefined)
  return (
    <li>
      <p className="q">
        <bdi>{kind === 'indirect' ? content : `“${content}”`}</bdi>
      </p>
      <p className="m">
        {about.join(' · ')}
        {' · '}
        <Link to={`/reports/${report.id}?layers=events,quotations`} className="link">
          <bdi>{report.publisher ?? t.actor.theReport}</bdi>
        </Link>
      </p>
    </li>
  )
}
