import { FEAT, REL } from '../annotate/index.ts'
import { hasFormBelow } from './below.ts'
import {
  type Clauses,
  dependents,
  firstDependent,
  hasDependent,
  hasFeature,
  isPassive,
  isRelated,
  isTime,
  MAX_CLIMB,
  prepositionOf,
  relativeAntecedent,
  subtree,
  token,
} from './clause.ts'

/** "the missile it tested": a relative clause with a subject and no relative word leaves its object to the noun, unless that is a time. */
export function isGapped(clauses: Clauses, verbIdx: number): boolean {
  const { deprel, head } = token(clauses, verbIdx)
  if (deprel !== 'acl:relcl' || head < 0 || isTime(clauses, head)) return false
  return !subtree(clauses, verbIdx).some(
    (idx) => hasFeature(clauses, idx, FEAT.relative) || token(clauses, idx).deprel === 'mark',
  )
}

/** A conjunct that no conjunction introduces, with a name right before it: "came after Iran launched" parsed as "came … launched". */
export function isLooseConjunct(clauses: Clauses, verbIdx: number): boolean {
  const { deprel } = token(clauses, verbIdx)
  if (deprel !== 'conj' || hasDependent(clauses, verbIdx, REL.cc)) return false
  return !isListed(clauses, verbIdx) && !isBehindObject(clauses, verbIdx) && nameBefore(clauses, verbIdx) !== undefined
}

/** "Lind slams Diaz, praises Norway": a name before the comma that the verb before has for its object is no subject. */
function isBehindObject(clauses: Clauses, verbIdx: number): boolean {
  if (clauses.forms[verbIdx - 1] !== ',') return false
  const { head } = token(clauses, verbIdx)
  const object = clauses.coveredBy[verbIdx - 2]?.headTokenIdx ?? verbIdx - 2
  return (
    token(clauses, object).head === head &&
    isRelated(clauses, object, REL.obj) &&
    hasDependent(clauses, head, REL.nsubj)
  )
}

/** "announced sanctions on Iran, asked its allies to join and called for talks": one of several verbs of one subject. */
function isListed(clauses: Clauses, verbIdx: number): boolean {
  const { head } = token(clauses, verbIdx)
  if (clauses.forms[verbIdx - 1] !== ',' || token(clauses, head).upos !== 'VERB') return false
  return dependents(clauses, head, REL.conj).some(
    (idx) =>
      idx > verbIdx &&
      (hasDependent(clauses, idx, REL.cc) ||
        // The last of them may hang on the last but one.
        dependents(clauses, idx, REL.conj).some(
          (last) => token(clauses, last).upos === 'VERB' && hasDependent(clauses, last, REL.cc),
        )),
  )
}

