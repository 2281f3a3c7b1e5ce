import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { entriesFor, type Gazetteer, titleAt } from '../src/annotate/gazetteer.ts'
import type { NameSent, NameToken } from '../src/annotate/names/describe.ts'
import { NAME_LABELS, type NameLabel, stateOf } from '../src/annotate/names/labels.ts'
import { cleaned } from './namesclean.ts'

/** A document with the true state of every token. */
export interface NamesDocument {
  readonly set: string
  readonly id: string
  readonly tokens: readonly NameToken[]
  readonly sents: readonly NameSent[]
  readonly states: Uint8Array
}

/** A name by its words in one sentence. */
export interface NameSpan {
  readonly first: number
  readonly end: number
  readonly label: NameLabel
}

/** One line of the file that names-silver.py writes. */
interface Silver {
  readonly set: string
  readonly doc: string
  readonly tokens: readonly string[]
  readonly tags: readonly string[]
  readonly ents: readonly (readonly [first: number, end: number, label: string])[]
}

export interface NamesSentence {
  readonly doc: string
  readonly words: readonly string[]
  readonly tags: readonly string[]
  readonly spans: readonly NameSpan[]
}

/** All sets of `dataDir` with gold labels where a set has them and the teacher's where it has none. */
export function readNamesData(dataDir: string, silverFile: string, gazetteer: Gazetteer): NamesDocument[] {
  const silver = readFileSync(silverFile, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Silver)
  const byText = new Map(silver.map((row) => [row.tokens.join(' '), row]))
  const documents: NamesDocument[] = []
  for (const part of ['train', 'dev']) {
    documents.push(...group(`ewt-${part}`, readUner(join(dataDir, 'ner', `uner_ewt-${part}.iob2`), byText, gazetteer)))
    documents.push(...group(`gum-${part}`, readGum(join(dataDir, 'ud', `en_gum-${part}.conllu`), byText, gazetteer)))
  }
  documents.push(...group('wikigold', readWikigold(join(dataDir, 'ner', 'wikigold.conll.txt'), byText, gazetteer)))
  for (const set of ['wikinews', ...RE3D]) {
    const rows = silver.filter((row) => row.set === set)
    const sentences = rows.map((row) => ({ doc: row.doc, words: row.tokens, tags: row.tags, spans: taught(row) }))
    documents.push(...group(set, sentences, (document) => cleaned(document, gazetteer)))
  }
  return documents
}

/** The folders of re3d whose licence allows shipped weights (public domain, OGL 3.0, CC BY 3.0 AU, CC BY-SA 3.0). */
const RE3D = [
  'CENTCOM',
  'US State Department',
  'UK Government',
  'Australian Department of Foreign Affairs',
  'Wikipedia',
].map((folder) => `re3d/${folder}`)

function group(
  set: string,
  sentences: readonly NamesSentence[],
  put: (document: readonly NamesSentence[]) => readonly NamesSentence[] = (document) => document,
): NamesDocument[] {
  const documents: NamesDocument[] = []
  for (let from = 0; from < sentences.length; ) {
    let to = from
    while (to < sentences.length && sentences[to]!.doc === sentences[from]!.doc) to += 1
    documents.push(makeDocument(set, put(sentences.slice(from, to))))
    from = to
  }
  return documents
}

/** A document of sentences with their names. */
export function makeDocument(set: string, sentences: readonly NamesSentence[]): NamesDocument {
  const tokens: NameToken[] = []
  const sents: NameSent[] = []
  const names: NameSpan[] = []
  for (const { words, tags, spans } of sentences) {
    const base = tokens.length
    for (const [i, form] of words.entries()) tokens.push({ form, upos: tags[i] ?? 'X' })
    sents.push({ firstTokenIdx: base, endTokenIdx: tokens.length })
    for (const { first, end, label } of spans) names.push({ first: base + first, end: base + end, label })
  }
  const states = new Uint8Array(tokens.length)
  for (const { first, end, label } of names) {
    for (let i = first; i < end; i += 1) states[i] = stateOf(NAME_LABELS.indexOf(label), i - first, end - first)
  }
  return { set, id: sentences[0]!.doc, tokens, sents, states }
}

const TAUGHT: ReadonlySet<string> = new Set(NAME_LABELS)

