import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Block, CharSpan, Report } from '../src/acquire/index.ts'
import { annotate } from '../src/annotate/annotate.ts'
import type { Doc, Mention, QuotationLayer } from '../src/annotate/doc.ts'
import { analyse } from '../src/annotate/language/analyse.ts'
import { findQuotations } from '../src/annotate/quotations/find.ts'
import { findTimes } from '../src/annotate/times/find.ts'
import { loadResources } from '../src/load.ts'
import { nominalMentions } from '../test/nominals.ts'

/**
 * PolNeAR (political news): attributions of a cue, a content in one or more parts, and a speaker (its `Source`).
 *
 * (a) Quoted words. Gold: of every attribution's content, each stretch between double quotation marks with two words or
 * more (the contract leaves single words out), at the outermost level. Predicted: `direct` and `mixed`. One to one, best
 * first, where words overlap by half (Jaccard). Right where the predicted speaker's mention, or with coreference another
 * mention of its referent, overlaps a gold source of an attribution of these words; where gold names none, right if none
 * is predicted.
 * (b) All attributions. Gold: each content, quoted or not, its parts as one. Predicted: quotations of any kind,
 * those with one cue taken as one, and words in marks within a reported clause as part of it. Soft overlap as usual for opinions and attributions (Johansson and Moschitti
 * 2010): each gold content scores the share of its words covered by the best predicted one and the other way round.
 * `whole` counts one to one with word overlap (Jaccard) of half or more.
 */
interface GoldAttribution {
  readonly contents: readonly CharSpan[]
  readonly cues: readonly CharSpan[]
  readonly speakers: readonly CharSpan[]
}

interface GoldQuoted extends CharSpan {
  readonly speakers: readonly (readonly CharSpan[])[]
}

const DATA = '../shared/data/quotes/polnear'

/** Prints quotation figures on PolNeAR: `[--split dev] [--nominals] [--errors] [--freeze]`. */
export async function run(args: readonly string[]): Promise<void> {
  const option = (name: string, otherwise: string): string => {
    const at = args.indexOf(name)
    return at >= 0 ? (args[at + 1] ?? otherwise) : otherwise
  }
  const split = option('--split', 'dev')
  const dir = join(option('--data', DATA), split)
  const modes = args.includes('--nominals')
    ? ['nominals']
    : args.includes('--resolved')
      ? ['resolved']
      : ['nominals', 'resolved']
  const lines = ['set\tmentions\tmeasure\tprecision\trecall\tf1']
  for (const mode of modes) {
    const scores = score(dir, { mode, limit: Number(option('--limit', '100000')), errors: args.includes('--errors') })
    for (const [measure, tally] of Object.entries(scores))
      lines.push([`polnear-${split}`, mode, measure, ...figures(tally)].join('\t'))
  }
  console.log(lines.join('\n'))
  if (args.includes('--freeze'))
    writeFileSync(new URL('./quotations-frozen.tsv', import.meta.url), `${lines.join('\n')}\n`)
}

interface Tally {
  hits: number
  predictedHits: number
  gold: number
  predicted: number
}

const emptyTally = (): Tally => ({ hits: 0, predictedHits: 0, gold: 0, predicted: 0 })

function figures({ hits, predictedHits, gold, predicted }: Tally): string[] {
  const p = predicted ? predictedHits / predicted : 0
  const r = gold ? hits / gold : 0
  return [p, r, p + r ? (2 * p * r) / (p + r) : 0].map((x) => (100 * x).toFixed(1))
}

interface Scoring {
  readonly mode: string
  readonly limit: number
  readonly errors: boolean
}

