import type { Doc, Mention, Token } from '../annotate/index.ts'
import type { Participant } from './event.ts'

/**
 * The parse of one document as the codebook sees it: deep grammatical functions with passive, control, relative clauses,
 * participles and coordination undone. All indices are token indices of the document.
 */
export interface Clauses {
  readonly doc: Doc
  /** Dependents of each token, in text order. */
  readonly children: readonly (readonly number[])[]
  /** The mention that a token heads, if any. */
  readonly mentionAt: ReadonlyMap<number, Mention>
  /** Other members of the list of names that a mention's head token belongs to, where the text lists them side by side. */
  readonly listed: ReadonlyMap<number, readonly number[]>
  /** Entities of unknown kind, which meet any demand for a kind: parties given from outside. */
  readonly anyKind: ReadonlySet<string>
  /** Lower-case lemma and form of each token. */
  readonly lemmas: readonly string[]
  readonly forms: readonly string[]
  /** The shortest mention, pronouns aside, that covers each token, if any. */
  readonly coveredBy: readonly (Mention | undefined)[]
  /** Whether each token lies in a time expression. */
  readonly isTimeAt: Uint8Array
  /** What has been worked out of single tokens: the codebook asks the same of one token for many entries. */
  readonly memo: Memo
}

/** Answers by token index; only ever filled, and gone with the document. */
export interface Memo {
  readonly subtree: Map<number, readonly number[]>
  readonly arguments: Map<number, Arguments>
  readonly participants: Map<number, readonly Participant[]>
  readonly owners: Map<number, readonly Participant[]>
  readonly headNames: Map<number, readonly string[]>
}

/** The arguments of one predicate by deep function: `subj`, `obj`, `iobj`, `comp`, `poss`, `mod`, `prt`, `advmod`, or a preposition. */
export type Arguments = ReadonlyMap<string, readonly number[]>

/** Builds the view of `doc` that the codebook's frames are matched on. */
export function readClauses(doc: Doc, anyKind: ReadonlySet<string> = new Set()): Clauses {
  const children: number[][] = doc.tokens.map(() => [])
  doc.tokens.forEach((token, tokenIdx) => {
    if (token.head >= 0) children[token.head]?.push(tokenIdx)
  })
  const mentionAt = new Map<number, Mention>()
  for (const mention of doc.mentions) {
    const known = mentionAt.get(mention.headTokenIdx)
    if (!known || mention.end - mention.start > known.end - known.start) mentionAt.set(mention.headTokenIdx, mention)
  }
  return {
    doc,
    children,
    mentionAt,
    listed: readLists(doc, mentionAt),
    anyKind,
    lemmas: doc.tokens.map(({ lemma }) => lemma.toLowerCase()),
    forms: doc.tokens.map(({ form }) => form.toLowerCase()),
    coveredBy: coverage(doc),
    isTimeAt: timeTokens(doc),
    memo: {
      subtree: new Map(),
      arguments: new Map(),
      participants: new Map(),
      owners: new Map(),
      headNames: new Map(),
    },
  }
}

function coverage({ tokens, mentions }: Doc): (Mention | undefined)[] {
  const covered: (Mention | undefined)[] = new Array(tokens.length).fill(undefined)
  const length = (mention: Mention) => mention.endTokenIdx - mention.firstTokenIdx
  for (const mention of mentions) {
    if (mention.kind === 'pronoun') continue
    for (let idx = mention.firstTokenIdx; idx < mention.endTokenIdx; idx++) {
      const known = covered[idx]
      if (!known || length(mention) < length(known)) covered[idx] = mention
    }
  }
  return covered
}

function timeTokens({ tokens, times }: Doc): Uint8Array {
  const inTime = new Uint8Array(tokens.length)
  for (const { firstTokenIdx, endTokenIdx } of times) inTime.fill(1, firstTokenIdx, endTokenIdx)
  return inTime
}

