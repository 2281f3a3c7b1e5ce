import { ending, formIn, MARK, NOMINAL, PART, type Rule, rename, rule } from './beginnings.ts'
import { hasBelow } from './misreadings.ts'
import { FEAT, REL } from './relations.ts'
import { firstBelow, IN_FRONT_OF_VERB, isNoun, SUBJECTS, topOfPhrase } from './treeSearch.ts'
import { type Growing, hang } from './words.ts'

/**
 * Verbs and nouns that stand side by side and belong to different clauses, which parsers trained on little news take for one.
 */
export function neighbourRules(): readonly Rule[] {
  return [
    rule({ at: PART.verb, own: ending('ed') }, mendAdjective),
    rule({ at: PART.verb, by: REL.ccomp | REL.advcl, among: MARK.relative }, mendWhoTells),
    rule({ at: PART.verb, by: REL.acl, head: MARK.left }, mendThatNamed),
    rule({ at: PART.verb, by: REL.acl, own: ending('ed') }, mendJoinedPast),
    rule({ at: PART.verb, by: REL.acl, before: MARK.to, head: MARK.left }, mendPlannedAct),
    rule({ at: PART.verb, by: REL.parataxis, before: MARK.comma, own: ending('ing'), head: MARK.left }, mendGerund),
    rule({ at: PART.verb, by: REL.conj, before: MARK.to, head: MARK.left }, mendSecondInfinitive),
    rule({ at: PART.verb, by: REL.conj, head: MARK.left }, mendSecondSaid),
    rule({ at: PART.verb, by: REL.conj, head: MARK.left }, mendClauseOfTime),
    rule({ at: PART.verb, by: REL.advcl, head: MARK.left }, mendHelpedClauseOfTime),
    rule({ at: PART.verb, own: formIn(TITLES) }, mendTitle),
    rule({ at: PART.verb, by: REL.acl, head: MARK.left }, mendCalled),
    rule({ at: NOMINAL, by: REL.nmod, head: MARK.left }, mendAgainst),
    rule({ at: NOMINAL, by: REL.obl, head: MARK.left }, mendBareObject),
    rule({ at: NOMINAL, by: REL.conj, after: MARK.to }, mendPlans),
    rule({ at: NOMINAL, by: SUBJECTS, head: MARK.right }, mendBeforeMark),
    rule({ at: NOMINAL, by: REL.conj, head: MARK.left }, mendTerm),
  ]
}

function mendHelpedClauseOfTime(words: readonly Growing[], idx: number): void {
  if (words[idx - 1]?.upos === 'AUX') mendClauseOfTime(words, idx)
}

/** How far a rule looks. */
const REACH = 18

/** "delivered armoured vehicles": of two verbs side by side before a noun the second is the noun's adjective. */
function mendAdjective(words: readonly Growing[], idx: number): void {
  const first = words[idx - 1]
  if (first?.upos !== 'VERB') return
  const [second, noun] = [words[idx]!, words[idx + 1]]
  if (!second.form.endsWith('ed') || noun?.upos !== 'NOUN' || noun.head !== idx || first.deprel === 'amod') return
  if ((noun.relation & (REL.obj | REL.obl)) === 0 || !hasBelow(words, idx - 1, SUBJECTS, idx - REACH, idx - 1)) return
  if (hasBelow(words, idx, SUBJECTS | REL.aux, idx - REACH, idx)) return
  const above = first.head
  if (above === idx || (first.relation & REL.acl) !== 0) {
    hang(first, second.head, second.deprel)
    const time = above !== idx && words[above]!.head === idx ? words[above] : undefined
    if (time !== undefined) hang(time, idx - 1, time.deprel)
    first.features = FEAT.finite | FEAT.past
  } else if (second.head !== idx - 1) return
  for (let i = Math.max(0, idx - REACH); i < idx + REACH && i < words.length; i++)
    if (words[i]!.head === idx && i !== idx - 1) hang(words[i]!, idx - 1, words[i]!.deprel)
  hang(noun, idx - 1, 'obj')
  hang(second, idx + 1, 'amod')
}

/** "the rights of Guaido, who was detained by agents": the clause tells of whoever stands before the comma, and is nothing that is said or asked. */
function mendWhoTells(words: readonly Growing[], idx: number): void {
  const relative = firstBelow(words, idx, SUBJECTS, idx - 6)
  if (relative === undefined || !/^(?:who|which)$/.test(words[relative]!.form)) return
  const noun = words[relative - 1]?.form === ',' ? relative - 2 : -1
  const { head } = words[idx]!
  if (noun < 0 || noun <= head || !isNoun(words[noun])) return
  hang(words[idx]!, topOfPhrase(words, noun), 'acl:relcl')
  words[relative]!.features |= FEAT.relative
}

