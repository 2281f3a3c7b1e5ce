import type { Draft, Entity } from './draft.ts'
import { groupsOf, partiesBefore } from './pairs.ts'
import { agreement, isBound, isPassive, isPossessiveHer } from './pronoun-agreement.ts'
import { FORMS, HER_OWN, type PronounForm } from './pronoun-forms.ts'
import { askedOf, scoreOf, share, standsAsSubject, WINDOW } from './pronoun-scores.ts'
import { wordsOf } from './rules.ts'
import { speakerTokenAt } from './speakers.ts'
import { statementSpeakers, stateSpokenFor } from './statements.ts'
import { baseRelation, caseOf, type View } from './view.ts'
import { clauseOf, draftAt, draftsOfSent, subjectOf, type Walk } from './walk.ts'

/** True for "each other" and "one another", and for "the other" of "each side blamed the other". */
export function isReciprocal(view: View, i: number): boolean {
  const next = view.lower[i + 1]
  if (view.lower[i] === 'the') return next === 'other' && isOfEach(view, i)
  return (view.lower[i] === 'each' && next === 'other') || (view.lower[i] === 'one' && next === 'another')
}

/** Whether "the other" stands alone behind a subject that begins with "each". */
function isOfEach({ doc, lower }: View, i: number): boolean {
  const { head, sentIdx } = doc.tokens[i + 1]!
  if (doc.tokens[i]!.head !== i + 1 || head < 0 || head > i) return false
  for (let at = doc.sents[sentIdx]!.firstTokenIdx; at < head; at += 1) if (lower[at] === 'each') return true
  return false
}

/** "Iran and Iraq accused each other": the parties of the subject, else those put together last. */
function reciprocal(walk: Walk, draft: Draft): readonly Entity[] {
  const subject = subjectOf(walk, clauseOf(walk.view, draft.head))
  if (subject && subject.entities.length > 1) return subject.entities
  const parties = partiesBefore(walk, draft.sentIdx, {
    count: undefined, isFit: (entity) => entity.number === 'one', areForeign: false,
  }) // biome-ignore format: one call
  return subject && !parties.some((party) => subject.entities.includes(party)) ? [] : parties
}

/** True for "I", "we" and their kin, which mean whoever speaks. */
export function isSpeakerPronoun(view: View, draft: Draft): boolean {
  return draft.kind === 'pronoun' && FORMS.get(view.lower[draft.first]!)?.sort === 'speaker'
}

/** True if the token is a pronoun that may refer: no filler ("it is likely") and no conjunction "that". */
export function isReferringPronoun(view: View, i: number): boolean {
  const form = FORMS.get(view.lower[i]!)
  const token = view.doc.tokens[i]!
  if (!form || (token.upos !== 'PRON' && token.upos !== 'DET' && token.upos !== 'SCONJ')) return false
  if (token.deprel === 'expl' || token.deprel === 'mark' || token.deprel === 'det') return false
  if (view.lower[i] === 'us' && token.form === 'US') return false
  if (form.sort === 'relative') return relativeHead(view, i) >= 0
  return token.upos !== 'SCONJ' && !isPleonastic(view, i)
}

/** "It is clear that", "it seems", "it was in May that": the pronoun fills a place and means nothing. */
function isPleonastic(view: View, i: number): boolean {
  if (view.lower[i] !== 'it' || baseRelation(view, i) !== 'nsubj') return false
  const governor = view.doc.tokens[i]!.head
  if (governor < 0) return false
  if (wordsOf(view.rules, 'pronoun/weather-verbs').has(view.lemmas[governor]!)) return true
  if (isTaking(view, governor)) return true
  const isVerb = view.doc.tokens[governor]!.upos === 'VERB'
  // "It was revealed that …"
  const isTold = view.doc.tokens[i]!.deprel === 'nsubj:pass' && isPassive(view, governor)
  if (isVerb) return isTold && wordsOf(view.rules, 'speech/verbs').has(view.lemmas[governor]!)
  for (let c = view.firstChild[governor]!; c >= 0; c = view.nextSibling[c]!) {
    const relation = baseRelation(view, c)
    if ((relation === 'csubj' || relation === 'ccomp' || relation === 'advcl' || relation === 'xcomp') && c > governor)
      return true
  }
  return wordsOf(view.rules, 'pronoun/filler-adjectives').has(view.lemmas[governor]!)
}