/** The answer for one token, worked out once. */
export function remember<T>(known: Map<number, T>, tokenIdx: number, workOut: () => T): T {
  const answer = known.get(tokenIdx)
  if (answer !== undefined) return answer
  const found = workOut()
  known.set(tokenIdx, found)
  return found
}

/**
 * Lists of mentions side by side ("Foreign Minister X and Defence Minister Y"), by head token. Parsers often make one member a
 * modifier of the other; where one head governs the other and only commas and conjunctions stand between, they are coordinated.
 */
function readLists({ tokens, mentions }: Doc, mentionAt: ReadonlyMap<number, Mention>): Map<number, number[]> {
  const listed = new Map<number, number[]>()
  const outer = mentions
    .filter((m) => mentionAt.get(m.headTokenIdx) === m && m.kind !== 'pronoun')
    .sort((a, b) => a.firstTokenIdx - b.firstTokenIdx)
  for (let i = 0; i + 1 < outer.length; i++) {
    const members = [outer[i]!]
    let hasConjunction = false
    for (let k = i + 1; k < outer.length; k++) {
      const gap = tokens.slice(members.at(-1)!.endTokenIdx, outer[k]!.firstTokenIdx)
      if (gap.length === 0 || gap.length > 2 || !gap.every(({ upos, form }) => upos === 'CCONJ' || form === ',')) break
      if (!members.some((m) => isGovernedBy(tokens, m, outer[k]!) || isGovernedBy(tokens, outer[k]!, m))) break
      hasConjunction ||= gap.some(({ upos }) => upos === 'CCONJ')
      members.push(outer[k]!)
    }
    if (!hasConjunction) continue
    const heads = members.map(({ headTokenIdx }) => headTokenIdx)
    for (const head of heads)
      listed.set(head, [...new Set([...(listed.get(head) ?? []), ...heads.filter((other) => other !== head)])])
  }
  return listed
}

/** Whether the head of `below` hangs within three steps on a word of `above`, or both hang on one word as conjuncts do. */
function isGovernedBy(tokens: readonly Token[], below: Mention, above: Mention): boolean {
  let idx = below.headTokenIdx
  for (let steps = 0; steps < 3; steps++) {
    idx = tokens[idx]!.head
    if (idx < 0) return false
    if (idx >= above.firstTokenIdx && idx < above.endTokenIdx) return true
    if (tokens[idx]!.upos === 'VERB') return false
  }
  return false
}

/** The arguments of a verb or noun; where the surface leaves the subject out, the one its construction supplies. */
export function argumentsOf(clauses: Clauses, predicateIdx: number): Arguments {
  return remember(clauses.memo.arguments, predicateIdx, () => {
    const { upos } = token(clauses, predicateIdx)
    return upos === 'VERB' || upos === 'AUX'
      ? verbArguments(clauses, predicateIdx)
      : nounArguments(clauses, predicateIdx)
  })
}

/** The token at an index known to be in range. */
export function token(clauses: Clauses, tokenIdx: number): Token {
  return clauses.doc.tokens[tokenIdx]!
}

/** Dependents of `tokenIdx` whose relation is one of `deprels`, subtypes included (`obl` finds `obl:tmod`). */
export function dependents(clauses: Clauses, tokenIdx: number, ...deprels: readonly string[]): number[] {
  const found: number[] = []
  for (const childIdx of clauses.children[tokenIdx] ?? []) {
    const { deprel } = clauses.doc.tokens[childIdx]!
    const colon = deprel.indexOf(':')
    const base = colon < 0 ? deprel : deprel.slice(0, colon)
    if (deprels.includes(base) || (colon >= 0 && deprels.includes(deprel))) found.push(childIdx)
  }
  return found
}

