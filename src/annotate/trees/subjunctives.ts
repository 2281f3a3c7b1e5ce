import { formIn, lemmaIn, MARK, PART, type Rule, rename, rule } from './beginnings.ts'
import { hasBelow } from './misreadings.ts'
import { FEAT, REL } from './relations.ts'
import { SMALL_WORDS } from './treeSearch.ts'
import { type Growing, hang } from './words.ts'

/** Clauses of verbs of demanding, telling and holding, and the particles and partners that stand far from their words. */
export function subjunctiveRules(): readonly Rule[] {
  return [
    rule({ at: PART.verb, own: lemmaIn(DEMANDING), among: MARK.that }, mendDemandedClause),
    rule({ at: PART.verb, own: lemmaIn(TELLING), now: REL.ccomp | REL.conj, head: MARK.left }, mendTelling),
    rule({ at: PART.verb, own: formIn(HELD) }, mendHeldOnes),
    rule({ at: PART.verb, own: lemmaIn(HANDING_OR_INSISTING) }, mendByLemma),
  ]
}

const HANDING_OR_INSISTING = new Set(['hand', 'turn', 'insist'])

function mendByLemma(words: readonly Growing[], idx: number): void {
  if (words[idx]!.lemma === 'insist') mendInsistence(words, idx)
  else mendHandedOver(words, idx)
}

/**
 * "Demanded that Athens hand over the soldiers", "insisted that the regime end censorship": behind verbs of demanding English keeps an old
 * form without any ending, which taggers take for a noun or an adjective. Gives the clause its verb, subject and object back.
 */
function mendDemandedClause(words: readonly Growing[], idx: number): void {
  if (!DEMANDING.has(words[idx]!.lemma)) return
  const { sentIdx } = words[idx]!
  let that = idx + 1
  while (that < idx + 4 && words[that]?.form !== 'that') that++
  if (that === idx + 4 || words[that]?.sentIdx !== sentIdx) return
  const verbIdx = bareVerb(words, that)
  if (verbIdx === undefined) return
  const verb = words[verbIdx]!
  verb.upos = 'VERB'
  rename(verb, verb.form)
  verb.features = FEAT.finite | FEAT.present
  const objectIdx = lastOfPhrase(words, particleEnd(words, verbIdx))
  for (let i = that + 1; i < words.length && words[i]!.sentIdx === sentIdx; i++) {
    const word = words[i]!
    const isSubject = i < verbIdx
    if (i === verbIdx || (word.head > that && word.head < verbIdx && isSubject && i !== verbIdx - 1)) continue
    // What hung on the words that were no noun now hangs on the clause.
    if (isSubject) hang(word, i === verbIdx - 1 ? verbIdx : verbIdx - 1, i === verbIdx - 1 ? 'nsubj' : inPhrase(word))
    else if (i === objectIdx) hang(word, verbIdx, 'obj')
    else if (objectIdx !== undefined && i < objectIdx && i > particleEnd(words, verbIdx) - 1)
      hang(word, objectIdx, inPhrase(word))
    else if (word.head >= that && word.head <= verbIdx && word.upos !== 'PUNCT')
      hang(word, verbIdx, PARTICLES.has(word.form) && i === verbIdx + 1 ? 'compound:prt' : word.deprel)
  }
  hang(words[that]!, verbIdx, 'mark')
  hang(verb, idx, 'ccomp')
}

const DEMANDING = new Set([
  'demand',
  'insist',
  'request',
  'require',
  'recommend',
  'propose',
  'order',
  'stipulate',
  'ask',
])

/** The word of a clause without any verb that is one by its form, behind its subject and before what it does something to. */
function bareVerb(words: readonly Growing[], that: number): number | undefined {
  const { sentIdx } = words[that]!
  let found: number | undefined
  for (let i = that + 1; i < that + REACH && words[i]?.sentIdx === sentIdx; i++) {
    const { upos, form } = words[i]!
    if (upos === 'AUX' || upos === 'VERB') return undefined
    if (upos === 'PUNCT') break
    if (found === undefined && i > that + 1 && BARE.has(form) && isNominal(words[i - 1]!) && goesOn(words[i + 1]))
      found = i
  }
  return found
}

