import { useRef, useState } from 'react'
import type { EventHistory, EventRow, WholeReport } from '../../../../src/serve/http/types.ts'
import { useAll, useApi } from '../../api.ts'
import { t } from '../../catalogue/index.ts'
import { formatLong } from '../../dates.ts'
import { Missing, useTitle, Waiting } from '../../frame/states.tsx'
import { useCommands } from '../../keys.ts'
import { Chain } from '../../parts/chain.tsx'
import { conflictsOf, Differ } from '../../parts/differ.tsx'
import { overline } from '../../parts/fields.tsx'
import { JudgeDialog, type Judging } from '../../parts/judge.tsx'
import { lastInForce } from '../../parts/judgements.tsx'
import { Related, useLinked } from '../../parts/related.tsx'
import { Similar, similarTo } from '../../parts/similar.tsx'
import { useAsOf } from '../../router.tsx'
import type { ViewProps } from '../../routes.ts'
import { eventTitle, sentenceCase } from '../../words.ts'
import '../../../styles/pages.css'
import { History } from './history.tsx'
import { Matrix } from './matrix.tsx'
import { Evidence } from './tellings.tsx'
import { UNSURE, UnsureHere } from './unsureHere.tsx'
import { Why, whyOf } from './why.tsx'

const MAX_SIMILAR = 4

/** One event: what is recorded and who says it, the sentence of every report, why they are one; and its correction. */
export default function EventView({ params }: ViewProps) {
  const id = params['id']!
  const { data: found, error } = useApi<EventRow>(`/api/events/${encodeURIComponent(id)}`)
  const { data: history } = useApi<EventHistory>(`/api/events/${encodeURIComponent(id)}/history`)
  // One that is struck out is in no list, but its page is there.
  const event = found ?? (history?.isStruck === true ? history.row : undefined)
  useTitle(event && eventTitle(event))
  if (event === undefined) return error === undefined ? <Waiting /> : <Missing error={error} />
  return <EventPage event={event} history={history} />
}

function EventPage({ event, history }: { event: EventRow; history: EventHistory | undefined }) {
  const { data: reports, error } = useAll<WholeReport>(event.reports.map((report) => `/api/reports/${report.id}`))
  const tellings = (reports ?? []).map((report) => ({
    report,
    event: report.events.find(({ recorded }) => recorded === event.id),
  }))
  const linked = useLinked(event)
  const [judging, setJudging] = useState<Judging>()
  const hasAside = useAside(event)
  if (reports === undefined && error === undefined) return <Waiting />
  return (
    <main className="page" id="main" tabIndex={-1}>
      <Head event={event} history={history} onJudge={setJudging} />
      <div className="two">
        <div>
          <Matrix event={event} tellings={tellings} />
          <section>
            <h2>
              {t.event.evidence} <small>{t.event.asFound}</small>
            </h2>
            {event.reports.map((row) => (
              <Evidence
                key={row.id}
                {...{ row, event, onJudge: setJudging }}
                report={reports?.find(({ report }) => report.id === row.id)}
              />
            ))}
          </section>
          {event.reports.length > 1 && <Chain event={event} isDrawn />}
        </div>
        <div className="aside" aria-busy={!hasAside}>
          {hasAside && (
            <>
              <UnsureHere event={event} />
              <Related linked={linked} />
              <Differ event={event} />
              {event.reports.length > 1 && <Why event={event} />}
              <Similar event={event} limit={MAX_SIMILAR} onJudge={setJudging} />
              {history !== undefined && <History history={history} onJudge={setJudging} />}
            </>
          )}
        </div>
      </div>
      {judging !== undefined && <JudgeDialog judging={judging} onClose={() => setJudging(undefined)} />}
    </main>
  )
}

/** Whether all that stands beside an event was answered: one part would push the others down. */
function useAside({ id, reports }: EventRow): boolean {
  const isPast = useAsOf() !== undefined
  const { data, error } = useAll([
    similarTo(id, MAX_SIMILAR),
    `/api/events/${id}/history`,
    ...(reports.length > 1 ? [whyOf(id), conflictsOf(id)] : []),
    ...(isPast ? [] : [UNSURE]),
  ])
  const hasBegun = useRef(false)
  // What is asked anew after a judgement takes its place when it is there.
  hasBegun.current ||= data !== undefined || error !== undefined
  return hasBegun.current
}

interface HeadProps {
  readonly event: EventRow
  readonly history: EventHistory | undefined
  readonly onJudge: (judging: Judging) => void
}

function Head({ event, history, onJudge }: HeadProps) {
  const isPast = useAsOf() !== undefined
  const last = lastInForce(history?.judgements ?? [])
  const isStruck = history?.isStruck === true
  const correct = () => onJudge({ kind: 'correct', event })
  const strike = () => onJudge({ kind: 'strike', event })
  const undo = () => last !== undefined && onJudge({ kind: 'undo', judgement: last })
  const why = () => last !== undefined && onJudge({ kind: 'explain', judgement: last })
  useCommands(isPast ? {} : { ...(isStruck ? {} : { correct, strike }), ...(last === undefined ? {} : { undo, why }) })
  return (
    <header>
      <p className="over">{overline(event)}</p>
      <h1 className={isStruck ? 'struck' : undefined}>
        <bdi>{eventTitle(event)}</bdi>
      </h1>
      <p className="lede">
        {event.date === undefined ? t.event.undated : <b>{formatLong(event.date)}</b>}
        {event.location !== undefined && (
          <>
            , <bdi>{event.location.name}</bdi>
          </>
        )}
        . {isStruck ? t.event.struck : `${sentenceCase(t.statuses[event.status])}.`}{' '}
        {t.counted.report(event.reports.length)}.
      </p>
      {isPast ? (
        <p className="acts quiet">{t.event.pastIsRead}</p>
      ) : (
        <div className="acts">
          <button type="button" className="act" onClick={correct} disabled={isStruck}>
            <kbd>e</kbd>
            {t.event.correct}
          </button>
          <button type="button" className="act" onClick={strike} disabled={isStruck}>
            <kbd>x</kbd>
            {t.event.strike}
          </button>
          <button type="button" className="act" onClick={undo} disabled={last === undefined}>
            <kbd>u</kbd>
            {t.event.undo}
          </button>
        </div>
      )}
    </header>
  )
}
