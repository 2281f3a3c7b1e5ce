import { NOMINAL, type Rule, rule } from './beginnings.ts'
import { hasBelow, makeNoun } from './misreadings.ts'
import { FEAT, REL } from './relations.ts'
import { isNoun, SUBJECTS } from './treeSearch.ts'
import { type Growing, hang } from './words.ts'

/**
 * Nouns right behind their verb that parsers give to another one: to the verb of reporting at the end of the sentence, to a participle behind
 * them, or beside the noun that they are the name of.
 */
export function strayObjectRules(): readonly Rule[] {
  return [rule({ at: NOMINAL, by: REL.nsubj | REL.nsubjPass | REL.obl | REL.compound }, mendStrayObject)]
}

function mendStrayObject(words: readonly Growing[], idx: number): void {
  const { relation, head } = words[idx]!
  if (head < 0) return
  if (words[idx - 1]?.form === '(' && words[idx + 1]?.form === ')') {
    // "blaming the Rapid Support Forces (RSF)": a short name behind a name is no party of its own.
    if (isNoun(words[idx - 2]) && head !== idx - 2) hang(words[idx]!, idx - 2, 'appos')
    return
  }
  if (head > idx) {
    if ((relation & SUBJECTS) !== 0 && mendBehindInfinitive(words, idx)) return
    if (words[idx + 1]!.upos === 'ADP' && isNoun(words[head])) mendBetweenPrepositions(words, idx)
    else if (words[head]!.form === 'worth') mendBeforeWorth(words, idx)
    else if (words[idx + 1]?.form === ',') mendBeforeReport(words, idx)
    else if (head === idx + 1 && (relation & REL.nsubj) !== 0) mendBeforeParticiple(words, idx)
    else if (head === idx + 1 && relation === REL.compound) mendNamedByDeed(words, idx)
  } else if (words[idx]!.upos === 'PROPN' && (relation & REL.obl) !== 0) mendNameOfCraft(words, idx)
}

/** How far a rule looks. */
const REACH = 12

/** "The threat to bomb Iran was condemned": of two subjects the second, right behind the infinitive of the first, is the object of that. */
function mendBehindInfinitive(words: readonly Growing[], idx: number): boolean {
  const verbIdx = beforePhrase(words, idx)
  const verb = words[verbIdx]
  if (verb?.upos !== 'VERB' || (verb.relation & REL.acl) === 0 || (verb.features & FEAT.infinitive) === 0) return false
  const owner = words[verb.head]
  if (owner === undefined || owner.head !== words[idx]!.head || (owner.relation & SUBJECTS) === 0) return false
  hang(words[idx]!, verbIdx, 'obj')
  return true
}

/** "expressed solidarity with Oman after the raid": of two prepositions of one noun the first belongs to the name that they enclose. */
function mendBetweenPrepositions(words: readonly Growing[], idx: number): void {
  const { head } = words[idx]!
  const at = beforePhrase(words, idx)
  const mark = words[at]
  if (mark?.head !== head || words[idx + 1]!.head !== head || (mark.relation & (REL.mark | REL.case)) === 0) return
  const above = at - 1
  if (!isNoun(words[above]) || mark.form === 'of') return
  hang(mark, idx, 'case')
  mark.upos = 'ADP'
  hang(words[idx]!, above, 'nmod')
}

/** The word before a noun and the words right before it that hang on it. */
function beforePhrase(words: readonly Growing[], idx: number): number {
  let at = idx - 1
  while (at > 0 && words[at]!.head === idx) at--
  return at
}

/** "captured 35 pirates, the navy said", "launched at least 23 missiles, one of which fell, the army said": what stands right behind the verb is its object. */
function mendBeforeReport(words: readonly Growing[], idx: number): void {
  const noun = words[idx]!
  const report = noun.head
  if (words[report]!.upos !== 'VERB' || !REPORTING.has(words[report]!.lemma)) return
  const verbIdx = verbRightBefore(words, idx)
  if (verbIdx === undefined || hasBelow(words, verbIdx, OBJECTS, verbIdx, idx)) return
  if ((words[verbIdx]!.features & FEAT.past) === 0 || !isUnder(words, verbIdx, report)) return
  hang(noun, verbIdx, 'obj')
}

const OBJECTS = REL.obj | REL.nsubjPass | REL.ccomp | REL.xcomp
const REPORTING = new Set(['add', 'announce', 'confirm', 'report', 'say', 'state', 'tell'])