const REACH = 10

function isNominal({ upos }: Growing): boolean {
  return upos === 'NOUN' || upos === 'PROPN' || upos === 'PRON'
}

function goesOn(next: Growing | undefined): boolean {
  return next !== undefined && next.upos !== 'PUNCT' && next.upos !== 'PART' && next.upos !== 'CCONJ'
}

/** The first word behind a verb and its particle. */
function particleEnd(words: readonly Growing[], verbIdx: number): number {
  return PARTICLES.has(words[verbIdx + 1]?.form ?? '') ? verbIdx + 2 : verbIdx + 1
}

const PARTICLES = new Set(['over', 'out', 'up', 'down', 'back', 'off', 'in', 'free', 'aside'])

/** The head of the phrase that begins at `first`; undefined where none does. */
function lastOfPhrase(words: readonly Growing[], first: number): number | undefined {
  let last: number | undefined
  for (let i = first; i < first + REACH && IN_PHRASE.has(words[i]?.upos ?? ''); i++)
    if (words[i]!.upos === 'NOUN' || words[i]!.upos === 'PROPN') last = i
  return last
}

const IN_PHRASE = new Set(['DET', 'ADJ', 'NUM', 'NOUN', 'PROPN', 'PRON'])

function inPhrase({ upos }: Growing): string {
  if (upos === 'DET') return 'det'
  if (upos === 'PRON') return 'nmod:poss'
  return upos === 'NUM' ? 'nummod' : upos === 'ADJ' ? 'amod' : upos === 'NOUN' || upos === 'PROPN' ? 'compound' : 'dep'
}

/** Verbs of what is demanded whose bare form a tagger may take for a noun or an adjective. */
const BARE = new Set([
  'abandon', 'address', 'aid', 'answer', 'arm', 'arrest', 'back', 'ban', 'bar', 'block', 'boycott', 'cease', 'change', 'charge', 'check', 'clean',
  'clear', 'close', 'compensate', 'control', 'cool', 'cover', 'cut', 'delay', 'deploy', 'detail', 'document', 'drop', 'ease', 'empty', 'end',
  'escort', 'exempt', 'export', 'fine', 'free', 'freeze', 'fund', 'grant', 'guarantee', 'guard', 'halt', 'hand', 'help', 'honor', 'honour', 'house',
  'impeach', 'import', 'increase', 'issue', 'jail', 'join', 'launch', 'leave', 'lend', 'license', 'lift', 'limit', 'list', 'lock', 'lower',
  'monitor', 'move', 'name', 'notice', 'offer', 'open', 'order', 'own', 'pardon', 'pass', 'patrol', 'pay', 'place', 'plan', 'police', 'post', 'praise',
  'press', 'probe', 'process', 'promise', 'protest', 'publish', 'punish', 'put', 'question', 'quit', 'raise', 'recall', 'reduce', 'reform', 'refund',
  'register', 'reject', 'relax', 'release', 'rename', 'renew', 'repair', 'repay', 'repeal', 'replace', 'report', 'request', 'rescue', 'reserve',
  'resettle', 'resign', 'respect', 'resume', 'retire', 'return', 'reverse', 'review', 'reward', 'rule', 'sack', 'sanction', 'save', 'scrap',
  'secure', 'seek', 'seize', 'sell', 'send', 'set', 'settle', 'share', 'shelter', 'show', 'shut', 'sign', 'slow', 'spare', 'staff', 'stand', 'start',
  'state', 'station', 'step', 'stop', 'store', 'strike', 'supply', 'support', 'surrender', 'suspend', 'switch', 'table', 'take', 'tax', 'tell',
  'test', 'tighten', 'trade', 'train', 'transfer', 'treat', 'turn', 'uphold', 'vacate', 'veto', 'visit', 'vote', 'watch', 'withdraw',
]) // biome-ignore format: one glance

/**
 * "Insisted that the bank be reconnected", "insists that any truce come with guarantees": by the bare form of its clause the verb demands and asserts
 * nothing.
 */
