import { remembered } from '../remembered.ts'
import { PAD } from './words.ts'

/** A sentence with its tree, as far as features follow from it. */
export interface FeatureSentence {
  readonly n: number
  /** Tag numbers, padded, with what each number tells (`tagBits`). */
  readonly tags: Int32Array
  readonly tagBits: Uint8Array
  /** Relations by number, with what each number tells (`relationBits`). */
  readonly labels: Int32Array
  readonly relationBits: Uint16Array
  /** Head by index, -1 for the root. */
  readonly heads: Int32Array
  /** The word in small letters. */
  readonly lowerAt: (i: number) => string
  readonly children: Children
}

/** What each word's children tell: whether it has an auxiliary, a passive one, "to"; and which child is its subject, -1 for none. */
export interface Children {
  readonly flags: Uint8Array
  readonly subjects: Int32Array
}

/** Room for sentences of up to `capacity` words. */
export function makeChildren(capacity: number): Children {
  return { flags: new Uint8Array(capacity), subjects: new Int32Array(capacity) }
}

const VBN = 1
const VBG = 2
const VB = 4
const VBD = 8
/** Finite forms of verbs and auxiliaries but the third person singular. */
const FINITE = 16
const VBP = 32
const PRP = 64
const PLURAL_NOUN = 128
/** The features of a word that bears such a tag are other ones by what the tree tells. */
const HANGS_ON_TREE = VBN | VBG | VB | FINITE | PRP

/** What the tag `UPOS/XPOS` tells, as a set of bits. */
export function tagBits(tag: string): number {
  return (
    (tag === 'VERB/VBN' ? VBN : 0) |
    (tag === 'VERB/VBG' ? VBG : 0) |
    (tag === 'VERB/VB' ? VB : 0) |
    (tag === 'VERB/VBD' ? VBD : 0) |
    (/^(?:VERB|AUX)\/VB[PD]$/.test(tag) ? FINITE : 0) |
    (tag.endsWith('VBP') ? VBP : 0) |
    (tag === 'PRON/PRP' ? PRP : 0) |
    (/NNP?S$/.test(tag) ? PLURAL_NOUN : 0)
  )
}

const AUX = 1
const PASSIVE = 2
const TO = 4
const SUBJECT = 8
/** What a child tells of its head. */
const ROLE = AUX | PASSIVE | TO | SUBJECT
const CONJ = 16
const TOP = 32
/** Relations of auxiliaries and copulas, whose subject is that of their head. */
const HELPS = 64
/** Relations under which "it" and "you" are in the nominative. */
const NOMINATIVE = 128
/** Relations of what stands for or beside a noun. */
const NOMINAL = 256
const RELATIVE_CLAUSE = 512

/** What the relation tells, as a set of bits. */
export function relationBits(deprel: string): number {
  return (
    (deprel === 'aux' ? AUX : 0) |
    (deprel === 'aux:pass' || deprel === 'nsubj:pass' ? PASSIVE : 0) |
    (deprel === 'mark' ? TO : 0) |
    (deprel.startsWith('nsubj') ? SUBJECT : 0) |
    (deprel === 'conj' ? CONJ : 0) |
    (deprel === 'root' || deprel === 'parataxis' ? TOP : 0) |
    (/^(?:aux|cop)/.test(deprel) ? HELPS : 0) |
    (/^(?:nsubj|expl|root|csubj)/.test(deprel) ? NOMINATIVE : 0) |
    (/^(?:acl|amod|xcomp|csubj|ccomp|obj|obl|nsubj|appos|compound|nmod)/.test(deprel) ? NOMINAL : 0) |
    (deprel === 'acl:relcl' ? RELATIVE_CLAUSE : 0)
  )
}

/** Reads all children in one pass. */
export function readChildren(sentence: FeatureSentence): void {
  const { n, heads, labels, relationBits } = sentence
  const { flags, subjects } = sentence.children
  flags.fill(0, 0, n)
  subjects.fill(-1, 0, n)
  for (let i = 0; i < n; i++) {
    const head = heads[i]!
    const role = relationBits[labels[i]!]! & ROLE
    if (head < 0 || role === 0 || (role === TO && sentence.lowerAt(i) !== 'to')) continue
    flags[head]! |= role
    if (role & SUBJECT) subjects[head] = i
  }
}

/** The features that the tag and the form give, corrected by what the tree tells of voice, mood, agreement and case. */
export function featsInTree(sentence: FeatureSentence, i: number, feats: string): string {
  const tag = tagOf(sentence, i)
  if ((tag & HANGS_ON_TREE) === 0) return feats
  if (tag & VBN) return isJoinedPast(sentence, i) ? FINITE_PAST : isPassive(sentence, i) ? inPassive(feats) : feats
  if (tag & VBG) return isGerund(sentence, i) ? 'VerbForm=Ger' : 'Tense=Pres|VerbForm=Part'
  if (tag & VB) return isImperative(sentence, i) ? 'Mood=Imp|VerbForm=Fin' : feats
  if (tag & FINITE) return feats.includes('Person=') ? agree(sentence, i, feats) : feats
  const lower = sentence.lowerAt(i)
  if (lower !== 'it' && lower !== 'you') return feats
  return relationOf(sentence, i) & NOMINATIVE ? inNominative(feats) : inAccusative(feats)
}

