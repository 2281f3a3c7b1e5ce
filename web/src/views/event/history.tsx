import type { EventHistory, JudgementRow } from '../../../../src/serve/http/types.ts'
import { t } from '../../catalogue/index.ts'
import { formatDay, formatTime } from '../../dates.ts'
import type { Judging } from '../../parts/judge.tsx'
import { useAsOf } from '../../router.tsx'

/** How the event came to be what it is: the program's version, and every judgement with who, when and why. */
export function History({ history, onJudge }: { history: EventHistory; onJudge: (judging: Judging) => void }) {
  const isPast = useAsOf() !== undefined
  const versions = [...new Set(history.tellings.flatMap(({ version }) => version ?? []))]
  return (
    <section>
      <h2>{t.event.history}</h2>
      <ol className="history">
        <li>
          <span className="quiet">{t.event.codedFrom(history.tellings.length, versions.join(', '))}</span>
        </li>
        {history.judgements.map((judgement) => (
          <li key={judgement.id} className={judgement.state === 'in-force' ? undefined : 'gone'}>
            <span className="d">{formatTime(judgement.time)}</span>{' '}
            <b>
              <bdi>{judgement.author}</bdi>
            </b>{' '}
            <span className="what">{whatWasJudged(judgement)}</span>
            {judgement.reason !== '' && (
              <>
                {' '}
                “<bdi>{judgement.reason}</bdi>”
              </>
            )}
            {judgement.state !== 'in-force' && <span className="quiet"> {t.event.states[judgement.state]}</span>}
            {judgement.state === 'in-force' && judgement.kind !== 'undo' && !isPast && (
              <>
                {' '}
                <button type="button" className="link" onClick={() => onJudge({ kind: 'undo', judgement })}>
                  {t.event.undo}
                </button>
              </>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}

/** "set the date to 6 Jan 2022". */
export function whatWasJudged({ kind, field, value }: JudgementRow): string {
  if (kind === 'correct' && field !== undefined) {
    const shown = (value ?? '').replace(/\d{4}-\d\d-\d\d/g, (day) => formatDay(day))
    return t.event.judged.correct(t.judge.fields[field], shown)
  }
  return kind === 'correct' ? t.event.judged.correct('', value ?? '') : t.event.judged[kind]
}
