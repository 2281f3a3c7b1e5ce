import type { CodedReport } from '../../src/code/index.ts'
import { codeOf, isNamed, normalise, wordsOf } from './compare.ts'
import type { GoldOffice, GoldReport, GoldTime } from './gold.ts'

/** How many of the gold data were found, and how many of the found ones are in the gold. */
export interface LayerTally {
  readonly nGold: number
  readonly nHit: number
  readonly nFound: number
  readonly nRight: number
  readonly missed: readonly string[]
}

/** Quotations but the indirect ones, each for one gold statement; `nSpeakers` of the found have the right speaker. */
export function matchQuotations(gold: GoldReport, coded: CodedReport | undefined): LayerTally & { nSpeakers: number } {
  const quotations = (coded?.quotations ?? [])
    .filter(({ kind }) => kind !== 'indirect')
    .map((quotation) => ({ ...quotation, words: spanText(coded!, quotation.span) }))
  const used = new Set<(typeof quotations)[number]>()
  const missed: string[] = []
  const tally = { nGold: 0, nHit: 0, nSpeakers: 0 }
  for (const { quote, speaker, optional } of gold.statements) {
    const wanted = normalise(quote)
    const match = quotations.find((one) => !used.has(one) && one.words !== '' && isSame(wanted, one.words, 0.8))
    if (match) used.add(match)
    if (optional) continue
    tally.nGold++
    if (match === undefined) missed.push(`quotation\t${speaker}\t${quote}`)
    else {
      tally.nHit++
      if (match.speaker && isNamed(speaker, [match.speaker.name])) tally.nSpeakers++
      else missed.push(`speaker\t${speaker}\t${match.speaker?.name ?? '-'}\t${quote}`)
    }
  }
  const nFound = quotations.filter((one) => one.words.split(' ').length >= 3 || used.has(one)).length
  return { ...tally, nFound, nRight: used.size, missed }
}

/** Offices; those of no government and optional ones may be found but need not. */
export function matchOffices(gold: GoldReport, coded: CodedReport | undefined): LayerTally {
  const offices = (coded?.offices ?? []).filter(
    ({ person, title }) => wordsOf(person).length <= 6 && wordsOf(title).length <= 14,
  )
  const used = new Set<(typeof offices)[number]>()
  const missed: string[] = []
  let [nGold, nHit] = [0, 0]
  for (const wanted of gold.offices) {
    const match = offices.find((office) => isSameOffice(wanted, office))
    if (match) used.add(match)
    if (wanted.nongov || wanted.optional) continue
    nGold++
    if (match && (!wanted.country || match.country)) nHit++
    else missed.push(`office\t${wanted.person}\t${wanted.title}`)
  }
  return { nGold, nHit, nFound: offices.length, nRight: used.size, missed }
}

function isSameOffice(gold: GoldOffice, office: CodedReport['offices'][number]): boolean {
  const shared = (a: readonly string[], b: readonly string[]) => a.filter((word) => b.includes(word)).length
  const [person, codedPerson] = [wordsOf(gold.person), wordsOf(office.person)]
  const [title, codedTitle] = [wordsOf(gold.title), wordsOf(office.title)]
  return (
    shared(person, codedPerson) >= Math.min(2, person.length, codedPerson.length) &&
    shared(title, codedTitle) >= Math.min(2, title.length) &&
    (!gold.country || !office.country || codeOf(office) === codeOf(gold))
  )
}

/** Times by text and value, or by text and first day; more times than the gold has count nothing. */
export function matchTimes(gold: GoldReport, coded: CodedReport | undefined): LayerTally {
  const times = (coded?.times ?? []).map((time) => ({ ...time, words: spanText(coded!, time.span) }))
  const missed = gold.times.filter(
    (wanted) => !times.some((time) => isSame(normalise(wanted.text), time.words, 0.5) && isSameTime(wanted, time)),
  )
  const nHit = gold.times.length - missed.length
  return {
    nGold: gold.times.length,
    nHit,
    nFound: times.length,
    nRight: nHit,
    missed: missed.map(({ text, value }) => `time\t${text}\t${value}`),
  }
}

function isSameTime(gold: GoldTime, time: CodedReport['times'][number]): boolean {
  if (time.value === gold.value) return true
  if (/-W\d+/.test(gold.value)) return false
  return firstDay(gold.value.split('/')[0]!) === firstDay(time.start ?? time.value)
}

function firstDay(value: string): string {
  if (value.length === 4) return `${value}-01-01`
  return value.length === 7 ? `${value}-01` : value.slice(0, 10)
}

/** Claims that count acts, by actor and ordinal. */
export function matchCounts(gold: GoldReport, coded: CodedReport | undefined): LayerTally {
  const counts = coded?.counts ?? []
  const wanted = gold.counts ?? []
  const missed = wanted.filter(
    ({ actor, ordinal }) => !counts.some((count) => count.ordinal === ordinal && codeOf(count.actor) === actor),
  )
  const nHit = wanted.length - missed.length
  return {
    nGold: wanted.length,
    nHit,
    nFound: counts.length,
    nRight: nHit,
    missed: missed.map(({ actor, ordinal }) => `count\t${actor}\t${ordinal}`),
  }
}

const spanText = ({ report }: CodedReport, { start, end }: { start: number; end: number }) =>
  normalise(report.text.slice(start, end))

/** Whether one text holds the other and is not much longer: the shorter is over `share` of it. */
function isSame(a: string, b: string, share: number): boolean {
  if (a === '' || b === '' || !(a.includes(b) || b.includes(a))) return false
  return Math.min(a.length, b.length) > share * Math.max(a.length, b.length)
}
