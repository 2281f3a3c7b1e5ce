import { type Arguments, type Clauses, remember, token } from './clause.ts'
import type { Codebook, Entry } from './codebook.ts'
import { applies, type Failure, failedDemands, type Scope, specificity } from './constraints.ts'
import { copularArguments, nounTriggerArguments, verbTriggerArguments, withLastWord } from './triggerArguments.ts'
import type { HeadTriggers } from './triggerIndex.ts'
import {
  likelyNounTriggers,
  likelyVerbTriggers,
  nounWords,
  supportVerb,
  verbWords,
  wordsAfter,
} from './triggerWords.ts'

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
  /** How specific the entry is here. */
  readonly weight: number
}

/** Why an entry whose trigger is there did not apply; what `explain` prints. */
export interface NearMiss {
  readonly entry: Entry
  readonly triggerIdx: number
  readonly wordIdxs: readonly number[]
  readonly args: Arguments
  readonly failed: readonly Failure[]
}

/** The best entry for each trigger of the sentence `[firstIdx, endIdx)`, in text order. */
export function findTriggers(clauses: Clauses, codebook: Codebook, firstIdx: number, endIdx: number): Triggered[] {
  const found: Triggered[] = []
  for (let idx = firstIdx; idx < endIdx; idx++) {
    if (!mayTrigger(clauses, codebook, idx)) continue
    const best = bestEntry(matchedAt(clauses, codebook, idx))
    if (best) found.push(best)
  }
  return found
}

/** Whether a word is one that triggers may have for head. */
function mayTrigger(clauses: Clauses, { verbTriggers, nounTriggers }: Codebook, tokenIdx: number): boolean {
  const { upos } = token(clauses, tokenIdx)
  if (upos === 'VERB') return verbTriggers.has(clauses.lemmas[tokenIdx]!)
  if (clauses.copulaOf.has(tokenIdx)) return true
  return (upos === 'NOUN' || upos === 'PROPN') && nounTriggers.has(clauses.lemmas[tokenIdx]!)
}

/** Every entry that applies at one token. */
export function matchedAt(clauses: Clauses, codebook: Codebook, tokenIdx: number): readonly Triggered[] {
  return remember(clauses.memo.matched, tokenIdx, () => {
    const matched: Triggered[] = []
    addCandidates(clauses, codebook, tokenIdx, { matched })
    return matched
  })
}

interface Candidates {
  readonly matched: Triggered[]
  /** Absent where nobody asks. */
  readonly missed?: NearMiss[]
}

/** Every entry triggered at one token: those that apply, and those that fail with what they fail on. */
export function candidatesAt(clauses: Clauses, codebook: Codebook, tokenIdx: number): Required<Candidates> {
  const found = { matched: [], missed: [] }
  addCandidates(clauses, codebook, tokenIdx, found)
  return found
}

function addCandidates(clauses: Clauses, codebook: Codebook, tokenIdx: number, found: Candidates): void {
  const { upos } = token(clauses, tokenIdx)
  const key = clauses.lemmas[tokenIdx]!
  if (upos === 'VERB') addVerbs(clauses, codebook, tokenIdx, found)
  else {
    addCopulars(clauses, codebook, tokenIdx, found)
    const triggers = upos === 'NOUN' || upos === 'PROPN' ? codebook.nounTriggers.get(key) : undefined
    if (triggers && !isModifier(clauses, tokenIdx)) addNouns(clauses, codebook, { nounIdx: tokenIdx, triggers }, found)
  }
}

/** Tries one entry whose words are there. */
function tryEntry(
  found: Candidates,
  scope: Scope,
  { entry, triggerIdx, part }: Pick<Triggered, 'entry' | 'triggerIdx' | 'part'>,
  wordIdxs: readonly number[],
): void {
  const { args, supportIdx } = scope
  if (!applies(scope, entry)) {
    found.missed?.push({ entry, triggerIdx, wordIdxs, args, failed: failedDemands(scope, entry) })
    return
  }
  const weight = specificity(scope, entry)
  found.matched.push(
    supportIdx === undefined
      ? { entry, triggerIdx, wordIdxs, part, args, weight }
      : { entry, triggerIdx, wordIdxs, part, supportIdx, args, weight },
  )
}

function makeScope(clauses: Clauses, codebook: Codebook, args: Arguments, supportIdx?: number): Scope {
  const { nDemands, wordBits, argumentBits } = codebook
  const { memo } = clauses
  if (memo.tried.length < nDemands) memo.tried = new Int32Array(nDemands)
  memo.nScopes += 1
  let there = supportIdx === undefined ? 0 : (argumentBits.get('support') ?? 0)
  for (const name of args.keys()) there |= argumentBits.get(name) ?? 0
  return { clauses, args, supportIdx, missing: ~there, wordBits, tried: memo.tried, id: memo.nScopes }
}

/**
 * The arguments of a trigger of several words, its own words left out. "handed over the hostages": where the parse takes the particle
 * for a preposition, what stands under it is the object.
 */
