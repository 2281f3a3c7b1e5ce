import type { Clauses } from './clause.ts'
import { type Arguments, dependents, token } from './clause.ts'
import type { Codebook, Entry } from './codebook.ts'
import { type Failure, failedConstraint, specificity } from './constraints.ts'
import { copularArguments, nounTriggerArguments, verbTriggerArguments } from './triggerArguments.ts'
import { nounWords, supportVerb, verbWords, wordsAfter } from './triggerWords.ts'

/** A trigger of the codebook found in the text, with the arguments its construction gives it. */
export interface Triggered {
  readonly entry: Entry
  readonly triggerIdx: number
  /** The words of the trigger, the head included, in text order. */
  readonly wordIdxs: readonly number[]
  readonly part: 'verb' | 'noun'
  /** The support verb of a noun trigger ("hold talks"), where there is one. */
  readonly supportIdx?: number
  readonly args: Arguments
}

/** Why an entry whose trigger is there did not apply; what `explain` prints. */
export interface NearMiss {
  readonly entry: Entry
  readonly triggerIdx: number
  readonly failed: Failure
}

/** The best entry for each trigger of the sentence `[firstIdx, endIdx)`, in text order. */
export function findTriggers(clauses: Clauses, codebook: Codebook, firstIdx: number, endIdx: number): Triggered[] {
  const found: Triggered[] = []
  for (let idx = firstIdx; idx < endIdx; idx++) {
    const best = bestEntry(clauses, candidatesAt(clauses, codebook, idx).matched)
    if (best) found.push(best)
  }
  return found
}

/** Every entry triggered at one token: those that apply, and those that fail with the constraint they fail on. */
export function candidatesAt(
  clauses: Clauses,
  codebook: Codebook,
  tokenIdx: number,
): { matched: Triggered[]; missed: NearMiss[] } {
  const matched: Triggered[] = []
  const missed: NearMiss[] = []
  for (const triggered of triggersAt(clauses, codebook, tokenIdx)) {
    const failed = failedConstraint(clauses, triggered)
    if (failed === undefined) matched.push(triggered)
    else missed.push({ entry: triggered.entry, triggerIdx: tokenIdx, failed })
  }
  return { matched, missed }
}

function triggersAt(clauses: Clauses, codebook: Codebook, tokenIdx: number): Triggered[] {
  const { upos } = token(clauses, tokenIdx)
  const found: Triggered[] = []
  const key = clauses.lemmas[tokenIdx]!
  if (upos === 'VERB') {
    const triggers = codebook.verbTriggers.get(key)
    if (!triggers) return found
    let args: Arguments | undefined
    for (const trigger of triggers) {
      const wordIdxs = verbWords(clauses, tokenIdx, trigger)
      if (!wordIdxs) continue
      args ??= verbTriggerArguments(clauses, tokenIdx)
      found.push({ entry: trigger.entry, triggerIdx: tokenIdx, wordIdxs, part: 'verb', args })
    }
    return found
  }
  found.push(...copularTriggers(clauses, codebook, tokenIdx))
  if ((upos !== 'NOUN' && upos !== 'PROPN') || !codebook.nounTriggers.has(key) || isModifier(clauses, tokenIdx))
    return found
  const argsBySupport = new Map<number | undefined, Arguments>()
  for (const trigger of codebook.nounTriggers.get(key) ?? []) {
    const wordIdxs = nounWords(clauses, tokenIdx, trigger)
    if (!wordIdxs) continue
    const supportIdx = supportVerb(clauses, tokenIdx, trigger.entry)
    const args = argsBySupport.get(supportIdx) ?? nounTriggerArguments(clauses, tokenIdx, supportIdx)
    argsBySupport.set(supportIdx, args)
    found.push({
      entry: trigger.entry,
      triggerIdx: tokenIdx,
      wordIdxs,
      part: 'noun',
      ...(supportIdx === undefined ? {} : { supportIdx }),
      args,
    })
  }
  return found
}

/** "be willing to", "be on alert", "be behind the raid": triggers that begin with "be", whose predicate bears a copula. */
function copularTriggers(clauses: Clauses, codebook: Codebook, tokenIdx: number): Triggered[] {
  const copula = dependents(clauses, tokenIdx, 'cop').find((idx) => token(clauses, idx).lemma === 'be')
  if (copula === undefined) return []
  const found: Triggered[] = []
  for (const { entry, words, headPos } of codebook.verbTriggers.get('be') ?? []) {
    if (headPos !== 0 || words.length === 1) continue
    const wordIdxs = wordsAfter(clauses, tokenIdx, copula, words.slice(1))
    if (!wordIdxs) continue
    const args = new Map(copularArguments(clauses, tokenIdx))
    if (!wordIdxs.includes(tokenIdx)) args.set('obj', [tokenIdx])
    found.push({ entry, triggerIdx: tokenIdx, wordIdxs: [copula, ...wordIdxs], part: 'verb', args })
  }
  return found
}

/** Specific beats general: the stronger constraints, then more words, then the order of the codebook. */
function bestEntry(clauses: Clauses, matched: readonly Triggered[]): Triggered | undefined {
  if (matched.length < 2) return matched[0]
  return matched
    .map((triggered) => ({ triggered, weight: specificity(clauses, triggered) }))
    .sort(
      (a, b) =>
        b.weight - a.weight ||
        b.triggered.wordIdxs.length - a.triggered.wordIdxs.length ||
        a.triggered.entry.order - b.triggered.entry.order,
    )[0]?.triggered
}

/** "test site", "peace talks venue": a noun that only modifies another names no act. */
function isModifier(clauses: Clauses, nounIdx: number): boolean {
  const { deprel, head, upos } = token(clauses, nounIdx)
  if (deprel === 'compound' || deprel === 'amod' || deprel === 'flat') return head > nounIdx || upos === 'PROPN'
  return false
}
