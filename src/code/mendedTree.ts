import type { Doc, Mention, Token } from '../annotate/index.ts'

/**
 * The document with those edges of its trees mended that its mentions or the order of its words show to be wrong. A phrase has one head. Where two nouns
 * of one mention hang on the same verb outside it ("The ministers of A and B met": "of A" and "B" both under "met"), the
 * phrase's head keeps the place in the clause, the nearer relation of the two, and the other noun goes below it.
 */
export function mendTree(doc: Doc): Doc {
  let tokens: Token[] | undefined
  for (const mention of doc.mentions) {
    if (mention.endTokenIdx - mention.firstTokenIdx < 3) continue
    for (const { tokenIdx, ...edge } of mendedEdges(tokens ?? doc.tokens, mention)) {
      tokens ??= [...doc.tokens]
      tokens[tokenIdx] = { ...tokens[tokenIdx]!, ...edge }
    }
  }
  for (let tokenIdx = 0; tokenIdx < doc.tokens.length; tokenIdx++) {
    const read = tokens ?? doc.tokens
    for (const { tokenIdx: at, ...edge } of [
      ...countedObject(read, tokenIdx),
      ...resumedClause(read, tokenIdx),
      ...joinedVerb(read, tokenIdx),
    ]) {
      tokens ??= [...doc.tokens]
      tokens[at] = { ...tokens[at]!, ...edge }
    }
    const owned = ownedNoun(read, tokenIdx)
    const head = owned ?? tellingClause(read, tokenIdx)
    if (head === undefined) continue
    tokens ??= [...doc.tokens]
    tokens[tokenIdx] = { ...tokens[tokenIdx]!, head, ...(owned === undefined ? {} : { deprel: 'nmod:poss' }) }
  }
  return tokens ? { ...doc, tokens } : doc
}

/** "condemned the launch and stressed the commitment": a past verb is joined to the verb before, not to its object. */
function joinedVerb(tokens: readonly Token[], tokenIdx: number): Edge[] {
  const { deprel, head, upos, feats } = tokens[tokenIdx]!
  if (deprel !== 'conj' || upos !== 'VERB' || head < 0 || head > tokenIdx || !/Tense=Past/.test(feats)) return []
  if (!/^(NOUN|PROPN)$/.test(tokens[head]!.upos) || !/^(obj|obl|nmod)/.test(tokens[head]!.deprel)) return []
  let verb = tokens[head]!.head
  while (verb >= 0 && tokens[verb]!.upos !== 'VERB') verb = tokens[verb]!.head
  return verb < 0 || verb > head ? [] : [{ tokenIdx, head: verb, deprel: 'conj' }]
}

/** "supply up to one million tonnes": "up to" before a number is no particle and no preposition, and the noun it counts is the object. */
function countedObject(tokens: readonly Token[], tokenIdx: number): Edge[] {
  const [up, to, number] = [tokens[tokenIdx], tokens[tokenIdx + 1], tokens[tokenIdx + 2]]
  if (up?.lemma !== 'up' || to?.form !== 'to' || number?.upos !== 'NUM' || to.deprel !== 'case') return []
  const counted = tokens[to.head]!
  if (!counted.deprel.startsWith('obl') || counted.head < 0 || tokens[counted.head]!.upos !== 'VERB') return []
  return [
    { tokenIdx: to.head, head: counted.head, deprel: 'obj' },
    { tokenIdx, head: to.head, deprel: 'advmod' },
    { tokenIdx: tokenIdx + 1, head: to.head, deprel: 'advmod' },
  ]
}

/**
 * "paid tribute to X, who died in jail, and held Y responsible": behind a relative clause between commas the sentence goes on, though
 * parsers join the second verb to the relative clause.
 */
function resumedClause(tokens: readonly Token[], tokenIdx: number): Edge[] {
  const { deprel, head } = tokens[tokenIdx]!
  if (deprel !== 'conj' || head < 0 || !/^(acl:relcl|parataxis|advcl)$/.test(tokens[head]!.deprel)) return []
  const conjunction = tokens.slice(head + 1, tokenIdx).findLastIndex(({ upos }) => upos === 'CCONJ') + head + 1
  let relative = tokens[head]!.head + 1
  while (relative < head && !/PronType=(Rel|Int)/.test(tokens[relative]!.feats)) relative++
  if (conjunction <= head || relative >= head) return []
  if (tokens[conjunction - 1]!.form !== ',' || tokens[relative - 1]?.form !== ',') return []
  let main = tokens[head]!.head
  while (main >= 0 && tokens[main]!.upos !== 'VERB') main = tokens[main]!.head
  return main < 0 ? [] : [{ tokenIdx, head: main, deprel: 'conj' }]
}