/** Whether the verb is in the passive voice, by its auxiliary, its subject or as a bare past participle after a noun. */
export function isPassive(clauses: Clauses, verbIdx: number): boolean {
  const verb = token(clauses, verbIdx)
  const auxiliaries = dependents(clauses, verbIdx, 'aux')
  if (auxiliaries.some((idx) => token(clauses, idx).deprel === 'aux:pass')) return true
  // "have detained" is active, whatever the parser calls its subject.
  if (auxiliaries.length > 0 && !auxiliaries.some((idx) => /^(be|get)$/.test(token(clauses, idx).lemma))) return false
  const isBare =
    dependents(clauses, verbIdx, 'obj', 'nsubj', 'aux').filter((idx) => token(clauses, idx).deprel !== 'nsubj:pass')
      .length === 0
  if (dependents(clauses, verbIdx, 'nsubj:pass').length > 0) return isBare || auxiliaries.length > 0
  if (/Voice=Pass/.test(verb.feats)) return isBare
  return verb.deprel === 'acl' && isPastParticiple(verb) && isBare && !isMainVerb(clauses, verbIdx)
}

/** "Noh Kyu-duk, the envoy, talked by phone": a verb behind the comma of an apposition, in a sentence that has no other verb above it. */
function isMainVerb(clauses: Clauses, verbIdx: number): boolean {
  if (clauses.forms[verbIdx - 1] !== ',') return false
  let idx = token(clauses, verbIdx).head
  for (let steps = 0; steps < MAX_CLIMB && idx >= 0; steps++) {
    if (token(clauses, idx).upos === 'VERB') return false
    idx = token(clauses, idx).head
  }
  return true
}

/** The tokens coordinated with `tokenIdx`, itself included, in text order: "A, B and C" from A. */
export function coordinated(clauses: Clauses, tokenIdx: number): number[] {
  const conjuncts = dependents(clauses, tokenIdx, 'conj').filter((i) => isNominal(token(clauses, i)))
  return [...new Set([tokenIdx, ...conjuncts, ...(clauses.listed.get(tokenIdx) ?? [])])].sort((a, b) => a - b)
}

/** The first conjunct of the coordination that `tokenIdx` belongs to. */
export function firstConjunct(clauses: Clauses, tokenIdx: number): number {
  let idx = tokenIdx
  for (let steps = 0; steps < MAX_CLIMB && token(clauses, idx).deprel === 'conj'; steps++)
    idx = token(clauses, idx).head
  return idx
}

/** Every token of the subtree of `tokenIdx`, itself included, in text order. */
export function subtree(clauses: Clauses, tokenIdx: number): readonly number[] {
  return remember(clauses.memo.subtree, tokenIdx, () => {
    const found: number[] = []
    const open = [tokenIdx]
    while (open.length > 0) {
      const next = open.pop()!
      found.push(next)
      for (const childIdx of clauses.children[next] ?? []) open.push(childIdx)
    }
    return found.sort((x, y) => x - y)
  })
}

/** Deep trees are errors of the parser; no construction of English needs a longer way up. */
export const MAX_CLIMB = 12

function verbArguments(clauses: Clauses, verbIdx: number): Arguments {
  const found = new Map<string, number[]>()
  const passive = isPassive(clauses, verbIdx)
  for (const childIdx of clauses.children[verbIdx] ?? []) addVerbChild(clauses, found, childIdx, passive)
  for (const idx of argumentClauses(clauses, found, verbIdx)) {
    add(found, 'comp', idx)
    add(found, 'xcomp', idx)
  }
  addMissingSubject(clauses, found, verbIdx, passive)
  return resolveRelatives(clauses, found)
}

function addVerbChild(clauses: Clauses, found: Map<string, number[]>, childIdx: number, passive: boolean): void {
  const { deprel } = token(clauses, childIdx)
  const name = VERB_FUNCTIONS.get(deprel)
  if (name !== undefined) add(found, name === 'subj' && passive ? 'obj' : name, childIdx)
  // Entries may ask for an infinitive and a content clause apart.
  if (deprel === 'xcomp' || deprel === 'ccomp') add(found, deprel, childIdx)
  if (!/^(obl|nmod)/.test(deprel)) return
  const preposition = prepositionOf(clauses, childIdx)
  if (preposition === 'by' && passive && !isTime(clauses, childIdx)) add(found, 'subj', childIdx)
  // "at 8:10 a.m.", "on Sunday" are dates, not arguments.
  if (preposition && !isTime(clauses, childIdx)) add(found, preposition, childIdx)
}

