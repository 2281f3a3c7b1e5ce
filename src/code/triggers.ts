import type { ArgumentMap, Arguments } from './argumentMap.ts'
import { type Clauses, memoOf, token } from './clause.ts'
import type { Codebook, Entry } from './codebook.ts'
import { applies, type Failure, failedDemands, makeScope, type Scope, specificity } from './constraints.ts'
import { copularArguments, nounTriggerArguments, verbTriggerArguments, withLastWord } from './triggerArguments.ts'
import type { HeadTriggers, Phrase } from './triggerIndex.ts'
import { likelyNounPhrases, likelyVerbPhrases, nounWords, supportVerb, verbWords, wordsAfter } from './triggerWords.ts'
import { USE } from './vocabulary.ts'

/** A trigger of the codebook found in the text, with the arguments its construction gives it. */
export interface Triggered {
  readonly entry: Entry
  readonly triggerIdx: number
  /** The words of the trigger, the head included, in text order. */
  readonly wordIdxs: readonly number[]
  readonly part: 'verb' | 'noun'
  /** The support verb of a noun trigger ("hold talks"), where there is one. */
  readonly supportIdx: number | undefined
  readonly args: Arguments
  /** How specific the entry is here. */
  readonly weight: number
  /** Position of the trigger among those of its head. */
  readonly order: number
}

/** Why an entry whose trigger is there did not apply; what `explain` prints. */
export interface NearMiss {
  readonly entry: Entry
  readonly triggerIdx: number
  readonly wordIdxs: readonly number[]
  readonly args: Arguments
  readonly failed: readonly Failure[]
  /** As in Triggered. */
  readonly order: number
}

/** The best entry for each trigger of the sentence `[firstIdx, endIdx)`, in text order. */
export function findTriggers(clauses: Clauses, codebook: Codebook, firstIdx: number, endIdx: number): Triggered[] {
  const { uses } = clauses
  const found: Triggered[] = []
  for (let idx = firstIdx; idx < endIdx; idx++) {
    if ((uses[idx]! & USE.trigger) === 0) continue
    const best = bestEntry(matchedAt(clauses, codebook, idx))
    if (best) found.push(best)
  }
  return found
}

/** Every entry that applies at one token. */
export function matchedAt(clauses: Clauses, codebook: Codebook, tokenIdx: number): readonly Triggered[] {
  const known = memoOf(clauses, tokenIdx)
  known.matched ??= findMatches(clauses, codebook, tokenIdx)
  return known.matched
}

function findMatches(clauses: Clauses, codebook: Codebook, tokenIdx: number): readonly Triggered[] {
  const matched: Triggered[] = []
  addCandidates(clauses, codebook, tokenIdx, { matched })
  return matched
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
  if (upos === 'VERB') addVerbs(clauses, codebook, tokenIdx, found)
  else {
    addCopulars(clauses, codebook, tokenIdx, found)
    const triggers =
      upos === 'NOUN' || upos === 'PROPN' ? codebook.nounTriggers[clauses.lemmaNumbers[tokenIdx]!] : undefined
    if (triggers && !isModifier(clauses, tokenIdx)) addNouns(clauses, codebook, { nounIdx: tokenIdx, triggers }, found)
  }
}

/** Triggers of the same words, which are there. */
interface Found {
  /** As in Phrase. */
  readonly entriesAt: number
  readonly triggerIdx: number
  readonly part: 'verb' | 'noun'
  readonly wordIdxs: readonly number[]
}

/** Tries the entries of a phrase: most are passed over by numbers, without a look at them. */
function tryEntries(candidates: Candidates, scope: Scope, found: Found): void {
  const { code } = scope.codebook.demands
  const end = found.entriesAt + 1 + 2 * code[found.entriesAt]!
  for (let at = found.entriesAt + 1; at < end; at += 2) {
    if (applies(scope, code[at]!)) addMatch(candidates, scope, found, at)
    else if (candidates.missed) addMiss(candidates, scope, found, at)
  }
}

