import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Report } from '../src/acquire/index.ts'
import { type CoreferenceLayer, resolve } from '../src/annotate/coreference/resolve.ts'
import { readCoreferenceRules } from '../src/annotate/coreference/rules.ts'
import { readGazetteer } from '../src/annotate/gazetteer.ts'
import type { Ent, EntLabel, ParsedDoc, Sent, Token, Upos } from '../src/annotate/index.ts'

/** A gold mention: its tokens, its head, its chain and what sort of thing it is. */
interface GoldMention {
  readonly first: number
  readonly end: number
  readonly head: number
  readonly chain: string
  readonly type: string
}

interface GoldDoc {
  readonly id: string
  readonly doc: ParsedDoc
  readonly mentions: readonly GoldMention[]
}

interface Tally {
  nGold: number
  nAnswered: number
  nRight: number
}

/**
 * Prints how many of the gold anaphors of GUM's news (dev) are linked to a right antecedent, by kind of phrase.
 * Sentences, words, parse and names are gold: it measures the rules alone. Arguments: the data folder, `--errors`.
 */
export function run(args: readonly string[]): void {
  const folder = args.find((arg) => !arg.startsWith('--')) ?? '../shared/data'
  const genre = args.includes('--all') ? /./u : /^GUM_news/u
  const docs = readGum(readFileSync(join(folder, 'ud/en_gum-dev.conllu'), 'utf8')).filter((d) => genre.test(d.id))
  const files = new Map(
    readdirSync('rules/annotate').map((name) => [name, readFileSync(join('rules/annotate', name), 'utf8')]),
  )
  const gazetteer = readGazetteer(files)
  const rules = readCoreferenceRules(files)
  const tallies = new Map<string, Tally>()
  for (const gold of docs) {
    const layer = resolve({ ...gold.doc, times: [] }, gazetteer, rules)
    for (const line of scoreDoc(gold, layer, tallies)) if (args.includes('--errors')) console.log(line)
  }
  printTable(tallies)
}

function printTable(tallies: ReadonlyMap<string, Tally>): void {
  console.log('kind\tgold\tanswered\tright\tprecision\trecall\tf1')
  const total: Tally = { nGold: 0, nAnswered: 0, nRight: 0 }
  for (const [kind, tally] of [...tallies].sort(([a], [b]) => a.localeCompare(b))) {
    total.nGold += tally.nGold
    total.nAnswered += tally.nAnswered
    total.nRight += tally.nRight
    console.log(rowOf(kind, tally))
  }
  console.log(rowOf('all', total))
}

function rowOf(kind: string, { nGold, nAnswered, nRight }: Tally): string {
  const percent = (a: number, b: number) => (b ? ((100 * a) / b).toFixed(1) : '-')
  return [
    kind,
    nGold,
    nAnswered,
    nRight,
    percent(nRight, nAnswered),
    percent(nRight, nGold),
    percent(2 * nRight, nAnswered + nGold),
  ].join('\t')
}

const PARTICIPANTS: ReadonlySet<string> = new Set(['person', 'organization'])

/** Adds a document's counts and returns its errors: an anaphor is right if its nearest antecedent is of its chain. */
function scoreDoc(gold: GoldDoc, layer: CoreferenceLayer, tallies: Map<string, Tally>): readonly string[] {
  const byHead = new Map(gold.mentions.map((mention) => [mention.head, mention]))
  const seen = new Set<string>()
  const errors: string[] = []
  const antecedents = antecedentsOf(layer, byHead)
  for (const mention of gold.mentions) {
    const isAnaphor = seen.has(mention.chain)
    seen.add(mention.chain)
    if (!PARTICIPANTS.has(mention.type)) continue
    const answer = antecedents.get(mention.head)
    if (!isAnaphor && !answer) continue
    const kind = kindOf(gold.doc, mention)
    const tally = tallies.get(kind) ?? { nGold: 0, nAnswered: 0, nRight: 0 }
    tallies.set(kind, tally)
    const isRight = answer !== undefined && answer.chain === mention.chain
    if (isAnaphor) tally.nGold += 1
    if (answer) tally.nAnswered += 1
    if (isRight) tally.nRight += 1
    else errors.push(errorLine(gold, mention, answer, isAnaphor))
  }
  return errors
}

