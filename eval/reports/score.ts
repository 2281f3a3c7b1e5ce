import type { CodedReport } from '../../src/code/index.ts'
import { codesOf, isNamed } from './compare.ts'
import { type EventMatch, matchEvents, type Pairing } from './events.ts'
import type { GoldEvent, GoldReport } from './gold.ts'
import { type LayerTally, matchCounts, matchOffices, matchQuotations, matchTimes } from './layers.ts'

/** Shares in percent with one decimal; absent where there was nothing to find. */
export interface Rate {
  readonly p?: number | undefined
  readonly r?: number | undefined
  readonly f1?: number | undefined
}

/** One row of what a set of gold reports measures. */
export interface Measure extends Rate {
  readonly measure: string
  /** How many data the gold requires, or how many a share is of. */
  readonly nGold: number
  readonly nFound?: number
}

export interface Score {
  readonly nReports: number
  /** Gold reports of which nothing was coded. */
  readonly nAbsent: number
  readonly measures: readonly Measure[]
  /** By event type: the gold's first type for recall, the coded type for precision, at who did what to whom. */
  readonly byType: readonly Measure[]
  readonly errors: readonly string[]
}

/** Scores coded reports against gold; `codedOf` gives what was coded for a gold report. */
export function scoreReports(
  gold: readonly GoldReport[],
  codedOf: (gold: GoldReport) => CodedReport | undefined,
): Score {
  const scored = gold.map((one) => {
    const coded = codedOf(one)
    return { gold: one, coded, events: matchEvents(one, coded), layers: layersOf(one, coded) }
  })
  const events = scored.map((one) => one.events)
  const layers = scored.map((one) => one.layers)
  return {
    nReports: gold.length,
    nAbsent: scored.filter(({ coded }) => coded === undefined).length,
    measures: [...levelMeasures(events), ...pairMeasures(events), ...layerMeasures(layers)],
    byType: typeMeasures(events),
    errors: scored.flatMap(({ gold: { id }, coded, events: match, layers: of }) =>
      [...eventErrors(match, coded?.report.text ?? ''), ...Object.values(of).flatMap(({ missed }) => missed)].map(
        (line) => `${id}\t${line}`,
      ),
    ),
  }
}

interface Layers {
  readonly quotations: ReturnType<typeof matchQuotations>
  readonly offices: LayerTally
  readonly times: LayerTally
  readonly counts: LayerTally
}

function layersOf(gold: GoldReport, coded: CodedReport | undefined): Layers {
  return {
    quotations: matchQuotations(gold, coded),
    offices: matchOffices(gold, coded),
    times: matchTimes(gold, coded),
    counts: matchCounts(gold, coded),
  }
}

const LEVELS = ['what_who', 'who_whom', 'who_whom_when'] as const

function levelMeasures(matches: readonly EventMatch[]): Measure[] {
  const required = matches.flatMap((match) => match.required)
  const predicted = matches.flatMap((match) => match.predicted)
  return LEVELS.map((measure, idx) => {
    const reaches = ({ pairing }: { readonly pairing?: Pairing }) => (pairing?.grade ?? 0) > idx
    return {
      measure,
      nGold: required.length,
      nFound: predicted.length,
      ...rate(required.filter(reaches).length, required.length, predicted.filter(reaches).length, predicted.length),
    }
  })
}

/** Status and names of the acts that were found; names only where who did it to whom is right. */
function pairMeasures(matches: readonly EventMatch[]): Measure[] {
  const found = matches.flatMap(({ required }) => required.filter(({ pairing }) => pairing !== undefined))
  const nRightStatus = found.filter(({ gold, pairing }) => gold.status.includes(pairing!.coded.status)).length
  const names = found.flatMap(({ gold, pairing }) => namesOf(gold, pairing!))
  return [
    { measure: 'status', nGold: found.length, p: percent(nRightStatus, found.length) },
    { measure: 'names', nGold: names.length, r: percent(names.filter(({ isHit }) => isHit).length, names.length) },
  ]
}

