import type { EventRow, ReportEvent, WholeReport } from '../../../../src/serve/http/types.ts'
import { t } from '../../catalogue/index.ts'
import { formatDay, formatInterval, precisionOf } from '../../dates.ts'
import { casualtyWords } from '../../parts/fields.tsx'
import { Party } from '../../parts/party.tsx'
import { actWords, reportName } from '../../words.ts'

/** A report, and how it tells the event. */
export interface Telling {
  readonly report: WholeReport
  readonly event: ReportEvent | undefined
}

/** Columns beyond this are no table; the evidence below has every report. */
const MAX_COLUMNS = 4

/** The record's value of each field, then each report's own words for it, once they are here; its columns are there at once. */
export function Matrix({ event, tellings }: { event: EventRow; tellings: readonly Telling[] }) {
  const shown = event.reports.slice(0, MAX_COLUMNS)
  return (
    <section>
      <h2>
        {t.event.recorded}
        {event.reports.length > MAX_COLUMNS && <small>{t.event.firstReports(MAX_COLUMNS)}</small>}
      </h2>
      <div className="hs">
        <table className="matrix">
          <thead>
            <tr>
              <td />
              <th scope="col">{t.event.inRecord}</th>
              {shown.map((row) => (
                <th key={row.id} scope="col">
                  <b>
                    <bdi>{row.publisher ?? reportName(row)}</bdi>
                  </b>
                  {row.published === undefined ? t.words.undated : formatDay(row.published.value)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {LINES.map((line) => {
              const recorded = line.value(event)
              if (recorded === undefined) return null
              return (
                <tr key={line.name}>
                  <th scope="row">{line.name}</th>
                  <td className="v">{recorded}</td>
                  {shown.map(({ id }) => {
                    const telling = tellings.find(({ report }) => report.report.id === id)
                    return telling === undefined ? <td key={id} /> : <Said key={id} {...{ event, telling, line }} />
                  })}
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function Said({ event, telling, line }: { event: EventRow; telling: Telling; line: Line }) {
  const said = telling.event === undefined ? [] : line.words(telling.event, telling.report.report.text)
  const { publisher, published } = telling.report.report
  const label = publisher ?? (published === undefined ? t.views.report : formatDay(published.value))
  if (said.length === 0)
    return (
      <td className="silent" data-h={label}>
        {t.event.silent}
      </td>
    )
  const text = said.map((part, idx) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts never move
    <span key={idx} className="part">
      <bdi>{part}</bdi>
    </span>
  ))
  const differs = line.differs?.(event, telling) === true
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
    name: t.event.lines.who,
    value: ({ actors }) =>
      actors.length === 0 ? t.words.notSaid : actors.map((one) => <Party key={one.entity + one.name} of={one} />),
    words: ({ actors }) => actors.map(({ mention }) => quoted(mention)),
  },
  {
    name: t.event.lines.whom,
    value: ({ recipients }) =>
      recipients.length === 0 ? undefined : recipients.map((one) => <Party key={one.entity + one.name} of={one} />),
    words: ({ recipients }) => recipients.map(({ mention }) => quoted(mention)),
  },
  {
    name: t.event.lines.what,
    value: (event) => actWords(event),
    words: ({ mentions }, text) => [...new Set(mentions.map(({ trigger }) => slice(text, trigger)))],
  },
  {
    name: t.event.lines.when,
    value: ({ date }) =>
      date === undefined ? (
        t.words.notSaid
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
    name: t.event.lines.where,
    value: ({ location }) => location?.name,
    words: ({ location }, text) => (location === undefined ? [] : [slice(text, location.span)]),
  },
  {
    name: t.event.lines.status,
    value: ({ status }) => t.statuses[status],
    words: ({ status }) => [t.statuses[status]],
    differs: ({ status }, { event }) => event !== undefined && event.status !== status,
  },
  {
    name: t.event.lines.saysSo,
    value: ({ accordingTo }) =>
      accordingTo.length === 0 ? undefined : [...new Set(accordingTo.map(({ name }) => name))].join(', '),
    words: ({ accordingTo }) => accordingTo.map(({ name }) => name),
  },
  {
    name: t.event.lines.casualties,
    value: ({ casualties }) => casualties && casualtyWords(casualties),
    words: ({ casualties }) => (casualties === undefined ? [] : [casualtyWords(casualties)]),
    differs: ({ casualties }, { event }) =>
      event?.casualties !== undefined &&
      (event.casualties.killed !== casualties?.killed || event.casualties.injured !== casualties?.injured),
  },
]
