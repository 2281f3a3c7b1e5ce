import type { Draft, Entity } from './draft.ts'
import type { PronounForm } from './pronoun-forms.ts'
import { WEIGHTS as W } from './pronoun-weights.ts'
import { speakerTokenAt } from './speakers.ts'
import { baseRelation, isBeforeVerb, type View } from './view.ts'
import { clauseOf, draftAt, draftsOfSent, nameDraftAt, type Walk } from './walk.ts'

/** How many sentences back a pronoun looks. */
export const WINDOW = 4

/** A pronoun with what has been found out about its place. */
export interface Asked {
  readonly draft: Draft
  readonly form: PronounForm
  readonly clause: number
  /** Who spoke last, if the pronoun says something outside quotation marks. */
  readonly lastSpeaker: readonly Entity[]
  /** 1 inside a quotation, whose speaker follows. */
  readonly isQuoted: boolean
  readonly quotedSpeaker: readonly Entity[]
  /** The head of the last subject before it in its sentence, -1 for none. */
  readonly nearestSubject: number
}

/** What is asked about the pronoun that the draft is. */
export function askedOf(walk: Walk, draft: Draft, form: PronounForm): Asked {
  const isQuoted = walk.speakers.isQuoted[draft.first] === 1
  return {
    draft,
    form,
    clause: clauseOf(walk.view, draft.head),
    lastSpeaker: lastSpeaker(walk, draft),
    isQuoted,
    quotedSpeaker: isQuoted ? quotedSpeaker(walk, draft) : NOBODY,
    nearestSubject: nearestSubject(walk, draft),
  }
}

const NOBODY: readonly Entity[] = []

/**
 * Who speaks the quotation that the pronoun stands in: a name after it has been found, though it is not read yet; "he said"
 * after it goes on with whoever spoke before.
 */
function quotedSpeaker(walk: Walk, { first, sentIdx }: Draft): readonly Entity[] {
  const speakerIdx = speakerTokenAt(walk.view, walk.speakers, first)
  const entities = (draftAt(walk, speakerIdx) ?? nameDraftAt(walk, speakerIdx))?.entities ?? NOBODY
  if (entities.length > 0 || speakerIdx < first) return entities
  for (let s = sentIdx - 1; s >= 0 && s >= sentIdx - WINDOW; s -= 1) {
    const subject = walk.speakers.subjectOfSent[s]!
    const before = subject < 0 ? NOBODY : (draftAt(walk, subject)?.entities ?? NOBODY)
    if (before.length > 0) return before
  }
  return NOBODY
}

function nearestSubject({ view }: Walk, { head, sentIdx }: Draft): number {
  for (let i = head - 1; i >= view.doc.sents[sentIdx]!.firstTokenIdx; i -= 1)
    if (baseRelation(view, i) === 'nsubj') return i
  return -1
}

/** Points for how likely the pronoun means a candidate that it may mean; `order` is its place among the phrases of its sentence. */
export function scoreOf(walk: Walk, asked: Asked, candidate: Draft, order: number): number {
  const { view } = walk
  const governor = view.doc.tokens[candidate.head]!.head
  candidate.isSubject ??= standsAsSubject(view, candidate)
  const { isSubject } = candidate
  let score = DISTANCE[asked.draft.sentIdx - candidate.sentIdx]! + Math.max(0, W.orderMost - W.order * order)
  score += isSubject ? W.subject : (ROLE.get(baseRelation(view, candidate.head)) ?? 0)
  if (isSubject && baseRelation(view, governor) === 'root') score += W.rootSubject
  if (baseRelation(view, asked.draft.head) === 'nsubj' && isSubject) score += W.bothSubjects
  if (asked.form.isPossessive && isSubject && governor === asked.clause)
    score += isInObject(view, asked) ? W.ownObject : W.ownSubject
  if (isDoerOf(view, asked, candidate, isSubject)) score += W.ownDoer
  if (isSubject && candidate.head === asked.nearestSubject) score += W.nearestSubject
  if (candidate.kind === 'pronoun') score += W.pronoun
  if (share(asked.lastSpeaker, candidate.entities)) score += W.lastSpeaker
  if (isSubject && candidate.head !== asked.draft.head && isMatrix(view, asked, candidate)) score += W.matrix
  if (isToldToAct(view, asked, candidate)) score += W.toldToAct
  if (isListener(view, candidate)) score += W.listener
  if (isSubject && isInterposed(view, asked, candidate)) score += W.interposed
  score += sameClause(walk, asked, candidate) + listedBefore(view, asked, candidate)
  return score + standing(walk, asked, candidate) + quotationShift(walk, asked, candidate)
}