/** "It took five hours to …", "it costs a fortune to …". */
function isTaking(view: View, governor: number): boolean {
  const lemma = view.lemmas[governor]!
  if (lemma !== 'take' && lemma !== 'cost') return false
  for (let c = view.firstChild[governor]!; c >= 0; c = view.nextSibling[c]!) {
    const relation = baseRelation(view, c)
    if (relation !== 'xcomp' && relation !== 'ccomp' && relation !== 'advcl' && relation !== 'csubj') continue
    for (let m = view.firstChild[c]!; m >= 0; m = view.nextSibling[m]!)
      if (view.lower[m] === 'to' && view.doc.tokens[m]!.deprel === 'mark') return true
  }
  return false
}

/** The noun whose relative clause the pronoun stands in; -1 for none. */
function relativeHead(view: View, i: number): number {
  let at = i
  for (let steps = 0; steps < 8; steps += 1) {
    const token = view.doc.tokens[at]!
    if (token.deprel === 'acl:relcl') return token.head < i ? token.head : -1
    if (token.head < 0) break
    at = token.head
  }
  return view.lower[i] === 'that' ? -1 : nounBefore(view, i)
}

/** The last word of the phrase that "who" follows, over a comma, an age and brackets: "Schiff, 56, who", "Corps (IRGC), which". */
function nounBefore(view: View, i: number): number {
  const { tokens } = view.doc
  let at = i - 1
  if (tokens[at]?.form === ',') at -= 1
  if (tokens[at]?.upos === 'NUM' && tokens[at - 1]?.form === ',') at -= 2
  if (tokens[at]?.form === ')') {
    while (at > 0 && i - at < 12 && tokens[at]!.form !== '(') at -= 1
    at -= 1
  }
  const before = tokens[at]
  const isNoun = before?.upos === 'PROPN' || before?.upos === 'NOUN'
  return isNoun && before.sentIdx === tokens[i]!.sentIdx ? at : -1
}

/** Whom "she" has surely meant once she means again: a name whose gender nothing else tells keeps that of its pronoun. */
function learnGender(entities: readonly Entity[], { gender, number }: PronounForm): void {
  const [only] = entities
  if (number === 'one' && gender !== undefined && gender !== 'thing' && entities.length === 1 && only)
    only.gender ??= gender
}

/** By so many points the likeliest must lead, for his gender to be learnt. */
const SURE_LEAD = 40

/** Resolves the pronoun at this token; empty where nothing fits, or where what fits best is no participant. */
export function resolvePronoun(walk: Walk, draft: Draft): readonly Entity[] {
  if (isReciprocal(walk.view, draft.first)) return reciprocal(walk, draft)
  const form = FORMS.get(walk.view.lower[draft.first]!)
  if (!form) return []
  switch (form.sort) {
    case 'relative':
      return antecedentOfRelative(walk, draft.first)
    case 'speaker':
      return []
    case 'third':
      if (form.isReflexive) return reflexive(walk, draft, form)
      return third(walk, draft, isPossessiveHer(walk.view, draft) ? HER_OWN : form)
  }
}

function antecedentOfRelative(walk: Walk, tokenIdx: number): readonly Entity[] {
  const head = relativeHead(walk.view, tokenIdx)
  const direct = draftAt(walk, head)
  const isWho = walk.view.lower[tokenIdx]!.startsWith('who')
  // "Chris Wallace of Fox News, who": bodies are no "who".
  const [first] = direct?.entities ?? []
  if (isWho && walk.view.lower[tokenIdx] !== 'whose' && first?.kind === 'country' && direct!.kind === 'name')
    return personOver(walk, head)
  const isMisfit = first?.kind === 'organization' || (first?.number === 'many' && isSingularVerb(walk.view, tokenIdx))
  const owner = isWho && isMisfit ? draftAt(walk, aboveOf(walk.view, head)) : undefined
  if (owner?.entities[0]?.kind === 'person') return owner.entities
  // "He was in fourth place, trailing Rubio, who …": the parser hung the clause on a thing, but somebody stands right before it.
  const beside = isWho && !first ? draftAt(walk, nounBefore(walk.view, tokenIdx)) : undefined
  if (beside?.entities[0] && beside.entities[0].kind !== 'country') return beside.entities
  // "Hamed, a money changer whom it accused": the apposition names nobody by itself.
  const named = isWho && !first ? draftAt(walk, aboveOf(walk.view, head)) : undefined
  if (named?.entities[0]?.kind === 'person') return named.entities
  if (direct) return direct.entities
  const around = draftsOfSent(walk, walk.view.doc.tokens[tokenIdx]!.sentIdx).filter(
    (d) => d.first <= head && head < d.end,
  )
  return around.at(-1)?.entities ?? []
}

