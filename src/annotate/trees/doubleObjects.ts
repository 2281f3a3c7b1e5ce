import { formIn, lemmaIn, PART, type Rule, rule } from './beginnings.ts'
import { TIMES } from './lostArguments.ts'
import { hasBelow } from './misreadings.ts'
import { REL } from './relations.ts'
import { firstBelow, SUBJECTS } from './treeSearch.ts'
import { type Growing, hang } from './words.ts'

/**
 * What verbs of giving and telling have two of: somebody and something. Parsers take the one for a part of the other where no article parts
 * them.
 */
export function doubleObjectRules(): readonly Rule[] {
  return [
    rule({ at: PART.verb, own: formIn(STRIKING) }, mendStriking),
    rule({ at: PART.verb, own: lemmaIn(WITH_TWO) }, mendDoubleObject),
  ]
}

function mendDoubleObject(words: readonly Growing[], idx: number): void {
  const { lemma } = words[idx]!
  if (GIVING.has(lemma)) mendGiven(words, idx)
  else if (LETTING.has(lemma)) mendLet(words, idx)
  else if (CALLING.has(lemma)) mendCalled(words, idx)
  if (lemma === 'hold' || CALLING.has(lemma)) mendSmallClause(words, idx)
  if (DESCRIBING.has(lemma)) mendDescribedAs(words, idx)
  if (TELLING.has(lemma)) {
    mendTold(words, idx)
    mendToldThat(words, idx)
  }
}

/** How far a rule looks. */
const REACH = 12

const GIVING = new Set([
  'allocate',
  'allow',
  'award',
  'deny',
  'extend',
  'give',
  'grant',
  'guarantee',
  'hand',
  'lend',
  'loan',
  'offer',
  'owe',
  'pay',
  'promise',
  'sell',
  'send',
  'wish',
])
const TELLING = new Set(['assure', 'inform', 'pledge', 'promise', 'reassure', 'remind', 'tell', 'urge', 'warn'])

/** "granted women equal rights", "give couples the same rights", "gave his town six trams", "lent Chile $2m": the first is the receiver. */
function mendGiven(words: readonly Growing[], verbIdx: number): void {
  let receiver = verbIdx + 1
  while (BEFORE_NOUN.has(words[receiver]?.upos ?? '')) receiver++
  while (
    isPart(words[receiver]) &&
    words[receiver + 1]?.upos !== 'NUM' &&
    words[receiver]!.head === words[receiver + 1]?.head
  )
    receiver++
  const noun = words[receiver]
  if (noun === undefined || (noun.upos !== 'NOUN' && noun.upos !== 'PROPN')) return
  if (noun.head === verbIdx) {
    if ((noun.relation & REL.obj) === 0) return
    const thing = thingBehind(words, receiver, verbIdx)
    if (thing === undefined) return
    // "sent the destroyer Suzutsuki": nothing is sent to a ship, but the ship is called so.
    if (CRAFT.test(noun.lemma) && words[thing]!.upos === 'PROPN') {
      hang(words[thing]!, receiver, 'appos')
      return
    }
    hang(words[thing]!, verbIdx, 'obj')
    hang(noun, verbIdx, 'iobj')
    return
  }
  // A bare plural before the thing that is given, with no "'s" between.
  const thing = words[noun.head]
  if (thing?.head !== verbIdx || noun.head < receiver || (thing.relation & REL.obj) === 0) return
  if ((noun.relation & (REL.nmodPoss | REL.compound)) === 0 || words[receiver + 1]?.upos === 'PART') return
  // "sent Chile 200 rockets": a number opens a phrase of its own.
  const isCounted = noun.upos === 'PROPN' && words[receiver + 1]?.upos === 'NUM' && receiver === verbIdx + 1
  if (!isCounted && (noun.form === noun.lemma || noun.upos !== 'NOUN')) return
  const given = noun.head
  hang(noun, verbIdx, 'iobj')
  for (let i = verbIdx + 1; i < receiver; i++) if (words[i]!.head === given) hang(words[i]!, receiver, words[i]!.deprel)
}

