import { useState } from 'react'
import type { EventRow, JudgementRow } from '../../../../src/serve/http/types.ts'
import { ask } from '../../api.ts'
import { t } from '../../catalogue/index.ts'
import { useCommands } from '../../keys.ts'
import { JudgeDialog, type Judging } from '../../parts/judge.tsx'
import { lastInForce } from '../../parts/judgements.tsx'
import { useAsOf } from '../../router.tsx'

interface ActsProps {
  readonly event: EventRow
  /** The report beside it. */
  readonly row: EventRow['reports'][number]
  readonly judging: Judging | undefined
  readonly onJudge: (judging: Judging | undefined) => void
  readonly onSelect: (id: string) => void
}

/** What was judged here last: it can be undone where its event is no longer in sight. */
let latest: JudgementRow | undefined

/** What can be said of the chosen event in place, by button or key, and the dialog that asks why. */
export function Acts({ event, row, judging, onJudge, onSelect }: ActsProps) {
  const isPast = useAsOf() !== undefined
  const [said, setSaid] = useState('')
  const correct = () => onJudge({ kind: 'correct', event })
  const strike = () => onJudge({ kind: 'strike', event })
  const undo = () => {
    ask<readonly JudgementRow[]>('/api/judgements?state=in-force&limit=100').then(
      (rows) => {
        const own = rows.filter(({ events }) => events.includes(event.id))
        const last = rows.find(({ id }) => id === latest?.id) ?? lastInForce(own)
        setSaid(last === undefined ? t.record.nothingToUndo : '')
        if (last !== undefined) onJudge({ kind: 'undo', judgement: last })
      },
      (cause: unknown) => setSaid(cause instanceof Error ? cause.message : String(cause)),
    )
  }
  const done = (judged: JudgementRow) => {
    latest = judged.kind === 'undo' ? undefined : judged
    onJudge(undefined)
    setSaid('')
    // What was corrected or joined is chosen on; what was struck out gives way to the next.
    if (judged.events[0] !== undefined && judged.kind !== 'strike') onSelect(judged.events[0])
  }
  useCommands(isPast ? {} : { correct, strike, undo })
  if (isPast) return null
  return (
    <>
      <div className="acts">
        <button type="button" className="act" onClick={correct}>
          <kbd>e</kbd>
          {t.event.correct}
        </button>
        <button type="button" className="act" onClick={strike}>
          <kbd>x</kbd>
          {t.event.strike}
        </button>
        {event.reports.length > 1 && (
          <button type="button" className="act" onClick={() => onJudge({ kind: 'split', event, report: row })}>
            {t.record.split}
          </button>
        )}
        <button type="button" className="act" onClick={undo}>
          <kbd>u</kbd>
          {t.event.undo}
        </button>
        <span className="quiet" role="status">
          {said}
        </span>
      </div>
      {judging !== undefined && <JudgeDialog judging={judging} onClose={() => onJudge(undefined)} onDone={done} />}
    </>
  )
}
