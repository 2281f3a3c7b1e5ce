import type { Mention, Token } from '../src/annotate/doc.ts'
import { isNominal } from '../src/annotate/quotations/cues.ts'
import { childrenOf, treeOf } from '../src/annotate/quotations/tree.ts'

/** Relations of words that stand in a noun phrase before or within its name. */
const INNER = /^(?:det|amod|compound|nummod|flat|nmod:poss|case|punct|advmod)/

/**
 * Returns every noun phrase as a mention of nothing known, by the parse alone: what stands for coreference where
 * quotations are tested and evaluated by themselves.
 */
export function nominalMentions(tokens: readonly Token[]): Mention[] {
  const tree = treeOf(tokens)
  const mentions: Mention[] = []
  tokens.forEach((token, headTokenIdx) => {
    const isInner = /^(?:compound|flat|fixed)/.test(token.deprel) && isNominal(tokens[token.head])
    if (!isNominal(token) || isInner) return
    let firstTokenIdx = headTokenIdx
    let endTokenIdx = headTokenIdx + 1
    for (const child of childrenOf(tree, headTokenIdx)) {
      if (!INNER.test(tokens[child]!.deprel) || (tokens[child]!.deprel === 'case' && child < headTokenIdx)) continue
      if (child < headTokenIdx) firstTokenIdx = Math.min(firstTokenIdx, tree.left[child]!)
      else if (tokens[child]!.deprel.startsWith('flat')) endTokenIdx = Math.max(endTokenIdx, tree.right[child]!)
    }
    mentions.push({
      headTokenIdx,
      firstTokenIdx,
      endTokenIdx,
      start: tokens[firstTokenIdx]!.start,
      end: tokens[endTokenIdx - 1]!.end,
      kind: token.upos === 'PRON' ? 'pronoun' : 'nominal',
      referentIdxs: [],
    })
  })
  return mentions
}