function addMatch({ matched }: Candidates, scope: Scope, found: Found, at: number): void {
  const { triggerIdx, part, wordIdxs } = found
  const { args, supportIdx, codebook } = scope
  const entry = entryAt(codebook, at)
  const weight = specificity(scope, codebook.demands.code[at]!)
  matched.push({ entry, triggerIdx, wordIdxs, part, supportIdx, args, weight, order: codebook.demands.code[at + 1]! })
}

function addMiss({ missed }: Candidates, scope: Scope, { triggerIdx, wordIdxs }: Found, at: number): void {
  const entry = entryAt(scope.codebook, at)
  const order = scope.codebook.demands.code[at + 1]!
  missed?.push({ entry, triggerIdx, wordIdxs, args: scope.args, failed: failedDemands(scope, entry), order })
}

/** The entry whose start stands in the program at `at`. */
function entryAt({ entries, demands: { code } }: Codebook, at: number): Entry {
  return entries[code[code[at]!]!]!
}

/** Puts what has been found from `first` on, up to `end`, in the order of the codebook. */
function inOrder(found: { readonly order: number }[], first: number, end = found.length): void {
  // A few that are nearly in order.
  for (let i = first + 1; i < end; i++) {
    const one = found[i]!
    let at = i
    for (; at > first && found[at - 1]!.order > one.order; at--) found[at] = found[at - 1]!
    found[at] = one
  }
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
  return under ? left.copy().set('obj', under) : left
}

const PARTICLES = new Set(['over', 'up', 'out', 'off', 'down', 'back', 'in', 'away'])

/** The arguments less the words of the trigger; the same where none of them is an argument. */
function without(args: Arguments, words: readonly number[]): Arguments {
  let left: ArgumentMap | undefined
  for (let at = 0; at < args.names.length; at++) {
    const name = args.names[at]!
    const indices = args.lists[at]!
    if (!hasCommon(indices, words)) continue
    left ??= args.copy()
    const others = indices.filter((idx) => !words.includes(idx))
    if (others.length > 0) left.set(name, others)
    else left.delete(name)
  }
  return left ?? args
}

function hasCommon(some: readonly number[], others: readonly number[]): boolean {
  for (let i = 0; i < some.length; i++) if (others.includes(some[i]!)) return true
  return false
}

function addVerbs(clauses: Clauses, codebook: Codebook, triggerIdx: number, candidates: Candidates): void {
  const lemmaNumber = clauses.lemmaNumbers[triggerIdx]!
  const place = codebook.verbPlaces[lemmaNumber]!
  if (place === 0) return
  const several = likelyVerbPhrases(clauses, codebook, { lemmaNumber, tokenIdx: triggerIdx })
  const hasAlone = codebook.demands.code[place + 2]! > 0
  if (!hasAlone && several.length === 0) return
  const args = verbTriggerArguments(clauses, triggerIdx)
  const whole = makeScope(clauses, codebook, args)
  if (hasAlone)
    tryEntries(candidates, whole, { entriesAt: place + 2, triggerIdx, part: 'verb', wordIdxs: [triggerIdx] })
  if (several.length === 0) return
  const nMissedAlone = candidates.missed?.length ?? 0
  for (let i = 0; i < several.length; i++) {
    const phrase = several[i]!
    const wordIdxs = verbWords(clauses, triggerIdx, phrase)
    if (!wordIdxs) continue
    // "exchanged fire": the fire is part of the trigger, not what was exchanged.
    const own = ownArguments(clauses, args, wordIdxs)
    const scope = own === args ? whole : makeScope(clauses, codebook, own)
    tryEntries(candidates, scope, { entriesAt: phrase.entriesAt, triggerIdx, part: 'verb', wordIdxs })
  }
  inOrder(candidates.matched, 0)
  if (candidates.missed) inOrder(candidates.missed, nMissedAlone)
}

interface NounHead {
  readonly nounIdx: number
  readonly triggers: HeadTriggers
}