const VERB_FUNCTIONS = new Map([
  ['nsubj', 'subj'], ['csubj', 'subj'], ['nsubj:pass', 'subj'], ['csubj:pass', 'subj'], ['obj', 'obj'], ['iobj', 'iobj'],
  ['xcomp', 'comp'], ['ccomp', 'comp'], ['compound:prt', 'prt'], ['advmod', 'advmod'],
]) // biome-ignore format: one glance

/** Clauses that the verb asks for but the parse hangs elsewhere: adverbial ones, and for "urged X to leave" one on the object. */
function argumentClauses(clauses: Clauses, found: ReadonlyMap<string, readonly number[]>, verbIdx: number): number[] {
  const adverbial = dependents(clauses, verbIdx, 'advcl').filter((idx) => isArgumentClause(clauses, found, idx))
  if (!OBJECT_CONTROL.has(token(clauses, verbIdx).lemma)) return adverbial
  const objects = [...(found.get('obj') ?? []), ...(found.get('iobj') ?? [])]
  if (objects.length === 0) return adverbial
  const infinitives = [
    ...dependents(clauses, verbIdx, 'advcl'),
    ...objects.flatMap((idx) => dependents(clauses, idx, 'acl')),
  ]
  return [...new Set([...adverbial, ...infinitives.filter((idx) => isInfinitive(clauses, idx))])]
}

function isInfinitive(clauses: Clauses, verbIdx: number): boolean {
  return dependents(clauses, verbIdx, 'mark').some((idx) => token(clauses, idx).lemma === 'to')
}

/** "accused of bombing", "barred from entering", "called on X to stop": adverbial clauses in the parse that the verb asks for. */
function isArgumentClause(clauses: Clauses, found: ReadonlyMap<string, unknown>, clauseIdx: number): boolean {
  const marks = dependents(clauses, clauseIdx, 'mark', 'case').map((idx) => token(clauses, idx).lemma.toLowerCase())
  if (marks.some((mark) => mark === 'of' || mark === 'from' || mark === 'against')) return true
  return marks[0] === 'to' && (found.has('on') || found.has('upon') || found.has('to') || found.has('for'))
}

function nounArguments(clauses: Clauses, nounIdx: number): Arguments {
  const found = new Map<string, number[]>()
  for (const childIdx of clauses.children[nounIdx] ?? []) {
    const { deprel } = token(clauses, childIdx)
    if (deprel === 'nmod:poss') add(found, 'poss', childIdx)
    else if (/^(compound|amod|nmod:unmarked|nmod:desc)$/.test(deprel)) addModifiers(clauses, found, childIdx)
    else if (/^(nmod|obl)/.test(deprel)) add(found, prepositionOf(clauses, childIdx) ?? 'mod', childIdx)
    else if (deprel === 'acl') add(found, 'comp', childIdx)
  }
  return resolveRelatives(clauses, found)
}

/** "U.S.-Japan talks", "Chinese and Russian drills": each side of the modifier is a `mod`. */
function addModifiers(clauses: Clauses, found: Map<string, number[]>, modifierIdx: number): void {
  add(found, 'mod', modifierIdx)
  for (const childIdx of dependents(clauses, modifierIdx, 'conj', 'compound', 'nmod', 'amod'))
    add(found, 'mod', childIdx)
}

/**
 * The verb whose clause a noun of an occasion is an adjunct of: "condemned the launch in a call with X", wherever the parser
 * hung "in a call"; undefined for nouns in other positions.
 */