/** True if the phrase is a subject, by the parse or by the verb that follows. */
export function standsAsSubject(view: View, { head, first, end }: Draft): boolean {
  return baseRelation(view, head) === 'nsubj' || isBeforeVerb(view, first, end)
}

/** "Peru fired two missiles, Chile said, its third test": who is named between commas as saying so is spoken of no further. */
function isInterposed({ doc, lower }: View, { draft }: Asked, { sentIdx, first, head }: Draft): boolean {
  const verb = doc.tokens[head]!.head
  if (sentIdx !== draft.sentIdx || verb < head || draft.first <= verb + 1) return false
  const isBetween = lower[first - 1] === ',' && lower[verb + 1] === ',' && first > doc.sents[sentIdx]!.firstTokenIdx + 2
  return isBetween && SAYING.has(lower[verb]!)
}

const SAYING = new Set(['said', 'says', 'added', 'announced', 'reported', 'confirmed', 'claimed', 'disclosed'])

/** How present a candidate is: how often named before, by name or not, in the same paragraph or in the headline. */
function standing({ view }: Walk, asked: Asked, candidate: Draft): number {
  let nMentions = 0
  for (const entity of candidate.entities) nMentions = Math.max(nMentions, entity.nMentions)
  let score = Math.min(W.mentionsMost, W.mention * nMentions)
  const first = candidate.entities[0]
  if (first?.kind === 'person' && first.nameWords.length === 0) score += W.unnamed
  const opener = view.lower[candidate.first]
  if (opener === 'a' || opener === 'an' || opener === 'another' || opener === 'some') score += W.indefinite
  const block = view.doc.sents[candidate.sentIdx]!.blockIdx
  if (block !== view.doc.sents[asked.draft.sentIdx]!.blockIdx) score += W.otherParagraph
  if (view.doc.report.blocks[block]?.kind === 'title') score += W.headline
  return score
}

/** "told the Associated Press": whom reports are told is named to say where the words were published. */
export function isListener(view: View, { head, entities }: Draft): boolean {
  const { head: verb, deprel } = view.doc.tokens[head]!
  if (entities[0]?.kind !== 'organization' || (deprel !== 'obj' && deprel !== 'iobj') || verb < 0) return false
  return view.lemmas[verb] === 'tell' || view.lemmas[verb] === 'inform'
}

/**
 * "Choi and his counterparts": the possessive in a list means whoever stands before it, and so it does where blame, thanks or measures
 * give their reason, "acted against North Korea over its launch", "thanked Qatar for its help".
 */
function listedBefore(view: View, asked: Asked, candidate: Draft): number {
  if (!asked.form.isPossessive) return 0
  const joint = asked.draft.first - 1
  const word = view.lower[joint]
  // "… before the United Nations, its minister said": the comma ends what was said.
  if (word === ',' && isSubjectAfter(view, asked) && baseRelation(view, candidate.head) !== 'nsubj') return 0
  if (candidate.end !== joint || candidate.entities.length === 0) return 0
  // "The sanctions imposed on Iraq after its invasion": a state's own deed is why.
  if (word === 'after' && asked.form.gender === 'thing' && baseRelation(view, candidate.head) === 'obl')
    return W.afterDeed
  return word === 'and' || word === ',' || word === 'over' || word === 'for' ? W.listed : 0
}