/** "the accord that the two sides signed": the noun behind "that" does it, and what is told of stands before. */
function mendThatNamed(words: readonly Growing[], idx: number): void {
  const verb = words[idx]!
  const subjectIdx = verb.head
  if (subjectIdx !== idx - 1) return
  const subject = words[subjectIdx]
  if (!isNoun(subject) || subject === undefined || !/(?:ed|nt|ld|de|ne)$/.test(verb.form)) return
  if (words[idx + 1]?.form === 'by') return
  let that = subjectIdx - 1
  while (that > 0 && that > subjectIdx - 5 && words[that]!.head === subjectIdx && !THAT.test(words[that]!.form)) that--
  const isWhom = words[that]?.form === 'whom'
  if (!isWhom && (words[that]?.form !== 'that' || words[that]!.head !== subjectIdx)) return
  if (!isNoun(words[that - 1])) return
  hang(verb, that - 1, 'acl:relcl')
  hang(subject, idx, 'nsubj')
  hang(words[that]!, idx, 'obj')
  words[that]!.upos = 'PRON'
  words[that]!.features |= FEAT.relative
  verb.features = FEAT.finite | FEAT.past
}

const THAT = /^(?:that|whom)$/

/** "condemned the coup and called for talks": a past verb behind "and" is joined to the verb, and tells nothing of its object. */
function mendJoinedPast(words: readonly Growing[], idx: number): void {
  const verb = words[idx]!
  if (words[idx - 1]?.upos !== 'CCONJ') return
  const object = words[verb.head]
  const main = object === undefined || (object.relation & REL.obj) === 0 ? undefined : words[object.head]
  if (main?.upos !== 'VERB' || object!.head > verb.head || (main.features & FEAT.past) === 0) return
  if (!verb.form.endsWith('ed') || words[idx + 1]?.form === 'by') return
  hang(verb, object!.head, 'conj')
  verb.features = FEAT.finite | FEAT.past
}

/** "were leaving the court, denouncing it as a tool": a gerund behind a comma is done by the subject of the clause. */
function mendGerund(words: readonly Growing[], idx: number): void {
  const verb = words[idx]!
  if (!verb.form.endsWith('ing') || verb.head > idx || words[verb.head]?.upos !== 'VERB') return
  if (hasBelow(words, idx, SUBJECTS | REL.aux, idx - 3, idx)) return
  hang(verb, verb.head, 'advcl')
  verb.features |= FEAT.gerund
}

/** "deployed a dozen Green Berets": what stands right behind a verb without a preposition is its object. */
function mendBareObject(words: readonly Growing[], idx: number): void {
  const noun = words[idx]!
  const { head, deprel } = noun
  const verb = words[head]
  if (deprel !== 'obl' || verb?.upos !== 'VERB' || head > idx - 2 || !TRANSITIVE.has(verb.lemma)) return
  if (TIMES.has(noun.lemma) || hasBelow(words, head, REL.obj | REL.ccomp | REL.xcomp, head, idx + REACH)) return
  if (!hasBelow(words, head, REL.nsubj, head - REACH, head)) return
  for (let i = head + 1; i < idx; i++) {
    const { upos, head: above, lemma } = words[i]!
    if (above !== idx || upos === 'ADP' || upos === 'PUNCT' || upos === 'ADV' || TIMES.has(lemma)) return
  }
  hang(noun, head, 'obj')
}

const TRANSITIVE = new Set([
  'accuse', 'arrest', 'attack', 'capture', 'deploy', 'destroy', 'detain', 'dispatch', 'expel', 'fire', 'free', 'hit', 'intercept', 'kill', 'launch',
  'release', 'sanction', 'seize', 'send', 'shell', 'sign', 'strike', 'summon', 'urge', 'wound',
]) // biome-ignore format: one glance

/** "has flown out 380 people, and plans to hand out rations": before an infinitive the word is a verb of the same subject. */
function mendPlans(words: readonly Growing[], idx: number): void {
  const plans = words[idx]!
  if (!PLANS.test(plans.form)) return
  const verb = words[idx + 2]
  if (verb?.upos !== 'VERB' || verb.head !== idx || words[idx - 1]?.upos !== 'CCONJ') return
  let main = plans.head
  for (let steps = 0; steps < 5 && main >= 0 && words[main]!.upos !== 'VERB'; steps++) main = words[main]!.head
  if (main < 0 || main > idx || words[main]!.upos !== 'VERB') return
  plans.upos = 'VERB'
  rename(plans, plans.form.slice(0, -1))
  plans.features = FEAT.finite | FEAT.present
  hang(plans, main, 'conj')
  hang(verb, idx, 'xcomp')
}

