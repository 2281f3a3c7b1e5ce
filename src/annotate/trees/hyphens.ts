import { lemmaIn, MARK, PART, type Rule, rename, rule } from './beginnings.ts'
import { hasBelow } from './misreadings.ts'
import { FEAT, REL } from './relations.ts'
import { type Growing, hang } from './words.ts'

/**
 * Words that a hyphen joins, which tokenisers part and parsers take for words by themselves, and what stands for a thing that is only
 * believed to be one: the phrases in which launches are told.
 */
export function hyphenRules(): readonly Rule[] {
  return [rule({ at: PART.pronoun, own: lemmaIn(WHAT) }, mendBelieved), rule({ before: MARK.hyphen }, mendHyphenated)]
}

const WHAT = new Set(['what'])

function mendHyphenated(words: readonly Growing[], idx: number): void {
  const { upos, lemma } = words[idx]!
  if (!isGlued(words, idx - 1)) return
  if (NUMBER.test(words[idx]!.form)) mendDesignation(words, idx)
  else if (lemma === 'general' && words[idx - 2]!.lemma === 'consulate') mendConsulate(words, idx)
  else if (upos === 'NOUN' && words[idx - 2]!.form === 'test' && FIRING.test(words[idx]!.form)) mendTestFire(words, idx)
  else if (upos === 'NOUN') mendModifier(words, idx)
  else if (upos === 'VERB') {
    mendFirstPart(words, idx)
    if ((words[idx]!.relation & OF_CLAUSES) !== 0) mendCompoundParticiple(words, idx)
  } else if (lemma === 'general') mendGeneral(words, idx)
}

/** "scrambled two F-16s", "a Su-30 and two H-6s flew": letters and number of an aircraft are one noun, and its letters the head. */
function mendDesignation(words: readonly Growing[], idx: number): void {
  const letters = words[idx - 2]!
  const isPlural = words[idx]!.form.endsWith('s')
  if (!AIRCRAFT.get(letters.form)?.has(isPlural ? words[idx]!.form.slice(0, -1) : words[idx]!.form)) return
  let linking = idx - 2
  while (words[linking]!.head >= idx - 2 && words[linking]!.head <= idx && linking <= idx)
    linking = linking === idx ? idx + 1 : words[linking]!.head
  const link = words[Math.min(linking, idx)]!
  let { head, deprel } = link
  const article = words[idx - 3]
  if (article?.upos === 'DET' && head === idx - 3) {
    ;({ head, deprel } = article)
    hang(article, idx - 2, 'det')
  }
  if (PARTS.has(deprel))
    deprel = head >= 0 && words[head]!.upos === 'VERB' ? (head < idx ? 'obj' : 'nsubj') : 'compound'
  letters.upos = 'NOUN'
  rename(letters, 'warplane')
  letters.features = isPlural ? FEAT.plural : 0
  for (let i = Math.max(0, idx - REACH); i < idx + REACH && i < words.length; i++)
    if (words[i]!.head === idx || words[i]!.head === idx - 1) hang(words[i]!, idx - 2, words[i]!.deprel)
  hang(letters, head, deprel)
  hang(words[idx - 1]!, idx - 2, 'punct')
  hang(words[idx]!, idx - 2, 'flat')
}

const NUMBER = /^\d+s?$/
/** Relations that a part of a name or number has to the rest. */
const PARTS = new Set(['punct', 'flat', 'goeswith', 'nummod', 'dep', 'fixed'])
/** Aircraft of the world's air forces, by letters and number. */
const AIRCRAFT: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    A: '10 29 50', AH: '64', B: '1 2 21 52', Be: '12', C: '5 17 27 130 160 295', CH: '47 53', CN: '235', E: '2 3 7', EA: '18', EP: '3', F: '4 5 7 14 15 16 18 22 35 117',
    FA: '50', GJ: '2 11', H: '6 20', Il: '20 22 38 76 78', J: '7 8 10 11 15 16 20 31 35', JF: '17', JH: '7', Ka: '27 52', KC: '46 135', KF: '16 21', KJ: '200 500 600',
    Mi: '8 17 24 28 35', MiG: '21 23 25 27 29 31 35', MQ: '1 4 9', P: '1 3 8', RC: '135', RQ: '4 170', Su: '17 22 24 25 27 30 33 34 35 57', SU: '24 25 27 30 34 35 57', TB: '2',
    Tu: '22 95 134 142 154 160', TU: '22 95 142 160', U: '2', UH: '1 60', WC: '135', WZ: '7 8 10', Y: '8 9 20', Yak: '130', Z: '9 10 20',
  }).map(([letters, numbers]) => [letters, new Set(numbers.split(' '))] as const),
) // biome-ignore format: one glance

