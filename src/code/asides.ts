import { hang, hasBelow } from './misreadings.ts'
import { FEAT, REL } from './relations.ts'
import type { Growing } from './words.ts'

/**
 * What news and statements put before a clause or between its parts (who speaks, an invitation, a date, who says so), over which parsers
 * lose the subject or the object. `idx` is the word that a rule begins at.
 */
export function mendAsides(words: readonly Growing[], idx: number): void {
  const { upos, relation, form } = words[idx]!
  if (words[idx - 1]?.sentIdx !== words[idx]!.sentIdx) mendLabel(words, idx)
  if (upos === 'NOUN' || upos === 'PROPN') {
    if ((relation & SUBJECTS) !== 0) {
      mendFrontedPhrase(words, idx)
      mendOverSemicolon(words, idx)
    }
    if (words[idx - 1]?.form === 'by' || words[idx - 2]?.form === 'by' || words[idx - 3]?.form === 'by')
      mendAgentOfNoun(words, idx)
    if ((relation & REL.nmod) !== 0) {
      mendSamePreposition(words, idx)
      mendNamedPlural(words, idx)
    }
  } else if (upos === 'VERB') {
    if (words[idx + 1]?.form === ',') mendBehindDate(words, idx)
    mendTwoSubjects(words, idx)
    if (relation === REL.conj) mendSaidBesides(words, idx)
    if (relation === REL.acl) mendNameAndVerb(words, idx)
    if (/^(?:tele)?phone$/.test(words[idx]!.lemma)) mendTelephone(words, idx)
    if ((relation & (REL.advcl | REL.parataxis | REL.acl)) !== 0) mendSourceWithin(words, idx)
    if (relation === REL.conj) mendRelativePair(words, idx)
    if (relation === REL.amod) {
      mendGerund(words, idx)
      mendPerfect(words, idx)
    }
    if ((relation & (REL.acl | REL.advcl)) !== 0 && words[idx - 1]?.form === ',') mendListedPast(words, idx)
    if (words[idx - 1]?.upos === 'ADV') mendSplitInfinitive(words, idx)
    mendSubjectBeforeAside(words, idx)
  }
  if (form === 'whose') mendWhoseVerb(words, idx)
  else if (form === 'what') mendSoCalled(words, idx)
  else if (form === ';') mendAfterSemicolon(words, idx)
}

const SUBJECTS = REL.nsubj | REL.nsubjPass
/** How far a rule looks. */
const REACH = 18

