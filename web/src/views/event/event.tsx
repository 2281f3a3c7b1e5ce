import type { EventRow, ReportEvent, WholeReport } from '../../../../src/serve/http/types.ts'
import { useAll, useApi } from '../../api.ts'
import { t } from '../../catalogue/index.ts'
import { formatDay, formatInterval, formatLong, precisionOf } from '../../dates.ts'
import { Missing, useTitle, Waiting } from '../../frame/states.tsx'
import { Sentence } from '../../parts/evidence.tsx'
import { overline } from '../../parts/fields.tsx'
import { Party } from '../../parts/party.tsx'
import { Link } from '../../router.tsx'
import type { ViewProps } from '../../routes.ts'
import { actWords, eventTitle, reportName } from '../../words.ts'
import { Similar, Why } from './why.tsx'

/** One event: what is recorded and who says it, the sentence of every report, why they are one. */
export default function EventView({ params }: ViewProps) {
  const id = params['id']!
  const { data: event, error } = useApi<EventRow>(`/api/events/${id}`)
  const { data: reports } = useAll<WholeReport>(
    event === undefined ? [] : event.reports.map((report) => `/api/reports/${report.id}`),
  )
  useTitle(event && eventTitle(event))
  if (error !== undefined) return <Missing error={error} />
  if (event === undefined) return <Waiting />
  const tellings = (reports ?? []).map((report) => ({
    report,
    event: report.events.find(({ recorded }) => recorded === event.id),
  }))
  return (
    <main className="page" id="main" tabIndex={-1}>
      <header>
        <p className="over">{overline(event)}</p>
        <h1>{eventTitle(event)}</h1>
        <p className="lede">
          {event.date === undefined ? 'Undated' : <b>{formatLong(event.date)}</b>}
          {event.location !== undefined && `, ${event.location.name}`}. {sentenceCase(t.statuses[event.status])}.{' '}
          {t.counted.report(event.reports.length)}.
        </p>
      </header>
      <div className="two">
        <div>
          <Matrix event={event} tellings={tellings} />
          <section>
            <h2>
              Evidence <small>the sentences, as found</small>
            </h2>
            {event.reports.map((row) => (
              <Evidence
                key={row.id}
                row={row}
                event={event}
                report={reports?.find(({ report }) => report.id === row.id)}
              />
            ))}
          </section>
        </div>
        <div className="aside">
          {event.reports.length > 1 && <Why event={event} />}
          <Similar event={event} />
        </div>
      </div>
    </main>
  )
}

interface Telling {
  readonly report: WholeReport
  readonly event: ReportEvent | undefined
}

/** Columns beyond this are no table; the evidence below has every report. */
const MAX_COLUMNS = 4