/** "was briefed by the UN secretary-general": what the hyphen joins is an office, and no clause of its own. */
function mendGeneral(words: readonly Growing[], idx: number): void {
  const general = words[idx]!
  if (general.upos !== 'ADJ' || words[idx - 2]!.head !== idx) return
  general.upos = 'NOUN'
  if ((general.relation & CLAUSAL) === 0 || general.head < 0 || general.head > idx) return
  if (!hasBelow(words, idx, REL.case, idx - REACH, idx)) return
  hang(general, general.head, words[general.head]!.upos === 'VERB' ? 'obl' : 'nmod')
}

/** "closed its consulate-general in Lima": the first word is the head, and what hangs on the second is its own. */
function mendConsulate(words: readonly Growing[], idx: number): void {
  const general = words[idx]!
  const { head, relation, deprel } = general
  if (head === idx - 2 || words[idx - 2]!.head !== idx) return
  const isObject = (relation & CLAUSAL) !== 0 && head >= 0 && head < idx && words[head]!.upos === 'VERB'
  const isMarked = hasBelow(words, idx, REL.case, idx - REACH, idx)
  hang(words[idx - 2]!, head, isObject ? (isMarked ? 'obl' : 'obj') : deprel)
  for (let i = Math.max(0, idx - REACH); i < idx + REACH && i < words.length; i++)
    if (words[i]!.head === idx) hang(words[i]!, idx - 2, words[i]!.deprel === 'obl' ? 'nmod' : words[i]!.deprel)
  hang(general, idx - 2, 'flat')
}

const CLAUSAL = REL.advcl | REL.acl | REL.ccomp | REL.xcomp

/** Whether a hyphen stands between two words without a space. */
function isGlued(words: readonly Growing[], idx: number): boolean {
  const hyphen = words[idx]!
  return words[idx - 1]?.end === hyphen.start && words[idx + 1]?.start === hyphen.end
}

/** "two suspected short-range ballistic missiles": the noun behind the hyphen is a part of the modifier, and the last noun is the head. */
function mendModifier(words: readonly Growing[], idx: number): void {
  const part = words[idx]!
  if ((part.relation & (REL.compound | REL.amod | REL.nmodDesc)) !== 0) return
  let last = idx
  for (let i = idx + 1; i < idx + 5 && WITHIN.has(words[i]?.upos ?? ''); i++) if (words[i]!.upos === 'NOUN') last = i
  const head = words[last]!
  if (last === idx || head.sentIdx !== part.sentIdx || part.head === last) return
  const { head: above, deprel } = part
  // What hung on the part is of the whole, and so is a participle before it ("suspected").
  const governor = head.head
  for (let i = Math.max(0, idx - REACH); i < idx + REACH && i < words.length; i++)
    if (words[i]!.head === idx && i !== last)
      hang(words[i]!, i === idx - 1 || i === idx - 2 ? idx : last, words[i]!.deprel)
  hang(head, above, deprel)
  hang(part, last, 'compound')
  for (let i = idx + 1; i < last; i++) hang(words[i]!, last, words[i]!.upos === 'ADJ' ? 'amod' : 'compound')
  if (governor >= 0 && governor < idx && words[governor]!.head === last) hang(words[governor]!, last, 'amod')
}

/** How far a rule looks. */
const REACH = 14
const WITHIN = new Set(['ADJ', 'NOUN'])

const FIRING = /^(?:fire|launch|fly)$/

/** "would test-fire missiles", "to test-launch a rocket": behind a modal verb or "to" the words that a hyphen joins are the verb, and the noun its object. */
function mendTestFire(words: readonly Growing[], idx: number): void {
  const fire = words[idx]!
  const before = words[idx - 3]
  if (before?.upos !== 'AUX' && before?.form !== 'to') return
  let objectIdx = idx + 1
  while (
    words[objectIdx]?.head === fire.head ||
    WITHIN.has(words[objectIdx]?.upos ?? '') ||
    words[objectIdx]?.upos === 'DET'
  )
    objectIdx++
  objectIdx--
  const object = words[objectIdx]
  if (object === undefined || objectIdx <= idx || object.upos !== 'NOUN' || fire.head !== objectIdx) return
  const { head, deprel } = object
  const above = words[head]
  hang(fire, head === idx ? -1 : head, above?.upos === 'VERB' ? 'ccomp' : deprel)
  // "notified authorities that its ships would test-fire": what is notified is no owner of the missiles.
  if (above !== undefined && above.upos !== 'VERB' && above.head >= 0 && words[above.head]!.upos === 'VERB')
    hang(fire, above.head, 'ccomp')
  fire.upos = 'VERB'
  fire.features = before.upos === 'AUX' ? FEAT.finite : FEAT.infinitive
  hang(object, idx, 'obj')
  for (let i = Math.max(0, idx - REACH); i < objectIdx; i++)
    if (words[i]!.head === objectIdx && i < idx - 2) hang(words[i]!, idx, words[i]!.deprel)
}