/** The teacher's names in our form: without article and possessive, which OntoNotes puts inside. */
function taught(row: Silver): NameSpan[] {
  return row.ents.filter(([, , label]) => TAUGHT.has(label)).flatMap(([from, to, label]) => {
    let [first, end] = [from, to]
    if (/^(the|a|an)$/iu.test(row.tokens[first] ?? '')) first += 1
    while (end > first && /^(['’]s?|,|\.|")$/u.test(row.tokens[end - 1] ?? '')) end -= 1
    return end > first ? [{ first, end, label: label as NameLabel }] : []
  }) // biome-ignore format: reads better in one piece
}

/** UNER has PER, ORG and LOC; places are split, and nationalities added, by teacher and gazetteer. */
function readUner(file: string, byText: ReadonlyMap<string, Silver>, gazetteer: Gazetteer): NamesSentence[] {
  const sentences: NamesSentence[] = []
  let doc = ''
  let words: string[] = []
  let tags: string[] = []
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (line.startsWith('# newdoc')) doc = line
    else if (line.startsWith('#')) continue
    else if (line !== '') {
      const cells = line.split('\t')
      words.push(cells[1]!)
      tags.push(cells[2]!)
    } else if (words.length > 0) {
      sentences.push(mapped(doc, words, spansOfTags(tags), byText, gazetteer))
      words = []
      tags = []
    }
  }
  return sentences
}

function readWikigold(file: string, byText: ReadonlyMap<string, Silver>, gazetteer: Gazetteer): NamesSentence[] {
  const sentences: NamesSentence[] = []
  let [doc, words, tags]: [number, string[], string[]] = [0, [], []]
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (line.startsWith('-DOCSTART-')) doc += 1
    else if (line.trim() !== '') {
      words.push(line.split(' ')[0]!)
      tags.push(line.split(' ')[1]!)
    } else if (words.length > 0) {
      sentences.push(mapped(`wikigold-${doc}`, words, spansOfTags(tags), byText, gazetteer))
      words = []
      tags = []
    }
  }
  return sentences
}

interface RawSpan {
  readonly first: number
  readonly end: number
  readonly type: string
}

/** Spans of IOB2 or IO tags. */
function spansOfTags(tags: readonly string[]): RawSpan[] {
  const spans: RawSpan[] = []
  let first = -1
  for (let i = 0; i <= tags.length; i += 1) {
    const tag = tags[i] ?? 'O'
    const type = first < 0 ? '' : tags[first]!.slice(2)
    if (first >= 0 && (tag[0] !== 'I' || tag.slice(2) !== type)) {
      if (type !== 'O') spans.push({ first, end: i, type })
      first = -1
    }
    if (tag[0] === 'B' || (tag[0] === 'I' && first < 0)) first = i
  }
  return spans
}

/** Our labels for spans of PER, ORG, LOC and MISC or OTH. */
function mapped(
  doc: string,
  words: readonly string[],
  raw: readonly RawSpan[],
  byText: ReadonlyMap<string, Silver>,
  gazetteer: Gazetteer,
): NamesSentence {
  const row = byText.get(words.join(' '))
  const advice = row ? taught(row) : []
  const spans: NameSpan[] = []
  const taken = new Set<number>()
  for (const { first, end, type } of raw) {
    let label: NameLabel | undefined
    if (type === 'PER') label = 'PERSON'
    else if (type === 'ORG') label = 'ORG'
    else if (type === 'LOC') label = placeLabel(words.slice(first, end).join(' '), first, end, advice, gazetteer)
    if (!label) continue
    spans.push({ first, end, label })
    for (let i = first; i < end; i += 1) taken.add(i)
  }
  for (const span of peoplesOf(words, advice, gazetteer)) {
    let isFree = true
    for (let i = span.first; i < span.end; i += 1) if (taken.has(i)) isFree = false
    if (isFree) spans.push(span)
  }
  return { doc, words, tags: row?.tags ?? [], spans }
}

const FACILITY =
  /\b(airport|station|bridge|hotel|inn|museum|hospital|school|stadium|tower|palace|prison|building|restaurant|grill|park|mall|center|centre|church|cathedral|mosque|base|house|hall|library|theatre|theater|street|avenue|road|highway|square|cafe|bar|club|shop|store|pizza|salon|dam|port)\b/iu

/** Which kind of place a span is: by gazetteer, the teacher, the last word. */
function placeLabel(
  text: string,
  first: number,
  end: number,
  advice: readonly NameSpan[],
  gazetteer: Gazetteer,
): NameLabel {
  const known = entriesFor(gazetteer, text)[0]?.label
  if (known === 'GPE' || known === 'LOC' || known === 'FAC') return known
  const told = advice.find((span) => span.first < end && span.end > first)?.label
  if (told === 'GPE' || told === 'LOC' || told === 'FAC') return told
  if (FACILITY.test(text) || told === 'ORG') return 'FAC'
  return 'GPE'
}

/** Nationalities, faiths and camps: the teacher's, and the gazetteer's adjectives that are nothing else. */
function peoplesOf(words: readonly string[], advice: readonly NameSpan[], gazetteer: Gazetteer): NameSpan[] {
  const spans = advice.filter((span) => span.label === 'NORP')
  words.forEach((word, i) => {
    if (spans.some((span) => span.first <= i && i < span.end)) return
    const entry = entriesFor(gazetteer, word)[0]
    if (entry?.label === 'NORP' && !entry.isAmbiguous) spans.push({ first: i, end: i + 1, label: 'NORP' })
  })
  return spans
}

interface GumWord {
  readonly form: string
  readonly upos: string
  readonly head: number
}

interface GumMention {
  readonly first: number
  readonly end: number
  readonly type: string
}

/** GUM marks every noun phrase; names are those whose head is a proper noun, less titles and modifiers. */
function readGum(file: string, byText: ReadonlyMap<string, Silver>, gazetteer: Gazetteer): NamesSentence[] {
  const sentences: NamesSentence[] = []
  let doc = ''
  let words: GumWord[] = []
  let mentions: GumMention[] = []
  const open = new Map<string, { first: number; type: string }[]>()
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (line.startsWith('# newdoc')) doc = line.split('=')[1]!.trim()
    else if (line.startsWith('#')) continue
    else if (line !== '') {
      const cells = line.split('\t')
      if (!/^\d+$/u.test(cells[0]!)) continue
      words.push({ form: cells[1]!, upos: cells[3]!, head: Number(cells[6]) - 1 })
      readMentions(/Entity=([^|]*)/u.exec(cells[9]!)?.[1] ?? '', words.length - 1, open, mentions)
    } else if (words.length > 0) {
      sentences.push(gumSentence(doc, words, mentions, byText, gazetteer))
      words = []
      mentions = []
      open.clear()
    }
  }
  return sentences
}

