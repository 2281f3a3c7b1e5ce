import { Fragment, type ReactNode } from 'react'
import type { WholeReport } from '../../../src/serve/http/types.ts'
import { t } from '../catalogue/index.ts'

/** A stretch of a report's text to be marked, in UTF-16 code units of the whole text. */
export interface Marked {
  readonly start: number
  readonly end: number
  readonly as: 'evidence' | 'other' | 'trigger' | 'party' | 'time' | 'quotation' | 'here'
  /** The letter of the field that these words fill; drawn after them, and no part of the text. */
  readonly sigil?: string
}

/** What to do when the pointer is at words with a letter. */
type OnLit = ((sigil: string | undefined) => void) | undefined

type Report = Pick<WholeReport['report'], 'text' | 'sentences' | 'blocks'>

/** Returns `text` from `start` to `end` with its marks; marks may overlap. The text is sliced, never changed. */
export function MarkedText({
  text,
  start,
  end,
  marks,
  onLit,
}: {
  text: string
  start: number
  end: number
  marks: readonly Marked[]
  onLit?: OnLit
}) {
  const inside = marks.filter((mark) => mark.start < end && mark.end > start)
  const cuts = new Set([start, end])
  for (const mark of inside) {
    cuts.add(Math.max(mark.start, start))
    cuts.add(Math.min(mark.end, end))
  }
  const edges = [...cuts].sort((a, b) => a - b)
  return edges.slice(0, -1).map((from, idx) => {
    const to = edges[idx + 1]!
    const own = inside.filter((mark) => mark.start <= from && mark.end >= to)
    const over = new Set(own.map((mark) => mark.as))
    // The letter stands where the words end.
    const sigil = own.find((mark) => mark.sigil !== undefined && mark.end === to)?.sigil
    const lights = own.find((mark) => mark.sigil !== undefined)?.sigil
    return <Fragment key={from}>{wrap(text.slice(from, to), { over, sigil, lights, onLit })}</Fragment>
  })
}

interface Wrapping {
  readonly over: ReadonlySet<Marked['as']>
  readonly sigil: string | undefined
  readonly lights: string | undefined
  readonly onLit: OnLit
}

function wrap(words: string, { over, sigil, lights, onLit }: Wrapping): ReactNode {
  const classes = [
    ...(over.has('trigger') ? ['trig'] : []),
    ...(over.has('party') ? ['ent'] : []),
    ...(over.has('time') ? ['tmx'] : []),
  ]
  const lighting =
    lights === undefined || onLit === undefined
      ? {}
      : { 'data-f': lights, onPointerEnter: () => onLit(lights), onPointerLeave: () => onLit(undefined) }
  const named =
    classes.length === 0 ? (
      words
    ) : (
      <span className={classes.join(' ')} data-sig={sigil} {...lighting}>
        {words}
      </span>
    )
  const inner = over.has('quotation') ? <span className="quo">{named}</span> : named
  const marked = over.has('evidence') ? (
    <mark className="on">{inner}</mark>
  ) : over.has('other') ? (
    <mark>{inner}</mark>
  ) : (
    inner
  )
  return over.has('here') ? <span className="here">{marked}</span> : marked
}

/** One sentence of a report with its number, which is its permanent link. */
export function Sentence({
  report,
  reportId,
  idx,
  marks,
}: {
  report: Report
  reportId: string
  idx: number
  marks: readonly Marked[]
}) {
  const sentence = report.sentences[idx]
  if (sentence === undefined) return null
  return (
    <p>
      <a className="sn" href={`/reports/${reportId}#s${idx + 1}`} aria-label={t.evidence.sentence(idx + 1)}>
        {idx + 1}
      </a>
      <MarkedText text={report.text} start={sentence.start} end={sentence.end} marks={marks} />
    </p>
  )
}

interface WholeTextProps {
  readonly report: Report
  readonly reportId: string
  readonly marks: readonly Marked[]
  /** The sentence that the address names, by its place. */
  readonly here?: number | undefined
  readonly onLit?: OnLit
}

/** The whole text of a report, block by block as found, each sentence with its number, which is its permanent link. */
export function WholeText(props: WholeTextProps) {
  return (
    <div className="text">
      {props.report.blocks.map((block) => (
        <Block key={block.start} block={block} {...props} />
      ))}
    </div>
  )
}

function Block({ report, reportId, block, marks, here, onLit }: WholeTextProps & { block: Report['blocks'][number] }) {
  const { text, sentences } = report
  const inside = sentences
    .map((sentence, idx) => ({ ...sentence, idx }))
    .filter(({ start, end }) => start >= block.start && end <= block.end)
  const words = (start: number, end: number) => <MarkedText {...{ text, start, end, marks, onLit }} />
  if (inside.length === 0) return <p className={`block ${block.kind}`}>{words(block.start, block.end)}</p>
  return (
    <p className={`block ${block.kind}`} dir="auto">
      {inside.map(({ start, end, idx }, place) => (
        <Fragment key={start}>
          {words(place === 0 ? block.start : inside[place - 1]!.end, start)}
          <SentenceNumber {...{ idx, reportId }} isFirst={place === 0} isHere={idx === here} />
          {words(start, end)}
        </Fragment>
      ))}
      {words(inside.at(-1)!.end, block.end)}
    </p>
  )
}

interface SentenceNumberProps {
  readonly idx: number
  readonly reportId: string
  readonly isFirst: boolean
  readonly isHere: boolean
}

function SentenceNumber({ idx, reportId, isFirst, isHere }: SentenceNumberProps) {
  return (
    <a
      className={isFirst ? 'sn' : 'sn in'}
      id={`s${idx + 1}`}
      href={`/reports/${reportId}#s${idx + 1}`}
      aria-label={t.evidence.sentence(idx + 1)}
      aria-current={isHere ? 'location' : undefined}
    >
      {idx + 1}
    </a>
  )
}

/** The marks of one event in a report: its evidence, its triggers; `parties` and times underlined where it is the chosen one. */
export function eventMarks(events: WholeReport['events'], chosen?: string): Marked[] {
  const marks: Marked[] = []
  for (const event of events) {
    const isChosen = event.recorded === chosen
    for (const { evidence, trigger } of event.mentions) {
      marks.push({ ...evidence, as: isChosen ? 'evidence' : 'other' })
      if (isChosen) marks.push({ ...trigger, as: 'trigger' })
    }
  }
  return marks
}

/** The words for people and times of events in a report. */
export function detailMarks(events: WholeReport['events']): Marked[] {
  return events.flatMap((event) => [
    ...[...event.actors, ...event.recipients].map(({ span }) => ({ ...span, as: 'party' as const })),
    ...(event.date?.span === undefined ? [] : [{ ...event.date.span, as: 'time' as const }]),
  ])
}
