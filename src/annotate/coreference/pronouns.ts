import type { Draft, Entity, Gender, GramNumber } from './draft.ts'
import { groupsOf, partiesBefore } from './pairs.ts'
import { stateByCode } from './registry.ts'
import { wordsOf } from './rules.ts'
import { speakerTokenAt } from './speakers.ts'
import { baseRelation, isBeforeVerb, type View } from './view.ts'
import { clauseOf, draftAt, draftsOfSent, subjectOf, type Walk } from './walk.ts'

interface PronounForm {
  readonly sort: 'third' | 'speaker' | 'relative'
  readonly gender?: Gender | 'thing'
  readonly number: GramNumber
  readonly isPossessive?: true
  readonly isReflexive?: true
}

const he: PronounForm = { sort: 'third', gender: 'm', number: 'one' }
const she: PronounForm = { sort: 'third', gender: 'f', number: 'one' }
const it: PronounForm = { sort: 'third', gender: 'thing', number: 'one' }
const they: PronounForm = { sort: 'third', number: 'many' }
const speaker: PronounForm = { sort: 'speaker', number: 'one' }
const speakers: PronounForm = { sort: 'speaker', number: 'many' }
const own = { isPossessive: true } as const
const self = { isReflexive: true } as const

const herOwn: PronounForm = { ...she, ...own }

const FORMS: ReadonlyMap<string, PronounForm> = new Map<string, PronounForm>([
  ['he', he], ['him', he], ['his', { ...he, ...own }], ['himself', { ...he, ...self }],
  ['she', she], ['her', she], ['hers', { ...she, ...own }], ['herself', { ...she, ...self }],
  ['it', it], ['its', { ...it, ...own }], ['itself', { ...it, ...self }],
  ['they', they], ['them', they], ['their', { ...they, ...own }], ['theirs', { ...they, ...own }],
  ['themselves', { ...they, ...self }],
  ['i', speaker], ['me', speaker], ['my', speaker], ['myself', speaker],
  ['we', speakers], ['us', speakers], ['our', speakers], ['ours', speakers], ['ourselves', speakers],
  ['who', { sort: 'relative', number: 'one' }], ['whom', { sort: 'relative', number: 'one' }],
  ['whose', { sort: 'relative', number: 'one', ...own }], ['which', { sort: 'relative', number: 'one' }],
  ['that', { sort: 'relative', number: 'one' }],
]) // biome-ignore format: one glance

/** True for "each other" and "one another". */
export function isReciprocal(view: View, i: number): boolean {
  const next = view.lower[i + 1]
  return (view.lower[i] === 'each' && next === 'other') || (view.lower[i] === 'one' && next === 'another')
}

/** "Iran and Iraq accused each other": the parties of the subject, else those put together last. */
function reciprocal(walk: Walk, draft: Draft): readonly Entity[] {
  const subject = subjectOf(walk, clauseOf(walk.view, draft.head))
  if (subject && subject.entities.length > 1) return subject.entities
  const parties = partiesBefore(walk, draft.sentIdx, { isFit: (entity) => entity.number === 'one', areForeign: false })
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
      return third(walk, draft, isPossessiveHer(walk.view, draft) ? herOwn : form)
  }
}

function antecedentOfRelative(walk: Walk, tokenIdx: number): readonly Entity[] {
  const head = relativeHead(walk.view, tokenIdx)
  const direct = draftAt(walk, head)
  if (direct) return direct.entities
  const around = draftsOfSent(walk, walk.view.doc.tokens[tokenIdx]!.sentIdx).filter(
    (d) => d.first <= head && head < d.end,
  )
  return around.at(-1)?.entities ?? []
}

/** "I" is whoever speaks the quotation; "we" is the state that an official speaks for, else the speaker. */
export function speakerEntities(walk: Walk, draft: Draft): readonly Entity[] {
  if (!walk.speakers.isQuoted[draft.first]) return []
  const tokenIdx = speakerTokenAt(walk.view, walk.speakers, draft.first)
  if (tokenIdx < 0) return []
  const entities = draftAt(walk, tokenIdx)?.entities ?? []
  if (FORMS.get(walk.view.lower[draft.first]!)?.number === 'one')
    return entities.length === 1 && entities[0]!.kind === 'person' ? entities : []
  const [only] = entities
  if (entities.length !== 1 || !only?.country || only.kind !== 'person') return entities
  const isOfficial = only.sector === 'GOV' || only.sector === 'MIL' || only.titles.some((fact) => fact.country)
  const state = stateByCode(walk.registry, { country: only.country, name: only.country }, walk.view.gazetteer)
  return isOfficial && state ? [state] : entities
}