function mendInsistence(words: readonly Growing[], idx: number): void {
  const { sentIdx } = words[idx]!
  for (let i = idx + 2; i < idx + 2 * REACH && words[i]?.sentIdx === sentIdx; i++) {
    const { head, relation, upos, form, lemma } = words[i]!
    if (upos !== 'VERB' || head !== idx || (relation & REL.ccomp) === 0) continue
    const helper = helperOf(words, i, idx)
    const subject = words[subjectAt(words, i, idx) ?? -1]
    const isOne = subject?.upos === 'NOUN' && (subject.features & FEAT.plural) === 0
    if (helper === undefined ? isOne && form === lemma : helper.form === 'be') rename(words[idx]!, 'demand')
    return
  }
}

function helperOf(words: readonly Growing[], verbIdx: number, from: number): Growing | undefined {
  for (let i = from + 1; i < verbIdx; i++)
    if (words[i]!.head === verbIdx && (words[i]!.relation & REL.aux) !== 0) return words[i]
  return undefined
}

/** The subject of a verb behind a word; undefined for none. */
function subjectAt(words: readonly Growing[], verbIdx: number, from: number): number | undefined {
  for (let i = from + 1; i < verbIdx; i++)
    if (words[i]!.head === verbIdx && (words[i]!.relation & REL.nsubj) !== 0) return i
  return undefined
}

/** ", a spokesman told reporters" behind a sentence that has its verb: who tells it stands beside the act, and takes no clause of it. */
function mendTelling(words: readonly Growing[], idx: number): void {
  const telling = words[idx]!
  const { head, deprel } = telling
  if (!TELLING.has(telling.lemma) || head < 0 || head > idx || (deprel !== 'ccomp' && deprel !== 'conj')) return
  if (deprel === 'conj' && mendTellers(words, idx)) return
  if (words[head]!.upos !== 'VERB' || hasBelow(words, idx, REL.cc | REL.mark, head, idx)) return
  let subject = idx - 1
  while (subject > head && !(words[subject]!.head === idx && (words[subject]!.relation & REL.nsubj) !== 0)) subject--
  let comma = subject
  while (comma > head && words[comma]!.form !== ',') comma--
  if (comma <= head || subject - comma > LONG_SPEAKER) return
  hang(telling, head, 'parataxis')
  for (let i = head + 1; i < comma; i++) {
    const word = words[i]!
    if (word.head === idx) hang(word, head, word.deprel)
  }
}

/** "abducted the consul, residents and an official said": behind the last comma both tell it, and the first is nobody whom it befell. */
function mendTellers(words: readonly Growing[], idx: number): boolean {
  const telling = words[idx]!
  let and = idx - 1
  while (and > telling.head && and > idx - LONG_SPEAKER && words[and]!.form !== 'and') and--
  const first = words[and - 1]
  if (words[and]!.form !== 'and' || words[and]!.head !== idx || first === undefined || !isNominal(first)) return false
  if (words[and - 2]?.form !== ',' || first.head >= and - 2) return false
  const last = subjectAt(words, idx, and)
  if (last === undefined) return false
  hang(telling, telling.head, 'parataxis')
  hang(first, idx, 'nsubj')
  hang(words[last]!, and - 1, 'conj')
  hang(words[and]!, last, 'cc')
  return true
}

const TELLING = new Set(['say', 'tell', 'report', 'announce', 'add', 'confirm', 'explain'])
/** In words. */
const LONG_SPEAKER = 7

/** Sides that "between" and "and" tell, of which parsers make a subject. */
export function betweenRules(): readonly Rule[] {
  return [rule({ own: formIn(SMALL_WORDS), among: MARK.between }, mendBetween)]
}

/** "A truce between A and B came into force": B is the other side of it, and no subject of what follows. */
function mendBetween(words: readonly Growing[], andIdx: number): void {
  if (words[andIdx]!.form !== 'and') return
  const otherIdx = words[andIdx]!.head
  const other = words[otherIdx]
  if (other === undefined || otherIdx < andIdx || (other.relation & REL.nsubj) === 0 || other.head < otherIdx) return
  let between = andIdx - 2
  while (between > andIdx - REACH && between >= 0 && words[between]!.form !== 'between') between--
  if (words[between]?.form !== 'between' || words[between]!.sentIdx !== other.sentIdx) return
  const first = words[between]!.head
  if (first <= between || first >= andIdx || hasBelow(words, first, REL.conj, first, andIdx)) return
  const noun = words[first]!.head
  if (noun < 0 || noun > between || words[noun]!.head !== other.head) return
  hang(other, first, 'conj')
}