const CRAFT =
  /(?:ship|boat|craft|^carrier|^corvette|^cruiser|^cutter|^destroyer|^drone|^ferry|^freighter|^frigate|^icebreaker|^submarine|^tanker|^trawler|^vessel)$/

/** The noun behind a receiver that parsers join to it without an "and", or a sum of money that is an object too. */
function thingBehind(words: readonly Growing[], receiver: number, verbIdx: number): number | undefined {
  for (let i = receiver + 1; i < receiver + REACH && i < words.length; i++) {
    const word = words[i]!
    // "handed the ambassador of Chile a note"
    if (word.form === 'of' && words[word.head]?.head === receiver) continue
    if (word.upos === 'PUNCT' || word.upos === 'CCONJ' || word.upos === 'VERB' || word.upos === 'ADP') return undefined
    if (word.head === receiver && (word.relation & REL.conj) !== 0) return i
    if (word.head === verbIdx && (word.relation & REL.obj) !== 0) return i
    // "wished the emir a speedy recovery": no preposition makes it a part of anything.
    if ((word.relation & (REL.nmod | REL.obl | REL.appos)) === 0 || word.upos !== 'NOUN' || TIMES.has(word.lemma))
      continue
    if (words[verbIdx]!.lemma === 'wish' && (word.head === verbIdx || word.head === receiver)) return i
  }
  return undefined
}

function isPart(word: Growing | undefined): boolean {
  return word !== undefined && (word.upos === 'NOUN' || word.upos === 'PROPN') && (word.relation & REL.compound) !== 0
}

const BEFORE_NOUN = new Set(['ADJ', 'DET', 'NUM', 'PRON', 'ADV'])

/** "called the affair a fraud": of two objects of naming the second tells what the first is called. */
function mendCalled(words: readonly Growing[], verbIdx: number): void {
  const { sentIdx } = words[verbIdx]!
  for (let i = verbIdx + 1; i < verbIdx + REACH && words[i]?.sentIdx === sentIdx; i++) {
    const named = words[i]!
    if (named.head !== verbIdx) continue
    if ((named.relation & REL.obj) !== 0) {
      mendCalledBehind(words, verbIdx, i)
      continue
    }
    if ((named.relation & REL.iobj) === 0) continue
    for (let j = i + 1; j < i + REACH && words[j]?.sentIdx === sentIdx; j++) {
      if ((words[j]!.head !== verbIdx && words[j]!.head !== i) || (words[j]!.relation & REL.obj) === 0) continue
      hang(named, verbIdx, 'obj')
      hang(words[j]!, verbIdx, 'xcomp')
      return
    }
    return
  }
}

/** "declared the movement a terrorist group": an indefinite noun right behind the object, with no comma between, is what that is called. */
function mendCalledBehind(words: readonly Growing[], verbIdx: number, objectIdx: number): void {
  const article = words[objectIdx + 1]
  if (article?.form !== 'a' && article?.form !== 'an') return
  const called = words[article.head]
  if (called?.head !== objectIdx || (called.relation & (REL.appos | REL.nmod | REL.conj)) === 0) return
  hang(called, verbIdx, 'xcomp')
}

