import type { JudgementRow } from '../../../src/serve/http/types.ts'
import { t } from '../catalogue/index.ts'
import { formatDay, formatTime } from '../dates.ts'
import { Link, useAsOf } from '../router.tsx'
import type { Judging } from './judge.tsx'

interface JudgementsProps {
  readonly rows: readonly JudgementRow[]
  readonly onJudge: (judging: Judging) => void
  /** Whether each leads to the event that it bears on. */
  readonly isLinked?: boolean
}

/** Judgements, an item each: who, when, what and why, reasons that came later, and how to undo it or say more. */
export function Judgements({ rows, onJudge, isLinked = false }: JudgementsProps) {
  // A reason that came later stands with what it is of.
  return rows
    .filter(({ kind }) => kind !== 'explain')
    .map((row) => <Judgement key={row.id} {...{ row, onJudge, isLinked }} />)
}

function Judgement({ row, onJudge, isLinked }: Omit<JudgementsProps, 'rows'> & { readonly row: JudgementRow }) {
  const isPast = useAsOf() !== undefined
  const isHeld = row.state === 'in-force'
  const what = whatWasJudged(row)
  return (
    <li className={isHeld ? undefined : 'gone'}>
      <Said {...row}>
        <span className="what">
          {isLinked && row.events[0] !== undefined ? (
            <Link to={`/events/${row.events[0]}`} className="link">
              {what}
            </Link>
          ) : (
            what
          )}
        </span>
      </Said>
      {row.state !== 'in-force' && <span className="quiet"> {t.event.states[row.state]}</span>}
      {row.laterReasons?.map((later) => (
        <div key={later.id}>
          <Said {...later}>{t.event.judged.explain}</Said>
        </div>
      ))}
      {isHeld && !isPast && (
        <span className="more">
          {row.kind !== 'undo' && (
            <button type="button" className="link" onClick={() => onJudge({ kind: 'undo', judgement: row })}>
              {t.event.undo}
            </button>
          )}
          <button type="button" className="link" onClick={() => onJudge({ kind: 'explain', judgement: row })}>
            {t.event.explain}
          </button>
        </span>
      )}
    </li>
  )
}

interface SaidProps extends Pick<JudgementRow, 'author' | 'time' | 'reason'> {
  readonly children: React.ReactNode
}

/** "2 Feb 2022, 09:20 A. Reader set the date to 1 Feb 2022. “The ministry dates it so.”" */
function Said({ author, time, reason, children }: SaidProps) {
  return (
    <>
      <span className="d">{formatTime(time)}</span>{' '}
      <b>
        <bdi>{author}</bdi>
      </b>{' '}
      {children}
      {reason !== '' && (
        <>
          {' '}
          “<bdi>{reason}</bdi>”
        </>
      )}
    </>
  )
}

/** The judgement in force that was made last, of those that can be undone. */
export function lastInForce(rows: readonly JudgementRow[]): JudgementRow | undefined {
  const own = rows.filter(({ state, kind }) => state === 'in-force' && kind !== 'undo' && kind !== 'explain')
  return own.toSorted((a, b) => (a.time < b.time ? -1 : 1)).at(-1)
}

/** "set the date to 6 Jan 2022". */
function whatWasJudged({ kind, field, value }: JudgementRow): string {
  if (kind === 'correct' && field !== undefined) {
    const shown = (value ?? '').replace(/\d{4}-\d\d-\d\d/g, (day) => formatDay(day))
    return t.event.judged.correct(t.judge.fields[field], shown)
  }
  return kind === 'correct' ? t.event.judged.correct('', value ?? '') : t.event.judged[kind]
}