export function hostClause(clauses: Clauses, nounIdx: number): number | undefined {
  if (!OCCASION_PREPOSITIONS.has(prepositionOf(clauses, nounIdx) ?? '')) return undefined
  let idx = nounIdx
  for (let steps = 0; steps < 4; steps++) {
    const { deprel, head } = token(clauses, idx)
    if (head < 0 || !/^(obl|nmod|obj|xcomp|conj|advcl)/.test(deprel)) return undefined
    if (token(clauses, head).upos === 'VERB') return head
    idx = head
  }
  return undefined
}

const OCCASION_PREPOSITIONS = new Set(['in', 'during', 'at', 'over', 'by', 'on', 'via', 'after', 'following', 'before'])

/** Lemma of the preposition that marks a nominal, words of a fixed one joined by `_` ("because_of"). */
export function prepositionOf(clauses: Clauses, nominalIdx: number): string | undefined {
  const cases = dependents(clauses, nominalIdx, 'case').filter(
    (i) => token(clauses, i).form !== "'s" && token(clauses, i).form !== '’s',
  )
  const first = cases[0]
  if (first === undefined) return undefined
  const words = [first, ...dependents(clauses, first, 'fixed'), ...cases.slice(1)]
  return words.map((i) => token(clauses, i).lemma.toLowerCase()).join('_')
}

function addMissingSubject(clauses: Clauses, found: Map<string, number[]>, verbIdx: number, passive: boolean): void {
  const surface = passive ? 'obj' : 'subj'
  if (found.has(surface)) {
    if (surface === 'subj' && !found.has('obj') && isGapped(clauses, verbIdx))
      add(found, 'obj', token(clauses, verbIdx).head)
    return
  }
  const supplied = isLooseConjunct(clauses, verbIdx) ? undefined : suppliedSubject(clauses, verbIdx, passive)
  if (supplied !== undefined) add(found, surface, supplied)
  else if (token(clauses, verbIdx).deprel === 'acl:relcl') {
    const antecedent = token(clauses, verbIdx).head
    add(found, found.has('subj') ? 'obj' : surface, antecedent)
  } else {
    const before = nameBefore(clauses, verbIdx)
    if (before !== undefined) add(found, surface, before)
  }
}

/** "the missile it tested": a relative clause with a subject and no relative word leaves its object to the noun, unless that is a time. */
function isGapped(clauses: Clauses, verbIdx: number): boolean {
  const { deprel, head } = token(clauses, verbIdx)
  if (deprel !== 'acl:relcl' || head < 0 || isTime(clauses, head)) return false
  return !subtree(clauses, verbIdx).some(
    (idx) => /PronType=(Rel|Int)/.test(token(clauses, idx).feats) || token(clauses, idx).deprel === 'mark',
  )
}

/** A conjunct that no conjunction introduces, with a name right before it: "came after Iran launched" parsed as "came … launched". */
function isLooseConjunct(clauses: Clauses, verbIdx: number): boolean {
  const { deprel } = token(clauses, verbIdx)
  return (
    deprel === 'conj' && dependents(clauses, verbIdx, 'cc').length === 0 && nameBefore(clauses, verbIdx) !== undefined
  )
}

/** The name right before a finite verb that the parse left without subject: "after the envoy, Sung Kim, held talks". */
function nameBefore(clauses: Clauses, verbIdx: number): number | undefined {
  if (!/VerbForm=Fin/.test(token(clauses, verbIdx).feats) && dependents(clauses, verbIdx, 'aux').length === 0)
    return undefined
  const { sentIdx } = token(clauses, verbIdx)
  for (let idx = verbIdx - 1; idx >= 0 && idx >= verbIdx - 8; idx--) {
    const { upos, form, sentIdx: at } = token(clauses, idx)
    if (at !== sentIdx) return undefined
    const mention = clauses.coveredBy[idx]
    if (mention) return mention.headTokenIdx
    if (
      upos !== 'ADV' &&
      upos !== 'AUX' &&
      upos !== 'PUNCT' &&
      form !== 'also' &&
      !isTime(clauses, idx) &&
      !(upos === 'ADP' && isTime(clauses, idx + 1))
    )
      return undefined
  }
  return undefined
}

