import type { ReactNode } from 'react'
import type { SourcedSpan, WordingChange } from '../../../../src/serve/http/types.ts'
import { t } from '../../catalogue/index.ts'
import { formatDay } from '../../dates.ts'
import { Link } from '../../router.tsx'
import { compareWords, type WordRun, wordsOfSide } from './words.ts'

type Phrase = WordingChange['phrases'][number]
type Change = Phrase['change']

/** Two statements phrase by phrase; between them, what became of each. */
export function Alignment({ change, before, after }: { change: WordingChange; before: ReactNode; after: ReactNode }) {
  return (
    <div className="align">
      <div className="h">{before}</div>
      <div className="h rel" />
      <div className="h">{after}</div>
      {change.phrases.map((phrase) => (
        <Row
          key={`${phrase.before?.report} ${phrase.before?.start} ${phrase.after?.report} ${phrase.after?.start}`}
          phrase={phrase}
        />
      ))}
    </div>
  )
}

function Row({ phrase }: { phrase: Phrase }) {
  const { change, before, after } = phrase
  const runs = before === undefined || after === undefined ? [] : compareWords(before.text, after.text)
  return (
    <>
      <Side span={before} runs={wordsOfSide(runs, 'before')} change={change} side="before" />
      <div className="rel">
        <Gutter change={change} />
        <b>{t.wording.change[change]}</b>
        <Because phrase={phrase} />
      </div>
      <Side span={after} runs={wordsOfSide(runs, 'after')} change={change} side="after" />
    </>
  )
}

interface SideProps {
  readonly span: SourcedSpan | undefined
  readonly runs: readonly WordRun[]
  readonly change: Change
  readonly side: 'before' | 'after'
}

/** A phrase on one side; it leads to its sentence. */
function Side({ span, runs, change, side }: SideProps) {
  const name = side === 'before' ? 'a' : 'b'
  if (span === undefined) return <div className={`${name} none`}>{t.wording.nothing}</div>
  const words =
    change === 'kept' || runs.length === 0
      ? span.text
      : runs.map(({ text, isIn }, idx) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the words never move
          <span key={idx}>{isIn === 'both' ? `${text} ` : <b>{text} </b>}</span>
        ))
  const mark = MARKS[change][side]
  return (
    <div className={`${name} ${change === 'kept' ? 'kept' : ''}`}>
      <Link to={sentenceOf(span)}>
        <bdi className={mark}>{words}</bdi>
      </Link>
    </div>
  )
}

/** How each side of a change is marked: readable without colour. */
const MARKS: Readonly<Record<Change, { readonly before?: string; readonly after?: string }>> = {
  kept: {},
  dropped: { before: 'gone' },
  added: { after: 'new' },
  strengthened: { after: 'strong' },
  weakened: { after: 'weak' },
  reworded: {},
}

/** The permanent link to the sentence that a phrase stands in. */
export function sentenceOf({ report, sentence }: SourcedSpan): string {
  return sentence === undefined ? `/reports/${report}` : `/reports/${report}#s${sentence + 1}`
}

/** The sign in the gutter: a line kept, broken off, begun, a wedge rising or falling, a wave. */
function Gutter({ change }: { change: Change }) {
  return (
    <svg width="36" height="12" aria-hidden="true" className={`gutter ${change}`}>
      {change === 'kept' && <path d="M4 6H32" />}
      {change === 'dropped' && <path d="M4 6H16M19 2V10" />}
      {change === 'added' && <path d="M20 6H32M17 2V10" />}
      {change === 'strengthened' && <path className="wedge" d="M4 8L32 2V10L4 9Z" />}
      {change === 'weakened' && <path className="wedge" d="M4 2L32 8V9L4 10Z" />}
      {change === 'reworded' && <path d="M4 6q3.5-5 7 0t7 0 7 0 7 0" />}
    </svg>
  )
}

/** Why a phrase is stronger or weaker; that a rewording has no direction. */
function Because({ phrase: { change, because } }: { phrase: Phrase }) {
  if (change === 'reworded') return <span>{t.wording.noDirection}</span>
  if (because === undefined) return null
  const said = (words: string) => (words === '' ? t.wording.none : `“${words}”`)
  return (
    <span>
      <bdi>{t.wording.turned(said(because.before), said(because.after))}</bdi>
    </span>
  )
}

/** The later statement with what was dropped, added and changed in place. */
export function Inline({ change }: { change: WordingChange }) {
  return (
    <p className="inline">
      {change.phrases.map((phrase) => (
        <InlinePhrase
          key={`${phrase.before?.report} ${phrase.before?.start} ${phrase.after?.report} ${phrase.after?.start}`}
          phrase={phrase}
        />
      ))}
    </p>
  )
}

function InlinePhrase({ phrase: { change, before, after } }: { phrase: Phrase }) {
  if (before === undefined) return <ins className="new">{after!.text} </ins>
  if (after === undefined) return <del className="gone">{before.text} </del>
  if (change === 'kept') return <span>{after.text} </span>
  return compareWords(before.text, after.text).map(({ text, isIn }, idx) => {
    // biome-ignore-start lint/suspicious/noArrayIndexKey: the words never move
    if (isIn === 'both') return <span key={idx}>{text} </span>
    if (isIn === 'before')
      return (
        <del key={idx} className="gone">
          {text}{' '}
        </del>
      )
    return (
      <ins key={idx} className={change === 'weakened' ? 'weak' : change === 'reworded' ? 'new' : 'strong'}>
        {text}{' '}
      </ins>
    )
    // biome-ignore-end lint/suspicious/noArrayIndexKey: the words never move
  })
}

/** Quoted in the summary are at most so many phrases, and no longer ones. */
const MAX_QUOTED = 2
const MAX_LETTERS = 70

/** In a sentence: from when to when, and what was dropped, added, strengthened, weakened. */
export function Summary({ change, who, topic }: { change: WordingChange; who: string; topic: string }) {
  const { from, to, phrases } = change
  const parts = (['dropped', 'added', 'strengthened', 'weakened'] as const).flatMap((kind) => {
    const own = phrases.filter((phrase) => phrase.change === kind).map(({ before, after }) => (after ?? before)!.text)
    return own.length === 0 ? [] : [{ kind, words: told(own) }]
  })
  const nKept = phrases.filter((phrase) => phrase.change === 'kept').length
  const day = (one: string) => (one === '' ? t.wording.undated : formatDay(one))
  return (
    <p className="lede">
      {t.wording.from} <b>{day(from)}</b> {t.wording.to} <b>{day(to)}</b>
      <bdi>{t.wording.whoSaid(who)}</bdi>
      {topic !== '' && <bdi>{t.wording.onTopic(topic)}</bdi>}
      {': '}
      {parts.length === 0 && t.wording.unchanged}
      {parts.map(({ kind, words }, idx) => (
        <span key={kind}>
          {idx > 0 && ', '}
          <b>{t.wording[kind]}</b> <bdi>{words}</bdi>
        </span>
      ))}
      . {t.wording.kept(nKept)}
    </p>
  )
}

/** The shortest phrases quoted, the others counted. */
function told(phrases: readonly string[]): string {
  const short = phrases.filter((text) => text.length <= MAX_LETTERS).slice(0, MAX_QUOTED)
  if (short.length === 0) return t.wording.phrases(phrases.length)
  const quoted = short.map((text) => `“${text.replace(/[,;.\s]+$/, '')}”`)
  const rest = phrases.length - short.length
  return quoted.join(', ') + (rest === 0 ? '' : ` ${t.wording.more(rest)}`)
}
