import type { Plan } from '../../../../src/serve/http/types.ts'
import { t } from '../../catalogue/index.ts'
import { dayNumber, dayOf, formatDay, formatInterval, formatMonth } from '../../dates.ts'
import { Link } from '../../router.tsx'
import { actWords, reportName } from '../../words.ts'
import type { Axis } from './axis.ts'

/** A label further right, in per cent, would meet the next column. */
const LABELLED = 88
/** The month in which the axis begins is named where there is so much room before the next, in per cent. */
const ROOM = 24

/** The head of a month's table: the names of the months over the drawings. */
export function AxisHead({ axis }: { axis: Axis | undefined }) {
  return (
    <thead>
      <tr>
        <th scope="col">{t.calendar.act}</th>
        {axis !== undefined && (
          <th scope="col" className="draw">
            <span className="sr">{t.calendar.axis}</span>
            <svg width="100%" height="14" aria-hidden="true">
              {axis.at(dayNumber(axis.months[0] ?? dayOf(axis.last))) > ROOM && (
                <text x="0" y="11" className="axt">
                  {formatMonth(dayOf(axis.first))}
                </text>
              )}
              {axis.months
                .filter((month) => axis.at(dayNumber(month)) < LABELLED)
                .map((month) => (
                  <text key={month} x={`${axis.at(dayNumber(month))}%`} y="11" className="axt">
                    {formatMonth(month)}
                  </text>
                ))}
            </svg>
          </th>
        )}
        <th scope="col">{t.calendar.became}</th>
      </tr>
    </thead>
  )
}

interface PlanRowProps {
  readonly plan: Plan
  /** Undefined for plans of no day. */
  readonly axis: Axis | undefined
  readonly today: string
  readonly isChosen: boolean
}

/** A plan: what, drawn from its announcement to its outcome, and the outcome in words with the report that tells it. */
export function PlanRow({ plan, axis, today, isChosen }: PlanRowProps) {
  const { event, parties, place, plannedFor, announced, status, sentence } = plan
  return (
    <tr id={`plan-${event}`} className={isChosen ? 'on' : ''} aria-current={isChosen ? 'true' : undefined}>
      <td className="w">
        <Link to={`/events/${event}`}>
          <bdi>
            {parties.length === 0 ? t.words.notSaid : parties.join(', ')}: {actWords(plan)}
          </bdi>
          {plannedFor !== undefined && (
            <span className="nb">, {formatInterval({ value: plannedFor.start, ...plannedFor })}</span>
          )}
        </Link>
        <small>
          {place !== undefined && (
            <>
              <bdi>{place}</bdi> ·{' '}
            </>
          )}
          {status === 'called-for' && `${t.calendar.calledFor}, `}
          {announced.published === undefined
            ? t.calendar.announcedUndated
            : t.calendar.announced(formatDay(announced.published.value))}
          :{' '}
          <Link to={`/reports/${announced.id}#s${sentence + 1}`}>
            <bdi>{announced.publisher ?? reportName(announced)}</bdi>
          </Link>
        </small>
      </td>
      {axis !== undefined && (
        <td className="draw">
          <Drawing plan={plan} axis={axis} />
        </td>
      )}
      <td className="o">
        <Outcome plan={plan} today={today} />
      </td>
    </tr>
  )
}

/** Tick: announced; open bar: planned for; filled: took place; struck: dropped; arrow: put off. Words say it too. */
function Drawing({ plan, axis }: { plan: Plan; axis: Axis }) {
  const { announced, plannedFor, outcome, by, movedTo, quad, status } = plan
  const x = (day: string) => `${axis.at(dayNumber(day))}%`
  const wide = (start: string, end: string) => `max(6px, ${axis.at(dayNumber(end) + 1) - axis.at(dayNumber(start))}%)`
  const told = announced.published?.value
  const done = outcome === 'took-place' ? (by?.when ?? dayAlone(by?.report.published?.value)) : undefined
  const isDeed = quad === 2 || quad === 4
  const [y, height] = isDeed ? [5, 10] : [7.5, 5]
  const end = plannedFor?.start ?? done?.start ?? movedTo
  return (
    <svg width="100%" height="20" aria-hidden="true" className={`q${quad}`}>
      {axis.months.map((month) => (
        <line
          key={month}
          className="hair"
          x1={`${axis.at(dayNumber(month))}%`}
          x2={`${axis.at(dayNumber(month))}%`}
          y1="2"
          y2="20"
        />
      ))}
      {axis.today !== undefined && (
        <line className="sel-line" x1={`${axis.at(axis.today)}%`} x2={`${axis.at(axis.today)}%`} y1="0" y2="20" />
      )}
      {told !== undefined && (
        <>
          {end !== undefined && <line className="thread" x1={x(told)} x2={x(end)} y1="10" y2="10" />}
          <line className="told" x1={x(told)} x2={x(told)} y1="4" y2="16" />
        </>
      )}
      {plannedFor !== undefined &&
        (plannedFor.start === plannedFor.end ? (
          <rect className={`g ${status}`} x={x(plannedFor.start)} y={y} height={height} style={{ width: '6px' }} />
        ) : (
          <Whisker from={x(plannedFor.start)} to={`${axis.at(dayNumber(plannedFor.end) + 1)}%`} status={status} />
        ))}
      {done !== undefined && (
        <rect className="g" x={x(done.start)} y={y} height={height} style={{ width: wide(done.start, done.end) }} />
      )}
      {movedTo !== undefined && <rect className="g planned" x={x(movedTo)} y={y} height={height} width="6" />}
      {outcome === 'dropped' && end !== undefined && (
        <line className="strike" x1={`calc(${x(end)} - 4px)`} x2={`calc(${x(end)} + 10px)`} y1="16" y2="4" />
      )}
    </svg>
  )
}

/** Some day within: a line with an end at either side, never a bar. */
function Whisker({ from, to, status }: { from: string; to: string; status: Plan['status'] }) {
  const dash = status === 'called-for' ? '3 2' : undefined
  return (
    <>
      <line className="whisk" x1={from} x2={to} y1="10" y2="10" strokeDasharray={dash} />
      <line className="whisk" x1={from} x2={from} y1="5" y2="15" />
      <line className="whisk" x1={to} x2={to} y1="5" y2="15" />
    </>
  )
}

const dayAlone = (day: string | undefined) => (day === undefined ? undefined : { start: day, end: day })

function Outcome({ plan, today }: { plan: Plan; today: string }) {
  const { outcome, by, movedTo } = plan
  return (
    <>
      {t.calendar.outcomes[outcome]}
      {movedTo !== undefined && ` ${t.calendar.movedTo(formatDay(movedTo))}`}
      {outcome === 'took-place' && by?.when !== undefined && (
        <span className="nb"> {formatInterval({ value: by.when.start, ...by.when })}</span>
      )}
      <small>
        {by === undefined ? (
          waiting(plan, today)
        ) : (
          <Link to={`/reports/${by.report.id}#s${by.sentence + 1}`}>
            <bdi>“{by.clause}”</bdi>
            {by.report.published !== undefined && ` ${t.calendar.told(formatDay(by.report.published.value))}`}
          </Link>
        )}
      </small>
    </>
  )
}

/** How long until the day, or since it, while nothing is known. */
function waiting({ plannedFor, announced }: Plan, today: string): string {
  const due = plannedFor?.end ?? announced.published?.value
  if (due === undefined) return ''
  const days = dayNumber(today) - dayNumber(due)
  return days <= 0 ? t.calendar.ahead(-days) : t.calendar.open(days)
}