/** "expects Holt to insert himself": where the subject cannot be meant, the object above, else whoever fits best. */
function reflexive(walk: Walk, draft: Draft, form: PronounForm): readonly Entity[] {
  const own = ownSubject(walk, draft)
  if (own.length === 0 || form.gender === undefined || form.gender === 'thing') return own
  const isFit = own.length === 1 && own[0]!.kind === 'person' && (own[0]!.gender ?? form.gender) === form.gender
  return isFit ? own : third(walk, draft, { ...form, isPossessive: true })
}

function ownSubject(walk: Walk, draft: Draft): readonly Entity[] {
  // "the president himself"
  const beside = draftAt(walk, draft.first - 1)
  if (beside?.end === draft.first && beside.entities.length > 0) return beside.entities
  return subjectOf(walk, clauseOf(walk.view, draft.head))?.entities ?? []
}

const WINDOW = 4

function third(walk: Walk, draft: Draft, form: PronounForm): readonly Entity[] {
  let best: Draft | undefined
  let bestScore = -Infinity
  let otherScore = -Infinity
  const asked = askedOf(walk, draft, form)
  for (let s = draft.sentIdx; s >= 0 && s >= draft.sentIdx - WINDOW; s -= 1) {
    const drafts = draftsOfSent(walk, s)
    const groups = groupDrafts(walk, s, form)
    for (let i = 0; i < drafts.length + groups.length; i += 1) {
      const candidate = drafts[i] ?? groups[i - drafts.length]!
      const fit = agreement(walk, asked, candidate)
      if (fit === undefined || isBound(walk, asked, candidate)) continue
      const order = i < drafts.length ? i : drafts.findIndex((d) => d.head === candidate.head)
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
  return best?.entities ?? cataphor(walk, draft, form)
}

/** For "they" the parties that a sentence lists count as one candidate, placed where the first of them stands. */
function groupDrafts(walk: Walk, sentIdx: number, form: PronounForm): readonly Draft[] {
  if (form.number === 'one') return []
  const drafts = draftsOfSent(walk, sentIdx)
  return groupsOf(walk, sentIdx).flatMap((entities) => {
    const members = drafts.filter((d) => d.entities.length > 0 && entities.includes(d.entities[0]!))
    const subject = members.find(
      (d) => baseRelation(walk.view, d.head) === 'nsubj' || isBeforeVerb(walk.view, d.first, d.end),
    )
    const placed = subject ?? members[0]
    const distinct = [...new Set(entities)]
    return placed && distinct.length > 1 ? [{ ...placed, entities: distinct }] : []
  })
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
  const next = walk.namedOfSent
    .get(draft.sentIdx)
    ?.find((d) => d.head > draft.head && baseRelation(walk.view, d.head) === 'nsubj')
  return next && agreement(walk, asked, next) !== undefined ? next.entities : []
}

interface Asked {
  readonly draft: Draft
  readonly form: PronounForm
  readonly clause: number
  /** Who spoke last, if the pronoun says something outside quotation marks. */
  readonly lastSpeaker: readonly Entity[]
  /** 1 inside a quotation, whose speaker follows. */
  readonly isQuoted: boolean
  readonly quotedSpeaker: readonly Entity[]
}

function askedOf(walk: Walk, draft: Draft, form: PronounForm): Asked {
  const isQuoted = walk.speakers.isQuoted[draft.first] === 1
  const speakerIdx = isQuoted ? speakerTokenAt(walk.view, walk.speakers, draft.first) : -1
  return {
    draft,
    form,
    clause: clauseOf(walk.view, draft.head),
    lastSpeaker: lastSpeaker(walk, draft),
    isQuoted,
    quotedSpeaker: isQuoted ? (draftAt(walk, speakerIdx)?.entities ?? NOBODY) : NOBODY,
  }
}

const NOBODY: readonly Entity[] = []

/** How likely the pronoun means a candidate that it may mean. */
function scoreOf(walk: Walk, asked: Asked, candidate: Draft, order: number): number {
  const { view } = walk
  const distance = asked.draft.sentIdx - candidate.sentIdx
  const relation = baseRelation(view, candidate.head)
  const isSubject = relation === 'nsubj' || isBeforeVerb(view, candidate.first, candidate.end)
  const role = isSubject ? 28 : (ROLE.get(relation) ?? 0)
  let score = (DISTANCE[distance] ?? 0) + role + Math.max(0, 8 - 2 * order)
  if (isSubject && baseRelation(view, view.doc.tokens[candidate.head]!.head) === 'root') score += 12
  if (baseRelation(view, asked.draft.head) === 'nsubj' && isSubject) score += 8
  if (asked.form.isPossessive && isSubject && view.doc.tokens[candidate.head]!.head === asked.clause) score += 18
  if (candidate.kind === 'pronoun') score += 6
  if (share(asked.lastSpeaker, candidate.entities)) score += 45
  if (isSubject && candidate.head !== asked.draft.head && isMatrix(view, asked, candidate)) score += 22
  if (isToldToAct(view, asked, candidate)) score += 50
  score += sameClause(walk, asked, candidate) + listedBefore(view, asked, candidate)
  let nMentions = 0
  for (const entity of candidate.entities) nMentions = Math.max(nMentions, entity.nMentions)
  score += Math.min(12, 3 * nMentions)
  return score + quotationShift(walk, asked, candidate)
}

/** "Choi and his counterparts": the possessive in a list means whoever stands before it. */
function listedBefore(view: View, asked: Asked, candidate: Draft): number {
  if (!asked.form.isPossessive) return 0
  const joint = asked.draft.first - 1
  const isJoined = view.lower[joint] === 'and' || view.lower[joint] === ','
  return isJoined && candidate.end === joint && candidate.entities.length > 0 ? 75 : 0
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

/** "Brudzinski wrote that he had …": the subject of the verb above a clause is likely that clause's "he". */
function isMatrix(view: View, asked: Asked, candidate: Draft): boolean {
  if (candidate.sentIdx !== asked.draft.sentIdx || asked.clause < 0) return false
  const above = view.doc.tokens[asked.clause]!.head
  const governor = view.doc.tokens[candidate.head]!.head
  return governor >= 0 && (above === governor || governor === asked.clause)
}

/** "condemned Russia for its invasion", "referred to Seoul by its name": a possessive looks at what its verb already has. */
function sameClause(walk: Walk, asked: Asked, candidate: Draft): number {
  if (!asked.form.isPossessive || walk.view.doc.tokens[candidate.head]!.head !== asked.clause) return 0
  const relation = baseRelation(walk.view, candidate.head)
  if (relation === 'obl') return 30
  const owned = walk.view.doc.tokens[asked.draft.head]!.head
  return relation === 'obj' && owned >= 0 && baseRelation(walk.view, owned) === 'obl' ? 60 : 0
}

function share(some: readonly Entity[], others: readonly Entity[]): boolean {
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
  const sent = walk.view.doc.sents[sentIdx]!
  return walk.speakers.isQuoted.subarray(sent.firstTokenIdx, sent.endTokenIdx).includes(1)
}

const DISTANCE: readonly number[] = [60, 42, 24, 10, 0]
const ROLE: ReadonlyMap<string, number> = new Map([
  ['nsubj', 28], ['root', 12], ['obj', 10], ['iobj', 10], ['obl', 2], ['nmod', -6], ['appos', -4], ['compound', -24], ['amod', -30],
]) // biome-ignore format: one glance

/** Nobody calls himself "he": inside a quotation its speaker is out, just after one ("he said") he is the likeliest. */
function quotationShift(walk: Walk, asked: Asked, candidate: Draft): number {
  if (!asked.isQuoted) return walk.speakers.isQuoted[candidate.head] === 1 ? -14 : 0
  return share(asked.quotedSpeaker, candidate.entities) ? -80 : 0
}

/** Points for agreement in gender, number and kind; undefined for none. */
function agreement(walk: Walk, asked: Asked, candidate: Draft): number | undefined {
  const { form } = asked
  const [first, second] = candidate.entities
  if (form.number === 'many') return pluralAgreement(walk, asked, candidate)
  if (second) return undefined
  if (form.gender === 'thing') {
    if (!first) return candidate.as === 'thing' ? thingAgreement(walk, asked, candidate) : undefined
    if (first.kind === 'person') return undefined
    // "The Clinton campaign … its": a group that its noun makes one.
    if (first.number === 'many') return isSingularNoun(walk.view, candidate) ? -8 : undefined
    return first.kind === 'group' ? -6 : 0
  }
  if (first?.kind !== 'person' || first.number === 'many') return undefined
  if (first.gender && first.gender !== form.gender) return undefined
  return first.gender ? 10 : 0
}

function pluralAgreement(walk: Walk, asked: Asked, candidate: Draft): number | undefined {
  const [first, second] = candidate.entities
  if (second) return 8 + 3 * Math.min(4, candidate.entities.length)
  if (!first) {
    if (candidate.as !== 'thing' || isAgentive(walk, asked)) return undefined
    return isPluralThing(walk.view, candidate) ? -2 : undefined
  }
  if (first.number === 'many') return 6
  if (first.kind === 'person') return isMaybeBody(first) ? -18 : undefined
  return first.kind === 'organization' || first.kind === 'group' ? -14 : undefined
}

/** One word that was taken for a surname, and of which nothing tells that it is one: it may as well name a body. */
function isMaybeBody({ nameWords, name, gender, titles }: Entity): boolean {
  const nWords = nameWords.length || name.split(' ').length
  return nWords === 1 && gender === undefined && titles.length === 0
}

/** A thing competes for "it" unless the verb wants somebody who acts ("it said", "it launched"). */
function thingAgreement(walk: Walk, asked: Asked, candidate: Draft): number | undefined {
  if (isAgentive(walk, asked) || isPluralThing(walk.view, candidate)) return undefined
  const { deprel, head } = walk.view.doc.tokens[asked.draft.head]!
  const acts = deprel === 'nsubj' && walk.view.doc.tokens[head]?.upos === 'VERB'
  return asked.form.isPossessive || acts ? -12 : 2
}

function isSingularNoun(view: View, { chunk, kind }: Draft): boolean {
  if (!chunk || kind !== 'nominal') return false
  const { upos, feats } = view.doc.tokens[chunk.head]!
  return upos === 'NOUN' && feats.includes('Number=Sing')
}

function isPluralThing(view: View, candidate: Draft): boolean {
  return view.doc.tokens[candidate.chunk?.head ?? candidate.head]!.feats.includes('Number=Plur')
}

function isPassive(view: View, verbIdx: number): boolean {
  for (let c = view.firstChild[verbIdx]!; c >= 0; c = view.nextSibling[c]!)
    if (view.doc.tokens[c]!.deprel === 'aux:pass') return true
  return false
}

/** True if the pronoun is the subject of an active verb whose subject is a person, a body or a state. */
function isAgentive(walk: Walk, asked: Asked): boolean {
  const { view } = walk
  const token = view.doc.tokens[asked.draft.head]!
  if (baseRelation(view, asked.draft.head) !== 'nsubj' || token.head < 0) return false
  if (token.deprel === 'nsubj:pass' && isPassive(view, token.head)) return false
  return wordsOf(view.rules, 'pronoun/agentive-verbs').has(view.lemmas[token.head]!)
}

/** An object is not its own subject; a pronoun does not mean the phrase that it stands in. */
function isBound(walk: Walk, asked: Asked, candidate: Draft): boolean {
  const { draft, form, clause } = asked
  if (candidate.first <= draft.first && draft.end <= candidate.end) return true
  if (form.isPossessive || candidate.sentIdx !== draft.sentIdx) return false
  const relation = baseRelation(walk.view, draft.head)
  const governor = walk.view.doc.tokens[candidate.head]!.head
  if (relation === 'nsubj') return baseRelation(walk.view, candidate.head) === 'nsubj' && governor === clause
  const subject = subjectOf(walk, clause)
  return subject?.entities.some((entity) => candidate.entities.includes(entity)) === true
}

function isPossessiveHer(view: View, draft: Draft): boolean {
  return view.lower[draft.first] === 'her' && view.doc.tokens[draft.first]!.deprel === 'nmod:poss'
}
