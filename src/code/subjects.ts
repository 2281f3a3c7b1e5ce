import {
  type Clauses,
  dependents,
  isPassive,
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
    (idx) => /PronType=(Rel|Int)/.test(token(clauses, idx).feats) || token(clauses, idx).deprel === 'mark',
  )
}

/** A conjunct that no conjunction introduces, with a name right before it: "came after Iran launched" parsed as "came … launched". */
export function isLooseConjunct(clauses: Clauses, verbIdx: number): boolean {
  const { deprel } = token(clauses, verbIdx)
  return (
    deprel === 'conj' && dependents(clauses, verbIdx, 'cc').length === 0 && nameBefore(clauses, verbIdx) !== undefined
  )
}

/** The name right before a finite verb that the parse left without subject: "after the envoy, Sung Kim, held talks". */
export function nameBefore(clauses: Clauses, verbIdx: number): number | undefined {
  if (!/VerbForm=Fin/.test(token(clauses, verbIdx).feats) && dependents(clauses, verbIdx, 'aux').length === 0)
    return undefined
  const { sentIdx } = token(clauses, verbIdx)
  for (let idx = verbIdx - 1; idx >= 0 && idx >= verbIdx - 8; idx--) {
    const { upos, form, sentIdx: at } = token(clauses, idx)
    if (at !== sentIdx) return undefined
    const mention = clauses.coveredBy[idx]
    if (mention) return titleBefore(clauses, mention.firstTokenIdx) ?? mention.headTokenIdx
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

/** "Minister for Foreign Affairs of Japan, held a talk": the title that a state's name closes is whose holder acts. */
function titleBefore(clauses: Clauses, firstIdx: number): number | undefined {
  for (let idx = firstIdx - 1; idx >= 0 && idx >= firstIdx - MAX_TITLE_WORDS; idx--) {
    const { form, upos } = token(clauses, idx)
    if (upos === 'VERB' || form === ',' || form === ';') return undefined
    if (clauses.mentionAt.get(idx)?.kind === 'title') return idx
  }
  return undefined
}

const MAX_TITLE_WORDS = 8

/** The understood surface subject of a verb without one of its own: coordination, control, participles, relatives. */
export function suppliedSubject(clauses: Clauses, verbIdx: number, passive: boolean): number | undefined {
  const { deprel, head, feats } = token(clauses, verbIdx)
  if (head < 0) return undefined
  const base = deprel.split(':')[0]
  if (base === 'conj') return sharedSubject(clauses, head)
  if (base === 'xcomp') return controller(clauses, head)
  if (base === 'advcl' && isOfObject(clauses, verbIdx)) return objectOf(clauses, head) ?? surfaceSubject(clauses, head)
  if (base === 'advcl')
    return /VerbForm=(Part|Ger|Inf)/.test(feats) || passive ? surfaceSubject(clauses, head) : undefined
  if (deprel === 'acl') return participleSubject(clauses, verbIdx)
  if (base === 'parataxis' || base === 'ccomp') return resumedSubject(clauses, verbIdx)
  return undefined
}

/** "accused X of firing", "barred X from entering", "thanked X for helping": a gerund under such a preposition is the object's act. */
function isOfObject(clauses: Clauses, verbIdx: number): boolean {
  return dependents(clauses, verbIdx, 'mark', 'case').some((idx) => /^(of|from|for|against)$/.test(clauses.forms[idx]!))
}

function objectOf(clauses: Clauses, verbIdx: number): number | undefined {
  const own = dependents(clauses, verbIdx, 'obj', 'iobj')[0]
  if (own !== undefined) return own
  // "urged Tokyo to halt it": a bare name behind the verb is its object, whatever the parser calls it.
  return dependents(clauses, verbIdx, 'obl').find(
    (idx) => idx > verbIdx && prepositionOf(clauses, idx) === undefined && !isTime(clauses, idx),
  )
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
  if (deprel === 'advcl' && isOfObject(clauses, predicateIdx)) {
    const object = objectOf(clauses, head)
    if (object !== undefined) return object
  }
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
    const object = objectOf(clauses, governorIdx)
    if (object !== undefined) return object
    const asked = dependents(clauses, governorIdx, 'obl').find((idx) =>
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
  return mentionAt.get(tokenIdx)?.referentIdxs.some((idx) => doc.referents[idx]?.kind === 'person') ?? false
}

/** "troops entering Goma" (the noun acts), "a missile fired by X" (the noun undergoes), "a plan to attack" (whose plan it is). */
function participleSubject(clauses: Clauses, verbIdx: number): number | undefined {
  const { head, feats } = token(clauses, verbIdx)
  if (!/VerbForm=Inf/.test(feats)) return head
  // No infinitive modifies a person: "telephoned Hayashi to condemn it", "his counterpart to condemn it" is the caller's purpose.
  const governorIdx = token(clauses, head).head
  if (token(clauses, head).upos === 'PROPN' || isPerson(clauses, head))
    return governorIdx < 0 ? undefined : surfaceSubject(clauses, governorIdx)
  const owner = dependents(clauses, head, 'nmod').find(
    (idx) => token(clauses, idx).deprel === 'nmod:poss' || prepositionOf(clauses, idx) === 'by',
  )
  if (owner !== undefined) return relativeAntecedent(clauses, owner)
  // "Norway's plans", and "Norwegian plans" too.
  const modifier = dependents(clauses, head, 'compound', 'amod').find((idx) => clauses.mentionAt.has(idx))
  if (modifier !== undefined) return modifier
  return governorIdx >= 0 && /^(obj|obl|xcomp)/.test(token(clauses, head).deprel)
    ? surfaceSubject(clauses, governorIdx)
    : undefined
}