/** Reads `(1-person-…`, `1)` and `(2-place-…)` in their nesting. */
function readMentions(
  cell: string,
  at: number,
  open: Map<string, { first: number; type: string }[]>,
  mentions: GumMention[],
): void {
  for (const [part] of cell.matchAll(/\([^()]*\)?|\d+\)/gu)) {
    if (part.startsWith('(')) {
      const [id = '', type = ''] = part.slice(1).split('-')
      if (part.endsWith(')')) mentions.push({ first: at, end: at + 1, type })
      else open.set(id, [...(open.get(id) ?? []), { first: at, type }])
    } else {
      const begun = open.get(part.slice(0, -1))?.pop()
      if (begun) mentions.push({ first: begun.first, end: at + 1, type: begun.type })
    }
  }
}

function gumSentence(
  doc: string,
  words: readonly GumWord[],
  mentions: readonly GumMention[],
  byText: ReadonlyMap<string, Silver>,
  gazetteer: Gazetteer,
): NamesSentence {
  const forms = words.map((word) => word.form)
  const row = byText.get(forms.join(' '))
  const advice = row ? taught(row) : []
  const names = mentions
    .flatMap((mention) => nameInside(words, mention, gazetteer))
    .map((span) => {
      const text = forms.slice(span.first, span.end).join(' ')
      return span.type === 'place'
        ? { ...span, label: placeLabel(text, span.first, span.end, advice, gazetteer) }
        : span
    })
  const spans: NameSpan[] = []
  for (const span of [...names, ...peoplesOf(forms, advice, gazetteer)].sort(
    (a, b) => b.end - b.first - (a.end - a.first),
  )) {
    if (!spans.some((other) => other.first < span.end && span.first < other.end))
      spans.push({ first: span.first, end: span.end, label: span.label })
  }
  return { doc, words: forms, tags: row?.tags ?? words.map((word) => word.upos), spans }
}

const GUM_LABELS: Readonly<Record<string, NameLabel>> = { person: 'PERSON', organization: 'ORG', place: 'GPE' }

/** The name that a noun phrase with a proper noun for its head has: its capitalised words around the head. */
function nameInside(
  words: readonly GumWord[],
  mention: GumMention,
  gazetteer: Gazetteer,
): (NameSpan & { type: string })[] {
  const label = GUM_LABELS[mention.type]
  let head = mention.first
  for (let i = mention.first; i < mention.end; i += 1) {
    const up = words[i]!.head
    if (up < mention.first || up >= mention.end) head = i
  }
  if (!label || words[head]!.upos !== 'PROPN') return []
  const isName = (i: number): boolean =>
    i >= mention.first &&
    i < mention.end &&
    (words[i]!.upos === 'PROPN' || (/^\p{Lu}/u.test(words[i]!.form) && !/^(The|A|An|His|Her)$/u.test(words[i]!.form)))
  const isLink = (i: number): boolean =>
    i > mention.first && i < mention.end - 1 && /^(of|for|the|and|&|-|de|la|al|el|[.'’]s?)$/u.test(words[i]!.form)
  let first = head
  while (isName(first - 1) || (isLink(first - 1) && words[first - 1]!.form === '-' && isName(first - 2))) first -= 1
  let end = head + 1
  for (;;) {
    if (isName(end)) end += 1
    else if (isLink(end) && words[end]!.form !== 'and' && isName(end + 1)) end += 2
    else if (isLink(end) && isLink(end + 1) && isName(end + 2)) end += 3
    else break
  }
  if (label === 'PERSON') first = afterTitles(words, first, end, gazetteer)
  return [{ first, end, label, type: mention.type }]
}

/** The first word after countries and titles that stand before a person's name. */
function afterTitles(words: readonly GumWord[], from: number, end: number, gazetteer: Gazetteer): number {
  let first = from
  for (let i = from; i < end - 1; i += 1) {
    const title = titleAt(gazetteer, words, i, end)
    if (title && title.endTokenIdx < end) {
      first = title.endTokenIdx
      i = first - 1
    }
  }
  return first
}
