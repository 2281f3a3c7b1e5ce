import { Fragment, type ReactNode } from 'react'
import type { WholeReport } from '../../../src/serve/http/types.ts'

/** A stretch of a report's text to be marked, in UTF-16 code units of the whole text. */
export interface Marked {
  readonly start: number
  readonly end: number
  readonly as: 'evidence' | 'other' | 'trigger' | 'party' | 'time' | 'quotation'
}

type Report = Pick<WholeReport['report'], 'text' | 'sentences' | 'blocks'>

/** Returns `text` from `start` to `end` with its marks; marks may overlap. The text is sliced, never changed. */
export function MarkedText({
  text,
  start,
  end,
  marks,
}: {
  text: string
  start: number
  end: number
  marks: readonly Marked[]
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
    const over = new Set(inside.filter((mark) => mark.start <= from && mark.end >= to).map((mark) => mark.as))
    return <Fragment key={from}>{wrap(text.slice(from, to), over)}</Fragment>
  })
}

function wrap(words: string, over: ReadonlySet<Marked['as']>): ReactNode {
  const classes = [
    ...(over.has('trigger') ? ['trig'] : []),
    ...(over.has('party') ? ['ent'] : []),
    ...(over.has('time') ? ['tmx'] : []),
    ...(over.has('quotation') ? ['quo'] : []),
  ]
  const inner = classes.length === 0 ? words : <span className={classes.join(' ')}>{words}</span>
  if (over.has('evidence')) return <mark className="on">{inner}</mark>
  return over.has('other') ? <mark>{inner}</mark> : inner
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
      <a className="sn" href={`/reports/${reportId}#s${idx + 1}`} aria-label={`Sentence ${idx + 1}`}>
        {idx + 1}
      </a>
      <MarkedText text={report.text} start={sentence.start} end={sentence.end} marks={marks} />
    </p>
  )
}

/** The whole text of a report, block by block as found, each sentence with its number. */
export function WholeText({ report, marks }: { report: Report; marks: readonly Marked[] }) {
  return (
    <div className="text">
      {report.blocks.map((block) => (
        <Block key={block.start} report={report} block={block} marks={marks} />
      ))}
    </div>
  )
}

function Block({
  report,
  block,
  marks,
}: {
  report: Report
  block: Report['blocks'][number]
  marks: readonly Marked[]
}) {
  const { text, sentences } = report
  const inside = sentences
    .map((sentence, idx) => ({ ...sentence, idx }))
    .filter(({ start, end }) => start >= block.start && end <= block.end)
  if (inside.length === 0)
    return (
      <p className={`block ${block.kind}`}>
        <MarkedText text={text} start={block.start} end={block.end} marks={marks} />
      </p>
    )
  return (
    <p className={`block ${block.kind}`}>
      {inside.map(({ start, end, idx }, place) => {
        const before = place === 0 ? block.start : inside[place - 1]!.end
        return (
          <Fragment key={start}>
            <MarkedText text={text} start={before} end={start} marks={marks} />
            <a
              className={place === 0 ? 'sn' : 'sn in'}
              id={`s${idx + 1}`}
              href={`#s${idx + 1}`}
              aria-label={`Sentence ${idx + 1}`}
            >
              {idx + 1}
            </a>
            <MarkedText text={text} start={start} end={end} marks={marks} />
          </Fragment>
        )
      })}
      <MarkedText text={text} start={inside.at(-1)!.end} end={block.end} marks={marks} />
    </p>
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