const PLANS = /^(?:plans|hopes|aims|vows|pledges|seeks)$/

/** "The bloc plans to withdraw its envoy": an infinitive right behind a verb tells of no noun; it is what the verb is about. */
function mendPlannedAct(words: readonly Growing[], idx: number): void {
  const { head } = words[idx]!
  if (head === idx - 2 && words[head]!.upos === 'VERB') hang(words[idx]!, head, 'xcomp')
}

/** "agreed to a truce and to withdraw their forces": an infinitive behind "and to" is what is agreed. */
function mendSecondInfinitive(words: readonly Growing[], idx: number): void {
  const verb = words[idx]!
  const above = words[verb.head]
  if (words[idx - 1]?.form !== 'to' || words[idx - 2]?.upos !== 'CCONJ' || verb.head > idx) return
  if (above !== undefined && TAKING_TO.has(above.lemma) && (above.features & FEAT.infinitive) === 0)
    hang(verb, verb.head, 'xcomp')
}

const TAKING_TO = new Set(['agree', 'commit', 'pledge', 'promise', 'vow', 'threaten', 'offer', 'plan', 'undertake'])

/** "said that a jet had strayed and offered to talk": what one offers, asks or blames behind a report is the reporter's. */
function mendSecondSaid(words: readonly Growing[], idx: number): void {
  const verb = words[idx]!
  const told = words[verb.head]
  if (told === undefined || verb.head > idx || told.relation !== REL.ccomp || !ADDRESSING.has(verb.lemma)) return
  const saying = words[told.head]
  if (saying === undefined || told.head > verb.head || !REPORTING.has(saying.lemma)) return
  if (words[idx - 1]?.upos !== 'CCONJ' || (verb.features & (FEAT.past | FEAT.finite)) === 0) return
  const subject = firstBelow(words, verb.head, SUBJECTS, verb.head - REACH)
  const isThing = subject !== undefined && THINGS.test(words[subject]!.lemma)
  if (isThing && hasBelow(words, told.head, SUBJECTS, told.head - REACH, told.head)) hang(verb, told.head, 'conj')
}

/** "after a court in Grodno sentenced him", "after the army, backed by jets, cut the road": the noun behind the word of time does what its verb tells. */
function mendClauseOfTime(words: readonly Growing[], idx: number): void {
  const verb = words[idx]!
  const main = verb.head
  if (main < 0 || main > idx || words[main]!.upos !== 'VERB' || (verb.features & FEAT.past) === 0) return
  let before = idx - 1
  while (IN_FRONT_OF_VERB.has(words[before]!.upos)) before--
  if (words[before]!.upos === 'CCONJ' || hasBelow(words, idx, SUBJECTS | REL.mark | REL.cc, main, idx)) return
  for (let at = idx - 2; at > main && at > idx - REACH; at--) {
    const { form, upos, head } = words[at]!
    if (upos === 'CCONJ' && words[at]!.head > idx) return
    if (!OF_TIME.test(form) || (upos !== 'ADP' && upos !== 'SCONJ')) continue
    const noun = words[head]
    if (head < at || head >= idx || !isNoun(noun) || TIMES.has(noun!.lemma) || CALENDAR.test(noun!.form)) return
    if ((noun!.relation & (REL.obl | REL.obj | REL.nmod)) === 0) return
    hang(noun!, idx, 'nsubj')
    hang(words[at]!, idx, 'mark')
    hang(verb, main, 'advcl')
    return
  }
}

const OF_TIME = /^(?:after|before|since|until)$/
const CALENDAR =
  /^(?:January|February|March|April|May|June|July|August|September|October|November|December|\w+day|(?:19|20)\d\d)$/

/** "a verdict that the premier called inhumane": what is called so stands before "that". */
function mendCalled(words: readonly Growing[], idx: number): void {
  const verb = words[idx]!
  if (
    !CALLING.has(verb.lemma) ||
    verb.head > idx ||
    !isNoun(words[verb.head]) ||
    hasBelow(words, idx, REL.obj, verb.head, idx + REACH)
  )
    return
  const that = words[verb.head + 1]
  if (that?.form !== 'that' || that.head !== idx || that.relation !== REL.mark) return
  hang(that, idx, 'obj')
  that.upos = 'PRON'
  that.features |= FEAT.relative
  hang(verb, verb.head, 'acl:relcl')
}

const CALLING = new Set(['call', 'term', 'describe', 'consider', 'deem', 'brand', 'label', 'dub'])

