import { useState } from 'react'
import type { JudgementRow, UnsureLink } from '../../../../src/serve/http/types.ts'
import { useApi } from '../../api.ts'
import { t } from '../../catalogue/index.ts'
import { formatTime } from '../../dates.ts'
import { Empty, Missing, useTitle, Waiting } from '../../frame/states.tsx'
import { useCommands } from '../../keys.ts'
import { JudgeDialog, type Judging } from '../../parts/judge.tsx'
import { UnsurePair, unsureJudging } from '../../parts/unsure.tsx'
import { go, Link, withQuery } from '../../router.tsx'
import type { ViewProps } from '../../routes.ts'
import '../../../styles/pages.css'
import { whatWasJudged } from '../event/history.tsx'

const ASKED = 100

/** The queue of links that linking was unsure of, one at a time, and what was judged before. */
export default function UnsureView({ query }: ViewProps) {
  useTitle(t.views.unsure)
  const { data, error } = useApi<readonly UnsureLink[]>(`/api/unsure?limit=${ASKED}`)
  const { data: judged } = useApi<readonly JudgementRow[]>('/api/judgements?limit=20')
  const [judging, setJudging] = useState<Judging>()
  const n = data?.length ?? 0
  const idx = Math.min(Math.max(Number(query.get('n') ?? 1) - 1, 0), Math.max(n - 1, 0))
  const link = data?.[idx]
  const step = (by: number) => {
    const to = Math.min(Math.max(idx + by, 0), n - 1)
    go(withQuery(query, { n: to === 0 ? undefined : String(to + 1) }, '/unsure'), { isReplaced: true })
  }
  const judge = (isSame: boolean) => link !== undefined && setJudging(unsureJudging(link, isSame))
  const last = judged?.find(({ state, kind }) => state === 'in-force' && kind !== 'undo')
  const undo = () => last !== undefined && setJudging({ kind: 'undo', judgement: last })
  useCommands({
    same: () => judge(true),
    different: () => judge(false),
    skip: () => step(1),
    next: () => step(1),
    previous: () => step(-1),
    open: () => link !== undefined && go(`/events/${link.a.event}`),
    ...(last === undefined ? {} : { undo }),
  })
  if (error !== undefined) return <Missing error={error} />
  if (data === undefined) return <Waiting />
  return (
    <main className="page" id="main" tabIndex={-1}>
      <header>
        <h1>{t.unsure.question}</h1>
        <p className="lede small">{n === 0 ? t.unsure.none : t.unsure.place(idx + 1, n)}</p>
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
              <UnsurePair link={link} />
              <p className="yn">
                <button type="button" className="act strong" onClick={() => judge(true)}>
                  <kbd>y</kbd>
                  {t.unsure.same}
                </button>
                <button type="button" className="act strong" onClick={() => judge(false)}>
                  <kbd>n</kbd>
                  {t.unsure.different}
                </button>
                <button type="button" className="act" onClick={() => step(1)}>
                  <kbd>→</kbd>
                  {t.unsure.later}
                </button>
              </p>
            </section>
          )}
        </div>
        <div className="aside">
          <Judged rows={judged ?? []} onJudge={setJudging} />
        </div>
      </div>
      {judging !== undefined && (
        <JudgeDialog judging={judging} onClose={() => setJudging(undefined)} onDone={() => setJudging(undefined)} />
      )}
    </main>
  )
}

/** What was judged of late, each with its undoing. */
function Judged({ rows, onJudge }: { rows: readonly JudgementRow[]; onJudge: (judging: Judging) => void }) {
  return (
    <section>
      <h2>{t.unsure.judged}</h2>
      {rows.length === 0 && <p className="quiet">{t.unsure.nothingJudged}</p>}
      <ol className="history">
        {rows.map((row) => (
          <li key={row.id} className={row.state === 'in-force' ? undefined : 'gone'}>
            <span className="d">{formatTime(row.time)}</span>{' '}
            <b>
              <bdi>{row.author}</bdi>
            </b>{' '}
            {row.events[0] === undefined ? (
              whatWasJudged(row)
            ) : (
              <Link to={`/events/${row.events[0]}`} className="link">
                {whatWasJudged(row)}
              </Link>
            )}{' '}
            “<bdi>{row.reason}</bdi>”
            {row.state === 'in-force' && row.kind !== 'undo' && (
              <>
                {' '}
                <button type="button" className="link" onClick={() => onJudge({ kind: 'undo', judgement: row })}>
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