function score(dir: string, { mode, limit, errors }: Scoring): Record<string, Tally> {
  const resources = loadResources()
  const tallies = {
    'quoted content': emptyTally(),
    'quoted content and speaker': emptyTally(),
    'all, soft': emptyTally(),
    'all, whole': emptyTally(),
    'all, whole and speaker': emptyTally(),
  }
  const annFiles = new Map(
    readdirSync(join(dir, 'attributions')).map((name) => [name.replace(/_[0-9a-f]{4}\.ann$/, ''), name]),
  )
  for (const name of readdirSync(join(dir, 'text')).slice(0, limit)) {
    const ann = annFiles.get(name.replace(/\.txt$/, ''))
    if (ann === undefined) continue
    const text = readFileSync(join(dir, 'text', name), 'utf8')
    const gold = readGold(readFileSync(join(dir, 'attributions', ann), 'utf8'), text)
    const report = reportOf(name, text)
    const doc = mode === 'nominals' ? withNominals(report, resources) : annotate(report, resources.annotate)
    const listing: string[] = []
    scoreQuoted({ doc, gold, tallies, listing })
    scoreAll({ doc, gold, tallies, listing })
    if (errors && listing.length > 0) console.log(`# ${name}\n${listing.join('\n')}`)
  }
  return tallies
}

/** Quotations judged apart from coreference: every noun phrase is a mention. */
function withNominals(report: Report, resources: ReturnType<typeof loadResources>): Doc {
  const { sents, tokens } = analyse(report, resources.annotate.language)
  const parsed = { report, sents, tokens, ents: [], problems: [] }
  const times = findTimes(parsed, resources.annotate.times)
  const mentions = nominalMentions(tokens)
  const named = { ...parsed, times, mentions, referents: [], offices: [] }
  return { ...named, quotations: findQuotations(named, resources.annotate.quotations) }
}

/** The article as a report whose lines are all paragraphs, because gold has attributions in headlines too. */
function reportOf(name: string, text: string): Report {
  const blocks: Block[] = []
  for (const line of text.matchAll(/[^\n]+/g))
    if (line[0].trim() !== '') blocks.push({ kind: 'paragraph', start: line.index, end: line.index + line[0].length })
  const date = name.match(/_(\d{4}-\d\d-\d\d)_/)?.[1]
  return {
    id: name,
    origin: name,
    language: 'en',
    text,
    blocks,
    problems: [],
    ...(date !== undefined && { published: { value: date, from: 'option' as const } }),
  }
}

/** Reads stand-off annotation (brat); offsets there count code points, ours UTF-16 units. */
function readGold(ann: string, text: string): GoldAttribution[] {
  const offsets = codePointOffsets(text)
  const spans = new Map<string, readonly CharSpan[]>()
  const events: string[][] = []
  for (const line of ann.split('\n')) {
    const [id = '', body = ''] = line.split('\t')
    if (id.startsWith('T'))
      spans.set(
        id,
        body
          .slice(body.indexOf(' ') + 1)
          .split(';')
          .map((part) => {
            const [start = 0, end = 0] = part.split(' ').map(Number)
            return { start: offsets[start] ?? text.length, end: offsets[end] ?? text.length }
          }),
      )
    else if (id.startsWith('E') && body.startsWith('Attribution')) events.push(body.split(' '))
  }
  return events.map((roles) => {
    const role = (name: string): CharSpan[] =>
      roles.filter((item) => item.startsWith(name)).flatMap((item) => spans.get(item.split(':')[1] ?? '') ?? [])
    return { contents: role('Content'), cues: role('Cue'), speakers: role('Source') }
  })
}

function codePointOffsets(text: string): number[] {
  const offsets: number[] = []
  let at = 0
  for (const char of text) {
    offsets.push(at)
    at += char.length
  }
  return [...offsets, at]
}

interface Judging {
  readonly doc: Doc
  readonly gold: readonly GoldAttribution[]
  readonly tallies: Record<string, Tally>
  readonly listing: string[]
}