/** For every gold head that a mention of ours has: the nearest gold mention before it that we give the same referent. */
function antecedentsOf(
  layer: CoreferenceLayer,
  byHead: ReadonlyMap<number, GoldMention>,
): ReadonlyMap<number, GoldMention> {
  const last = new Map<number, GoldMention>()
  const found = new Map<number, GoldMention>()
  const ordered = layer.mentions
    .map((mention) => ({ mention, gold: goldFor(mention, byHead) }))
    .sort((a, b) => (a.gold?.head ?? a.mention.headTokenIdx) - (b.gold?.head ?? b.mention.headTokenIdx))
  for (const { mention, gold: match } of ordered) {
    if (!match) continue
    for (const idx of mention.referentIdxs) {
      const before = last.get(idx)
      if (before && before !== match && !found.has(match.head)) found.set(match.head, before)
      last.set(idx, match)
    }
  }
  return found
}

function goldFor(
  mention: CoreferenceLayer['mentions'][number],
  byHead: ReadonlyMap<number, GoldMention>,
): GoldMention | undefined {
  const direct = byHead.get(mention.headTokenIdx)
  if (direct) return direct
  for (let i = mention.endTokenIdx - 1; i >= mention.firstTokenIdx; i -= 1) {
    const match = byHead.get(i)
    if (match && match.first <= mention.headTokenIdx && mention.headTokenIdx < match.end) return match
  }
  return undefined
}

function kindOf(doc: ParsedDoc, mention: GoldMention): string {
  const { upos } = doc.tokens[mention.head]!
  return upos === 'PRON' || upos === 'DET' ? 'pronoun' : upos === 'PROPN' ? 'name' : 'nominal'
}

function errorLine(gold: GoldDoc, mention: GoldMention, answer: GoldMention | undefined, isAnaphor: boolean): string {
  const text = (m: GoldMention) =>
    gold.doc.tokens
      .slice(m.first, Math.min(m.end, m.first + 8))
      .map((t) => t.form)
      .join(' ')
  const before = gold.mentions.filter((m) => m.chain === mention.chain && m.head < mention.head).at(-1)
  const context = gold.doc.tokens
    .slice(Math.max(0, mention.head - 8), mention.head + 6)
    .map((t) => t.form)
    .join(' ')
  const want = isAnaphor ? (before ? text(before) : '?') : '(new)'
  return [
    answer ? 'WRONG' : 'MISSED',
    kindOf(gold.doc, mention),
    text(mention),
    `want: ${want}`,
    answer ? `got: ${text(answer)}` : '',
    `| ${context}`,
  ].join('\t')
}