/** The record's value of each field, then each report's own words for it. */
function Matrix({ event, tellings }: { event: EventRow; tellings: readonly Telling[] }) {
  const shown = tellings.slice(0, MAX_COLUMNS)
  return (
    <section>
      <h2>
        What is recorded, and who says it
        {tellings.length > MAX_COLUMNS && <small>the first {MAX_COLUMNS} reports</small>}
      </h2>
      <div className="hs">
        <table className="matrix">
          <thead>
            <tr>
              <td />
              <th scope="col">In the record</th>
              {shown.map(({ report: { report } }) => (
                <th key={report.id} scope="col">
                  <b>{report.publisher ?? 'Publisher not stated'}</b>
                  {report.published === undefined ? 'undated' : formatDay(report.published.value)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {LINES.map(({ name, value, words, differs }) => {
              const recorded = value(event)
              if (recorded === undefined) return null
              return (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td className="v">{recorded}</td>
                  {shown.map((telling) => (
                    <Said
                      key={telling.report.report.id}
                      telling={telling}
                      words={words}
                      differs={differs?.(event, telling) ?? false}
                    />
                  ))}
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function Said({ telling, words, differs }: { telling: Telling; words: Line['words']; differs: boolean }) {
  const said = telling.event === undefined ? [] : words(telling.event, telling.report.report.text)
  const { publisher, published } = telling.report.report
  const label = publisher ?? (published === undefined ? 'Report' : formatDay(published.value))
  if (said.length === 0)
    return (
      <td className="silent" data-h={label}>
        silent
      </td>
    )
  const text = said.map((part, idx) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts never move
    <span key={idx} className="part">
      <bdi>{part}</bdi>
    </span>
  ))
  return <td data-h={label}>{differs ? <span className="differs">{text}</span> : text}</td>
}

interface Line {
  readonly name: string
  readonly value: (event: EventRow) => React.ReactNode | undefined
  readonly words: (event: ReportEvent, text: string) => string[]
  readonly differs?: (event: EventRow, telling: Telling) => boolean
}

const quoted = (words: string) => `“${words}”`
const slice = (text: string, { start, end }: { start: number; end: number }) => quoted(text.slice(start, end))

const LINES: readonly Line[] = [
  {
    name: 'Who',
    value: ({ actors }) =>
      actors.length === 0 ? 'not said' : actors.map((one) => <Party key={one.entity + one.name} of={one} />),
    words: ({ actors }) => actors.map(({ mention }) => quoted(mention)),
  },
  {
    name: 'Whom',
    value: ({ recipients }) =>
      recipients.length === 0 ? undefined : recipients.map((one) => <Party key={one.entity + one.name} of={one} />),
    words: ({ recipients }) => recipients.map(({ mention }) => quoted(mention)),
  },
  {
    name: 'What',
    value: (event) => actWords(event),
    words: ({ mentions }, text) => [...new Set(mentions.map(({ trigger }) => slice(text, trigger)))],
  },
  {
    name: 'When',
    value: ({ date }) =>
      date === undefined ? (
        'not said'
      ) : (
        <>
          {formatInterval(date)}
          <small>{precisionOf(date)}</small>
        </>
      ),
    words: ({ date }, text) =>
      date === undefined
        ? []
        : [date.span === undefined ? formatInterval(date) : `${slice(text, date.span)}, ${formatInterval(date)}`],
    differs: ({ date }, { event }) =>
      date !== undefined && event?.date !== undefined && (event.date.end < date.start || event.date.start > date.end),
  },
  {
    name: 'Where',
    value: ({ location }) => location?.name,
    words: ({ location }, text) => (location === undefined ? [] : [slice(text, location.span)]),
  },
  {
    name: 'Status',
    value: ({ status }) => t.statuses[status],
    words: ({ status }) => [t.statuses[status]],
    differs: ({ status }, { event }) => event !== undefined && event.status !== status,
  },
  {
    name: 'Says so',
    value: ({ accordingTo }) =>
      accordingTo.length === 0 ? undefined : [...new Set(accordingTo.map(({ name }) => name))].join(', '),
    words: ({ accordingTo }) => accordingTo.map(({ name }) => name),
  },
  {
    name: 'Casualties',
    value: ({ casualties }) => casualties && casualtyWords(casualties),
    words: ({ casualties }) => (casualties === undefined ? [] : [casualtyWords(casualties)]),
    differs: ({ casualties }, { event }) =>
      event?.casualties !== undefined &&
      (event.casualties.killed !== casualties?.killed || event.casualties.injured !== casualties?.injured),
  },
]

function casualtyWords({ killed, injured }: NonNullable<EventRow['casualties']>): string {
  return [killed !== undefined && `${killed} killed`, injured !== undefined && `${injured} injured`]
    .filter(Boolean)
    .join(', ')
}

interface EvidenceProps {
  readonly row: EventRow['reports'][number]
  readonly event: EventRow
  readonly report: WholeReport | undefined
}

function Evidence({ row, event, report }: EvidenceProps) {
  const sentences = [...new Set(row.mentions.map(({ sentence }) => sentence))].sort((a, b) => a - b)
  const marks = row.mentions.flatMap(({ evidence, trigger }) => [
    { ...evidence, as: 'evidence' as const },
    { ...trigger, as: 'trigger' as const },
  ])
  return (
    <div className="ev">
      <div className="m">
        <b>{row.publisher ?? 'Publisher not stated'}</b>
        {row.published !== undefined && `${formatDay(row.published.value)}. `}
        <Link to={`/reports/${row.id}?event=${event.id}`} className="link">
          {reportName(row)}
        </Link>
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

function sentenceCase(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