/** "unveiled and test-launched a missile": the noun before the hyphen does nothing; it is the first part of the verb. */
function mendFirstPart(words: readonly Growing[], idx: number): void {
  const noun = words[idx - 2]!
  if (noun.upos !== 'NOUN' || noun.head !== idx) return
  if ((noun.relation & ARGUMENTS) !== 0) hang(noun, idx, 'compound')
  // "India test-fired a missile": the name before it is no part of the verb.
  const name = idx < 3 ? undefined : words[idx - 3]
  if (name?.upos === 'PROPN' && name.head === idx - 2 && (noun.relation & REL.compound) !== 0) hang(name, idx, 'nsubj')
}

const ARGUMENTS = REL.nsubj | REL.obj | REL.obl

const OF_CLAUSES = REL.ccomp | REL.conj | REL.xcomp | REL.advcl | REL.parataxis | REL.acl | REL.obj

/** "stopped the Liberian-flagged tanker": a participle that a hyphen joins to a name or noun says of what sort the noun behind it is, and is no clause. */
function mendCompoundParticiple(words: readonly Growing[], idx: number): void {
  const participle = words[idx]!
  const { head } = participle
  if (head < 0 || head >= idx - 2 || words[head]!.upos !== 'VERB') return
  // "Hard-hitting sanctions": an adverb or adjective before a form in -ing.
  const isPast = /(?:ed|en|un|led|held|built|born|made)$/.test(participle.form)
  const first = words[idx - 2]!
  if (!(isPast ? NOMINAL.has(first.upos) : /ing$/.test(participle.form) && OF_DEGREE.has(first.upos))) return
  let noun = -1
  for (let i = idx + 1; i < idx + REACH && NOMINAL.has(words[i]?.upos ?? ''); i++)
    if (words[i]!.upos !== 'ADJ' && (words[i]!.head < idx - 2 || words[i]!.head === idx)) noun = i
  if (noun < 0 || words[noun]!.sentIdx !== participle.sentIdx) return
  for (let i = Math.max(0, head + 1); i < idx + 3 * REACH && words[i]?.sentIdx === participle.sentIdx; i++)
    if (words[i]!.head === idx && i !== noun && words[i]!.form !== '-')
      hang(words[i]!, i < idx ? noun : head, i < idx && words[i]!.deprel !== 'det' ? 'compound' : words[i]!.deprel)
  hang(participle, noun, 'amod')
  if (!isPast) hang(first, idx, 'advmod')
  const before = words[firstOfPhrase(words, idx - 2) - 1]
  if (before?.upos === 'ADP') {
    hang(words[noun]!, head, 'obl')
    hang(before, noun, 'case')
  } else hang(words[noun]!, head, 'obj')
}

const NOMINAL = new Set(['ADJ', 'NOUN', 'PROPN'])
const OF_DEGREE = new Set(['ADJ', 'ADV'])
const WITHIN_PHRASE = new Set(['ADJ', 'DET', 'NOUN', 'NUM', 'PROPN'])

function firstOfPhrase(words: readonly Growing[], idx: number): number {
  let first = idx
  while (WITHIN_PHRASE.has(words[first - 1]?.upos ?? '')) first--
  return first
}

/** "launched what is believed to be a missile": what is launched is the thing, and the clause tells of it. */
function mendBelieved(words: readonly Growing[], idx: number): void {
  const what = words[idx]!
  const before = words[idx - 1]
  // "Pyongyang launched what appeared to be a missile, the army said": nor is the thing who says so.
  if (before?.upos === 'VERB' && what.head > idx && (what.relation & SUBJECTS) !== 0 && !OF_WORDS.has(before.lemma))
    for (let at = idx + 1; at < idx + 4 && words[at]?.sentIdx === what.sentIdx; at++)
      if (words[at]!.head === idx && words[at]!.deprel === 'acl:relcl' && BELIEVING.has(words[at]!.lemma)) {
        hang(what, idx - 1, 'obj')
        return
      }
  const verbIdx = what.head
  const verb = words[verbIdx]
  const above = verb === undefined || verb.head < 0 ? undefined : words[verb.head]
  if (verb === undefined || above?.upos !== 'VERB' || verb.head > idx || verbIdx < idx) return
  if (verb.deprel !== 'ccomp' || !BELIEVING.has(verb.lemma) || OF_WORDS.has(above.lemma)) return
  if ((what.relation & (REL.nsubj | REL.nsubjPass | REL.obj)) === 0) return
  hang(what, verb.head, 'obj')
  hang(verb, idx, 'acl:relcl')
}

const SUBJECTS = REL.nsubj | REL.nsubjPass
const BELIEVING = new Set([
  'appear', 'assess', 'assume', 'believe', 'call', 'claim', 'describe', 'presume', 'say', 'seem', 'suspect', 'term', 'think',
]) // biome-ignore format: one glance
const OF_WORDS = new Set(['ask', 'discuss', 'explain', 'know', 'learn', 'say', 'see', 'tell', 'understand', 'wonder'])
