import { ending, lemmaIn, MARK, NOMINAL, PART, type Rule, rule } from './beginnings.ts'
import { hasBelow } from './misreadings.ts'
import { FEAT, REL } from './relations.ts'
import { firstBelow, isNoun, SUBJECTS } from './treeSearch.ts'
import { type Growing, hang } from './words.ts'

/**
 * What news and statements put before a clause or between its parts (who speaks, an invitation, a date), over which parsers lose the subject
 * or the object.
 */
export function asideRules(): readonly Rule[] {
  return [
    rule({ before: MARK.opening }, mendLabel),
    rule({ at: PART.name, by: SUBJECTS, head: MARK.right }, mendNameBeforePurpose),
    rule({ at: NOMINAL, by: SUBJECTS, head: MARK.right }, mendFrontedPhrase),
    rule({ at: NOMINAL, now: REL.nmod | REL.obl, among: MARK.by, head: MARK.left }, mendAgentOfNoun),
    rule({ at: NOMINAL, by: REL.nmod, head: MARK.left }, mendSamePreposition),
    rule({ at: NOMINAL, now: REL.conj | REL.obl, head: MARK.left }, mendOwnPreposition),
    rule({ at: PART.name, by: REL.nmod, head: MARK.left }, mendNamedPlural),
    rule({ at: PART.verb, after: MARK.comma }, mendBehindDate),
    rule({ at: PART.verb, by: REL.amod, own: ending('ing'), head: MARK.right }, mendGerund),
    rule({ at: PART.verb, now: REL.conj, head: MARK.left }, mendSplitInfinitive),
    rule({ at: PART.verb, own: lemmaIn(PHONING) }, mendTelephone),
    rule({ by: REL.obl, head: MARK.right }, mendBeforeMark),
    rule({ own: lemmaIn(THEY), before: MARK.of }, mendPartOfThem),
  ]
}

/**
 * "laid sanctions, including travel bans, on two generals": what is included tells of the object, and what a preposition of its own opens
 * behind a comma is joined to no noun.
 */
function mendOwnPreposition(words: readonly Growing[], idx: number): void {
  const preposition = prepositionAfterComma(words, idx)
  if (preposition === undefined) return
  const { head, relation } = words[idx]!
  const isIncluded = INCLUDING.has(preposition)
  if (relation === REL.obl) {
    const object = isIncluded ? objectAfter(words, head, idx) : undefined
    if (object !== undefined) hang(words[idx]!, object, 'nmod')
    return
  }
  const isOfIncluded = words[head]!.relation === REL.nmod && INCLUDING.has(prepositionAfterComma(words, head) ?? '')
  const object = isOfIncluded ? words[head]!.head : head
  if (object < 0 || words[object]!.relation !== REL.obj || words[object]!.head < 0) return
  if (isIncluded) hang(words[idx]!, object, 'nmod')
  else hang(words[idx]!, words[object]!.head, 'obl')
}

/** The preposition that opens a noun's phrase behind a comma; undefined where none does, or "and" stands there. */
function prepositionAfterComma(words: readonly Growing[], noun: number): string | undefined {
  let opening = -1
  for (let at = noun - 1; at > noun - REACH && at > 0; at--) {
    if (words[at]!.head !== noun) continue
    if ((words[at]!.relation & REL.cc) !== 0) return undefined
    if ((words[at]!.relation & REL.case) !== 0) opening = at
  }
  return opening > 0 && words[opening - 1]!.form === ',' ? words[opening]!.form : undefined
}

function objectAfter(words: readonly Growing[], verb: number, end: number): number | undefined {
  for (let at = verb + 1; at < end; at++) if (words[at]!.head === verb && words[at]!.relation === REL.obj) return at
  return undefined
}

const INCLUDING = new Set(['including', 'like', 'such'])

const PHONING = new Set(['phone', 'telephone'])
const THEY = new Set(['they'])

/** "against the crowd, many of them students": the noun behind tells of the noun before the comma, and of nobody else. */
function mendPartOfThem(words: readonly Growing[], idx: number): void {
  const many = idx - 2
  if (words[many - 1]?.form !== ',' || words[many]!.sentIdx !== words[idx]!.sentIdx) return
  const isOutside = (at: number) => at < many || at > idx
  let noun = idx + 1
  while (noun < idx + 6 && WITHIN_PHRASE.has(words[noun]?.upos ?? '') && !isHead(words, noun, idx)) noun++
  const whom = many - 2
  if (!isNoun(words[noun]) || !isHead(words, noun, idx) || !isOutside(words[noun]!.head) || words[noun]!.head > noun)
    return
  if (!isNoun(words[whom]) || words[noun]!.head === whom) return
  hang(words[noun]!, whom, 'appos')
}

