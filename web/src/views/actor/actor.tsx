import type { ActorRow, EventRow, QuotationRow } from '../../../../src/serve/http/types.ts'
import { useApi } from '../../api.ts'
import { t } from '../../catalogue/index.ts'
import { countryName } from '../../countries.ts'
import { formatDay, formatInterval, formatMonth } from '../../dates.ts'
import { Missing, useTitle, Waiting } from '../../frame/states.tsx'
import { drawn, Glyph } from '../../parts/marks.tsx'
import { Link } from '../../router.tsx'
import type { ViewProps } from '../../routes.ts'
import '../../../styles/pages.css'
import { actWords, isTogether, names } from '../../words.ts'

/** Who is only described takes part in acts and is nobody in particular. */
const UNNAMED =
  'The register holds those whom reports name. “Officials” or “several thousand people” take part in acts, but have no page.'

/** One actor: every name, the offices, the acts, the words. */
export default function ActorView({ params }: ViewProps) {
  const id = params['id']!
  const { data: actor, error } = useApi<ActorRow>(`/api/actors/${id}`)
  const asked = actor === undefined ? undefined : encodeURIComponent(actor.name)
  const acts = useApi<EventRow[]>(asked && `/api/events?actor=${asked}&limit=2000`)
  const suffered = useApi<EventRow[]>(asked && `/api/events?recipient=${asked}&limit=2000`)
  const said = useApi<QuotationRow[]>(asked && `/api/quotations?actor=${asked}&order=newest&limit=500`)
  useTitle(actor?.name)
  if (error !== undefined) return <Missing error={error} hint={UNNAMED} />
  if (actor === undefined) return <Waiting />
  // The filters find namesakes and, for a state, all who act for it; the page is of this one.
  const events = [
    ...new Map([...(acts.data ?? []), ...(suffered.data ?? [])].map((event) => [event.id, event])).values(),
  ]
    .filter(({ actors, recipients }) => [...actors, ...recipients].some(({ entity }) => entity === id))
    .sort(byDay)
  const quotations = (said.data ?? []).filter(({ speaker }) => speaker?.entity === id)
  const office = actor.offices.find(({ former }) => former === undefined)
  return (
    <main className="page" id="main" tabIndex={-1}>
      <header>
        <p className="over">{[actor.kind, actor.country && countryName(actor.country)].filter(Boolean).join(' · ')}</p>
        <h1>
          <bdi>{actor.name}</bdi>
        </h1>
        <p className="lede">
          {office !== undefined && <b>{office.title}. </b>}
          In {t.counted.event(events.length)}, {t.counted.report(actor.nReports)} and{' '}
          {t.counted.quotation(quotations.length)}.
        </p>
      </header>
      <div className="actor">
        <div>
          <Names actor={actor} />
          {actor.offices.length > 0 && <Offices offices={actor.offices} />}
        </div>
        <Acts events={events} id={id} />
        <Words quotations={quotations} />
      </div>
    </main>
  )
}

function Names({ actor }: { actor: ActorRow }) {
  return (
    <section>
      <h2>
        Names <small>as found, most frequent first</small>
      </h2>
      <ul className="names">
        {actor.names.map((name) => (
          <li key={name}>
            <bdi>{name}</bdi>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Offices({ offices }: { offices: ActorRow['offices'] }) {
  return (
    <section>
      <h2>
        Offices <small>as stated</small>
      </h2>
      <ul className="offices">
        {offices.map((office) => (
          <li key={[office.title, office.country, office.organization, office.former].join()}>
            <b>
              {office.former ? 'former ' : ''}
              {office.title}
            </b>
            <p className="why">
              {[office.organization, office.country && countryName(office.country)].filter(Boolean).join(', ')}
              {office.from !== undefined &&
                office.to !== undefined &&
                ` · ${office.from === office.to ? formatDay(office.from) : `${formatDay(office.from)} to ${formatDay(office.to)}`}`}
              {' · '}
              <Link to={`/reports/${office.reports[0]}`} className="link">
                {t.counted.report(office.reports.length)}
              </Link>
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Acts({ events, id }: { events: readonly EventRow[]; id: string }) {
  const months = Map.groupBy(events, ({ date }) => (date === undefined ? 'Undated' : formatMonth(date.start)))
  return (
    <section>
      <h2>
        Acts <small>{events.length}</small>
      </h2>
      {[...months].map(([month, own]) => (
        <div key={month} className="month">
          <h3 className="over">{month}</h3>
          <ul>
            {own.map((event) => (
              <li key={event.id}>
                <Glyph mark={drawn(event)} />
                <Link to={`/events/${event.id}`}>
                  <Act event={event} id={id} />
                </Link>
                <span className="why">{event.date === undefined ? '' : formatInterval(event.date)}</span>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  )
}

/** An act as seen from one side: with whom, to whom, or by whom. */
function Act({ event, id }: { event: EventRow; id: string }) {
  const { actors, recipients, status } = event
  const isActor = actors.some(({ entity }) => entity === id)
  const others = (isTogether(event) ? [...actors, ...recipients] : isActor ? recipients : actors).filter(
    ({ entity }) => entity !== id,
  )
  const side = isTogether(event) ? 'with' : isActor ? '→' : 'by'
  return (
    <>
      {actWords(event)}
      {others.length > 0 && (
        <>
          <span className="quiet"> {side} </span>
          <bdi>{names(others)}</bdi>
        </>
      )}
      {status !== 'occurred' && <i className="quiet"> {t.statuses[status]}</i>}
    </>
  )
}

const MAX_QUOTED = 40

function Words({ quotations }: { quotations: readonly QuotationRow[] }) {
  return (
    <section>
      <h2>
        Words <small>{quotations.length}, latest first</small>
      </h2>
      {quotations.length === 0 && <p className="quiet">No report quotes this actor.</p>}
      <ul className="said">
        {quotations.slice(0, MAX_QUOTED).map(({ id, kind, content, report, addressee, date }) => (
          <li key={id}>
            <p className="q">{kind === 'indirect' ? content : `“${content}”`}</p>
            <p className="m">
              {[
                date === undefined ? report.published && formatDay(report.published.value) : formatInterval(date),
                addressee && `to ${addressee.name}`,
                kind === 'indirect' ? 'in the report’s words' : undefined,
              ]
                .filter(Boolean)
                .join(' · ')}
              {' · '}
              <Link to={`/reports/${report.id}`} className="link">
                {report.publisher ?? 'the report'}
              </Link>
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** By day, the undated last; on one day the precise before the imprecise. */
function byDay(a: EventRow, b: EventRow): number {
  if (a.date === undefined || b.date === undefined) return (a.date ? 0 : 1) - (b.date ? 0 : 1)
  if (a.date.start !== b.date.start) return a.date.start < b.date.start ? -1 : 1
  return a.date.end === b.date.end ? 0 : a.date.end < b.date.end ? -1 : 1
}
