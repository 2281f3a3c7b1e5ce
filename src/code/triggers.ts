import {
  type Arguments,
  argumentsOf,
  type Clauses,
  coordinated,
  dependents,
  isPassive,
  prepositionOf,
  subtree,
  token,
} from './clause.ts'
import type { Codebook, Constraint, Entry, Trigger } from './codebook.ts'
import { participantsAt } from './participants.ts'

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
  readonly failed: string
}

/** The best entry for each trigger of the sentence `[firstIdx, endIdx)`, in text order. */
export function findTriggers(clauses: Clauses, codebook: Codebook, firstIdx: number, endIdx: number): Triggered[] {
  const found: Triggered[] = []
  for (let idx = firstIdx; idx < endIdx; idx++) {
    const best = bestEntry(candidatesAt(clauses, codebook, idx).matched)
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
  const { upos, lemma } = token(clauses, tokenIdx)
  const matched: Triggered[] = []
  const missed: NearMiss[] = []
  const part = upos === 'VERB' ? 'verb' : upos === 'NOUN' || upos === 'PROPN' ? 'noun' : undefined
  if (!part) return { matched, missed }
  const triggers = (part === 'verb' ? codebook.verbTriggers : codebook.nounTriggers).get(lemma.toLowerCase())
  if (!triggers || (part === 'noun' && isModifier(clauses, tokenIdx))) return { matched, missed }
  const args = part === 'verb' ? withObjectPhrases(clauses, argumentsOf(clauses, tokenIdx)) : undefined
  for (const trigger of triggers) {
    const wordIdxs = part === 'verb' ? verbWords(clauses, tokenIdx, trigger) : nounWords(clauses, tokenIdx, trigger)
    if (!wordIdxs) continue
    const support = part === 'noun' ? supportVerb(clauses, tokenIdx, trigger.entry) : undefined
    const triggered: Triggered = {
      entry: trigger.entry,
      triggerIdx: tokenIdx,
      wordIdxs,
      part,
      ...(support === undefined ? {} : { supportIdx: support }),
      args: args ?? nounTriggerArguments(clauses, tokenIdx, support),
    }
    const failed = failedConstraint(clauses, codebook, triggered)
    if (failed === undefined) matched.push(triggered)
    else missed.push({ entry: trigger.entry, triggerIdx: tokenIdx, failed })
  }
  return { matched, missed }
}

/** Specific beats general: most constraints, then most words, then the order of the codebook. */
function bestEntry(matched: readonly Triggered[]): Triggered | undefined {
  return [...matched].sort(
    (a, b) => specificity(b) - specificity(a) || b.wordIdxs.length - a.wordIdxs.length || a.entry.order - b.entry.order,
  )[0]
}

function specificity({ entry, supportIdx }: Triggered): number {
  return (
    entry.where.size +
    Math.min(entry.whereAny.length, 1) +
    entry.whereNot.size * 0.25 +
    (supportIdx === undefined ? 0 : 0.25)
  )
}

/** "test site", "peace talks venue": a noun that only modifies another names no act. */
function isModifier(clauses: Clauses, nounIdx: number): boolean {
  const { deprel, head, upos } = token(clauses, nounIdx)
  if (deprel === 'compound' || deprel === 'amod' || deprel === 'flat') return head > nounIdx || upos === 'PROPN'
  return false
}

/** The tokens of a verb trigger's other words: its prefix just before, its particle, preposition or fixed object in order after. */
function verbWords(clauses: Clauses, verbIdx: number, { words, headPos }: Trigger): number[] | undefined {
  const found = adjacent(clauses, verbIdx - headPos, words.slice(0, headPos))
  if (!found) return undefined
  found.push(verbIdx)
  if (headPos === words.length - 1) return found
  const near = subtree(clauses, verbIdx).filter((i) => i > verbIdx && i <= verbIdx + MAX_TRIGGER_REACH)
  for (const word of words.slice(headPos + 1)) {
    const after = found.at(-1)!
    const next = near.find((i) => i > after && isWord(clauses, i, word))
    if (next === undefined) return undefined
    found.push(next)
  }
  return found
}

/** "call its ambassador in" is the widest gap we let a trigger of several words have. */
const MAX_TRIGGER_REACH = 8

function nounWords(clauses: Clauses, nounIdx: number, { words }: Trigger): number[] | undefined {
  const found = adjacent(clauses, nounIdx - words.length + 1, words.slice(0, -1))
  return found && [...found, nounIdx]
}

/** The tokens from `firstIdx` on, where they are just `words`. */
function adjacent(clauses: Clauses, firstIdx: number, words: readonly string[]): number[] | undefined {
  if (firstIdx < 0) return undefined
  for (const [i, word] of words.entries()) if (!isWord(clauses, firstIdx + i, word)) return undefined
  return words.map((_, i) => firstIdx + i)
}

function isWord(clauses: Clauses, tokenIdx: number, word: string): boolean {
  const { lemma, form } = token(clauses, tokenIdx)
  return lemma.toLowerCase() === word || form.toLowerCase() === word
}

/** The light verb that carries a noun trigger: its object, its passive subject, or what a relative clause says of it. */
function supportVerb(clauses: Clauses, nounIdx: number, entry: Entry): number | undefined {
  const isSupport = (idx: number) => entry.triggers.support.includes(token(clauses, idx).lemma.toLowerCase())
  const { deprel, head } = token(clauses, nounIdx)
  if (head >= 0 && /^(obj|nsubj:pass|xcomp)$/.test(deprel) && isSupport(head)) return head
  if (head >= 0 && deprel === 'nsubj' && isPassive(clauses, head) && isSupport(head)) return head
  if (head >= 0 && /^(obl|conj)/.test(deprel) && isSupport(head) && deprel !== 'conj') return head
  if (deprel === 'conj' && head >= 0 && token(clauses, head).upos !== 'VERB') return supportVerb(clauses, head, entry)
  return dependents(clauses, nounIdx, 'acl').find((idx) => token(clauses, idx).upos === 'VERB' && isSupport(idx))
}

/** Prepositional phrases that the parser hung on the object rather than the verb ("signed an agreement with X") are the verb's too. */
function withObjectPhrases(clauses: Clauses, args: Arguments): Arguments {
  const merged = new Map(args)
  for (const objectIdx of args.get('obj') ?? []) {
    for (const idx of dependents(clauses, objectIdx, 'nmod', 'obl')) {
      const preposition = prepositionOf(clauses, idx)
      if (preposition !== undefined && !merged.has(preposition)) merged.set(preposition, [idx])
    }
  }
  return merged
}

function nounTriggerArguments(clauses: Clauses, nounIdx: number, supportIdx: number | undefined): Arguments {
  const own = argumentsOf(clauses, nounIdx)
  const merged = new Map<string, readonly number[]>(own)
  if (supportIdx !== undefined) {
    for (const [name, indices] of argumentsOf(clauses, supportIdx)) {
      const others = indices.filter((i) => i !== nounIdx && !coordinated(clauses, nounIdx).includes(i))
      if (others.length === 0) continue
      merged.set(name, [...(merged.get(name) ?? []), ...others])
    }
  }
  if (!merged.has('subj')) {
    const subject = own.get('poss') ?? own.get('by') ?? own.get('mod')
    if (subject) merged.set('subj', subject)
  }
  return merged
}

function failedConstraint(clauses: Clauses, codebook: Codebook, triggered: Triggered): string | undefined {
  const { where, whereNot, whereAny } = triggered.entry
  const isMet = ([name, constraint]: readonly [string, Constraint]) =>
    holds(clauses, codebook, triggered, name, constraint)
  const unmet = [...where].find((one) => !isMet(one))
  if (unmet) return `${unmet[0]} is not ${describe(unmet[1])}`
  const met = [...whereNot].find(isMet)
  if (met) return `${met[0]} is ${describe(met[1])}`
  if (whereAny.length > 0 && !whereAny.some((map) => [...map].every(isMet))) return 'none of its alternatives holds'
  return undefined
}

function describe(constraint: Constraint): string {
  return Object.entries(constraint)
    .map(([key, value]) => (value === true ? key : `${key} ${String(value)}`))
    .join(', ')
}

function holds(
  clauses: Clauses,
  codebook: Codebook,
  { args, supportIdx }: Triggered,
  name: string,
  constraint: Constraint,
): boolean {
  const indices = name === 'support' ? (supportIdx === undefined ? [] : [supportIdx]) : (args.get(name) ?? [])
  if (constraint.absent) return indices.length === 0
  if (constraint.present && indices.length === 0) return false
  if (constraint.plural && !indices.some((idx) => isPlural(clauses, idx))) return false
  if (!constraint.class && !constraint.lemma && !constraint.kind) return indices.length > 0
  return indices.some((idx) => coordinated(clauses, idx).some((i) => isSuch(clauses, codebook, i, constraint)))
}

function isPlural(clauses: Clauses, idx: number): boolean {
  const nReferents = clauses.mentionAt.get(idx)?.referentIdxs.length ?? 0
  return /Number=Plur/.test(token(clauses, idx).feats) || nReferents > 1 || coordinated(clauses, idx).length > 1
}

/** Whether a phrase meets any of the classes, lemmas or kinds that a constraint lists. */
function isSuch(
  clauses: Clauses,
  codebook: Codebook,
  idx: number,
  { class: classes, lemma, kind }: Constraint,
): boolean {
  if (kind && participantsAt(clauses, idx).some((participant) => kind.includes(participant.kind))) return true
  const heads = [idx, ...ofWhat(clauses, idx)]
  return heads.some((i) => {
    const names = headNames(clauses, i)
    if (lemma?.some((word) => names.includes(word))) return true
    return classes?.some((one) => names.some((word) => codebook.classes.get(one)?.has(word))) ?? false
  })
}

/** "a series of missiles", "a package of sanctions": what a measure or collection is made of. */
function ofWhat(clauses: Clauses, idx: number): number[] {
  return MEASURES.has(token(clauses, idx).lemma) ? [...(argumentsOf(clauses, idx).get('of') ?? [])] : []
}

const MEASURES = new Set([
  'series',
  'package',
  'number',
  'round',
  'set',
  'type',
  'kind',
  'barrage',
  'salvo',
  'volley',
  'pair',
  'group',
  'wave',
  'batch',
  'range',
  'string',
  'spate',
  'dozen',
  'hundred',
  'thousand',
  'score',
  'ton',
  'tonne',
  'shipment',
  'convoy',
  'fleet',
  'lot',
  'couple',
  'million',
  'billion',
  'part',
  'squadron',
  'team',
  'member',
])

/** The lemma of a head alone and with the words before it: "missile", "ballistic missile", "type ballistic missile". */
function headNames(clauses: Clauses, idx: number): string[] {
  const { lemma, form } = token(clauses, idx)
  const names = [lemma.toLowerCase(), form.toLowerCase()]
  let phrase = lemma.toLowerCase()
  for (let i = idx - 1; i >= 0 && i >= idx - 3 && token(clauses, i).head >= i; i--) {
    phrase = `${token(clauses, i).lemma.toLowerCase()} ${phrase}`
    names.push(phrase)
  }
  return names
}