/** Whether a noun hangs on a word before the phrase that begins behind `from`. */
function isHead(words: readonly Growing[], idx: number, from: number): boolean {
  return isNoun(words[idx]) && words[idx]!.head <= from
}

const WITHIN_PHRASE = new Set(['ADJ', 'NOUN', 'PROPN', 'DET', 'NUM', 'ADV'])

/** How far a rule looks. */
const REACH = 18

/** "Spokesperson: China urges Canada to stop": the label of a transcript takes no part in the sentence. */
function mendLabel(words: readonly Growing[], first: number): void {
  const { sentIdx } = words[first]!
  let colon = first + 1
  while (colon < first + LABEL_LENGTH && words[colon]?.sentIdx === sentIdx && WITHIN_LABEL.has(words[colon]!.upos)) {
    if (words[colon]!.form === ':' || words[colon]!.form === '(') break
    colon++
  }
  if (words[colon]?.form !== ':' || words[colon]!.sentIdx !== sentIdx || words[colon + 1]?.sentIdx !== sentIdx) return
  const isInLabel = (at: number) => at >= first && at <= colon
  let label = first
  while (label < colon && isInLabel(words[label]!.head)) label++
  if (label === colon || words[label]!.upos === 'VERB') return
  let main = words[label]!.head
  if (main < 0) {
    const below = words.findIndex(({ head, upos }, at) => at > colon && head === label && upos === 'VERB')
    if (below < 0) return
    main = below
    // "Questions: please ask": what a label announces is no sentence of somebody's deeds.
    if (!words.some(({ head, relation }, at) => at > colon && head === below && (relation & SUBJECTS) !== 0)) return
    hang(words[main]!, -1, 'root')
  }
  hang(words[label]!, main, 'discourse')
  for (let at = colon + 1; words[at]?.sentIdx === sentIdx; at++)
    if (isInLabel(words[at]!.head) && at !== main)
      hang(words[at]!, main, words[at]!.deprel === 'appos' ? 'nsubj' : words[at]!.deprel)
}

/** In words, the colon among them. */
const LABEL_LENGTH = 8

const WITHIN_LABEL = new Set(['NOUN', 'PROPN', 'ADJ', 'DET', 'PUNCT', 'ADP'])

/** "At the invitation of X, Foreign Minister Y will visit Z": what has a preposition is no subject; the name behind the comma is. */
function mendFrontedPhrase(words: readonly Growing[], idx: number): void {
  const noun = words[idx]!
  const { head } = noun
  if (head < idx || words[head]?.upos !== 'VERB' || !hasBelow(words, idx, REL.case, idx - 6, idx)) return
  for (let at = Math.max(0, idx - 5); at < idx; at++)
    if (words[at]!.head === idx && words[at]!.form.toLowerCase() === 'of') return
  let comma = head - 1
  while (comma > idx && words[comma]!.form !== ',') comma--
  if (comma <= idx) return
  const relation = noun.deprel
  hang(noun, head, 'obl')
  // "In the Indian Ocean, a Greek ship, the Symi, was hit": a comma before the verb may only close what describes the subject.
  let opening = idx + 1
  while (words[opening]!.form !== ',') opening++
  const subject = subjectBehind(words, comma, head) ?? subjectBehind(words, opening, head)
  if (subject !== undefined) hang(words[subject]!, head, relation)
}

function subjectBehind(words: readonly Growing[], comma: number, head: number): number | undefined {
  for (let at = comma + 1; at < head; at++) {
    const { head: of, upos, relation } = words[at]!
    if ((upos !== 'PROPN' && upos !== 'NOUN') || (of > comma && of < head)) continue
    if (of === head && (relation & SUBJECTS) === 0) continue
    return at
  }
  return undefined
}

/** "condolences to the families of the victims and to Peru": what bears the preposition of an earlier phrase is joined to that one. */
function mendSamePreposition(words: readonly Growing[], idx: number): void {
  const noun = words[idx]!
  const [and, preposition] = [firstBelow(words, idx, REL.cc, idx - 6), firstBelow(words, idx, REL.case, idx - 6)]
  if (and === undefined || preposition === undefined || and > preposition) return
  const { form } = words[preposition]!
  const hasSame = (at: number) => {
    const own = firstBelow(words, at, REL.case, at - 6)
    return own !== undefined && words[own]!.form === form
  }
  let above = noun.head
  if (above < 0 || above > idx || hasSame(above)) return
  for (let steps = 0; steps < 4; steps++) {
    above = words[above]!.head
    if (above < 0 || above > idx || words[above]!.upos === 'VERB') return
    if (!hasSame(above)) continue
    hang(noun, above, 'conj')
    return
  }
}