/** "Handed a worker over to elders": a particle far from its verb is no preposition. */
function mendHandedOver(words: readonly Growing[], idx: number): void {
  const { sentIdx } = words[idx]!
  for (let i = idx + 2; i < idx + REACH && words[i + 1]?.sentIdx === sentIdx; i++) {
    const over = words[i]!
    if (over.upos === 'VERB') return
    if (over.form !== 'over' || words[i + 1]!.form !== 'to' || over.deprel !== 'case') continue
    const receiver = over.head
    if (receiver <= i || words[i + 1]!.head !== receiver) return
    hang(over, idx, 'compound:prt')
    hang(words[receiver]!, idx, 'obl')
    return
  }
}

/**
 * "Schoolgirls kidnapped three years ago were released": what was done to somebody before the verb of the sentence is told by a participle,
 * though parsers make it a verb with them for subject.
 */
function mendHeldOnes(words: readonly Growing[], idx: number): void {
  const held = words[idx]!
  if (!HELD.has(held.form)) return
  const top = topOfSubject(words, idx)
  const noun = words[top]
  if (noun === undefined || noun.head !== idx || (noun.relation & (REL.nsubj | REL.nsubjPass)) === 0) return
  if (hasBelow(words, idx, REL.aux | REL.obj | REL.iobj | REL.mark, idx - REACH, idx + REACH)) return
  const mainIdx = verbBehind(words, idx)
  if (mainIdx === undefined) return
  const main = words[mainIdx]!
  const isPassive =
    hasBelow(words, mainIdx, REL.aux, idx, mainIdx) &&
    words.some(({ deprel, head }) => head === mainIdx && deprel === 'aux:pass')
  hang(main, held.head, held.deprel)
  hang(noun, mainIdx, isPassive ? 'nsubj:pass' : 'nsubj')
  hang(held, top, 'acl')
  held.features = FEAT.participle | FEAT.past | FEAT.passive
  for (let i = mainIdx + 1; i < words.length && words[i]!.sentIdx === held.sentIdx; i++)
    if (words[i]!.head === idx) hang(words[i]!, mainIdx, words[i]!.deprel)
}

const HELD = new Set([
  'abducted', 'accused', 'arrested', 'captured', 'charged', 'convicted', 'deported', 'detained', 'displaced', 'evicted', 'exiled', 'expelled', 'held',
  'imprisoned', 'injured', 'jailed', 'kidnapped', 'killed', 'sacked', 'seized', 'sentenced', 'stranded', 'suspected', 'trapped', 'wounded',
]) // biome-ignore format: one glance

/** The head of the phrase that ends right before a verb; a tree that is being mended may lead round. */
function topOfSubject(words: readonly Growing[], idx: number): number {
  let top = idx - 1
  for (let steps = 0; steps < REACH && top >= 0; steps++) {
    const { head } = words[top]!
    if (head < 0 || head >= idx || head <= idx - REACH) return top
    top = head
  }
  return top
}

/** The verb that the same clause goes on to without a comma or a subject of its own. */
function verbBehind(words: readonly Growing[], idx: number): number | undefined {
  const { sentIdx, head } = words[idx]!
  for (let i = idx + 1; i < idx + 2 * REACH && words[i]?.sentIdx === sentIdx; i++) {
    const { upos, form, features, head: above } = words[i]!
    if (form === ',' || upos === 'CCONJ' || (features & FEAT.relative) !== 0 || form === 'that') return undefined
    if (upos !== 'VERB' || !((features & FEAT.finite) !== 0 || hasBelow(words, i, REL.aux, idx, i))) continue
    const isFree = above === idx || above === head
    return isFree && !hasBelow(words, i, REL.nsubj | REL.nsubjPass | REL.mark, idx, i) ? i : undefined
  }
  return undefined
}