/** The name right before a finite verb that the parse left without subject: "after the envoy, Sung Kim, held talks". */
export function nameBefore(clauses: Clauses, verbIdx: number): number | undefined {
  if (!hasFeature(clauses, verbIdx, FEAT.finite) && !hasDependent(clauses, verbIdx, REL.aux)) return undefined
  const { sentIdx } = token(clauses, verbIdx)
  for (let idx = verbIdx - 1; idx >= 0 && idx >= verbIdx - 8; idx--) {
    const { upos, form, sentIdx: at } = token(clauses, idx)
    if (at !== sentIdx) return undefined
    const mention = clauses.coveredBy[idx]
    if (mention)
      return (
        personBeforeWho(clauses, mention.firstTokenIdx) ??
        titleBefore(clauses, mention.firstTokenIdx) ??
        (isClosedOff(clauses, mention.firstTokenIdx, idx) ? undefined : mention.headTokenIdx)
      )
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

/** "secured a deal with Iran, reopened an embassy": between a preposition and a comma no name is the subject of what follows, nor behind "through". */
function isClosedOff({ forms }: Clauses, firstIdx: number, lastIdx: number): boolean {
  const before = forms[forms[firstIdx - 1] === 'the' ? firstIdx - 2 : firstIdx - 1] ?? ''
  return PASSING.has(before) || (forms[lastIdx + 1] === ',' && CLOSING.has(before))
}

const PASSING = new Set(['across', 'against', 'into', 'through', 'toward', 'towards', 'via'])
const CLOSING = new Set(['at', 'by', 'for', 'from', 'in', 'into', 'of', 'on', 'to', 'with'])

/** "Mr. Lind, Minister for Trade of Norway, who is visiting Lima, Peru, held talks": who the clause between commas tells of. */
function personBeforeWho(clauses: Clauses, firstIdx: number): number | undefined {
  const { forms, mentionAt, doc } = clauses
  if (forms[firstIdx - 1] !== ',' && forms[firstIdx - 2] !== ',') return undefined
  const { sentIdx } = token(clauses, firstIdx)
  let who = firstIdx - 1
  while (who > firstIdx - MAX_TITLE_WORDS && who > 0 && forms[who] !== 'who' && token(clauses, who).sentIdx === sentIdx)
    who--
  if (forms[who] !== 'who' || forms[who - 1] !== ',') return undefined
  for (let idx = who - 2; idx > who - MAX_TITLE_WORDS && idx >= 0 && token(clauses, idx).sentIdx === sentIdx; idx--) {
    const referents = mentionAt[idx]?.referentIdxs ?? []
    if (referents.some((referentIdx) => doc.referents[referentIdx]?.kind === 'person')) return idx
  }
  return undefined
}

/** "Minister for Foreign Affairs of Japan, held a talk": the title that a state's name closes is whose holder acts. */
function titleBefore(clauses: Clauses, firstIdx: number): number | undefined {
  for (let idx = firstIdx - 1; idx >= 0 && idx >= firstIdx - MAX_TITLE_WORDS; idx--) {
    const { form, upos } = token(clauses, idx)
    if (upos === 'VERB' || form === ',' || form === ';') return undefined
    if (clauses.mentionAt[idx]?.kind === 'title') return idx
  }
  return undefined
}

const MAX_TITLE_WORDS = 22

/** The understood surface subject of a verb without one of its own: coordination, control, participles, relatives. */
export function suppliedSubject(clauses: Clauses, verbIdx: number, passive: boolean): number | undefined {
  const { deprel, head, features, relation } = token(clauses, verbIdx)
  if (head < 0) return undefined
  if ((relation & REL.conj) !== 0) return tellerBeside(clauses, head) ?? sharedSubject(clauses, head)
  if ((relation & (REL.xcomp | REL.advcl)) !== 0 && isToldInPerson(clauses, verbIdx))
    return surfaceSubject(clauses, head)
  if ((relation & REL.xcomp) !== 0) return controller(clauses, head)
  const isAdverbial = (relation & REL.advcl) !== 0
  const owner = isAdverbial ? ownerBefore(clauses, verbIdx) : undefined
  if (owner !== undefined) return owner
  if (isAdverbial && isOfObject(clauses, verbIdx))
    return objectOf(clauses, head) ?? targetOf(clauses, head, verbIdx) ?? surfaceSubject(clauses, head)
  if (isAdverbial && isAskedFor(clauses, verbIdx)) return controller(clauses, head)
  // "accused Trump of showing support", where the parse hangs the charge on the accused.
  if (isAdverbial && isRelated(clauses, head, REL.obj) && isOf(clauses, verbIdx)) return head
  // "As he spoke, a girl was sprayed": a finite passive has a subject of its own, though the parse may have lost it.
  if (isAdverbial && passive && isFinitePassive(clauses, verbIdx)) return undefined
  if (isAdverbial)
    return (features & (FEAT.participle | FEAT.gerund | FEAT.infinitive)) !== 0 || passive
      ? surfaceSubject(clauses, head)
      : undefined
  if (deprel === 'acl') return participleSubject(clauses, verbIdx)
  // "claims to have retaken the town": an infinitive that is no content clause.
  if ((relation & REL.ccomp) !== 0 && isMarkedTo(clauses, verbIdx)) return controller(clauses, head)
  if ((relation & (REL.parataxis | REL.ccomp)) !== 0) return resumedSubject(clauses, verbIdx)
  return undefined
}

function isMarkedTo(clauses: Clauses, verbIdx: number): boolean {
  const marks = dependents(clauses, verbIdx, REL.mark)
  return marks.length === 1 && clauses.forms[marks[0]!] === 'to'
}

function isFinitePassive(clauses: Clauses, verbIdx: number): boolean {
  return dependents(clauses, verbIdx, REL.aux).some((idx) => /^(?:is|are|was|were)$/.test(clauses.forms[idx]!))
}

/** "complained about the United States' backing independence": whose the deed is does it. */
function ownerBefore({ forms, words, mentionAt, coveredBy }: Clauses, verbIdx: number): number | undefined {
  const mark = forms[verbIdx - 1]
  if ((mark !== "'" && mark !== '’') || !forms[verbIdx]!.endsWith('ing')) return undefined
  const owner = words[verbIdx - 2]
  if (owner === undefined || owner.end !== words[verbIdx - 1]!.start || !owner.form.endsWith('s')) return undefined
  return (mentionAt[verbIdx - 2] ?? coveredBy[verbIdx - 2])?.headTokenIdx
}

/** "summoned the envoy to demand an answer": whoever summons says it, though the envoy is summoned "to explain". */
function isToldInPerson(clauses: Clauses, verbIdx: number): boolean {
  const { head } = token(clauses, verbIdx)
  return SUMMONING.has(clauses.lemmas[head]!) && SAID_TO_THEM.has(clauses.lemmas[verbIdx]!)
}

const SUMMONING = new Set(['summon', 'call', 'invite', 'convene', 'telephone', 'phone'])
const SAID_TO_THEM = new Set([
  'demand', 'protest', 'convey', 'express', 'condemn', 'denounce', 'complain', 'lodge', 'inform', 'warn', 'hand', 'deliver', 'register', 'urge',
  'voice', 'congratulate', 'thank', 'reiterate', 'reaffirm', 'brief', 'reject', 'request',
]) // biome-ignore format: one glance

/** "told him that the question was a red line and accused Washington": no thing accuses, but whoever tells. */
function tellerBeside(clauses: Clauses, predicateIdx: number): number | undefined {
  const { deprel, upos, head } = token(clauses, predicateIdx)
  if (deprel !== 'ccomp' || (upos !== 'NOUN' && upos !== 'ADJ') || head < 0) return undefined
  const own = firstDependent(clauses, predicateIdx, REL.nsubj)
  if (own === undefined || token(clauses, own).upos !== 'NOUN' || clauses.coveredBy[own] !== undefined) return undefined
  return surfaceSubject(clauses, head)
}

/** "accused X of firing", "charged X with firing", "barred X from entering", "thanked X for helping": a gerund under such a preposition is the object's act. */
function isOfObject(clauses: Clauses, verbIdx: number): boolean {
  const { head } = token(clauses, verbIdx)
  for (const idx of dependents(clauses, verbIdx, REL.mark | REL.case)) {
    const form = clauses.forms[idx]!
    if (OF_DEEDS.has(form)) return true
    if (form === 'with' && head >= 0 && CHARGING.has(clauses.lemmas[head]!)) return true
  }
  return false
}

const OF_DEEDS = new Set(['of', 'from', 'for', 'against'])

function isOf(clauses: Clauses, verbIdx: number): boolean {
  return hasFormBelow(clauses, verbIdx, REL.mark | REL.case, 'of')
}

/** "charged two men with poisoning him": whoever is charged did it. */
const CHARGING = new Set(['charge', 'credit', 'task', 'reproach', 'indict'])

/** "urged both parties to implement it", "called on Russia to leave": what somebody is asked to do, which parsers take for a purpose. */
function isAskedFor(clauses: Clauses, verbIdx: number): boolean {
  const { features, head } = token(clauses, verbIdx)
  return (features & FEAT.infinitive) !== 0 && ASKING.has(token(clauses, head).lemma)
}

const ASKING = new Set([
  'urge', 'ask', 'tell', 'order', 'force', 'compel', 'allow', 'permit', 'persuade', 'convince', 'invite', 'warn', 'press', 'encourage', 'require',
  'request', 'instruct', 'command', 'advise', 'implore', 'expect', 'push', 'direct', 'pressure', 'authorize', 'authorise', 'appeal', 'call',
  'prompt', 'cause', 'lead', 'enable', 'spur', 'provoke', 'drive', 'oblige', 'empower', 'mandate', 'task', 'beg', 'dare', 'challenge', 'forbid',
]) // biome-ignore format: one glance

function objectOf(clauses: Clauses, verbIdx: number): number | undefined {
  const own = firstDependent(clauses, verbIdx, REL.obj | REL.iobj)
  if (own !== undefined) return own
  // "urged Tokyo to halt it": a bare name behind the verb is its object, whatever the parser calls it.
  return dependents(clauses, verbIdx, REL.obl).find(
    (idx) => idx > verbIdx && prepositionOf(clauses, idx) === undefined && !isTime(clauses, idx),
  )
}

/** "Lashed out at Turkey for shooting it down": at whom the words go did it. */
function targetOf(clauses: Clauses, verbIdx: number, deedIdx: number): number | undefined {
  return dependents(clauses, verbIdx, REL.obl).find(
    (idx) =>
      idx > verbIdx &&
      idx < deedIdx &&
      /^(?:at|against|on)$/.test(prepositionOf(clauses, idx) ?? '') &&
      !isTime(clauses, idx),
  )
}

/** "Borrell, who travels on Thursday, deplored it": a finite verb behind a comma, without subject or mark, takes up the subject before. */
function resumedSubject(clauses: Clauses, verbIdx: number): number | undefined {
  const { features, head } = token(clauses, verbIdx)
  if ((features & FEAT.finite) === 0 || clauses.forms[verbIdx - 1] !== ',') return undefined
  return hasDependent(clauses, verbIdx, REL.mark | REL.nsubj) ? undefined : sharedSubject(clauses, head)
}

/** The surface subject of the clause that `predicateIdx` heads, found through coordination and control. */
export function surfaceSubject(clauses: Clauses, predicateIdx: number, steps = 0): number | undefined {
  const own = firstDependent(clauses, predicateIdx, REL.nsubj | REL.csubj)
  if (own !== undefined) return relativeAntecedent(clauses, own)
  if (steps > MAX_CLIMB) return undefined
  const { deprel, head } = token(clauses, predicateIdx)
  if (head < 0) return undefined
  if (deprel === 'acl:relcl') return head
  if (deprel === 'conj') return surfaceSubject(clauses, head, steps + 1)
  if (deprel === 'xcomp') return controller(clauses, head, steps + 1)
  if (deprel === 'advcl' && isAskedFor(clauses, predicateIdx)) return controller(clauses, head, steps + 1)
  if (deprel === 'advcl' && isOfObject(clauses, predicateIdx)) {
    const object = objectOf(clauses, head) ?? targetOf(clauses, head, predicateIdx)
    if (object !== undefined) return object
  }
  if (
    deprel === 'advcl' ||
    (deprel === 'parataxis' && hasFeature(clauses, predicateIdx, FEAT.gerund | FEAT.participle))
  )
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
    const object = objectOf(clauses, governorIdx)
    if (object !== undefined) return object
    const asked = dependents(clauses, governorIdx, REL.obl).find((idx) =>
      /^(on|upon|to|with|for)$/.test(prepositionOf(clauses, idx) ?? ''),
    )
    if (asked !== undefined && !isPassive(clauses, governorIdx)) return asked
  }
  return surfaceSubject(clauses, governorIdx, steps)
}

/** Verbs whose object does what the infinitive says ("urged X to leave"); after all others it is the subject ("called X to protest"). */
export const OBJECT_CONTROL = new Set([
  'urge', 'ask', 'tell', 'order', 'force', 'compel', 'allow', 'permit', 'persuade', 'convince', 'invite', 'want', 'help', 'enable', 'warn', 'press',
  'encourage', 'require', 'request', 'instruct', 'command', 'advise', 'beg', 'implore', 'expect', 'lead', 'push', 'get', 'direct', 'oblige', 'pressure',
  'authorize', 'authorise', 'appeal', 'challenge', 'call', 'empower', 'train', 'entice', 'induce', 'remind', 'recommend', 'forbid', 'summon', 'exhort',
  'send', 'let', 'prompt', 'cause', 'spur', 'provoke', 'drive', 'inspire', 'motivate', 'commission', 'task', 'mandate', 'pay', 'hire', 'make', 'see', 'hear', 'leave', 'find', 'keep', 'believe', 'consider', 'declare', 'report', 'know', 'say', 'think', 'sentence', 'free', 'dare',
]) // biome-ignore format: one glance

function isPerson({ doc, mentionAt }: Clauses, tokenIdx: number): boolean {
  return mentionAt[tokenIdx]?.referentIdxs.some((idx) => doc.referents[idx]?.kind === 'person') ?? false
}

/** Whether a name of one clause ends right before the comma before a participle. */
function isNextBefore(clauses: Clauses, idx: number, verbIdx: number): boolean {
  const end = clauses.mentionAt[idx]?.endTokenIdx
  return end === verbIdx - 1 && clauses.forms[end] === ',' && !hasDependent(clauses, idx, REL.cc)
}

/** "troops entering Goma" (the noun acts), "a missile fired by X" (the noun undergoes), "a plan to attack" (whose plan it is). */
function participleSubject(clauses: Clauses, verbIdx: number): number | undefined {
  const { head, features } = token(clauses, verbIdx)
  if ((features & FEAT.infinitive) === 0) {
    const author = clauses.forms[verbIdx]!.endsWith('ing') ? authorOf(clauses, head) : undefined
    if (author !== undefined || clauses.forms[verbIdx - 1] !== ',') return author ?? head
    // "In Oslo, Lind, backed by others, won": the name before the comma is meant.
    return dependents(clauses, head, REL.conj).find((idx) => isNextBefore(clauses, idx, verbIdx)) ?? head
  }
  // No infinitive modifies a person: "telephoned Hayashi to condemn it", "his counterpart to condemn it" is the caller's purpose.
  const governorIdx = token(clauses, head).head
  if (token(clauses, head).upos === 'PROPN' || isPerson(clauses, head))
    return governorIdx < 0 ? undefined : surfaceSubject(clauses, governorIdx)
  const owner = dependents(clauses, head, REL.nmod).find(
    (idx) => token(clauses, idx).deprel === 'nmod:poss' || prepositionOf(clauses, idx) === 'by',
  )
  if (owner !== undefined) return relativeAntecedent(clauses, owner)
  // "Norway's plans", and "Norwegian plans" too.
  const modifier = dependents(clauses, head, REL.compound | REL.amod).find(
    (idx) => clauses.mentionAt[idx] !== undefined,
  )
  if (modifier !== undefined) return modifier
  return governorIdx >= 0 && isRelated(clauses, head, REL.obj | REL.obl | REL.xcomp)
    ? surfaceSubject(clauses, governorIdx)
    : undefined
}

/** "issued a statement condemning it", "signed a letter accusing them": what a text says whoever puts it out says. */
function authorOf(clauses: Clauses, textIdx: number): number | undefined {
  if (!TEXTS.has(clauses.lemmas[textIdx]!)) return undefined
  const owner = dependents(clauses, textIdx, REL.nmod).find((idx) => token(clauses, idx).deprel === 'nmod:poss')
  if (owner !== undefined) return relativeAntecedent(clauses, owner)
  const governorIdx = token(clauses, textIdx).head
  return governorIdx >= 0 && isRelated(clauses, textIdx, REL.obj) ? surfaceSubject(clauses, governorIdx) : undefined
}

const TEXTS = new Set([
  'appeal', 'communique', 'communiqué', 'declaration', 'letter', 'memorandum', 'message', 'note', 'petition', 'post', 'resolution', 'statement', 'tweet', 'video',
]) // biome-ignore format: one glance