/** "condemned the shelling of Lima by Chile": behind what an act was done to, "by" tells who did it. */
function mendAgentOfNoun(words: readonly Growing[], idx: number): void {
  const agent = words[idx]!
  if (
    (agent.relation & (REL.nmod | REL.obl)) === 0 ||
    agent.deprel === 'obl:agent' ||
    agent.head < 0 ||
    agent.head > idx
  )
    return
  const by = firstBelow(words, idx, REL.case, idx - 4)
  if (by === undefined || words[by]!.form !== 'by') return
  const governor = words[agent.head]!
  for (let at = by - 1; at > by - 10 && at >= 0 && words[at]!.sentIdx === agent.sentIdx; at--) {
    const { upos, form, head, relation } = words[at]!
    if (upos === 'VERB' || form === ',') return
    if (form !== 'of' || (relation & REL.case) === 0 || head < at || head > by) continue
    const actIdx = words[head]!.head
    const act = words[actIdx]
    if (act?.upos !== 'NOUN' || actIdx > at || !ACT.test(act.lemma)) return
    const isOnObject = agent.head === head || (isNoun(governor) && agent.head > at)
    const isOnVerb = governor.upos === 'VERB' && act.head === agent.head && (act.relation & REL.obj) !== 0
    if (isOnObject || isOnVerb) hang(agent, actIdx, 'nmod')
    return
  }
}

/** Nouns of acts, by their endings and a few without. */
const ACT =
  /(?:ing|tion|sion|ment|ure|ance|al|ery)$|^(?:murder|rape|abuse|use|ouster|overthrow|release|launch|test|siege|assault|massacre|slaughter|arrest|breach|blockade|storming|coverage|support|rejection|strike|sale|supply|purchase|torture|takeover|withdrawal)$/

/** "The foreign ministers, Prince Faisal and Hossein Amirabdollahian, will meet": names behind the comma say who they are. */
function mendNamedPlural(words: readonly Growing[], idx: number): void {
  const name = words[idx]!
  const plural = words[name.head]
  if (name.upos !== 'PROPN' || plural?.upos !== 'NOUN' || name.head > idx || (plural.features & FEAT.plural) === 0)
    return
  if (hasBelow(words, idx, REL.case, name.head, idx) || !hasBelow(words, idx, REL.conj, idx, idx + REACH)) return
  const comma = firstCommaAfter(words, name.head, idx)
  if (comma === name.head + 1) hang(name, name.head, 'appos')
}

function firstCommaAfter(words: readonly Growing[], from: number, to: number): number | undefined {
  for (let at = from + 1; at < to; at++) if (words[at]!.form === ',') return at
  return undefined
}

/** "condemned, on 22 November, the attacks by the group": behind a date between commas comes the object, whatever verb follows it. */
function mendBehindDate(words: readonly Growing[], idx: number): void {
  const verb = words[idx]!
  if (hasBelow(words, idx, REL.obj, idx, idx + REACH)) return
  let comma = idx + 2
  let isDate = false
  while (comma < idx + 9 && words[comma]?.sentIdx === verb.sentIdx && words[comma]!.form !== ',') {
    isDate ||= CALENDAR.test(words[comma]!.form)
    if (words[comma]!.upos === 'VERB') return
    comma++
  }
  if (!isDate || words[comma]?.form !== ',') return
  for (let at = comma + 1; at < comma + 8 && words[at]?.sentIdx === verb.sentIdx; at++) {
    const { upos, head } = words[at]!
    if (upos === 'VERB' || upos === 'ADP' || upos === 'SCONJ') return
    if (upos !== 'NOUN' && upos !== 'PROPN') continue
    if (head > comma && head < comma + 8 && words[head]!.upos !== 'VERB' && head > at) continue
    hang(words[at]!, idx, 'obj')
    return
  }
}

const CALENDAR =
  /^(?:Jan(?:uary)?|Feb(?:ruary)?|March|April|May|June|July|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|week|month|year|today|yesterday)\.?$/