function tagOf({ tags, tagBits }: FeatureSentence, i: number): number {
  return tagBits[tags[i + PAD]!]!
}

function relationOf({ labels, relationBits }: FeatureSentence, i: number): number {
  return relationBits[labels[i]!]!
}

// Few features recur in all texts, so that each is changed once.
const KEPT = 512
const FINITE_PAST = 'Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin'
const inPassive = remembered((feats) => `${feats}|Voice=Pass`, KEPT)
const inNominative = remembered((feats) => feats.replace(/Case=(?:Nom|Acc)/, 'Case=Nom'), KEPT)
const inAccusative = remembered((feats) => feats.replace(/Case=(?:Nom|Acc)/, 'Case=Acc'), KEPT)

/** "praised the move and called for more": what is joined to a past tense, has no auxiliary and no agent behind it is one too. */
function isJoinedPast(sentence: FeatureSentence, i: number): boolean {
  const head = sentence.heads[i]!
  if ((relationOf(sentence, i) & CONJ) === 0 || head < 0 || sentence.children.flags[i]! !== 0) return false
  if ((tagOf(sentence, head) & VBD) === 0 || !sentence.lowerAt(i).endsWith('ed')) return false
  return !(i + 1 < sentence.n && sentence.lowerAt(i + 1) === 'by')
}

/** A past participle is passive unless it has an active auxiliary; a conjoined one without any follows the first. */
function isPassive(sentence: FeatureSentence, i: number): boolean {
  const { flags } = sentence.children
  if (flags[i]! & PASSIVE) return true
  if (flags[i]! & AUX) return false
  const head = sentence.heads[i]!
  if ((relationOf(sentence, i) & CONJ) === 0 || head < 0 || (tagOf(sentence, head) & VBN) === 0) return true
  return (flags[head]! & PASSIVE) !== 0 || (flags[head]! & AUX) === 0
}

/** The treebanks call a form in -ing a gerund wherever it stands for or beside a noun, a participle elsewhere. */
function isGerund(sentence: FeatureSentence, i: number): boolean {
  const { flags } = sentence.children
  if (flags[i]! & AUX) return false
  const head = sentence.heads[i]!
  const follows = relationOf(sentence, i) & CONJ && head >= 0 && tagOf(sentence, head) & VBG
  const of = follows ? head : i
  return (flags[of]! & AUX) === 0 && (relationOf(sentence, of) & NOMINAL) !== 0
}

function isImperative(sentence: FeatureSentence, i: number): boolean {
  const { flags } = sentence.children
  if (flags[i]! & (AUX | TO)) return false
  if (relationOf(sentence, i) & TOP) return true
  const head = sentence.heads[i]!
  if ((relationOf(sentence, i) & CONJ) === 0 || head < 0 || (tagOf(sentence, head) & VB) === 0) return false
  return (flags[head]! & (AUX | TO)) === 0 && (relationOf(sentence, head) & TOP) !== 0
}

/** Person and number of a finite verb are those of its subject; an auxiliary's subject is that of its verb. */
function agree(sentence: FeatureSentence, i: number, feats: string): string {
  const { subjects } = sentence.children
  let verb = relationOf(sentence, i) & HELPS ? sentence.heads[i]! : i
  if (verb < 0) return feats
  if (subjects[verb] === -1 && relationOf(sentence, verb) & CONJ) verb = sentence.heads[verb]!
  if (verb < 0 || subjects[verb] === -1) return feats
  const subject = subjects[verb]!
  const person = personOf(sentence.lowerAt(subject))
  const isPlural = isPluralSubject(sentence, subject, verb)
  // "The family are …": a plural verb with a third person in the singular is plural all the same.
  const told = isPlural || (tagOf(sentence, i) & VBP && person === 3) ? PLURAL : SINGULAR
  const form = sentence.lowerAt(i)
  const number = form === 'was' ? SINGULAR : form === 'were' && person !== 2 ? PLURAL : told
  return number[person](feats)
}

const agreeing = (number: string, person: number) =>
  remembered((feats) => feats.replace(/Number=\w+/, `Number=${number}`).replace(/Person=\d/, `Person=${person}`), KEPT)
/** Features in agreement with a subject, by its person. */
const SINGULAR = { 1: agreeing('Sing', 1), 2: agreeing('Sing', 2), 3: agreeing('Sing', 3) }
const PLURAL = { 1: agreeing('Plur', 1), 2: agreeing('Plur', 2), 3: agreeing('Plur', 3) }

function personOf(subject: string): 1 | 2 | 3 {
  if (subject === 'i' || subject === 'we') return 1
  return subject === 'you' ? 2 : 3
}

function isPluralSubject(sentence: FeatureSentence, subject: number, verb: number): boolean {
  const word = sentence.lowerAt(subject)
  if (word === 'i' || word === 'you') return false
  if (word === 'we' || word === 'they' || word === 'these' || word === 'those') return true
  const isRelative =
    (word === 'who' || word === 'that' || word === 'which') && (relationOf(sentence, verb) & RELATIVE_CLAUSE) !== 0
  const noun = isRelative && sentence.heads[verb]! >= 0 ? sentence.heads[verb]! : subject
  return (tagOf(sentence, noun) & PLURAL_NOUN) !== 0
}
