import type { CodedReport, Count } from '../code/index.ts'
import { ReadoutError } from '../errors.ts'
import { type FoundEvent, findEvents, listCounting, type OpenRecord } from '../record/index.ts'
import { stemsOf } from './wording/words.ts'

/** What a noun counts. */
export interface CountedKind {
  readonly stems: readonly string[]
  readonly type: FoundEvent['type']
  readonly mode: string
  readonly weapon: string
}

/** What the record says to a claim such as "the seventh missile test this year". */
export interface CountCheck {
  readonly verdict: 'agrees' | 'disagrees' | 'cannot-tell'
  /** Why it cannot be told, or what the verdict hangs on. */
  readonly because?: string
  readonly claimed: number
  /** What was counted, oldest first. */
  readonly counted: readonly Pick<FoundEvent, 'id' | 'day' | 'last_day' | 'status' | 'weapon'>[]
}

/** A claim of a report with what the record says to it. */
export interface CheckedCount extends CountCheck {
  readonly report: {
    readonly id: string
    readonly origin: string
    readonly title?: string
    readonly publisher?: string
    readonly published?: string
  }
  readonly what: string
  readonly actor?: string
  readonly period?: string
  readonly span: Count['span']
  /** The words of the claim. */
  readonly text: string
  /** The sentence that makes it: its index and its words from `start` on. */
  readonly sentence?: { readonly index: number; readonly start: number; readonly text: string }
}

/**
 * Reads `counted.tsv` of rules/review.
 * @throws ReadoutError `bad-rule` that names the line.
 */
export function readCountedKinds(text: string): CountedKind[] {
  const [header, ...lines] = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  if (header !== 'what\ttype\tmode\tweapon')
    throw new ReadoutError('bad-rule', `counted.tsv: the header must be what, type, mode, weapon, not "${header}"`)
  return lines
    .map((line) => {
      const [what = '', type = '', mode = '', weapon = ''] = line.split('\t')
      return { stems: stemsOf(what), type, mode, weapon }
    })
    .sort((a, b) => b.stems.length - a.stems.length)
}

/** Checks the claims of the last `limit` reports that make any, newest first. */
export async function checkCounts(
  record: OpenRecord,
  { from, to, limit }: { readonly from?: string; readonly to?: string; readonly limit: number },
  kinds: readonly CountedKind[],
): Promise<CheckedCount[]> {
  const range = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }
  const { reports, firstReport } = await listCounting(record, range, limit)
  const checked: CheckedCount[] = []
  for (const { report, counts } of reports)
    for (const count of counts) {
      const published = report.published?.value
      const { what, actor, period, span } = count
      checked.push({
        report: {
          id: report.id,
          origin: report.origin,
          ...(report.title === undefined ? {} : { title: report.title }),
          ...(report.publisher === undefined ? {} : { publisher: report.publisher }),
          ...(published === undefined ? {} : { published }),
        },
        what,
        ...(actor === undefined ? {} : { actor: actor.name }),
        ...(period === undefined ? {} : { period }),
        span,
        text: report.text.slice(span.start, span.end),
        ...sentenceOf(report, span),
        ...(await checkCount(record, count, { published, firstReport, kinds })),
      })
    }
  return checked
}

function sentenceOf({ text, sentences }: CodedReport['report'], span: Count['span']): Pick<CheckedCount, 'sentence'> {
  const index = sentences.findIndex(({ start, end }) => start <= span.start && end >= span.end)
  if (index < 0) return {}
  const { start, end } = sentences[index]!
  return { sentence: { index, start, text: text.slice(start, end) } }
}

interface Known {
  readonly published: string | undefined
  /** When the oldest report of the record was published. */
  readonly firstReport: string
  readonly kinds: readonly CountedKind[]
}

/** Checks one claim against the acts that reports published by then tell of the period up to then. */
export async function checkCount(
  record: OpenRecord,
  { what, actor, period, ordinal, cardinal }: Pick<Count, 'what' | 'actor' | 'period' | 'ordinal' | 'cardinal'>,
  { published, firstReport, kinds }: Known,
): Promise<CountCheck> {
  const claimed = ordinal ?? cardinal ?? 0
  const unknown = (because: string): CountCheck => ({ verdict: 'cannot-tell', because, claimed, counted: [] })
  const kind = kindOf(what, kinds)
  if (kind === undefined) return unknown(`no kind of act is known as "${what}"`)
  if (actor === undefined) return unknown('the text does not say whose')
  if (published === undefined) return unknown('the report bears no date')
  const span = period === undefined ? undefined : daysOf(period)
  if (span === undefined)
    return unknown(period === undefined ? 'the text does not say since when' : `"${period}" is no period`)
  const to = span.to < published ? span.to : published
  const found = await findEvents(
    record,
    {
      actor: actor.country !== undefined && actor.kind === 'country' ? actor.country : actor.name,
      type: [kind.type as never],
      status: ['occurred', 'ongoing'],
      from: span.from,
      to,
    },
    { isSingle: true },
  )
  const like = found.filter((event) => event.published <= published && isOfKind(event, kind))
  const counted = like.filter(({ day, last_day }) => day >= span.from && last_day <= to)
  const partly = like.length - counted.length
  const rows = counted.map(({ id, day, last_day, status, weapon }) => ({ id, day, last_day, status, weapon }))
  return { claimed, counted: rows, ...judge(claimed, counted.length, { partly, begins: firstReport, from: span.from }) }
}

function judge(
  claimed: number,
  n: number,
  { partly, begins, from }: { partly: number; begins: string; from: string },
): Pick<CountCheck, 'verdict' | 'because'> {
  if (n === claimed) return { verdict: 'agrees' }
  if (n > claimed) return { verdict: 'disagrees', because: `the record has ${n}` }
  if (begins > from) return { verdict: 'cannot-tell', because: `the record has ${n} and begins on ${begins}` }
  if (n + partly >= claimed)
    return {
      verdict: 'cannot-tell',
      because: `the record has ${n}, and ${partly} more that may lie outside the period`,
    }
  return { verdict: 'disagrees', because: `the record has ${n}` }
}

/** The kind whose words all end the noun phrase that is counted. */
function kindOf(what: string, kinds: readonly CountedKind[]): CountedKind | undefined {
  const stems = stemsOf(what)
  return kinds.find((kind) => kind.stems.every((stem, i) => stems[stems.length - kind.stems.length + i] === stem))
}

function isOfKind({ mode, weapon }: FoundEvent, kind: CountedKind): boolean {
  return (kind.mode === '' || kind.mode === mode) && (kind.weapon === '' || weapon.split(' ').includes(kind.weapon))
}

/** The first and last day of "2022", "2022-01", "2022-01-05" or an interval with "/". */
function daysOf(period: string): { from: string; to: string } | undefined {
  const [first, last = first] = period.split('/') as [string, string?]
  if (!ISO.test(first) || !ISO.test(last)) return undefined
  return { from: `${first}${'-01'.repeat(3 - first.split('-').length)}`, to: lastDayOf(last) }
}

const ISO = /^\d{4}(?:-\d\d){0,2}$/

function lastDayOf(date: string): string {
  const [year, month = '12', day] = date.split('-')
  return day === undefined ? new Date(Date.UTC(Number(year), Number(month), 0)).toISOString().slice(0, 10) : date
}