/** "A citizen born in Pakistan who attacked it", "the envoy to Peru, who": no land is a "who", but whoever the phrase is about that names it. */
function personOver(walk: Walk, placeIdx: number): readonly Entity[] {
  const { view } = walk
  let at = placeIdx
  for (let steps = 0; steps < 4; steps += 1) {
    const relation = baseRelation(view, at)
    const above = view.doc.tokens[at]!.head
    if (above < 0 || above > at || !OVER_PLACE.has(relation)) return []
    const entities = draftAt(walk, above)?.entities ?? []
    if (entities.length > 0 && entities[0]!.kind !== 'country') return entities
    at = above
  }
  return []
}

const OVER_PLACE: ReadonlySet<string> = new Set(['nmod', 'obl', 'acl', 'appos', 'flat', 'conj', 'compound'])

/** True where the pronoun is the subject of a verb in the third person singular: "an adviser to the family who oversees …". */
function isSingularVerb(view: View, i: number): boolean {
  const { head } = view.doc.tokens[i]!
  return baseRelation(view, i) === 'nsubj' && head >= 0 && view.doc.tokens[head]!.feats.includes('Number=Sing')
}

/** The noun on which the noun at this token hangs, -1 for none. */
function aboveOf(view: View, i: number): number {
  const relation = baseRelation(view, i)
  return relation === 'nmod' || relation === 'appos' || relation === 'flat' ? view.doc.tokens[i]!.head : -1
}

/** "I" is whoever speaks the quotation; "we" is the state that an official speaks for, else the speaker. */
export function speakerEntities(walk: Walk, draft: Draft): readonly Entity[] {
  if (!walk.speakers.isQuoted[draft.first]) return statementSpeakers(walk, draft)
  const tokenIdx = speakerTokenAt(walk.view, walk.speakers, draft.first)
  if (tokenIdx < 0) return []
  const said = draftAt(walk, tokenIdx)?.entities ?? []
  const entities = said.length === 0 && STATEMENTS.has(walk.view.lemmas[tokenIdx]!) ? statedBy(walk, tokenIdx) : said
  if (FORMS.get(walk.view.lower[draft.first]!)?.number === 'one')
    return entities.length === 1 && entities[0]!.kind === 'person' ? entities : []
  const [only] = entities
  const state = entities.length === 1 && only ? stateSpokenFor(walk, only) : undefined
  return state ? [state] : entities
}

/** "“We urge …,” the statement said": whoever said something in a statement just before. */
function statedBy({ view, speakers, ...walk }: Walk, nounIdx: number): readonly Entity[] {
  const { sentIdx } = view.doc.tokens[nounIdx]!
  const noun = view.lemmas[nounIdx]!
  for (let s = sentIdx - 1; s >= 0 && s >= sentIdx - STATED_BACK; s -= 1) {
    const { firstTokenIdx, endTokenIdx } = view.doc.sents[s]!
    if (!view.lemmas.slice(firstTokenIdx, endTokenIdx).includes(noun)) continue
    const subject = speakers.subjectOfSent[s]!
    const draft = (walk.readOfSent[s] ?? []).find(({ head, entities }) => head === subject && entities.length > 0)
    if (draft !== undefined) return draft.entities
  }
  return []
}