function scoreQuoted({ doc, gold, tallies, listing }: Judging): void {
  const text = doc.report.text
  const wanted = goldQuoted(gold, text)
  const found = doc.quotations.filter((quotation) => quotation.kind !== 'indirect')
  const pairs = match(wanted, found, { doc, least: 0.5 })
  const content = tallies['quoted content']!
  const speaker = tallies['quoted content and speaker']!
  add(content, { hits: pairs.size, gold: wanted.length, predicted: found.length })
  let nRight = 0
  wanted.forEach((item, i) => {
    const j = pairs.get(i)
    if (j === undefined) listing.push(`QUOTED-MISSED\t${show(text, item)}`)
    else if (item.speakers.some((speakers) => isSpeaker(doc, found[j]!, speakers))) nRight++
    else
      listing.push(
        `QUOTED-SPEAKER\t${speakerText(doc, found[j]!)} (cue ${cueText(doc, found[j]!)}), gold ${item.speakers.map((s) => s.map((x) => text.slice(x.start, x.end)).join('+')).join(' / ')}\t${show(text, item)}`,
      )
  })
  const taken = new Set(pairs.values())
  found.forEach((quotation, j) => {
    if (!taken.has(j))
      listing.push(
        `QUOTED-EXTRA\t${speakerText(doc, quotation)} (${cueText(doc, quotation)})\t${show(text, quotation)}`,
      )
  })
  add(speaker, { hits: nRight, gold: wanted.length, predicted: found.length })
}

function add(tally: Tally, { hits, gold, predicted }: { hits: number; gold: number; predicted: number }): void {
  tally.hits += hits
  tally.predictedHits += hits
  tally.gold += gold
  tally.predicted += predicted
}

