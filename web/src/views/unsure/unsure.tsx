import { type RefObject, useId, useRef, useState } from 'react'
import type { JudgementRow, UnsureLink } from '../../../../src/serve/http/types.ts'
import { useApi } from '../../api.ts'
import { t } from '../../catalogue/index.ts'
import { Empty, Missing, useTitle, Waiting } from '../../frame/states.tsx'
import { useCommands } from '../../keys.ts'
import { type Answered, linkKey, useAnswers } from '../../parts/answers.ts'
import { JudgeDialog, type Judging } from '../../parts/judge.tsx'
import { Judgements, lastInForce } from '../../parts/judgements.tsx'
import { UnsurePair } from '../../parts/unsure.tsx'
import { go, Link, useAsOf, withQuery } from '../../router.tsx'
import type { ViewProps } from '../../routes.ts'
import { eventTitle } from '../../words.ts'
import '../../../styles/pages.css'

const ASKED = 100

/** The queue of links that linking was unsure of, one at a time, and what was judged before. */
export default function UnsureView({ query }: ViewProps) {
  useTitle(t.views.unsure)
  const isPast = useAsOf() !== undefined
  const { data, error } = useApi<readonly UnsureLink[]>(`/api/unsure?limit=${ASKED}`)
  const { data: judged } = useApi<readonly JudgementRow[]>('/api/judgements?limit=20')
  const [judging, setJudging] = useState<Judging>()
  const [reason, setReason] = useState('')
  const { answered, failed, answer, undo, drop } = useAnswers()
  const field = useRef<HTMLInputElement>(null)
  const done = new Set(answered.map(({ link }) => linkKey(link)))
  const open = (data ?? []).filter((link) => !done.has(linkKey(link)))
  const idx = Math.min(Math.max(Number(query.get('n') ?? 1) - 1, 0), Math.max(open.length - 1, 0))
  const link = open[idx]
  const latest = answered.at(-1)
  const step = (by: number) => {
    const to = Math.min(Math.max(idx + by, 0), open.length - 1)
    go(withQuery(query, { n: to === 0 ? undefined : String(to + 1) }, '/unsure'), { isReplaced: true })
  }
  const judge = (isSame: boolean) => link !== undefined && answer(link, isSame, reason)
  const last = lastInForce(judged ?? [])
  const takeBack = () => {
    if (latest !== undefined) undo(latest)
    else if (last !== undefined) setJudging({ kind: 'undo', judgement: last })
  }
  useCommands({
    skip: () => step(1),
    next: () => step(1),
    previous: () => step(-1),
    open: () => link !== undefined && go(`/events/${link.a.event}`),
    ...(isPast ? {} : { same: () => judge(true), different: () => judge(false), why: () => field.current?.focus() }),
    ...(isPast || (latest === undefined && last === undefined) ? {} : { undo: takeBack }),
  })
  if (error !== undefined) return <Missing error={error} />
  if (data === undefined) return <Waiting />
  return (
    <main className="page" id="main" tabIndex={-1}>
      <header>
        <h1>{t.unsure.question}</h1>
        <p className="lede small">{open.length === 0 ? t.unsure.none : t.unsure.place(idx + 1, open.length)}</p>
      </header>
      <div className="two">
        <div>
          {link === undefined ? (
            <Empty title={t.unsure.none}>
              <Link to="/" className="link">
                {t.frame.toRecord}
              </Link>
            </Empty>
          ) : (
            <section className="ask">
              <UnsurePair key={linkKey(link)} link={link} />
              {isPast ? (
                <p className="quiet">{t.event.pastIsRead}</p>
              ) : (
                <Buttons {...{ judge, onLater: () => step(1) }} />
              )}
            </section>
          )}
          <Latest {...{ latest, failed, onUndo: undo, onJudge: setJudging }} />
          {!isPast && link !== undefined && <Reason {...{ field, reason, onReason: setReason }} />}
        </div>
        <div className="aside">
          <Judged rows={judged ?? []} onJudge={setJudging} />
        </div>
      </div>
      {judging !== undefined && (
        <JudgeDialog
          judging={judging}
          onClose={() => setJudging(undefined)}
          onDone={() => {
            setJudging(undefined)
            // What is undone is asked again.
            const back = answered.find(({ row }) => judging.kind === 'undo' && row?.id === judging.judgement.id)
            if (back !== undefined) drop(back.link)
          }}
        />
      )}
    </main>
  )
}

function Buttons({ judge, onLater }: { judge: (isSame: boolean) => void; onLater: () => void }) {
  return (
    <p className="yn">
      <button type="button" className="act strong" onClick={() => judge(true)}>
        <kbd>y</kbd>
        {t.unsure.same}
      </button>
      <button type="button" className="act strong" onClick={() => judge(false)}>
        <kbd>n</kbd>
        {t.unsure.different}
      </button>
      <button type="button" className="act" onClick={onLater}>
        <kbd>→</kbd>
        {t.unsure.later}
      </button>
    </p>
  )
}

interface LatestProps {
  readonly latest: Answered | undefined
  readonly failed: string | undefined
  readonly onUndo: (answered: Answered) => void
  readonly onJudge: (judging: Judging) => void
}

/** What was answered last, with its undoing at hand; or why it was not taken. */
function Latest({ latest, failed, onUndo, onJudge }: LatestProps) {
  const row = latest?.row
  return (
    <div className="latest">
      <p role="alert" className="complaint">
        {failed}
      </p>
      <p role="status">
        {latest !== undefined && (
          <>
            <b>{latest.isSame ? t.unsure.same : t.unsure.different}:</b>{' '}
            <bdi>{[latest.link.a, latest.link.b].map(({ row }) => eventTitle(row)).join(' — ')}</bdi>{' '}
          </>
        )}
      </p>
      {latest !== undefined && (
        <button type="button" className="act" onClick={() => onUndo(latest)}>
          <kbd>u</kbd>
          {t.event.undo}
        </button>
      )}
      {row !== undefined && (
        <button type="button" className="act" onClick={() => onJudge({ kind: 'explain', judgement: row })}>
          {t.event.explain}
        </button>
      )}
    </div>
  )
}

interface ReasonProps {
  readonly field: RefObject<HTMLInputElement | null>
  readonly reason: string
  readonly onReason: (reason: string) => void
}

/** Why the answers that follow are as they are, once for all of them; may be left empty. */
function Reason({ field, reason, onReason }: ReasonProps) {
  const id = useId()
  return (
    <form
      className="reason"
      onSubmit={(event) => {
        event.preventDefault()
        field.current?.blur()
      }}
    >
      <label htmlFor={id}>
        <kbd>w</kbd> {t.unsure.why}
      </label>
      <input
        ref={field}
        id={id}
        className="field"
        value={reason}
        placeholder={t.unsure.fromWords}
        onChange={(event) => onReason(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
        maxLength={2000}
        autoComplete="off"
      />
    </form>
  )
}

/** What was judged of late, each with its undoing. */
function Judged({ rows, onJudge }: { rows: readonly JudgementRow[]; onJudge: (judging: Judging) => void }) {
  return (
    <section>
      <h2>{t.unsure.judged}</h2>
      {rows.length === 0 && <p className="quiet">{t.unsure.nothingJudged}</p>}
      <ol className="history">
        <Judgements rows={rows} onJudge={onJudge} isLinked />
      </ol>
    </section>
  )
}