function isSubjectAfter(view: View, { draft }: Asked): boolean {
  const owned = view.doc.tokens[draft.head]!.head
  return owned >= 0 && baseRelation(view, owned) === 'nsubj' && view.doc.tokens[owned]!.head > owned
}

/** "told Ankara that it must act": who is told is who must. */
function isToldToAct(view: View, asked: Asked, candidate: Draft): boolean {
  if (asked.clause < 0 || candidate.sentIdx !== asked.draft.sentIdx) return false
  const relation = baseRelation(view, candidate.head)
  const above = view.doc.tokens[asked.clause]!.head
  if ((relation !== 'obj' && relation !== 'iobj') || above < 0 || view.doc.tokens[candidate.head]!.head !== above)
    return false
  for (let c = view.firstChild[asked.clause]!; c >= 0; c = view.nextSibling[c]!) {
    if (view.doc.tokens[c]!.upos === 'AUX' && /^(?:must|should)$/u.test(view.lemmas[c]!)) return true
  }
  return false
}

/** "France voiced its support": the possessive stands in the object of its verb. */
function isInObject(view: View, { draft, clause }: Asked): boolean {
  const owned = view.doc.tokens[draft.head]!.head
  return owned >= 0 && view.doc.tokens[owned]!.head === clause && baseRelation(view, owned) === 'obj'
}

/** "accused Damascus of torturing its own people": "own" binds to whoever does what its verb says. */
function isDoerOf(view: View, { draft, form, clause }: Asked, candidate: Draft, isSubject: boolean): boolean {
  if (!form.isPossessive || view.lower[draft.end] !== 'own' || candidate.sentIdx !== draft.sentIdx) return false
  let verb = clause
  for (let steps = 0; verb >= 0 && steps < 4; steps += 1) {
    const governor = view.doc.tokens[candidate.head]!.head
    if (isSubject && governor === verb) return true
    if (hasSubject(view, verb)) return false
    const above = view.doc.tokens[verb]!.head
    if (isOfObject(view, verb)) return governor === above && baseRelation(view, candidate.head) === 'obj'
    verb = above
  }
  return false
}

function hasSubject(view: View, verb: number): boolean {
  for (let c = view.firstChild[verb]!; c >= 0; c = view.nextSibling[c]!)
    if (baseRelation(view, c) === 'nsubj') return true
  return false
}

/** "of torturing", "from leaving": what the object of the verb above is said to do. */
function isOfObject(view: View, verb: number): boolean {
  for (let c = view.firstChild[verb]!; c >= 0; c = view.nextSibling[c]!)
    if (/^(?:of|from|for|against)$/u.test(view.lower[c]!) && baseRelation(view, c) === 'mark') return true
  return false
}

/** "Brudzinski wrote that he had …": the subject of the verb above a clause is likely that clause's "he". */
function isMatrix(view: View, asked: Asked, candidate: Draft): boolean {
  if (candidate.sentIdx !== asked.draft.sentIdx || asked.clause < 0) return false
  const governor = view.doc.tokens[candidate.head]!.head
  if (governor < 0) return false
  // "The rebels freed a man whom they had held": the clause hangs on a noun of theirs.
  const isRelative = baseRelation(view, asked.clause) === 'acl'
  const above = isRelative ? clauseOf(view, asked.clause) : view.doc.tokens[asked.clause]!.head
  return above === governor || governor === asked.clause || isReported(view, governor, asked)
}

/** "Canada is joining the case, its minister said": what stands before the verb of saying is told of its subject. */
function isReported(view: View, governor: number, { clause, draft }: Asked): boolean {
  if (governor >= draft.first || view.doc.tokens[governor]!.head !== clause) return false
  const relation = baseRelation(view, governor)
  if (relation === 'ccomp' || relation === 'parataxis') return true
  if (relation !== 'advcl') return false
  for (let c = view.firstChild[governor]!; c >= 0; c = view.nextSibling[c]!)
    if (baseRelation(view, c) === 'mark') return false
  return true
}