function addNouns(clauses: Clauses, codebook: Codebook, { nounIdx, triggers }: NounHead, candidates: Candidates): void {
  const { matched, missed } = candidates
  const first = matched.length
  const nMissed = missed?.length ?? 0
  const several = likelyNounPhrases(clauses, codebook, nounIdx)
  const scopes: Scope[] = []
  for (const phrase of triggers.alone) {
    const scope = scopeOf(clauses, codebook, nounIdx, phrase, scopes)
    tryEntries(candidates, scope, {
      entriesAt: phrase.entriesAt,
      triggerIdx: nounIdx,
      part: 'noun',
      wordIdxs: [nounIdx],
    })
  }
  const nMissedAlone = missed?.length ?? 0
  for (const phrase of several) {
    const wordIdxs = nounWords(clauses, nounIdx, phrase)
    if (!wordIdxs) continue
    // "a show of force": the force is part of the trigger.
    const whole = scopeOf(clauses, codebook, nounIdx, phrase, scopes)
    const own = without(whole.args, wordIdxs)
    const scope = own === whole.args ? whole : makeScope(clauses, codebook, own, whole.supportIdx)
    tryEntries(candidates, scope, { entriesAt: phrase.entriesAt, triggerIdx: nounIdx, part: 'noun', wordIdxs })
  }
  inOrder(matched, first)
  if (missed === undefined) return
  inOrder(missed, nMissed, nMissedAlone)
  inOrder(missed, nMissedAlone)
}

/** Where the demands of a noun's entries are tried, by the verb that supports the noun for them; one for all entries of one verb. */
function scopeOf(clauses: Clauses, codebook: Codebook, nounIdx: number, { support }: Phrase, scopes: Scope[]): Scope {
  const supportIdx = support.length === 0 ? undefined : supportVerb(clauses, nounIdx, support)
  for (const known of scopes) if (known.supportIdx === supportIdx) return known
  const scope = makeScope(clauses, codebook, nounTriggerArguments(clauses, nounIdx, supportIdx), supportIdx)
  scopes.push(scope)
  return scope
}

/** "be willing to", "be on alert", "be behind the raid": triggers that begin with "be", whose predicate bears a copula. */
function addCopulars(clauses: Clauses, codebook: Codebook, triggerIdx: number, candidates: Candidates): void {
  const copula = clauses.copulaOf[triggerIdx]!
  if (copula < 0) return
  const lemmaNumber = clauses.lemmaNumbers[copula]!
  if (codebook.verbPlaces[lemmaNumber] === 0) return
  const likely = likelyVerbPhrases(clauses, codebook, { lemmaNumber, tokenIdx: copula })
  for (const phrase of likely) {
    if (phrase.before.length > 0) continue
    const rest = wordsAfter(clauses, triggerIdx, copula, phrase.after)
    if (!rest) continue
    const args = copularArguments(clauses, triggerIdx).copy()
    if (!rest.includes(triggerIdx)) args.set('obj', [triggerIdx])
    const wordIdxs = [copula, ...rest]
    const scope = makeScope(clauses, codebook, args)
    tryEntries(candidates, scope, { entriesAt: phrase.entriesAt, triggerIdx, part: 'verb', wordIdxs })
  }
  inOrder(candidates.matched, 0)
  if (candidates.missed) inOrder(candidates.missed, 0)
}

/** Specific beats general: the stronger constraints, then more words, then the finer code, then the order of the codebook. */
function bestEntry(matched: readonly Triggered[]): Triggered | undefined {
  let best = matched[0]
  for (let i = 1; i < matched.length; i++) if (isBetter(matched[i]!, best!)) best = matched[i]
  return best
}

function isBetter(one: Triggered, best: Triggered): boolean {
  const lead =
    one.weight - best.weight ||
    one.wordIdxs.length - best.wordIdxs.length ||
    fineness(one) - fineness(best) ||
    best.entry.order - one.entry.order
  return lead > 0
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