/** What is put out in somebody's name. */
const STATEMENTS: ReadonlySet<string> = new Set([
  'statement',
  'communiqué',
  'communique',
  'declaration',
  'readout',
  'release',
])
/** In sentences. */
const STATED_BACK = 6

/** "expects Holt to insert himself": where the subject cannot be meant, the object above, else whoever fits best. */
function reflexive(walk: Walk, draft: Draft, form: PronounForm): readonly Entity[] {
  const own = ownSubject(walk, draft)
  if (form.gender === undefined || form.gender === 'thing') return own
  const isFit = own.length === 1 && own[0]!.kind === 'person' && (own[0]!.gender ?? form.gender) === form.gender
  return isFit ? own : third(walk, draft, { ...form, isPossessive: true })
}

function ownSubject(walk: Walk, draft: Draft): readonly Entity[] {
  // "the president himself"
  const beside = draftAt(walk, draft.first - 1)
  if (beside?.end === draft.first && beside.entities.length > 0) return beside.entities
  return subjectOf(walk, clauseOf(walk.view, draft.head))?.entities ?? []
}

/** "critical of Trump since they both competed": the last two of the sentence. */
function lastTwo(walk: Walk, draft: Draft): readonly Entity[] {
  const found: Entity[] = []
  for (const { entities } of draftsOfSent(walk, draft.sentIdx).toReversed()) {
    const [only] = entities
    if (entities.length !== 1 || only!.number !== 'one' || found.includes(only!)) continue
    if (found[0] && found[0].kind !== only!.kind) continue
    found.unshift(only!)
    if (found.length === 2) return found
  }
  return []
}

/** "North Korea's claim that it had tested a bomb": what is claimed with "it" or "they" is told of whoever claims it. */
function claimant(walk: Walk, draft: Draft): readonly Entity[] {
  const { view } = walk
  const { tokens } = view.doc
  if (baseRelation(view, draft.first) !== 'nsubj' || view.lower[draft.first - 1] !== 'that') return []
  const noun = draft.first - 2
  if (tokens[noun]?.upos !== 'NOUN' || !CLAIMS.has(view.lemmas[noun]!)) return []
  for (let c = view.firstChild[noun]!; c >= 0; c = view.nextSibling[c]!)
    if (tokens[c]!.deprel === 'nmod:poss') return draftAt(walk, c)?.entities ?? []
  return []
}

const CLAIMS: ReadonlySet<string> = new Set([
  'accusation', 'admission', 'allegation', 'announcement', 'argument', 'assertion', 'belief', 'boast', 'charge', 'claim', 'contention', 'denial',
  'insistence', 'pledge', 'promise', 'statement', 'suggestion', 'threat', 'view', 'vow', 'warning',
]) // biome-ignore format: one glance

function third(walk: Walk, draft: Draft, form: PronounForm): readonly Entity[] {
  if (form.gender === 'thing' || form.number === 'many') {
    const owner = claimant(walk, draft)
    if (owner.length === 1 && owner[0]!.kind !== 'person') return owner
  }
  if (form.number === 'many' && walk.view.lower[draft.end] === 'both') {
    const two = lastTwo(walk, draft)
    if (two.length === 2) return two
  }
  let best: Draft | undefined
  let bestScore = -Infinity
  let otherScore = -Infinity
  const asked = askedOf(walk, draft, form)
  const objects = relativeObject(walk, draft)
  for (let s = draft.sentIdx; s >= 0 && s >= draft.sentIdx - WINDOW; s -= 1) {
    const drafts = draftsOfSent(walk, s)
    const groups = groupDrafts(walk, s, form)
    for (let i = 0; i < drafts.length + groups.length; i += 1) {
      const candidate = drafts[i] ?? groups[i - drafts.length]!
      const fit = agreement(walk, asked, candidate)
      if (fit === undefined || isBound(walk, asked, candidate) || share(objects, candidate.entities)) continue
      const order = i < drafts.length ? i : orderOf(drafts, candidate)
      const score = fit + scoreOf(walk, asked, candidate, order)
      const isSame = best !== undefined && share(best.entities, candidate.entities)
      if (score <= bestScore) {
        if (!isSame) otherScore = Math.max(otherScore, score)
        continue
      }
      if (!isSame) otherScore = bestScore
      best = candidate
      bestScore = score
    }
  }
  const ahead = form.isPossessive && isFronted(walk, draft) ? cataphor(walk, draft, form) : []
  if (ahead.length > 0) return ahead
  if (best && bestScore - otherScore >= SURE_LEAD) learnGender(best.entities, form)
  if (best) return best.entities
  const next = cataphor(walk, draft, form)
  return next.length > 0 ? next : longBefore(walk, asked)
}