/**
 * "Seoul's council expressed regret": what bears the possessive is no subject beside the one it owns. The noun it owns is the
 * next one under the same verb; undefined for all other tokens.
 */
function ownedNoun(tokens: readonly Token[], tokenIdx: number): number | undefined {
  const { deprel, head, sentIdx } = tokens[tokenIdx]!
  if (!isCore(deprel) || !tokens.slice(tokenIdx + 1, tokenIdx + 4).some((t) => t.head === tokenIdx && isPossessive(t)))
    return undefined
  for (let idx = tokenIdx + 2; idx < tokenIdx + MAX_OWNED_REACH && tokens[idx]?.sentIdx === sentIdx; idx++) {
    const next = tokens[idx]!
    if (next.head === head && isCore(next.deprel)) return idx
    if (idx === head) return undefined
  }
  return undefined
}

const MAX_OWNED_REACH = 12

function isPossessive({ form, deprel }: Token): boolean {
  return deprel === 'case' && (form === "'s" || form === '’s' || form === "'" || form === '’')
}

/**
 * "Jets struck the port, killing two, the ministry reported": a participle before the subject of the reporting verb belongs to
 * the clause reported, though parsers hang it on the reporting verb. Undefined for all others.
 */
function tellingClause(tokens: readonly Token[], tokenIdx: number): number | undefined {
  const { deprel, head, feats } = tokens[tokenIdx]!
  if (deprel !== 'advcl' || head < tokenIdx || !/VerbForm=(Ger|Part)/.test(feats)) return undefined
  let reported: number | undefined
  let subject: number | undefined
  for (let idx = tokenIdx - 1; idx >= 0 && tokens[idx]!.sentIdx === tokens[tokenIdx]!.sentIdx; idx--)
    if (tokens[idx]!.head === head && /^(ccomp|parataxis)/.test(tokens[idx]!.deprel)) reported = idx
  for (let idx = tokenIdx + 1; idx < head; idx++)
    if (tokens[idx]!.head === head && tokens[idx]!.deprel === 'nsubj') subject = idx
  return subject === undefined ? undefined : reported
}

interface Edge {
  readonly tokenIdx: number
  readonly head: number
  readonly deprel: string
}

function mendedEdges(tokens: readonly Token[], mention: Mention): Edge[] {
  const { headTokenIdx, firstTokenIdx, endTokenIdx } = mention
  const head = tokens[headTokenIdx]!
  if (head.head < 0 || isInside(head.head)) return []
  for (let idx = headTokenIdx + 1; idx < endTokenIdx; idx++) {
    const { head: governor, deprel, upos } = tokens[idx]!
    if (governor !== head.head || (upos !== 'NOUN' && upos !== 'PROPN') || !isArgument(deprel)) continue
    const isConjunct = tokens[idx - 1]?.upos === 'CCONJ' || tokens[idx - 1]?.form === ','
    const kept = isCore(head.deprel) ? head.deprel : deprel
    const before = lastNoun(idx)
    return [
      { tokenIdx: headTokenIdx, head: head.head, deprel: kept },
      { tokenIdx: idx, head: isConjunct ? before : headTokenIdx, deprel: isConjunct ? 'conj' : 'nmod' },
    ]
  }
  return []

  function isInside(idx: number): boolean {
    return idx >= firstTokenIdx && idx < endTokenIdx
  }

  /** The noun that a conjunct at `idx` is joined to: the last one before it whose own head lies in the phrase. */
  function lastNoun(idx: number): number {
    for (let i = idx - 1; i > headTokenIdx; i--) {
      const { upos, head: governor } = tokens[i]!
      if ((upos === 'NOUN' || upos === 'PROPN') && isInside(governor)) return i
    }
    return headTokenIdx
  }
}

function isArgument(deprel: string): boolean {
  return isCore(deprel) || /^(obl|nmod|conj|appos)/.test(deprel)
}

function isCore(deprel: string): boolean {
  return /^(nsubj|obj|iobj)/.test(deprel)
}
