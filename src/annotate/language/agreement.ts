/** A sentence with its tree, as far as features follow from it. */
export interface FeatureSentence {
  readonly n: number
  /** `UPOS/XPOS` of a word by its index. */
  readonly tagAt: (i: number) => string
  /** The word in small letters. */
  readonly lowerAt: (i: number) => string
  readonly labelAt: (i: number) => string
  /** `roleOf` of the word's relation. */
  readonly roleAt: (i: number) => number
  /** Head by index, -1 for the root; at least `n` long. */
  readonly heads: Int32Array
}

/** What a word's children tell: whether it has an auxiliary, a passive one, "to"; and which child is its subject. */
export interface Children {
  readonly flags: Uint8Array
  readonly subjects: Int32Array
}

const AUX = 1
const PASSIVE = 2
const TO = 4
const SUBJECT = 8

/** What a child under this relation tells of its head, as a set of bits: 0 for nothing. */
export function roleOf(deprel: string): number {
  if (deprel === 'aux') return AUX
  if (deprel === 'aux:pass') return PASSIVE
  if (deprel === 'mark') return TO
  if (deprel === 'nsubj:pass') return PASSIVE | SUBJECT
  return deprel.startsWith('nsubj') ? SUBJECT : 0
}

/** Whether the features of a word that bears `tag` are other ones by what the tree tells. */
export function hangsOnTree(tag: string): boolean {
  return /^(?:VERB\/VB|AUX\/VB[PD]$|PRON\/PRP$)/.test(tag)
}

/** Reads all children in one pass. */
export function readChildren(sentence: FeatureSentence): Children {
  const { n, heads } = sentence
  const flags = new Uint8Array(n)
  const subjects = new Int32Array(n).fill(-1)
  for (let i = 0; i < n; i++) {
    const head = heads[i]!
    const role = sentence.roleAt(i)
    if (head < 0 || role === 0 || (role === TO && sentence.lowerAt(i) !== 'to')) continue
    flags[head]! |= role
    if (role & SUBJECT) subjects[head] = i
  }
  return { flags, subjects }
}

/** The features that the tag and the form give, corrected by what the tree tells of voice, mood, agreement and case. */
export function featsInTree(sentence: FeatureSentence, children: Children, i: number, feats: string): string {
  const tag = sentence.tagAt(i)
  if (tag === 'VERB/VBN' && isJoinedPast(sentence, children, i)) return FINITE_PAST
  if (tag === 'VERB/VBN') return isPassive(sentence, children, i) ? `${feats}|Voice=Pass` : feats
  if (tag === 'VERB/VBG') return isGerund(sentence, children, i) ? 'VerbForm=Ger' : 'Tense=Pres|VerbForm=Part'
  if (tag === 'VERB/VB') return isImperative(sentence, children, i) ? 'Mood=Imp|VerbForm=Fin' : feats
  if (/^(?:VERB|AUX)\/VB[PD]$/.test(tag) && feats.includes('Person=')) return agree(sentence, children, i, feats)
  if (tag === 'PRON/PRP' && /^(?:it|you)$/.test(sentence.lowerAt(i))) {
    const isSubject = /^(?:nsubj|expl|root|csubj)/.test(sentence.labelAt(i))
    return feats.replace(/Case=(?:Nom|Acc)/, isSubject ? 'Case=Nom' : 'Case=Acc')
  }
  return feats
}

const FINITE_PAST = 'Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin'

/** "praised the move and called for more": what is joined to a past tense, has no auxiliary and no agent behind it is one too. */
function isJoinedPast(sentence: FeatureSentence, { flags }: Children, i: number): boolean {
  const head = sentence.heads[i]!
  if (sentence.labelAt(i) !== 'conj' || head < 0 || flags[i]! !== 0) return false
  const isRegular = sentence.lowerAt(i).endsWith('ed')
  return isRegular && sentence.tagAt(head) === 'VERB/VBD' && !(i + 1 < sentence.n && sentence.lowerAt(i + 1) === 'by')
}

/** A past participle is passive unless it has an active auxiliary; a conjoined one without any follows the first. */
function isPassive(sentence: FeatureSentence, { flags }: Children, i: number): boolean {
  if (flags[i]! & PASSIVE) return true
  if (flags[i]! & AUX) return false
  const head = sentence.heads[i]!
  if (sentence.labelAt(i) !== 'conj' || head < 0 || sentence.tagAt(head) !== 'VERB/VBN') return true
  return (flags[head]! & PASSIVE) !== 0 || (flags[head]! & AUX) === 0
}

const GERUND_LABELS = /^(?:acl|amod|xcomp|csubj|ccomp|obj|obl|nsubj|appos|compound|nmod)/

/** The treebanks call a form in -ing a gerund wherever it stands for or beside a noun, a participle elsewhere. */
function isGerund(sentence: FeatureSentence, { flags }: Children, i: number): boolean {
  if (flags[i]! & AUX) return false
  const head = sentence.heads[i]!
  const follows = sentence.labelAt(i) === 'conj' && head >= 0 && sentence.tagAt(head) === 'VERB/VBG'
  const of = follows ? head : i
  return (flags[of]! & AUX) === 0 && GERUND_LABELS.test(sentence.labelAt(of))
}

function isImperative(sentence: FeatureSentence, { flags }: Children, i: number): boolean {
  if (flags[i]! & (AUX | TO)) return false
  const label = sentence.labelAt(i)
  if (label === 'root' || label === 'parataxis') return true
  const head = sentence.heads[i]!
  if (label !== 'conj' || head < 0 || sentence.tagAt(head) !== 'VERB/VB' || flags[head]! & (AUX | TO)) return false
  return /^(?:root|parataxis)$/.test(sentence.labelAt(head))
}

/** Person and number of a finite verb are those of its subject; an auxiliary's subject is that of its verb. */
function agree(sentence: FeatureSentence, { subjects }: Children, i: number, feats: string): string {
  let verb = /^(?:aux|cop)/.test(sentence.labelAt(i)) ? sentence.heads[i]! : i
  if (verb < 0) return feats
  if (subjects[verb] === -1 && sentence.labelAt(verb) === 'conj') verb = sentence.heads[verb]!
  if (verb < 0 || subjects[verb] === -1) return feats
  const { person, number } = personOf(sentence, subjects[verb]!, verb)
  const isPresent = sentence.tagAt(i).endsWith('VBP')
  // "The family are …": a plural verb with a third person in the singular is plural all the same.
  const told = isPresent && person === '3' ? 'Plur' : number
  const fixed =
    sentence.lowerAt(i) === 'was' ? 'Sing' : sentence.lowerAt(i) === 'were' && person !== '2' ? 'Plur' : told
  return feats.replace(/Number=\w+/, `Number=${fixed}`).replace(/Person=\d/, `Person=${person}`)
}

function personOf(sentence: FeatureSentence, subject: number, verb: number): { person: string; number: string } {
  const word = sentence.lowerAt(subject)
  if (word === 'i') return { person: '1', number: 'Sing' }
  if (word === 'we') return { person: '1', number: 'Plur' }
  if (word === 'you') return { person: '2', number: 'Sing' }
  if (/^(?:they|these|those)$/.test(word)) return { person: '3', number: 'Plur' }
  const isRelative = /^(?:who|that|which)$/.test(word) && sentence.labelAt(verb) === 'acl:relcl'
  const noun = isRelative && sentence.heads[verb]! >= 0 ? sentence.heads[verb]! : subject
  return { person: '3', number: /NNP?S$/.test(sentence.tagAt(noun)) ? 'Plur' : 'Sing' }
}