/** The outermost stretches between double marks in gold contents, by the marks alone. */
function goldQuoted(gold: readonly GoldAttribution[], text: string): GoldQuoted[] {
  const found = new Map<string, GoldQuoted>()
  for (const { contents, speakers } of gold)
    for (const content of contents)
      for (const part of text
        .slice(content.start, content.end)
        .matchAll(/(?:["“”]|''|``)\s*([^"“”]*?)\s*(?:["“”]|''|$)/g)) {
        const words = part[1]!.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word))
        if (words.length < 2) continue
        const start = content.start + part.index + part[0].indexOf(part[1]!)
        const key = `${start}`
        found.set(key, {
          start,
          end: start + part[1]!.length,
          speakers: [...(found.get(key)?.speakers ?? []), speakers],
        })
      }
  return [...found.values()]
}

function scoreAll({ doc, gold, tallies, listing }: Judging): void {
  const text = doc.report.text
  const wanted = gold.filter(({ contents }) => contents.length > 0)
  const found = byCue(doc.quotations)
  const soft = tallies['all, soft']!
  const goldWords = wanted.map(({ contents }) => wordsIn(doc, contents))
  const foundWords = found.map((group) => wordsIn(doc, group))
  soft.gold += wanted.length
  soft.predicted += found.length
  const best = (words: Set<number>, others: readonly Set<number>[]): number =>
    Math.max(0, ...others.map((other) => shared(words, other) / Math.max(1, words.size)))
  for (const words of goldWords) soft.hits += best(words, foundWords)
  for (const words of foundWords) soft.predictedHits += best(words, goldWords)
  const pairs = assign(goldWords, foundWords, 0.5)
  add(tallies['all, whole']!, { hits: pairs.size, gold: wanted.length, predicted: found.length })
  const nRight = [...pairs].filter(([i, j]) => isSpeaker(doc, found[j]![0]!, wanted[i]!.speakers)).length
  add(tallies['all, whole and speaker']!, { hits: nRight, gold: wanted.length, predicted: found.length })
  const taken = new Set(pairs.values())
  wanted.forEach((item, i) => {
    const said = (spans: readonly CharSpan[]): string =>
      spans.map((span) => text.slice(span.start, span.end)).join(' … ')
    if (!pairs.has(i))
      listing.push(
        `ALL-MISSED ${best(goldWords[i]!, foundWords).toFixed(1)}\t${said(item.speakers)} [${said(item.cues)}] ${show(text, item.contents[0]!)}`,
      )
    else if (!isSpeaker(doc, found[pairs.get(i)!]![0]!, item.speakers))
      listing.push(
        `ALL-SPEAKER\t${speakerText(doc, found[pairs.get(i)!]![0]!)} gold ${said(item.speakers)} [${said(item.cues)}] ${show(text, item.contents[0]!)}`,
      )
  })
  found.forEach((group, j) => {
    if (!taken.has(j))
      listing.push(
        `ALL-EXTRA ${best(foundWords[j]!, goldWords).toFixed(1)}\t${speakerText(doc, group[0]!)} [${cueText(doc, group[0]!)}] ${group[0]!.kind} ${show(text, group[0]!)}`,
      )
  })
}

/** Quotations by cue: the parts of one that its cue interrupts are one. Words in marks within a reported clause are part of it. */
function byCue(quotations: readonly QuotationLayer[]): QuotationLayer[][] {
  const groups = new Map<string, QuotationLayer[]>()
  const isPart = (quotation: QuotationLayer): boolean =>
    quotation.kind !== 'indirect' &&
    quotations.some(
      (other) => other.kind === 'indirect' && other.start <= quotation.start && quotation.end <= other.end,
    )
  quotations.forEach((quotation, i) => {
    if (isPart(quotation)) return
    const key = quotation.cueTokenIdx === undefined ? `#${i}` : `${quotation.cueTokenIdx}`
    groups.set(key, [...(groups.get(key) ?? []), quotation])
  })
  return [...groups.values()]
}

function wordsIn(doc: Doc, spans: readonly CharSpan[]): Set<number> {
  const words = new Set<number>()
  for (const span of spans)
    doc.tokens.forEach((token, i) => {
      if (token.start >= span.start && token.end <= span.end && token.upos !== 'PUNCT') words.add(i)
    })
  return words
}

function shared(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  let n = 0
  for (const item of a) if (b.has(item)) n++
  return n
}

function match(
  wanted: readonly CharSpan[],
  found: readonly CharSpan[],
  at: { doc: Doc; least: number },
): Map<number, number> {
  return assign(
    wanted.map((span) => wordsIn(at.doc, [span])),
    found.map((span) => wordsIn(at.doc, [span])),
    at.least,
  )
}

/** One-to-one pairs by falling Jaccard overlap. */
function assign(wanted: readonly Set<number>[], found: readonly Set<number>[], least: number): Map<number, number> {
  const candidates: [number, number, number][] = []
  wanted.forEach((a, i) => {
    found.forEach((b, j) => {
      const both = shared(a, b)
      const overlap = both / Math.max(1, a.size + b.size - both)
      if (overlap >= least) candidates.push([overlap, i, j])
    })
  })
  candidates.sort((x, y) => y[0] - x[0] || x[1] - y[1] || x[2] - y[2])
  const pairs = new Map<number, number>()
  const taken = new Set<number>()
  for (const [, i, j] of candidates) {
    if (pairs.has(i) || taken.has(j)) continue
    pairs.set(i, j)
    taken.add(j)
  }
  return pairs
}

function isSpeaker(doc: Doc, quotation: QuotationLayer, gold: readonly CharSpan[]): boolean {
  const mention = doc.mentions[quotation.speakerMentionIdx ?? -1]
  if (!mention) return gold.length === 0
  const overlaps = (other: Mention): boolean => gold.some((span) => other.start < span.end && span.start < other.end)
  return (
    overlaps(mention) ||
    doc.mentions.some(
      (other) => other.referentIdxs.some((idx) => mention.referentIdxs.includes(idx)) && overlaps(other),
    )
  )
}

function speakerText(doc: Doc, quotation: QuotationLayer): string {
  const mention = doc.mentions[quotation.speakerMentionIdx ?? -1]
  return mention ? doc.report.text.slice(mention.start, mention.end) : '-'
}

function cueText(doc: Doc, quotation: QuotationLayer): string {
  return doc.tokens[quotation.cueTokenIdx ?? -1]?.form ?? '-'
}

function show(text: string, span: CharSpan): string {
  const said = text.slice(span.start, span.end).replace(/\s+/g, ' ')
  return said.length > 100 ? `${said.slice(0, 60)} … ${said.slice(-35)}` : said
}