function ownArguments(clauses: Clauses, args: Arguments, words: readonly number[]): Arguments {
  const left = withLastWord(clauses, without(args, words), words)
  if (left.has('obj')) return left
  const particle = words.find((idx) => PARTICLES.has(clauses.lemmas[idx]!) && token(clauses, idx).deprel === 'case')
  const under = particle === undefined ? undefined : left.get(clauses.lemmas[particle]!)
  return under ? new Map(left).set('obj', under) : left
}

const PARTICLES = new Set(['over', 'up', 'out', 'off', 'down', 'back', 'in', 'away'])

function without(args: Arguments, words: readonly number[]): Map<string, readonly number[]> {
  const left = new Map<string, readonly number[]>()
  for (const [name, indices] of args) {
    const others = indices.some((idx) => words.includes(idx)) ? indices.filter((idx) => !words.includes(idx)) : indices
    if (others.length > 0) left.set(name, others)
  }
  return left
}

function addVerbs(clauses: Clauses, codebook: Codebook, triggerIdx: number, found: Candidates): void {
  const triggers = codebook.verbTriggers.get(clauses.lemmas[triggerIdx]!)
  if (!triggers) return
  const likely = likelyVerbTriggers(clauses, triggers, triggerIdx)
  if (likely.length === 0) return
  const args = verbTriggerArguments(clauses, triggerIdx)
  const scope = makeScope(clauses, codebook, args)
  // Most triggers that are the verb alone are passed over by what their entries need, without a look at them.
  const needs = likely === triggers.alone && !found.missed ? triggers.needs : undefined
  for (const [i, trigger] of likely.entries()) {
    if (needs && (needs[i]! & scope.missing) !== 0) continue
    const wordIdxs = verbWords(clauses, triggerIdx, trigger)
    if (!wordIdxs) continue
    // "exchanged fire": the fire is part of the trigger, not what was exchanged.
    const own = wordIdxs.length > 1 ? makeScope(clauses, codebook, ownArguments(clauses, args, wordIdxs)) : scope
    tryEntry(found, own, { entry: trigger.entry, triggerIdx, part: 'verb' }, wordIdxs)
  }
}

interface NounHead {
  readonly nounIdx: number
  readonly triggers: HeadTriggers
}

function addNouns(clauses: Clauses, codebook: Codebook, { nounIdx, triggers }: NounHead, found: Candidates): void {
  const scopes = new Map<number | undefined, Scope>()
  for (const trigger of likelyNounTriggers(clauses, triggers, nounIdx)) {
    const wordIdxs = nounWords(clauses, nounIdx, trigger)
    if (!wordIdxs) continue
    const supportIdx = supportVerb(clauses, nounIdx, trigger.entry)
    let scope = scopes.get(supportIdx)
    if (!scope) {
      scope = makeScope(clauses, codebook, nounTriggerArguments(clauses, nounIdx, supportIdx), supportIdx)
      scopes.set(supportIdx, scope)
    }
    // "a show of force": the force is part of the trigger.
    const own = wordIdxs.length > 1 ? makeScope(clauses, codebook, without(scope.args, wordIdxs), supportIdx) : scope
    tryEntry(found, own, { entry: trigger.entry, triggerIdx: nounIdx, part: 'noun' }, wordIdxs)
  }
}

/** "be willing to", "be on alert", "be behind the raid": triggers that begin with "be", whose predicate bears a copula. */
function addCopulars(clauses: Clauses, codebook: Codebook, triggerIdx: number, found: Candidates): void {
  const copula = clauses.copulaOf.get(triggerIdx)
  const triggers = copula === undefined ? undefined : codebook.verbTriggers.get('be')
  if (copula === undefined || !triggers) return
  for (const { entry, headPos, after } of likelyVerbTriggers(clauses, triggers, copula)) {
    if (headPos !== 0 || after.length === 0) continue
    const wordIdxs = wordsAfter(clauses, triggerIdx, copula, after)
    if (!wordIdxs) continue
    const args = new Map(copularArguments(clauses, triggerIdx))
    if (!wordIdxs.includes(triggerIdx)) args.set('obj', [triggerIdx])
    tryEntry(found, makeScope(clauses, codebook, args), { entry, triggerIdx, part: 'verb' }, [copula, ...wordIdxs])
  }
}

/** Specific beats general: the stronger constraints, then more words, then the finer code, then the order of the codebook. */
function bestEntry(matched: readonly Triggered[]): Triggered | undefined {
  if (matched.length < 2) return matched[0]
  return [...matched].sort(
    (a, b) =>
      b.weight - a.weight ||
      b.wordIdxs.length - a.wordIdxs.length ||
      fineness(b) - fineness(a) ||
      a.entry.order - b.entry.order,
  )[0]
}

/** CAMEO's codes in 0 are for acts of the root that no other code names; more digits tell more. */
function fineness({ entry }: Triggered): number {
  const { cameo } = entry.gives
  return cameo.endsWith('0') ? 0 : cameo.length
}

/** "test site", "peace talks venue": a noun that only modifies another names no act. */
function isModifier(clauses: Clauses, nounIdx: number): boolean {
  const { deprel, head, upos } = token(clauses, nounIdx)
  if (deprel === 'compound' || deprel === 'amod' || deprel === 'flat') return head > nounIdx || upos === 'PROPN'
  return false
}