/** The understood surface subject of a verb without one of its own: coordination, control, participles, relatives. */
function suppliedSubject(clauses: Clauses, verbIdx: number, passive: boolean): number | undefined {
  const { deprel, head, feats } = token(clauses, verbIdx)
  if (head < 0) return undefined
  const base = deprel.split(':')[0]
  if (base === 'conj') return sharedSubject(clauses, head)
  if (base === 'xcomp') return controller(clauses, head)
  if (base === 'advcl')
    return /VerbForm=(Part|Ger|Inf)/.test(feats) || passive ? surfaceSubject(clauses, head) : undefined
  if (deprel === 'acl') return participleSubject(clauses, verbIdx)
  if (base === 'parataxis' || base === 'ccomp') return resumedSubject(clauses, verbIdx)
  return undefined
}

/** "Borrell, who travels on Thursday, deplored it": a finite verb behind a comma, without subject or mark, takes up the subject before. */
function resumedSubject(clauses: Clauses, verbIdx: number): number | undefined {
  const { feats, head } = token(clauses, verbIdx)
  if (!/VerbForm=Fin/.test(feats) || clauses.forms[verbIdx - 1] !== ',') return undefined
  return dependents(clauses, verbIdx, 'mark', 'nsubj').length > 0 ? undefined : sharedSubject(clauses, head)
}

/** The surface subject of the clause that `predicateIdx` heads, found through coordination and control. */
export function surfaceSubject(clauses: Clauses, predicateIdx: number, steps = 0): number | undefined {
  const own = dependents(clauses, predicateIdx, 'nsubj', 'csubj')[0]
  if (own !== undefined) return relativeAntecedent(clauses, own)
  if (steps > MAX_CLIMB) return undefined
  const { deprel, head } = token(clauses, predicateIdx)
  if (head < 0) return undefined
  if (deprel === 'acl:relcl') return head
  if (deprel === 'conj') return surfaceSubject(clauses, head, steps + 1)
  if (deprel === 'xcomp') return controller(clauses, head, steps + 1)
  if (deprel === 'advcl' || (deprel === 'parataxis' && /VerbForm=(Ger|Part)/.test(token(clauses, predicateIdx).feats)))
    return surfaceSubject(clauses, head, steps + 1)
  return undefined
}

function sharedSubject(clauses: Clauses, headIdx: number): number | undefined {
  const { upos, deprel } = token(clauses, headIdx)
  if (upos === 'VERB' || upos === 'AUX' || upos === 'ADJ')
    return deprel === 'acl' ? participleSubject(clauses, headIdx) : surfaceSubject(clauses, headIdx)
  return surfaceSubject(clauses, headIdx)
}

/** Who is understood as subject of an infinitive: the governor's object after a verb that makes somebody do something, else its subject. */
function controller(clauses: Clauses, governorIdx: number, steps = 0): number | undefined {
  if (OBJECT_CONTROL.has(token(clauses, governorIdx).lemma)) {
    const object = dependents(clauses, governorIdx, 'obj', 'iobj')[0]
    if (object !== undefined) return object
    const asked = dependents(clauses, governorIdx, 'obl').find((idx) =>
      /^(on|upon|to|with|for)$/.test(prepositionOf(clauses, idx) ?? ''),
    )
    if (asked !== undefined && !isPassive(clauses, governorIdx)) return asked
  }
  return surfaceSubject(clauses, governorIdx, steps)
}