/** "Spokesperson: China urges Canada to stop": the label of a transcript takes no part in the sentence. */
function mendLabel(words: readonly Growing[], first: number): void {
  const { sentIdx } = words[first]!
  let colon = first + 1
  while (colon < first + LABEL_LENGTH && words[colon]?.sentIdx === sentIdx && WITHIN_LABEL.has(words[colon]!.upos)) {
    if (words[colon]!.form === ':') break
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
  if (words.some(({ head: of, form }, at) => at < idx && at > idx - 6 && of === idx && form.toLowerCase() === 'of'))
    return
  let comma = head - 1
  while (comma > idx && words[comma]!.form !== ',') comma--
  if (comma <= idx) return
  const relation = noun.deprel
  hang(noun, head, 'obl')
  for (let at = comma + 1; at < head; at++) {
    const { head: of, upos } = words[at]!
    if ((upos !== 'PROPN' && upos !== 'NOUN') || (of > comma && of < head)) continue
    if (of === head && (words[at]!.relation & SUBJECTS) === 0) continue
    hang(words[at]!, head, relation)
    return
  }
}

/** "joined by Chad, Mali and Niger; Togo went further": a subject stands on its verb's side of a semicolon. */
function mendOverSemicolon(words: readonly Growing[], idx: number): void {
  const noun = words[idx]!
  const { head } = noun
  if (head < idx) return
  for (let at = idx + 1; at < head; at++) {
    if (words[at]!.form !== ';') continue
    const before = words[idx - 1]?.form === ',' ? idx - 2 : -1
    if (before >= 0 && hasBelow(words, head, SUBJECTS, at, head)) hang(noun, before, 'conj')
    return
  }
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

function firstBelow(words: readonly Growing[], head: number, relations: number, from: number): number | undefined {
  for (let at = Math.max(0, from); at < head; at++)
    if (words[at]!.head === head && (words[at]!.relation & relations) !== 0) return at
  return undefined
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

/** "a jet which, Kigali said, had violated its airspace": who says so stands within the clause, and the clause is about the jet. */
function mendSourceWithin(words: readonly Growing[], idx: number): void {
  const saying = words[idx]!
  if (!SAYING.has(saying.lemma) || words[idx + 1]?.form !== ',') return
  let relative = idx - 1
  while (relative > idx - 7 && words[relative]?.sentIdx === saying.sentIdx && !RELATIVE.test(words[relative]!.form))
    relative--
  if (!RELATIVE.test(words[relative]?.form ?? '') || words[relative + 1]?.form !== ',') return
  let told = idx + 2
  while (IN_FRONT_OF_VERB.has(words[told]?.upos ?? '')) told++
  const verb = words[told]
  const antecedent = words[relative - 1]?.form === ',' ? relative - 2 : relative - 1
  if (verb?.upos !== 'VERB' || verb.sentIdx !== saying.sentIdx || !isNoun(words[antecedent])) return
  hang(verb, antecedent, 'acl:relcl')
  hang(words[relative]!, told, 'nsubj')
  words[relative]!.features |= FEAT.relative
  hang(saying, told, 'parataxis')
}

const SAYING = new Set([
  'say',
  'claim',
  'allege',
  'argue',
  'insist',
  'maintain',
  'report',
  'believe',
  'assert',
  'contend',
])
const RELATIVE = /^(?:which|who|that)$/
const IN_FRONT_OF_VERB = new Set(['AUX', 'ADV', 'PART'])

function isNoun(word: Growing | undefined): boolean {
  return word?.upos === 'NOUN' || word?.upos === 'PROPN'
}

/**
 * "against the group, which murdered hundreds and still holds hostages": a relative clause that parsers join to the verb of the sentence
 * belongs to the noun before its comma, and so does the verb that "and" joins to it before the next comma.
 */
function mendRelativePair(words: readonly Growing[], idx: number): void {
  const verb = words[idx]!
  const mainIdx = verb.head
  if (mainIdx < 0 || mainIdx > idx) return
  const relative = firstBelow(words, idx, SUBJECTS, mainIdx)
  if (relative !== undefined && RELATIVE.test(words[relative]!.form) && words[relative]!.form !== 'that') {
    const noun = words[relative - 1]?.form === ',' ? relative - 2 : -1
    if (noun < 0 || noun <= mainIdx || !isNoun(words[noun])) return
    hang(verb, topOfPhrase(words, noun), 'acl:relcl')
    words[relative]!.features |= FEAT.relative
    return
  }
  if (relative !== undefined || hasBelow(words, idx, REL.mark, mainIdx, idx)) return
  let and = idx - 1
  while (and > mainIdx && IN_FRONT_OF_VERB.has(words[and]!.upos)) and--
  if (words[and]?.upos !== 'CCONJ' || words[and - 1]?.form === ',') return
  for (let at = and - 1; at > mainIdx && words[at]!.form !== ','; at--) {
    const { upos, deprel, head } = words[at]!
    if (upos !== 'VERB' || deprel !== 'acl:relcl' || head < mainIdx) continue
    const subject = firstBelow(words, at, SUBJECTS, head)
    if (subject === undefined || words[subject - 1]?.form !== ',' || !RELATIVE.test(words[subject]!.form)) continue
    hang(verb, at, 'conj')
    return
  }
}

/** The noun that a name of several words hangs on. */
function topOfPhrase(words: readonly Growing[], idx: number): number {
  let top = idx
  for (let steps = 0; steps < 4 && (words[top]!.relation & (REL.flat | REL.compound)) !== 0; steps++)
    top = words[top]!.head
  return top
}

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

/** "The bloc ECOWAS, after Mali promised elections, lifted the embargo": the noun before the comma that opens the aside is the subject. */
function mendSubjectBeforeAside(words: readonly Growing[], idx: number): void {
  const verb = words[idx]!
  let start = idx
  while (words[start - 1]?.upos === 'ADV') start--
  const before = words[start - 1]
  if (before?.form !== ',' || (verb.features & FEAT.finite) === 0 || (verb.features & FEAT.past) === 0) return
  if (verb.deprel !== 'root' && (verb.relation & (REL.ccomp | REL.parataxis | REL.advcl)) === 0) return
  if (hasBelow(words, idx, SUBJECTS | REL.expl, idx - 2 * REACH, idx + 2)) return
  for (let at = start - 3; at > idx - REACH && at > 0 && words[at]!.sentIdx === verb.sentIdx; at--) {
    if (words[at]!.form !== ',') continue
    if (!OPENS_ASIDE.has(words[at + 1]!.lemma) || !isNoun(words[at - 1])) continue
    const subject = topOfPhrase(words, at - 1)
    if (hasBelow(words, subject, REL.case, subject - 8, subject)) return
    hang(words[subject]!, idx, 'nsubj')
    return
  }
}

const OPENS_ASIDE = new Set([
  'who',
  'which',
  'whose',
  'where',
  'after',
  'before',
  'while',
  'when',
  'as',
  'although',
  'though',
  'because',
  'despite',
  'following',
  'since',
  'once',
  'like',
  'unlike',
])

/** "Iran, whose border runs along the river, offered": behind "whose" and its noun stands a verb, though its form is a plural's too. */
function mendWhoseVerb(words: readonly Growing[], idx: number): void {
  let noun = idx + 1
  while (words[noun]?.upos === 'ADJ') noun++
  const [owned, verb, next] = [words[noun], words[noun + 1], words[noun + 2]]
  if (owned?.upos !== 'NOUN' || verb?.upos !== 'NOUN' || !verb.form.endsWith('s') || owned.head !== noun + 1) return
  if ((owned.features & FEAT.plural) !== 0 || (next?.upos !== 'ADP' && next?.upos !== 'DET')) return
  const antecedent = words[idx - 1]?.form === ',' ? idx - 2 : idx - 1
  if (!isNoun(words[antecedent])) return
  const top = words[antecedent]!.head === noun + 1 ? { head: verb.head, deprel: verb.deprel } : undefined
  verb.upos = 'VERB'
  verb.lemma = verb.form.slice(0, -1)
  verb.features = FEAT.finite | FEAT.present
  if (top) hang(words[antecedent]!, top.head, top.deprel)
  hang(verb, antecedent, 'acl:relcl')
  hang(owned, noun + 1, 'nsubj')
  hang(words[idx]!, noun, 'nmod:poss')
}

/** "ECOWAS, which has imposed sanctions": behind "has" a participle is the verb, and what it seems to qualify its object. */
function mendPerfect(words: readonly Growing[], idx: number): void {
  const verb = words[idx]!
  const nounIdx = verb.head
  const noun = words[nounIdx]
  if (noun === undefined || nounIdx < idx || words[idx - 1]?.lemma !== 'have' || words[idx - 1]!.head !== idx) return
  const subject = firstBelow(words, idx, SUBJECTS, idx - REACH)
  if (subject === undefined) return
  const isRelative = RELATIVE.test(words[subject]!.form)
  const antecedent = words[subject - 1]?.form === ',' ? subject - 2 : subject - 1
  if (isRelative && isNoun(words[antecedent])) hang(verb, topOfPhrase(words, antecedent), 'acl:relcl')
  else hang(verb, noun.head, noun.head < 0 ? 'root' : 'conj')
  hang(noun, idx, 'obj')
  verb.features |= FEAT.past
  for (let at = nounIdx + 1; at < nounIdx + 6 && words[at]?.sentIdx === verb.sentIdx; at++)
    if (words[at]!.deprel === 'conj' && words[at]!.upos === 'VERB' && words[at - 1]!.upos === 'CCONJ')
      hang(words[at]!, idx, 'conj')
}

/** "recalled its envoy from Tehran, barred his counterpart and called off visits": a past form with an object behind a comma is the second of several acts. */
function mendListedPast(words: readonly Growing[], idx: number): void {
  const verb = words[idx]!
  if (
    !verb.form.endsWith('ed') ||
    !hasBelow(words, idx, REL.obj, idx, idx + REACH) ||
    hasBelow(words, idx, SUBJECTS | REL.mark | REL.aux, idx - REACH, idx)
  )
    return
  let main = verb.head
  for (let steps = 0; steps < 5 && main >= 0 && words[main]!.upos !== 'VERB'; steps++) main = words[main]!.head
  if (main < 0 || main > idx || (words[main]!.features & FEAT.past) === 0) return
  for (let at = idx + 1; at < idx + 2 * REACH && words[at]?.sentIdx === verb.sentIdx; at++) {
    if (
      words[at]!.upos !== 'VERB' ||
      words[at - 1]!.upos !== 'CCONJ' ||
      (words[at]!.head !== idx && words[at]!.head !== main)
    )
      continue
    hang(verb, main, 'conj')
    verb.features = FEAT.finite | FEAT.past
    return
  }
}

/** "called upon them to immediately end it": an adverb between "to" and its verb changes nothing. */
function mendSplitInfinitive(words: readonly Growing[], idx: number): void {
  const [to, verb] = [words[idx - 2], words[idx]!]
  if (to?.form !== 'to' || to.head !== idx || verb.head < 0 || verb.head > idx) return
  if (verb.deprel === 'conj') hang(verb, verb.head, 'advcl')
}

/** "fired at what it called a spy centre": what something is called stands for it. */
function mendSoCalled(words: readonly Growing[], idx: number): void {
  const what = words[idx]!
  let verb = idx + 1
  while (verb < idx + 6 && words[verb]?.sentIdx === what.sentIdx && words[verb]!.upos !== 'VERB') verb++
  if (!CALLING.test(words[verb]?.lemma ?? '') || (words[verb]!.features & FEAT.participle & ~FEAT.past) !== 0) return
  for (let at = verb + 1; at < verb + 10 && words[at]?.sentIdx === what.sentIdx; at++) {
    const { head, upos, relation } = words[at]!
    if (head !== verb || (upos !== 'NOUN' && upos !== 'PROPN') || (relation & (REL.obj | REL.obl | REL.xcomp)) === 0)
      continue
    if (what.head === verb) {
      if (words[verb]!.head < 0 || words[verb]!.head > idx) return
      hang(words[at]!, words[verb]!.head, words[verb]!.deprel === 'ccomp' ? 'obj' : 'obl')
    } else hang(words[at]!, what.head, what.deprel)
    for (let k = Math.max(0, idx - 4); k < idx; k++)
      if (words[k]!.head === idx || (words[k]!.head === verb && words[k]!.upos === 'ADP')) hang(words[k]!, at, 'case')
    hang(words[verb]!, at, 'acl:relcl')
    hang(what, verb, 'iobj')
    words[verb]!.lemma = 'term'
    return
  }
}

const CALLING = /^(?:call|term|describe|label|dub|regard|brand|deem)$/

/** "which met on Friday; Brazil, alarmed, moved troops": behind a semicolon a name and a comma the next verb of its own is the name's. */
function mendAfterSemicolon(words: readonly Growing[], semicolon: number): void {
  let nameIdx = semicolon + 1
  while (words[nameIdx]?.upos === 'DET' || words[nameIdx]?.upos === 'ADJ' || words[nameIdx]?.deprel === 'compound')
    nameIdx++
  const name = words[nameIdx]
  if (!isNoun(name) || name!.sentIdx !== words[semicolon]!.sentIdx || words[nameIdx + 1]?.form !== ',') return
  if (name!.head > nameIdx && (name!.relation & SUBJECTS) !== 0) return
  for (let at = nameIdx + 2; at < nameIdx + REACH && words[at]?.sentIdx === name!.sentIdx; at++) {
    const verb = words[at]!
    if (verb.upos !== 'VERB' || words[at - 1]!.form !== ',' || (verb.features & (FEAT.finite | FEAT.past)) === 0)
      continue
    if (hasBelow(words, at, SUBJECTS | REL.mark, nameIdx, at)) continue
    let main = verb.head
    for (let steps = 0; steps < 6 && main > semicolon; steps++) main = words[main]!.head
    if (main < 0) return
    hang(verb, main, 'conj')
    hang(name!, at, 'nsubj')
    return
  }
}

/**
 * "NATO's troops, who on Sunday sealed off the area, have stepped up patrols": of a verb with a noun and "who" for subjects the clause is
 * about the noun, and the next verb behind a comma is the noun's.
 */
function mendTwoSubjects(words: readonly Growing[], idx: number): void {
  const verb = words[idx]!
  const relative = firstRelative(words, idx)
  if (relative === undefined || words[relative - 1]?.form !== ',') return
  const nounIdx = firstBelow(words, idx, SUBJECTS, relative - REACH)
  if (nounIdx === undefined || nounIdx >= relative || !isNoun(words[nounIdx])) return
  for (let at = idx + 2; at < idx + 2 * REACH && words[at]?.sentIdx === verb.sentIdx; at++) {
    const main = words[at]!
    if (main.upos !== 'VERB' || (main.features & (FEAT.finite | FEAT.past)) === 0) continue
    let before = at - 1
    while (IN_FRONT_OF_VERB.has(words[before]!.upos)) before--
    if (words[before]!.form !== ',' || (main.form.endsWith('ing') && before === at - 1)) continue
    const own = firstBelow(words, at, SUBJECTS, idx)
    if (own !== undefined && own > before) continue
    if (own !== undefined) hang(words[own]!, idx, 'obl')
    if (isAbove(words, idx, at)) hang(main, verb.head, verb.deprel)
    hang(words[nounIdx]!, at, 'nsubj')
    hang(verb, nounIdx, 'acl:relcl')
    words[relative]!.features |= FEAT.relative
    return
  }
}

function firstRelative(words: readonly Growing[], verbIdx: number): number | undefined {
  for (let at = verbIdx - 1; at > verbIdx - 10 && at >= 0; at--) {
    if (words[at]!.head !== verbIdx || (words[at]!.relation & SUBJECTS) === 0) continue
    return /^(?:who|which)$/.test(words[at]!.form) ? at : undefined
  }
  return undefined
}

/** Whether `idx` is on the way up from `below`. */
function isAbove(words: readonly Growing[], idx: number, below: number): boolean {
  for (let at = words[below]!.head, steps = 0; at >= 0 && steps < 12; at = words[at]!.head, steps++)
    if (at === idx) return true
  return false
}

/** "said that five had been killed and vowed to retaliate": a plain past of speech goes on with who speaks, not with the passive that they report. */
function mendSaidBesides(words: readonly Growing[], idx: number): void {
  const verb = words[idx]!
  const told = words[verb.head]
  if (
    told === undefined ||
    verb.head > idx ||
    told.deprel !== 'ccomp' ||
    !VOWS.has(verb.lemma) ||
    !verb.form.endsWith('ed')
  )
    return
  const saying = words[told.head]
  if (saying?.upos !== 'VERB' || told.head > verb.head || words[idx - 1]?.upos !== 'CCONJ') return
  const isReported = hasBelow(words, verb.head, REL.nsubjPass, told.head, verb.head) || hasModal(words, verb.head)
  if (isReported && !hasBelow(words, idx, SUBJECTS | REL.aux | REL.mark, verb.head, idx)) hang(verb, told.head, 'conj')
}

function hasModal(words: readonly Growing[], verbIdx: number): boolean {
  for (let at = verbIdx - 1; at > verbIdx - 4 && at >= 0; at--)
    if (words[at]!.head === verbIdx && /^(?:would|will|could|must|should)$/.test(words[at]!.form)) return true
  return false
}

const VOWS = new Set([
  'vow',
  'pledge',
  'warn',
  'threaten',
  'call',
  'urge',
  'demand',
  'accuse',
  'condemn',
  'reject',
  'promise',
  'denounce',
  'thank',
  'praise',
  'ask',
])

/** "…, and Brussels suspended visits": a name behind comma and conjunction, and the past form with an object right behind it, are a clause. */
function mendNameAndVerb(words: readonly Growing[], idx: number): void {
  const verb = words[idx]!
  const nameIdx = verb.head
  const name = words[nameIdx]
  if (
    nameIdx !== idx - 1 ||
    name?.upos !== 'PROPN' ||
    words[nameIdx - 1]?.upos !== 'CCONJ' ||
    words[nameIdx - 2]?.form !== ','
  )
    return
  if (!hasBelow(words, idx, REL.obj, idx, idx + REACH) || words[idx + 1]?.form === 'by') return
  let main = name.head
  for (let steps = 0; steps < 8 && main >= 0 && words[main]!.upos !== 'VERB'; steps++) main = words[main]!.head
  if (main < 0 || main > idx) return
  hang(verb, main, 'conj')
  hang(name, idx, 'nsubj')
  verb.features = FEAT.finite | FEAT.past
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