/** "for launching drones", "of laying mines", "stop arming militias": the gerund is what is done, and the noun what it is done to. */
function mendGerund(words: readonly Growing[], idx: number): void {
  const gerund = words[idx]!
  const noun = words[gerund.head]
  if (!DOING.has(gerund.lemma) || !gerund.form.endsWith('ing') || noun === undefined || gerund.head < idx) return
  const before = words[idx - 1]
  const isPreposed =
    before !== undefined && (before.upos === 'ADP' || before.upos === 'SCONJ') && before.head === gerund.head
  const isStopped = before?.upos === 'VERB' && STOPPING.has(before.lemma)
  if (!isPreposed && !isStopped) return
  const { head } = noun
  const governor = words[head]
  if (head < 0 || head > idx || governor === undefined) return
  hang(gerund, head, isStopped ? 'xcomp' : governor.upos === 'VERB' ? 'advcl' : 'acl')
  hang(noun, idx, 'obj')
  if (isPreposed) hang(before, idx, 'mark')
  gerund.features = FEAT.gerund
}

const DOING = new Set([
  'abduct', 'aid', 'arm', 'arrest', 'attack', 'back', 'block', 'bomb', 'breach', 'bomb', 'burn', 'build', 'coerce', 'crush', 'deploy', 'deport', 'destabilise',
  'destabilize', 'destroy', 'detain', 'evict', 'execute', 'expel', 'finance', 'fire', 'fund', 'harass', 'harbour', 'harbor', 'help', 'hide', 'hijack', 'hit',
  'host', 'imprison', 'incite', 'intimidate', 'invade', 'jail', 'kidnap', 'kill', 'launch', 'lay', 'leave', 'massacre', 'murder', 'occupy', 'oppress', 'persecute',
  'plant', 'poison', 'recruit', 'send', 'settle', 'shell', 'shelter', 'shoot', 'silence', 'smuggle', 'spread', 'steal', 'storm', 'strike', 'supply', 'support',
  'target', 'threaten', 'torture', 'train', 'undermine', 'violate', 'withhold',
]) // biome-ignore format: one glance

const STOPPING = new Set([
  'stop',
  'cease',
  'halt',
  'end',
  'keep',
  'start',
  'begin',
  'resume',
  'continue',
  'avoid',
  'quit',
  'deny',
])

/** "called upon them to immediately end it": an adverb between "to" and its verb changes nothing. */
function mendSplitInfinitive(words: readonly Growing[], idx: number): void {
  if (words[idx - 1]?.upos !== 'ADV') return
  const [to, verb] = [words[idx - 2], words[idx]!]
  if (to?.form !== 'to' || to.head !== idx || verb.head < 0 || verb.head > idx) return
  if (verb.deprel === 'conj') hang(verb, verb.head, 'advcl')
}

/** "had telephone conversations with": the telephone is how they talked, and "had" the verb. */
function mendTelephone(words: readonly Growing[], idx: number): void {
  const [have, verb, talk] = [words[idx - 1], words[idx]!, words[idx + 1]]
  if (have?.lemma !== 'have' || !/^(?:conversation|call|talk|contact|discussion)$/.test(talk?.lemma ?? '')) return
  const { head, deprel } = verb
  hang(have, head, deprel)
  have.upos = 'VERB'
  have.features = FEAT.finite | FEAT.past
  for (let at = Math.max(0, idx - REACH); at < idx + REACH && at < words.length; at++)
    if (words[at]!.head === idx && at !== idx - 1) hang(words[at]!, idx - 1, words[at]!.deprel)
  verb.upos = 'NOUN'
  verb.features = 0
  hang(verb, idx + 1, 'compound')
  hang(talk!, idx - 1, 'obj')
}

/** "telephoned his counterpart, Michel Aoun, to offer condolences": the name tells who that is; it offers nothing. */
function mendNameBeforePurpose(words: readonly Growing[], idx: number): void {
  const name = words[idx]!
  const verb = words[name.head]
  if (
    name.upos !== 'PROPN' ||
    name.head < idx ||
    words[name.head - 1]?.form !== 'to' ||
    words[name.head - 2]?.form !== ','
  )
    return
  let first = idx
  while (words[first - 1]?.upos === 'PROPN' && words[first - 1]!.head === idx) first--
  const before = words[first - 2]
  if (words[first - 1]?.form !== ',' || !isNoun(before) || verb?.upos !== 'VERB') return
  hang(name, first - 2, 'appos')
}

/** "accused Washington on Wednesday of having staged it": what stands before the clause's own mark belongs to the verb above. */
function mendBeforeMark(words: readonly Growing[], idx: number): void {
  const { head } = words[idx]!
  const above = words[head]?.head ?? -1
  if (head < idx || above < 0 || above > idx || words[above]!.upos !== 'VERB' || words[head]!.upos !== 'VERB') return
  const mark = firstBelow(words, head, REL.mark, idx)
  if (mark !== undefined && mark > idx && /^(?:of|from|that|for)$/.test(words[mark]!.form))
    hang(words[idx]!, above, 'obl')
}
