import type { Report } from '../../src/acquire/index.ts'
import type { Ent, EntLabel, ParsedDoc, Sent, Token, Upos } from '../../src/annotate/index.ts'

/** A gold mention: its tokens, its head, its chain and what sort of thing it is. */
export interface GoldMention {
  readonly first: number
  readonly end: number
  readonly head: number
  readonly chain: string
  readonly type: string
}

export interface GoldDoc {
  readonly id: string
  readonly doc: ParsedDoc
  readonly mentions: readonly GoldMention[]
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
