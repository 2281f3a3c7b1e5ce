import type { CoreferenceLayer } from '../../src/annotate/coreference/resolve.ts'
import type { ParsedDoc } from '../../src/annotate/index.ts'
import type { GoldDoc, GoldMention } from './gum.ts'
import type { Tally } from './tally.ts'

const PARTICIPANTS: ReadonlySet<string> = new Set(['person', 'organization'])

/** Adds a document's counts and returns its errors: an anaphor is right if its nearest antecedent is of its chain. */
export function scoreDoc(gold: GoldDoc, layer: CoreferenceLayer, tallies: Map<string, Tally>): readonly string[] {
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
