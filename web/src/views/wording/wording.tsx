import '../../../styles/pages.css'
import '../../../styles/wording.css'
import type { Statement, WordingChange, Wordings } from '../../../../src/serve/http/types.ts'
import { useApi } from '../../api.ts'
import { t } from '../../catalogue/index.ts'
import { formatDay, formatLong } from '../../dates.ts'
import { Empty, Missing, useTitle, Waiting } from '../../frame/states.tsx'
import { useCommands } from '../../keys.ts'
import { go, Link, withQuery } from '../../router.tsx'
import type { ViewProps } from '../../routes.ts'
import { reportName } from '../../words.ts'
import { Alignment, Inline, Summary } from './alignment.tsx'
import { Concordance } from './concordance.tsx'
import { Pick, Speakers } from './pick.tsx'
import { Strip } from './strip.tsx'

const PATH = '/wording'
/** Statements that are asked for: more than a reader compares, few enough to draw on one line. */
const MAX_STATEMENTS = 16

/** Successive statements of one speaker or office, two of them side by side and inline. */
export default function WordingView({ query }: ViewProps) {
  const [speaker, office, topic] = ['speaker', 'office', 'topic'].map((name) => query.get(name) ?? '')
  const isAsked = speaker !== '' || office !== ''
  const asked = new URLSearchParams({ limit: String(MAX_STATEMENTS) })
  for (const name of ['speaker', 'office', 'topic', 'from', 'to']) {
    const value = query.get(name)
    if (value) asked.set(name, value)
  }
  const { data, error, isLoading } = useApi<Wordings>(isAsked ? `/api/wordings?${asked}` : undefined)
  useTitle(isAsked ? `${t.views.wording}: ${speaker || office}` : t.views.wording)
  const changes = data?.changes ?? []
  const at = chosenOf(changes, query.get('pair'))
  const isInline = query.get('show') === 'inline'
  const set = (changed: Record<string, string | undefined>) => go(withQuery(query, changed, PATH), { isReplaced: true })
  const step = (by: number) => {
    const next = changes[at + by]
    if (next !== undefined) set({ pair: next.to })
  }
  useCommands({
    earlier: () => step(-1),
    later: () => step(1),
    inline: () => set({ show: isInline ? undefined : 'inline' }),
  })
  if (error !== undefined) return <Missing error={error} />
  if (isAsked && data === undefined) return <Waiting />
  const change = changes[at]
  const who = speaker || office || ''
  return (
    <main className="page wording" id="main" tabIndex={-1} aria-busy={isLoading}>
      <header>
        <p className="over">{t.wording.over}</p>
        <h1>{isAsked ? t.wording.title : t.wording.titleAsk}</h1>
        {change === undefined ? (
          !isAsked && <p className="lede">{t.wording.ledeAsk}</p>
        ) : (
          <Summary change={change} who={who} topic={topic ?? ''} />
        )}
        <Pick query={query} />
        {changes.length > 0 && <PairPicker changes={changes} at={at} onStep={step} />}
      </header>
      {!isAsked && <Speakers topic={topic ?? ''} />}
      {isAsked && change === undefined && <Nothing data={data!} who={who} query={query} />}
      {change !== undefined && (
        <>
          <Strip statements={data!.statements} change={change} onChoose={(day) => set({ pair: day })} />
          {!isInline && (
            <section>
              <h2 className="sr">{t.wording.sideBySide}</h2>
              <Alignment
                change={change}
                before={<Head statement={data!.statements[at]!} />}
                after={<Head statement={data!.statements[at + 1]!} />}
              />
            </section>
          )}
          <section>
            <h2>
              {t.wording.inline} <small>{t.wording.inlineKey}</small>
            </h2>
            <Inline change={change} />
          </section>
          {changes.length > 1 && <Concordance wordings={data!} at={at} />}
        </>
      )}
    </main>
  )
}

/** Which pair the address names by the day of its later statement; if none, the last of those with most in common. */
function chosenOf(changes: readonly WordingChange[], pair: string | null): number {
  const found = changes.findIndex(({ to }) => to === pair)
  if (found >= 0) return found
  const common = changes.map(({ phrases }) => phrases.filter(({ before, after }) => before && after).length)
  return common.lastIndexOf(Math.max(...common))
}

interface PairPickerProps {
  readonly changes: readonly WordingChange[]
  readonly at: number
  readonly onStep: (by: number) => void
}

function PairPicker({ changes, at, onStep }: PairPickerProps) {
  const { from, to } = changes[at]!
  return (
    <p className="pairs">
      <button type="button" className="act" disabled={at === 0} onClick={() => onStep(-1)}>
        <kbd>[</kbd>
        {t.wording.earlierPair}
      </button>
      <span>
        {t.wording.compare} <b>{dayName(from)}</b> → <b>{dayName(to)}</b>
      </span>
      <button type="button" className="act" disabled={at === changes.length - 1} onClick={() => onStep(1)}>
        <kbd>]</kbd>
        {t.wording.laterPair}
      </button>
    </p>
  )
}

const dayName = (day: string) => (day === '' ? t.wording.undated : formatDay(day))

/** The day of a statement, and where it stands. */
function Head({ statement: { day, pieces } }: { statement: Statement }) {
  const reports = new Map(pieces.map(({ report }) => [report.id, report]))
  return (
    <>
      <b>{day === '' ? t.wording.undated : formatLong({ value: day, start: day, end: day })}</b>
      {[...reports.values()].map((report) => (
        <span key={report.id}>
          <Link to={`/reports/${report.id}`}>
            {report.publisher !== undefined && `${report.publisher}: `}
            <bdi>{reportName(report)}</bdi>
          </Link>
        </span>
      ))}
    </>
  )
}

function Nothing({ data, who, query }: { data: Wordings; who: string; query: URLSearchParams }) {
  const isOne = data.statements.length === 1
  return (
    <Empty title={isOne ? t.wording.one : t.wording.none0} {...(isOne ? {} : { text: t.wording.none0Why(who) })}>
      {isOne && (
        <blockquote className="inline">
          <bdi>{data.statements[0]!.text}</bdi>
        </blockquote>
      )}
      <p>
        {query.has('topic') ? (
          <Link to={withQuery(query, { topic: undefined }, PATH)} className="link">
            {t.wording.dropTopic}
          </Link>
        ) : (
          <Link to={PATH} className="link">
            {t.wording.others}
          </Link>
        )}
      </p>
    </Empty>
  )
}
