import { REL } from './relations.ts'
import { type Growing, hang } from './words.ts'

/** How far a rule looks. */
const REACH = 16

/** "The mother of X, who died there", "the parents of two men killed in the raid": they died of whom the text tells as somebody's kin. */
export function mendKin(words: readonly Growing[], idx: number): void {
  const verb = words[idx]!
  if (!DYING.has(verb.lemma)) return
  let last = idx - 1
  while (last > idx - KIN_REACH && BEFORE_DYING.test(words[last]?.form ?? '')) last--
  const end = words[last]
  if (end === undefined || end.sentIdx !== verb.sentIdx || (end.upos !== 'NOUN' && end.upos !== 'PROPN')) return
  const dead = (end.relation & REL.flat) !== 0 ? end.head : last
  const kinIdx = words[dead]?.head ?? -1
  if (kinIdx < 0 || kinIdx > dead || !KIN.has(words[kinIdx]!.lemma) || (words[dead]!.relation & REL.nmod) === 0) return
  if (words[kinIdx]!.head === idx) hang(words[kinIdx]!, verb.head, 'appos')
  hang(verb, dead, verb.deprel)
}

/** "Accused X of lying to the court, threatening a witness": the second participle tells what X is accused of, too, if it tells no words. */
export function mendAccused(words: readonly Growing[], idx: number): void {
  const { head, form, lemma } = words[idx]!
  const accusing = words[head]
  if (
    accusing === undefined ||
    head > idx ||
    !form.endsWith('ing') ||
    !ACCUSING.has(accusing.lemma) ||
    SAYING.has(lemma)
  )
    return
  for (let i = head + 2; i < idx - 1 && i < head + REACH; i++) {
    const deed = words[i]!
    const isDeed = deed.head === head && deed.upos === 'VERB' && deed.form.endsWith('ing')
    if (!isDeed || !/^(?:of|for|with)$/.test(words[i - 1]!.form)) continue
    hang(words[idx]!, i, 'advcl')
    return
  }
}

/** "Accused by the government of plotting": it is no government of plotting. */
export function mendAccusedOf(words: readonly Growing[], idx: number): void {
  const verb = words[idx]!
  const accuser = words[verb.head]
  if (accuser?.deprel !== 'obl:agent' || !verb.form.endsWith('ing')) return
  if (ACCUSING.has(words[accuser.head]?.lemma ?? '')) hang(verb, accuser.head, 'advcl')
}

/** "At odds with many Republicans, including Bush": whom a list includes is no object of the verb. */
export function mendIncluded(words: readonly Growing[], idx: number): void {
  const noun = words[idx]!
  if (words[idx - 1]?.form !== 'including' || words[idx - 1]!.head !== idx || (noun.relation & REL.obj) === 0) return
  const list = words[idx - 2]?.form === ',' ? idx - 3 : idx - 2
  const before = words[list]
  if (before?.sentIdx === noun.sentIdx && (before.upos === 'NOUN' || before.upos === 'PROPN')) hang(noun, list, 'nmod')
}

const ACCUSING = new Set(['accuse', 'suspect', 'convict', 'charge', 'blame', 'criticise', 'criticize', 'condemn'])
const SAYING = new Set([
  'add', 'allege', 'argue', 'call', 'cite', 'claim', 'complain', 'demand', 'describe', 'insist', 'note', 'point', 'quote', 'say', 'state', 'stress', 'suggest',
  'tell', 'urge', 'warn', 'write',
]) // biome-ignore format: one glance

const KIN_REACH = 6
const BEFORE_DYING = /^(?:,|who|that|was|were|had|been|have|later|also|recently|allegedly|reportedly)$/
const DYING = new Set([
  'die',
  'kill',
  'murder',
  'slay',
  'shoot',
  'stab',
  'behead',
  'execute',
  'perish',
  'assassinate',
  'abduct',
  'kidnap',
])
const KIN = new Set([
  'aunt', 'brother', 'child', 'cousin', 'daughter', 'family', 'father', 'fiancé', 'fiancée', 'friend', 'girlfriend', 'boyfriend', 'grandfather', 'grandmother',
  'husband', 'lawyer', 'mother', 'nephew', 'niece', 'parent', 'relative', 'sister', 'son', 'uncle', 'widow', 'wife', 'colleague', 'supporter',
]) // biome-ignore format: one glance