/** The verb that nothing but the words of the noun's own phrase stands behind. */
function verbRightBefore(words: readonly Growing[], idx: number): number | undefined {
  let at = idx - 1
  while (at > idx - REACH && at >= 0 && isOfPhrase(words, at, idx)) at--
  return words[at]?.upos === 'VERB' && words[at]!.sentIdx === words[idx]!.sentIdx ? at : undefined
}

function isOfPhrase(words: readonly Growing[], at: number, idx: number): boolean {
  const { upos, form, head } = words[at]!
  if (upos === 'DET' || upos === 'ADJ' || upos === 'NUM') return true
  if (form === 'at' || form === 'least' || form === 'most') return words[at + 1]!.upos !== 'DET'
  return (upos === 'NOUN' || upos === 'PROPN' || upos === 'PRON') && head > at && head <= idx
}

function isUnder(words: readonly Growing[], idx: number, above: number): boolean {
  let at = words[idx]!.head
  for (let steps = 0; steps < 4 && at >= 0; steps++, at = words[at]!.head) if (at === above) return true
  return false
}

/** "a package of aid for Ukraine worth three million": whom it is for belongs to the noun before, not to its worth. */
function mendBeforeWorth(words: readonly Growing[], idx: number): void {
  let first = idx
  while (first > 0 && words[first - 1]!.head === idx && words[first - 1]!.upos !== 'ADP') first--
  const preposition = words[first - 1]
  if (preposition?.upos !== 'ADP' || preposition.head !== idx || !isNoun(words[first - 2])) return
  hang(words[idx]!, first - 2, 'nmod')
}

/** "closed its last border crossing", "halted grain shipping": what a noun makes a name of is a noun, and the verb's object. */
function mendNamedByDeed(words: readonly Growing[], idx: number): void {
  const deed = words[idx + 1]!
  const governor = deed.head
  if (deed.upos !== 'VERB' || !deed.form.endsWith('ing') || (deed.relation & (REL.advcl | REL.xcomp)) === 0) return
  if (governor < 0 || governor >= idx || words[governor]!.upos !== 'VERB') return
  if (hasBelow(words, governor, OBJECTS | REL.obl, governor, idx)) return
  makeNoun(deed)
  hang(deed, governor, 'obj')
}

/** "shot down a missile launched from there", "seized a boat loaded with arms": what is shot at or taken is the object, and the participle tells of it. */
function mendBeforeParticiple(words: readonly Growing[], idx: number): void {
  const noun = words[idx]!
  const participle = words[idx + 1]!
  const { head: governor } = participle
  if (participle.upos !== 'VERB' || (participle.relation & (REL.ccomp | REL.advcl | REL.conj)) === 0) return
  if (governor < 0 || governor >= idx || !TAKING_THINGS.has(words[governor]!.lemma)) return
  if (!/(?:ed|en|wn|nt|un|lt|ght)$/.test(participle.form) || hasBelow(words, idx + 1, OWN_OBJECT, idx + 1, idx + REACH))
    return
  let first = idx
  while (first - 1 > governor && (isOfPhrase(words, first - 1, idx) || words[first - 1]!.head === idx)) first--
  const before = words[first - 1]!
  if (first - 1 !== governor && before.upos !== 'ADP' && before.form !== '-' && before.deprel !== 'compound:prt') return
  if (hasBelow(words, governor, REL.obj, governor, idx)) return
  hang(noun, governor, 'obj')
  hang(participle, idx, 'acl')
  participle.features = FEAT.participle | FEAT.past | FEAT.passive
}

const OWN_OBJECT = REL.obj | REL.ccomp
const TAKING_THINGS = new Set([
  'arrest', 'attack', 'board', 'bomb', 'capture', 'destroy', 'detain', 'detect', 'down', 'hit', 'intercept', 'kill', 'repel', 'seize', 'shoot', 'spot', 'stop', 'strike', 'track',
]) // biome-ignore format: one glance

/** "seized the cargo ship Nordlys on Sunday": a name right behind a ship or an aircraft is what it is called. */
function mendNameOfCraft(words: readonly Growing[], idx: number): void {
  const name = words[idx]!
  let first = idx
  while (words[first - 1]?.upos === 'PROPN' && words[first - 1]!.head >= first - 1 && words[first - 1]!.head <= idx)
    first--
  const craft = words[first - 1]
  if (craft?.upos !== 'NOUN' || craft.head !== name.head || !CRAFT.test(craft.lemma) || !isNoun(craft)) return
  hang(name, first - 1, 'appos')
}

const CRAFT =
  /(?:ship|boat|craft|^carrier|^corvette|^cruiser|^cutter|^destroyer|^ferry|^freighter|^frigate|^icebreaker|^liner|^submarine|^tanker|^trawler|^vessel|^yacht)$/