/** Verbs whose object does what the infinitive says ("urged X to leave"); after all others it is the subject ("called X to protest"). */
const OBJECT_CONTROL = new Set([
  'urge', 'ask', 'tell', 'order', 'force', 'compel', 'allow', 'permit', 'persuade', 'convince', 'invite', 'want', 'help', 'enable', 'warn', 'press',
  'encourage', 'require', 'request', 'instruct', 'command', 'advise', 'beg', 'implore', 'expect', 'lead', 'push', 'get', 'direct', 'oblige', 'pressure',
  'authorize', 'authorise', 'appeal', 'challenge', 'call', 'empower', 'train', 'entice', 'induce', 'remind', 'recommend', 'forbid', 'summon', 'exhort',
  'send', 'let', 'make', 'see', 'hear', 'leave', 'find', 'keep', 'believe', 'consider', 'declare', 'report', 'know', 'say', 'think', 'sentence', 'free', 'dare',
]) // biome-ignore format: one glance

/** "troops entering Goma" (the noun acts), "a missile fired by X" (the noun undergoes), "a plan to attack" (whose plan it is). */
function participleSubject(clauses: Clauses, verbIdx: number): number | undefined {
  const { head, feats } = token(clauses, verbIdx)
  if (!/VerbForm=Inf/.test(feats)) return head
  // No infinitive modifies a name: "telephoned Hayashi to condemn it" is the caller's purpose.
  if (token(clauses, head).upos === 'PROPN') return surfaceSubject(clauses, token(clauses, head).head)
  const noun = argumentsOfNounOnly(clauses, head)
  const owner = noun.get('poss')?.[0] ?? noun.get('by')?.[0]
  if (owner !== undefined) return owner
  const governor = token(clauses, head)
  return governor.head >= 0 && /^(obj|obl|xcomp)/.test(governor.deprel)
    ? surfaceSubject(clauses, governor.head)
    : undefined
}

function argumentsOfNounOnly(clauses: Clauses, nounIdx: number): Arguments {
  return token(clauses, nounIdx).upos === 'VERB' ? new Map() : nounArguments(clauses, nounIdx)
}

function resolveRelatives(clauses: Clauses, found: Map<string, number[]>): Arguments {
  for (const [name, indices] of found)
    found.set(
      name,
      indices.map((i) => relativeAntecedent(clauses, i)),
    )
  return found
}

/** For "which", "who", "that" inside a relative clause the noun it stands for, else the token itself. */
export function relativeAntecedent(clauses: Clauses, tokenIdx: number): number {
  if (!/PronType=(Rel|Int)/.test(token(clauses, tokenIdx).feats) && !RELATIVES.has(token(clauses, tokenIdx).lemma))
    return tokenIdx
  let idx = token(clauses, tokenIdx).head
  for (let steps = 0; steps < MAX_CLIMB && idx >= 0; steps++) {
    const { deprel, head } = token(clauses, idx)
    if (deprel === 'acl:relcl' && head >= 0) return head
    if (!/^(conj|xcomp|ccomp|nmod|obl|advcl)/.test(deprel)) return tokenIdx
    idx = head
  }
  return tokenIdx
}

const RELATIVES = new Set(['who', 'which', 'whom', 'whose'])

function add(found: Map<string, number[]>, name: string, tokenIdx: number): void {
  const known = found.get(name)
  if (!known) found.set(name, [tokenIdx])
  else if (!known.includes(tokenIdx)) known.push(tokenIdx)
}

function isPastParticiple({ feats, form }: Token): boolean {
  return /VerbForm=Part/.test(feats) ? /Tense=Past/.test(feats) : /(ed|en|wn|nt|ld)$/.test(form)
}

export function isNominal({ upos }: Token): boolean {
  return (
    upos === 'NOUN' ||
    upos === 'PROPN' ||
    upos === 'PRON' ||
    upos === 'NUM' ||
    upos === 'ADJ' ||
    upos === 'X' ||
    upos === 'DET'
  )
}

/** "by Tuesday", "by 2030": no agent of a passive. */
function isTime(clauses: Clauses, nominalIdx: number): boolean {
  return clauses.isTimeAt[nominalIdx] === 1
}