const REPORTING = new Set(['say', 'report', 'announce', 'confirm', 'state', 'claim', 'declare'])
const ADDRESSING = new Set([
  'offer', 'urge', 'call', 'accuse', 'demand', 'warn', 'vow', 'blame', 'condemn', 'ask', 'appeal', 'threaten', 'pledge', 'promise', 'invite', 'thank',
]) // biome-ignore format: one glance
/** What neither offers nor accuses. */
const THINGS =
  /^(?:jet|plane|aircraft|warplane|helicopter|drone|missile|rocket|ship|vessel|boat|su|mig|mission|talk|drill|exercise|attack|strike|clash|blast|move|decision|deal|accord|agreement|visit|meeting|sanction|launch|test|fighter|bomber|su-\d+|mig-\d+)$/i

/** "former prime ministers Ana Lind and Piet Bakker": a title before a name is no verb, whatever stands before. */
function mendTitle(words: readonly Growing[], idx: number): void {
  const title = words[idx]!
  const name = words[idx + 1]
  if (name?.upos !== 'PROPN' || name.head !== idx) return
  const before = firstBelow(words, idx, SUBJECTS, idx - REACH)
  title.upos = 'NOUN'
  rename(title, title.form.replace(/s$/, '').toLowerCase())
  title.features = FEAT.plural
  const top = before ?? idx + 1
  const { head } = title
  hang(words[top]!, head, words[head]?.upos === 'VERB' ? 'obl' : 'nmod')
  if (before !== undefined) hang(name, before, 'conj')
  for (let i = Math.max(0, idx - REACH); i < idx + REACH && i < words.length; i++)
    if (words[i]!.head === idx && i !== idx + 1) hang(words[i]!, i < (before ?? 0) ? top : idx + 1, words[i]!.deprel)
  hang(title, idx + 1, 'nmod:desc')
}

const TITLES = new Set(['ministers', 'presidents', 'premiers', 'chancellors', 'senators', 'ambassadors', 'generals'])

/** "an attack with drones against the capital": what an attack is against is not what it is carried out with. */
function mendAgainst(words: readonly Growing[], idx: number): void {
  const noun = words[idx]!
  if (noun.relation !== REL.nmod) return
  const tool = words[noun.head]
  if (tool === undefined || noun.head > idx || (tool.relation & (REL.nmod | REL.obl)) === 0) return
  let [isAgainst, isWith] = [false, false]
  for (let i = Math.max(0, noun.head - 4); i < idx; i++) {
    if (words[i]!.head === idx && words[i]!.form === 'against') isAgainst = true
    if (words[i]!.head === noun.head && words[i]!.form === 'with') isWith = true
  }
  if (isAgainst && isWith && isNoun(words[tool.head])) hang(noun, tool.head, 'nmod')
}

/** "sanctioned X and Y, days after the council adopted": a name before "after" and its kind is no subject of the clause behind, but the object before. */
function mendBeforeMark(words: readonly Growing[], idx: number): void {
  const noun = words[idx]!
  const verb = words[noun.head]
  if (verb === undefined || noun.head < idx || (verb.relation & REL.advcl) === 0) return
  const main = verb.head
  if (main < 0 || main >= idx || words[main]!.upos !== 'VERB') return
  let mark = idx + 1
  while (mark < noun.head && !(words[mark]!.head === noun.head && words[mark]!.relation === REL.mark)) mark++
  if (mark >= noun.head || !hasBelow(words, noun.head, SUBJECTS, mark, noun.head)) return
  if (TIMES.has(noun.lemma)) {
    hang(noun, noun.head, 'obl')
    return
  }
  let start = idx
  while (start > main + 1 && (words[start - 1]!.head === idx || IN_FRONT_OF_VERB.has(words[start - 1]!.upos))) start--
  const isBehind =
    start === main + 1 || words.slice(main + 1, start).every(({ upos }) => upos !== 'PUNCT' && upos !== 'ADP')
  if (isBehind && !hasBelow(words, main, REL.obj, main, idx)) hang(noun, main, 'obj')
}

/** "gave its diplomats 72 hours to leave": the term is what they are given, and is not joined to them. */
function mendTerm(words: readonly Growing[], idx: number): void {
  const term = words[idx]!
  if (words[idx - 1]?.upos !== 'NUM') return
  const given = words[term.head]
  if (!TIMES.has(term.lemma) || given === undefined || term.head !== idx - 2 || (given.relation & REL.obj) === 0) return
  hang(term, given.head, 'obj')
  hang(given, given.head, 'iobj')
}

const TIMES = new Set(['second', 'minute', 'hour', 'day', 'week', 'month', 'year', 'decade'])