/** "described Chile's decision as irresponsible": an adjective behind "as" says what the object is called, and is no clause of its own. */
function mendDescribedAs(words: readonly Growing[], verbIdx: number): void {
  if (words[verbIdx + 1]?.form === 'as') {
    mendObjectBehindAs(words, verbIdx)
    return
  }
  for (let i = verbIdx + 3; i < verbIdx + REACH && i < words.length; i++) {
    const { head, upos, relation } = words[i]!
    if (upos !== 'ADJ' || words[i - 1]!.form !== 'as' || words[i - 1]!.head !== i) continue
    const isOfVerb = head === verbIdx && relation === REL.advcl
    // "described Chile's decision to widen the strip as unjust": the word is said of the decision, not of the widening.
    const isOfObject = (relation & (REL.obl | REL.advcl | REL.xcomp)) !== 0 && isInObject(words, head, verbIdx)
    if ((!isOfVerb && !isOfObject) || !hasBelow(words, verbIdx, REL.obj, verbIdx, i)) return
    if (!hasBelow(words, i, SUBJECTS | REL.cop, i - 1, i + REACH)) hang(words[i]!, verbIdx, 'xcomp')
    return
  }
}

/** Whether a word is the verb of a clause that tells what the object of another verb is about. */
function isInObject(words: readonly Growing[], clauseIdx: number, verbIdx: number): boolean {
  const clause = words[clauseIdx]
  if (clause?.upos !== 'VERB' || (clause.relation & REL.acl) === 0) return false
  const object = words[clause.head]
  return object?.head === verbIdx && (object.relation & REL.obj) !== 0
}

/** "rejected as baseless the remarks of the envoy": what is rejected stands behind, and is no object of the adjective. */
function mendObjectBehindAs(words: readonly Growing[], verbIdx: number): void {
  let adjective = verbIdx + 2
  while (words[adjective]?.upos === 'ADV') adjective++
  if (words[adjective]?.upos !== 'ADJ') return
  for (let i = adjective + 1; i < adjective + REACH && i < words.length; i++) {
    const { head, upos, relation } = words[i]!
    if (head !== adjective || (upos !== 'NOUN' && upos !== 'PROPN')) continue
    if ((relation & (REL.obj | SUBJECTS)) === 0) return
    hang(words[i]!, verbIdx, 'obj')
    hang(words[adjective]!, verbIdx, 'xcomp')
    return
  }
}

const DESCRIBING = new Set([
  'brand', 'characterise', 'characterize', 'condemn', 'criticise', 'criticize', 'denounce', 'depict', 'describe', 'dismiss', 'label', 'portray', 'regard', 'reject',
  'slam', 'view',
]) // biome-ignore format: one glance

/** "holds Chile fully responsible", "designated the militia a terrorist group": who is called something is the object, and no subject of what they are called. */
function mendSmallClause(words: readonly Growing[], verbIdx: number): void {
  for (let called = verbIdx + 2; called < verbIdx + REACH && called < words.length; called++) {
    const { head, relation, upos } = words[called]!
    if (head !== verbIdx) continue
    if ((relation & REL.obj) !== 0) return
    if ((relation & REL.xcomp) === 0 || upos === 'VERB' || words[called + 1]?.form === 'non') continue
    const named = firstBelow(words, called, SUBJECTS, verbIdx + 1)
    if (named !== undefined && !hasBelow(words, called, REL.cop | REL.mark, verbIdx, called))
      hang(words[named]!, verbIdx, 'obj')
    return
  }
}

const CALLING = new Set([
  'appoint',
  'brand',
  'call',
  'consider',
  'declare',
  'deem',
  'designate',
  'dub',
  'elect',
  'label',
  'name',
  'proclaim',
])

/** "let the inspectors return", "helped Chilean police look for him": whoever does it is let or helped, and the rest says what for. */
function mendLet(words: readonly Growing[], verbIdx: number): void {
  const go = words[verbIdx + 1]
  // "let go two sailors": they are let, and do not suffer the going.
  if (go?.form === 'go' && words[verbIdx]!.lemma === 'let')
    for (let at = verbIdx + 2; at < verbIdx + REACH && words[at]?.sentIdx === go.sentIdx; at++)
      if (words[at]!.head === verbIdx + 1 && (words[at]!.relation & REL.obj) !== 0) hang(words[at]!, verbIdx, 'obj')
  for (let i = verbIdx + 1; i < verbIdx + REACH && i < words.length; i++) {
    const doing = words[i]!
    if (doing.head !== verbIdx || (doing.relation & REL.ccomp) === 0) continue
    if (doing.form !== doing.lemma || hasBelow(words, i, REL.mark | REL.aux | REL.cop, verbIdx, i)) return
    const doer = firstBelow(words, i, SUBJECTS, verbIdx + 1)
    if (doer === undefined) return
    hang(words[doer]!, verbIdx, 'obj')
    hang(doing, verbIdx, 'xcomp')
    return
  }
}