/** "condemned Russia for its invasion", "referred to Seoul by its name": a possessive looks at what its verb already has. */
function sameClause(walk: Walk, asked: Asked, candidate: Draft): number {
  if (!asked.form.isPossessive || walk.view.doc.tokens[candidate.head]!.head !== asked.clause) return 0
  const relation = baseRelation(walk.view, candidate.head)
  if (relation === 'obl') return W.sameVerb
  const owned = walk.view.doc.tokens[asked.draft.head]!.head
  return relation === 'obj' && owned >= 0 && baseRelation(walk.view, owned) === 'obl' ? W.sameVerbObject : 0
}

/** True if a referent is among both. */
export function share(some: readonly Entity[], others: readonly Entity[]): boolean {
  for (const entity of some) if (others.includes(entity)) return true
  return false
}

/** "…," he added: a pronoun that says something outside quotation marks goes on with whoever spoke last. */
function lastSpeaker(walk: Walk, { head, sentIdx }: Draft): readonly Entity[] {
  const { speakers: spoken } = walk
  if (spoken.subjectOfSent[sentIdx] !== head || !hasQuotation(walk, sentIdx)) return NOBODY
  for (let s = sentIdx - 1; s >= 0 && s >= sentIdx - WINDOW; s -= 1) {
    const subject = spoken.subjectOfSent[s]!
    const entities = subject < 0 ? [] : (draftAt(walk, subject)?.entities ?? [])
    if (entities.length > 0) return entities
    // A sentence without quotation marks tells something else, of which its own subject is the likelier speaker.
    if (!hasQuotation(walk, s)) return NOBODY
  }
  return NOBODY
}

function hasQuotation(walk: Walk, sentIdx: number): boolean {
  const { firstTokenIdx, endTokenIdx } = walk.view.doc.sents[sentIdx]!
  for (let i = firstTokenIdx; i < endTokenIdx; i += 1) if (walk.speakers.isQuoted[i] === 1) return true
  return false
}

const DISTANCE = [W.sameSent, W.oneBefore, W.twoBefore, W.threeBefore, W.fourBefore]
/** By relation, of phrases that are no subjects. */
const ROLE: ReadonlyMap<string, number> = new Map([
  ['root', W.root], ['obj', W.object], ['iobj', W.object], ['obl', W.oblique],
  ['nmod', W.modifier], ['appos', W.apposition], ['compound', W.compound], ['amod', W.adjective],
]) // biome-ignore format: one glance

/** “When Trump debates her, she will fall,” he said: nobody names himself in what he says. */
function isNamedInOwnWords(walk: Walk, { draft }: Asked, candidate: Draft): boolean {
  const { isQuoted, subjectOfSent } = walk.speakers
  if (subjectOfSent[draft.sentIdx] !== draft.head) return false
  for (const other of draftsOfSent(walk, draft.sentIdx)) {
    if (isQuoted[other.head] !== 1 || other.as !== 'person') continue
    if (share(other.entities, candidate.entities)) return true
  }
  return false
}

/** Nobody calls himself "he": inside a quotation its speaker is out, just after one ("he said") he is the likeliest. */
function quotationShift(walk: Walk, asked: Asked, candidate: Draft): number {
  const isQuoted = walk.speakers.isQuoted[candidate.head] === 1
  if (!asked.isQuoted && isNamedInOwnWords(walk, asked, candidate)) return W.namedInOwnWords
  if (!asked.isQuoted) return isQuoted ? W.fromQuotation : 0
  const score = share(asked.quotedSpeaker, candidate.entities) ? W.ownWords : 0
  return score + (isQuoted ? W.sameQuotation : W.outsideQuotation)
}