/** Reads GUM's CoNLL-U with entities and coreference from MISC. */
export function readGum(conllu: string): readonly GoldDoc[] {
  return conllu
    .split(/^(?=# newdoc id)/mu)
    .filter((part) => part.trim())
    .map(readGumDoc)
}

interface Reading {
  text: string
  readonly tokens: Token[]
  readonly sents: Sent[]
  readonly misc: string[]
}

function readGumDoc(part: string): GoldDoc {
  const id = /# newdoc id = (.+)/u.exec(part)?.[1] ?? '?'
  const reading: Reading = { text: '', tokens: [], sents: [], misc: [] }
  for (const block of part.split(/\n\n+/u)) readSentence(reading, block)
  const mentions = readMentions(reading)
  const { text, tokens, sents } = reading
  const report: Report = {
    id, origin: id, language: 'en', text, blocks: [{ kind: 'paragraph', start: 0, end: text.length }], problems: [],
  } // biome-ignore format: one record
  return { id, doc: { report, sents, tokens, ents: entsOf(tokens, mentions), problems: [] }, mentions }
}

function readSentence(reading: Reading, block: string): void {
  const lines = block.split('\n').filter((line) => line && !line.startsWith('#'))
  if (lines.length === 0) return
  const offset = reading.tokens.length
  const start = reading.text.length
  let wordEnd = 0
  let isAfterSpace = true
  for (const line of lines) {
    const [idx = '', form = '', lemma = '', upos = '', , feats = '_', head = '0', deprel = '', , misc = '_'] =
      line.split('\t')
    if (idx.includes('.')) continue
    const hasSpace = !/SpaceAfter=No/u.test(misc)
    if (idx.includes('-')) {
      wordEnd = Number(idx.split('-')[1])
      isAfterSpace = hasSpace
      continue
    }
    const at = reading.text.length
    const inWord = Number(idx) <= wordEnd
    reading.text += form + (inWord ? (Number(idx) === wordEnd && isAfterSpace ? ' ' : '') : hasSpace ? ' ' : '')
    const governor = Number(head) === 0 ? -1 : offset + Number(head) - 1
    const token = { form, lemma, upos: upos as Upos, feats, head: governor, deprel, sentIdx: reading.sents.length }
    reading.tokens.push({ start: at, end: at + form.length, ...token })
    reading.misc.push(misc)
  }
  reading.sents.push({
    start,
    end: reading.text.length,
    firstTokenIdx: offset,
    endTokenIdx: reading.tokens.length,
    blockIdx: 0,
  })
}

function readMentions(reading: Reading): GoldMention[] {
  const open = new Map<string, { first: number; type: string; min: number }[]>()
  const found: GoldMention[] = []
  reading.misc.forEach((misc, i) => {
    const field = /(?:^|\|)Entity=([^|]+)/u.exec(misc)?.[1]
    if (!field) return
    for (const [, opening, closing] of field.matchAll(/\(([^()]+)|(\d+(?:\[[^\]]*\])?)?\)/gu)) {
      if (opening !== undefined) {
        const [chain = '', type = '', , , , min = '1'] = opening.split('-')
        const list = open.get(chain) ?? []
        open.set(chain, list)
        list.push({ first: i, type, min: Number(min.split(',')[0]) - 1 })
        if (field.slice(field.indexOf(opening) + opening.length).startsWith(')')) close(open, found, chain, i)
      } else if (closing !== undefined) close(open, found, closing, i)
    }
  })
  return found.sort((a, b) => a.head - b.head || a.first - b.first)
}

function close(
  open: Map<string, { first: number; type: string; min: number }[]>,
  found: GoldMention[],
  chain: string,
  i: number,
): void {
  const begun = open.get(chain)?.pop()
  if (begun)
    found.push({ first: begun.first, end: i + 1, head: Math.min(begun.first + begun.min, i), chain, type: begun.type })
}

const LABELS: ReadonlyMap<string, EntLabel> = new Map([
  ['person', 'PERSON'],
  ['organization', 'ORG'],
  ['place', 'GPE'],
])

/** Names as an entity tagger would give them: the proper nouns around the head of a gold mention. */
function entsOf(tokens: readonly Token[], mentions: readonly GoldMention[]): readonly Ent[] {
  const ents: Ent[] = []
  let end = 0
  for (const mention of mentions) {
    const label = LABELS.get(mention.type)
    if (!label || tokens[mention.head]!.upos !== 'PROPN' || mention.head < end) continue
    let first = mention.head
    let stop = mention.head + 1
    const inName = (i: number) =>
      i >= mention.first && i < mention.end && (tokens[i]!.upos === 'PROPN' || tokens[i]!.form === '-')
    while (label !== 'PERSON' && first > Math.max(end, mention.first) && inName(first - 1)) first -= 1
    while (inName(stop) && (label !== 'PERSON' || tokens[stop]!.deprel === 'flat')) stop += 1
    end = stop
    ents.push({
      start: tokens[first]!.start,
      end: tokens[stop - 1]!.end,
      firstTokenIdx: first,
      endTokenIdx: stop,
      label,
    })
  }
  return ents
}
