import { useEffect, useRef, useState } from 'react'
import type { EventRow, RowParticipant, WholeReport } from '../../../../src/serve/http/types.ts'
import { useApi } from '../../api.ts'
import { t } from '../../catalogue/index.ts'
import { countryName } from '../../countries.ts'
import { formatDay, formatLong, precisionOf } from '../../dates.ts'
import { detailMarks, eventMarks, WholeText } from '../../parts/evidence.tsx'
import { Link } from '../../router.tsx'
import { actWords, eventTitle, reportName, typeWords } from '../../words.ts'

/** The chosen event: its fields beside a report that tells it, with the evidence marked in place. */
export function Detail({ event }: { event: EventRow }) {
  const [at, setAt] = useState({ event: event.id, idx: 0 })
  const idx = at.event === event.id ? at.idx : 0
  const report = event.reports[idx]!
  return (
    <section className="detail" aria-label="The chosen event">
      <header>
        <p className="over">{overline(event)}</p>
        <h2>
          <Link to={`/events/${event.id}`}>{eventTitle(event)}</Link>
        </h2>
        <p className="quiet">{event.date === undefined ? 'The texts do not date it' : formatLong(event.date)}</p>
      </header>
      <div className="split">
        <Fields event={event} />
        <Told
          key={report.id}
          event={event}
          reportId={report.id}
          idx={idx}
          onIdx={(next) => setAt({ event: event.id, idx: next })}
        />
      </div>
    </section>
  )
}

/** "Consult, by telephone · CAMEO 041 · verbal cooperation". */
export function overline(event: EventRow): string {
  return `${typeWords(event)} · CAMEO ${event.cameo} · ${t.quads[event.quad]}`
}

/** Every field of an event, each with what it rests on. */
export function Fields({ event }: { event: EventRow }) {
  const { actors, recipients, date, location, status, accordingTo, casualties, weapon } = event
  const sayers = [...new Map(accordingTo.map((sayer) => [sayer.name, sayer])).values()]
  return (
    <div className="fields">
      <dl>
        <Field name="Who">
          {actors.length === 0 ? 'not said' : actors.map((one) => <Party key={one.entity + one.name} of={one} />)}
        </Field>
        {recipients.length > 0 && (
          <Field name="To or with whom">
            {recipients.map((one) => (
              <Party key={one.entity + one.name} of={one} />
            ))}
          </Field>
        )}
        <Field name="What">
          <b>{actWords(event)}</b>
          {event.contexts.length > 0 && <small>{event.contexts.join(', ')}</small>}
        </Field>
        <Field name="When">
          {date === undefined ? (
            'not said'
          ) : (
            <>
              <b>{formatLong(date)}</b>
              <small>{precisionOf(date)}</small>
            </>
          )}
        </Field>
        <Field name="Where">
          {location === undefined ? 'no place stated' : <b>{location.name}</b>}
          {location?.country !== undefined && <small>{countryName(location.country)}</small>}
        </Field>
        <Field name="Status">
          <b>{t.statuses[status]}</b>
        </Field>
        {weapon !== undefined && (
          <Field name="Weapon">
            <b>{weapon.designation ?? weapon.kind}</b>
            {weapon.designation !== undefined && <small>{weapon.kind}</small>}
          </Field>
        )}
        {casualties !== undefined && (
          <Field name="Casualties">
            <b>
              {[
                casualties.killed !== undefined && `${casualties.killed} killed`,
                casualties.injured !== undefined && `${casualties.injured} injured`,
              ]
                .filter(Boolean)
                .join(', ')}
            </b>
          </Field>
        )}
        {sayers.length > 0 && (
          <Field name="Who says so">
            {sayers.map(({ name, cue }) => (
              <div key={name}>
                <b>
                  <bdi>{name}</bdi>
                </b>
                <small>“{cue}”</small>
              </div>
            ))}
          </Field>
        )}
      </dl>
    </div>
  )
}

function Field({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** A participant with a link to its page. */
export function Party({ of }: { of: RowParticipant }) {
  const about = [of.title, of.country === undefined ? undefined : countryName(of.country)].filter(
    (part) => part !== undefined && part !== of.name,
  )
  return (
    <div>
      <b>
        <Link to={`/actors/${of.entity}`}>
          <bdi>{of.name}</bdi>
        </Link>
      </b>
      {about.length > 0 && <small>{about.join(', ')}</small>}
    </div>
  )
}

interface ToldProps {
  readonly event: EventRow
  readonly reportId: string
  readonly idx: number
  readonly onIdx: (idx: number) => void
}

function Told({ event, reportId, idx, onIdx }: ToldProps) {
  const { data, error } = useApi<WholeReport>(`/api/reports/${reportId}`)
  const pane = useRef<HTMLElement>(null)
  const key = `${event.id} ${data?.report.id ?? ''}`
  // The sentence that tells the event comes into sight; the rest of the page stays where it is.
  useEffect(() => {
    const mark = key.endsWith(' ') ? null : pane.current?.querySelector('mark.on')
    if (pane.current === null || mark === null || mark === undefined) return
    const [box, spot] = [pane.current.getBoundingClientRect(), mark.getBoundingClientRect()]
    if (pane.current.scrollHeight <= pane.current.clientHeight) return
    if (spot.top < box.top || spot.bottom > box.bottom) pane.current.scrollTop += spot.top - box.top - box.height / 3
  }, [key])
  const row = event.reports[idx]!
  return (
    <section className="report" ref={pane} aria-label="Report" tabIndex={-1}>
      <p className="src">
        <span>
          {row.publisher ?? 'Publisher not stated'}
          {row.published !== undefined && `, ${formatDay(row.published.value)}`}
        </span>
        {event.reports.length > 1 && (
          <span className="steps">
            <button type="button" disabled={idx === 0} onClick={() => onIdx(idx - 1)} aria-label="Earlier report">
              ←
            </button>
            report {idx + 1} of {event.reports.length}
            <button
              type="button"
              disabled={idx === event.reports.length - 1}
              onClick={() => onIdx(idx + 1)}
              aria-label="Later report"
            >
              →
            </button>
          </span>
        )}
      </p>
      <h3>
        <Link to={`/reports/${reportId}?event=${event.id}`}>{reportName(row)}</Link>
      </h3>
      {error !== undefined && <p className="quiet">{error}</p>}
      {data !== undefined && <MarkedReport report={data} chosen={event.id} />}
    </section>
  )
}

/** A report with one of its events marked, its parties and times underlined. */
export function MarkedReport({ report, chosen }: { report: WholeReport; chosen: string }) {
  const own = report.events.filter(({ recorded }) => recorded === chosen)
  // The headline stands over the text already.
  const body = { ...report.report, blocks: report.report.blocks.filter(({ kind }) => kind !== 'title') }
  return <WholeText report={body} marks={[...eventMarks(own, chosen), ...detailMarks(own)]} />
}