function namesOf(gold: GoldEvent, { grade, coded }: Pairing): { name: string; isHit: boolean }[] {
  if (grade < 2) return []
  const found = [...coded.actors, ...coded.recipients].map(({ name }) => name)
  return [...gold.sources, ...gold.targets].flatMap((party) =>
    typeof party === 'string' || !party.name || party.inferred
      ? []
      : [{ name: party.name, isHit: isNamed(party.name, found) }],
  )
}

function layerMeasures(layers: readonly Layers[]): Measure[] {
  const sum = (of: (layer: Layers) => number) => layers.reduce((total, layer) => total + of(layer), 0)
  const measure = (name: 'quotations' | 'offices' | 'times' | 'counts'): Measure => {
    const nGold = sum((layer) => layer[name].nGold)
    const nFound = sum((layer) => layer[name].nFound)
    const nHit = sum((layer) => layer[name].nHit)
    const whole = rate(
      nHit,
      nGold,
      sum((layer) => layer[name].nRight),
      nFound,
    )
    // The gold of times and counts leaves some out, so more than it has is no fault.
    return name === 'times' || name === 'counts'
      ? { measure: name, nGold, r: whole.r }
      : { measure: name, nGold, nFound, ...whole }
  }
  const nStatements = sum(({ quotations }) => quotations.nGold)
  const nSpeakers = sum(({ quotations }) => quotations.nSpeakers)
  const speakers = { measure: 'speakers', nGold: nStatements, r: percent(nSpeakers, nStatements) }
  return [measure('quotations'), speakers, measure('offices'), measure('times'), measure('counts')]
}

function typeMeasures(matches: readonly EventMatch[]): Measure[] {
  const required = matches.flatMap((match) => match.required)
  const predicted = matches.flatMap((match) => match.predicted)
  const isRight = ({ pairing }: { readonly pairing?: Pairing }) => (pairing?.grade ?? 0) >= 2
  const types = new Set([...required.map(({ gold }) => gold.types[0]!), ...predicted.map((one) => one.coded.eventType)])
  return [...types].sort().map((type) => {
    const gold = required.filter((one) => one.gold.types[0] === type)
    const found = predicted.filter((one) => one.coded.eventType === type)
    const shares = rate(gold.filter(isRight).length, gold.length, found.filter(isRight).length, found.length)
    return { measure: type, nGold: gold.length, nFound: found.length, ...shares }
  })
}

function eventErrors({ required, predicted }: EventMatch, text: string): string[] {
  const missed = required
    .filter(({ pairing }) => (pairing?.grade ?? 0) < 3)
    .map(({ gold, pairing }) => `event\t${pairing?.grade ?? 0}\t${gold.types[0]}\t${gold.act}\t${gold.evidence}`)
  const status = required
    .filter(({ gold, pairing }) => pairing && !gold.status.includes(pairing.coded.status))
    .map(({ gold, pairing }) => `status\t${gold.status.join('|')}\t${pairing!.coded.status}\t${gold.act}`)
  const names = required.flatMap(({ gold, pairing }) =>
    (pairing ? namesOf(gold, pairing) : [])
      .filter(({ isHit }) => !isHit)
      .map(({ name }) => `name\t${name}\t${gold.act}`),
  )
  const extra = predicted
    .filter(({ pairing }) => (pairing?.grade ?? 0) < 2)
    .map(({ coded }) => {
      const parties = `${[...codesOf(coded.actors)].join('+')}>${[...codesOf(coded.recipients)].join('+')}`
      const evidence = text.slice(coded.evidence.start, coded.evidence.end).slice(0, 120).replace(/\s+/g, ' ')
      return `extra\t${coded.eventType}\t${parties}\t${coded.date?.value ?? '-'}\t${coded.rule}\t${evidence}`
    })
  return [...missed, ...status, ...names, ...extra]
}

function rate(nHit: number, nGold: number, nRight: number, nFound: number): Rate {
  const [p, r] = [percent(nRight, nFound), percent(nHit, nGold)]
  return { p, r, f1: p && r ? round((2 * p * r) / (p + r)) : 0 }
}

const percent = (part: number, whole: number) => (whole === 0 ? undefined : round((100 * part) / whole))
const round = (x: number) => Number(x.toFixed(1))