/** "the authorities whom they blame": the subject behind a relative word is not whom the clause is about. */
function relativeObject(walk: Walk, draft: Draft): readonly Entity[] {
  const before = draft.first - 1
  const isObject =
    RELATIVE_OBJECTS.has(walk.view.lower[before] ?? '') && baseRelation(walk.view, draft.first) === 'nsubj'
  return isObject ? (draftAt(walk, before)?.entities ?? []) : []
}

const RELATIVE_OBJECTS: ReadonlySet<string> = new Set(['whom', 'which', 'who'])

/** The place of a group among the phrases of its sentence: that of the one that it is placed by. */
function orderOf(drafts: readonly Draft[], { head }: Draft): number {
  return drafts.findIndex((draft) => draft.head === head)
}

/** How far back a pronoun for a man or a woman looks where nobody nearer can be meant, in sentences. */
const FAR_WINDOW = 14

/** "She" of a paragraph that names no woman: whoever of that gender was named last before, as long quotations have it. */
function longBefore(walk: Walk, asked: ReturnType<typeof askedOf>): readonly Entity[] {
  const { draft, form } = asked
  if (form.gender !== 'f' && form.gender !== 'm') return []
  for (let s = draft.sentIdx - WINDOW - 1; s >= 0 && s >= draft.sentIdx - FAR_WINDOW; s -= 1) {
    const found = draftsOfSent(walk, s).findLast(
      (d) =>
        d.entities[0]?.gender === form.gender &&
        agreement(walk, asked, d) !== undefined &&
        !share(asked.quotedSpeaker, d.entities),
    )
    if (found) return found.entities
  }
  return []
}

/** For "they" the parties that a sentence lists count as one candidate, placed where the first of them stands. */
function groupDrafts(walk: Walk, sentIdx: number, form: PronounForm): readonly Draft[] {
  if (form.number === 'one') return []
  const drafts = draftsOfSent(walk, sentIdx)
  return groupsOf(walk, sentIdx).flatMap((entities) => {
    const members = drafts.filter((d) => d.entities.length > 0 && entities.includes(d.entities[0]!))
    if (members.some((d) => isManyWith(walk.view, d))) return []
    const subject = members.find((d) => standsAsSubject(walk.view, d))
    const placed = subject ?? members[0]
    const distinct = [...new Set(entities)]
    return placed && distinct.length > 1 ? [{ ...placed, entities: distinct }] : []
  })
}

/** "made a deal with prosecutors on condition they …": a plural behind "with" is "they" by itself. */
function isManyWith(view: View, { entities, head, first }: Draft): boolean {
  return entities.length === 1 && entities[0]!.number === 'many' && caseOf(view, head, first) === 'with'
}

/** True in "In his speech, …": a possessive in the phrase that opens the sentence. */
function isFronted(walk: Walk, draft: Draft): boolean {
  const { view } = walk
  const first = view.doc.sents[draft.sentIdx]!.firstTokenIdx
  const opener = view.doc.tokens[first]!
  return draft.first - first <= 3 && (opener.upos === 'ADP' || opener.upos === 'SCONJ') && view.lower[first] !== 'to'
}

/** "In his speech, Lavrov said": with nobody before it the pronoun means the subject that its sentence names next. */
function cataphor(walk: Walk, draft: Draft, form: PronounForm): readonly Entity[] {
  if (form.number === 'many') return []
  const asked = askedOf(walk, draft, form)
  const next = walk.namesOfSent[draft.sentIdx]!.find(
    (d) => d.head > draft.head && baseRelation(walk.view, d.head) === 'nsubj',
  )
  return next && agreement(walk, asked, next) !== undefined ? next.entities : []
}