const LETTING = new Set(['help', 'let', 'make'])

/** "assured striking nurses it would cut shifts": whoever is told of something is no object of what they do. */
function mendTold(words: readonly Growing[], verbIdx: number): void {
  const doing = words[verbIdx + 1]
  const told = words[verbIdx + 2]
  if (doing?.upos !== 'VERB' || doing.head !== verbIdx || !doing.form.endsWith('ing')) return
  if (told?.upos !== 'NOUN' || told.head !== verbIdx + 1 || told.form === told.lemma) return
  hang(told, verbIdx, 'obj')
  hang(doing, verbIdx + 2, 'amod')
  for (let i = verbIdx + 3; i < verbIdx + 3 + REACH && i < words.length; i++)
    if (words[i]!.head === verbIdx + 1) hang(words[i]!, verbIdx, words[i]!.upos === 'VERB' ? 'ccomp' : words[i]!.deprel)
}

/** "promised voters that elections would be held": a clause that has all it needs is what is told, and tells nothing of whoever is told. */
function mendToldThat(words: readonly Growing[], verbIdx: number): void {
  let idx = verbIdx + 1
  while (idx < verbIdx + REACH && words[idx]?.form !== 'that' && words[idx]?.upos !== 'VERB') idx++
  const that = words[idx]
  const clause = that === undefined || that.form !== 'that' ? undefined : words[that.head]
  if (that === undefined || clause === undefined || that.head < idx || clause.upos !== 'VERB') return
  const isOfTold = words[clause.head]?.head === verbIdx && (clause.relation & REL.acl) !== 0
  if (!isOfTold && !(clause.head === verbIdx && (clause.relation & REL.advcl) !== 0)) return
  const isComplete =
    (that.relation & REL.mark) !== 0
      ? hasBelow(words, that.head, SUBJECTS, idx + 1, that.head)
      : (that.relation & REL.obj) !== 0 && hasBelow(words, that.head, REL.nsubjPass, idx + 1, that.head)
  if (!isComplete) return
  hang(clause, verbIdx, 'ccomp')
  hang(that, that.head, 'mark')
}

/** What stands before people and says what they are doing. */
const STRIKING = new Set(['striking', 'protesting', 'visiting', 'warring', 'fleeing', 'invading', 'retreating'])

/** "representatives of striking miners", "met visiting lawmakers": such a word right before a bare plural tells which people they are. */
function mendStriking(words: readonly Growing[], idx: number): void {
  const doing = words[idx]!
  const noun = words[idx + 1]
  const before = words[idx - 1]
  if (noun?.upos !== 'NOUN' || noun.head !== idx || (noun.relation & REL.obj) === 0 || noun.form === noun.lemma) return
  if (doing.head < 0 || doing.head > idx || before === undefined) return
  const isMarked = before.upos === 'ADP' && before.head === idx
  if (!isMarked && before.upos !== 'VERB') return
  const isOfNoun = words[doing.head]!.upos !== 'VERB'
  hang(noun, doing.head, isMarked ? (isOfNoun ? 'nmod' : 'obl') : 'obj')
  hang(doing, idx + 1, 'amod')
  if (isMarked) hang(before, idx + 1, 'case')
}

const WITH_TWO = new Set([...GIVING, ...LETTING, ...CALLING, 'hold', ...DESCRIBING, ...TELLING])
