import type { ParsedDoc } from '../doc.ts'
import type { Agent, Gazetteer, GazetteerEntry, Title } from '../gazetteer.ts'
import { entriesOfWord, leafEntries, mayOpen } from '../names/form-index.ts'
import type { PiecedWord } from '../names/pieces.ts'
import { remembered } from '../remembered.ts'
import { nameWords } from './person-names.ts'
import { type CoreferenceRules, wordsOf } from './rules.ts'

/** What the spelling of a word tells by itself, wherever it stands. */
export interface WordType {
  /** Lower case with a leading curly apostrophe straightened. */
  readonly lower: string
  /** The word itself, which is no part of any report's text. */
  readonly form: string
  /** As the indexes of the gazetteer read it. */
  readonly pieced: PiecedWord
  /** What it is as a person's name, folded; undefined where it can be none. */
  readonly surname: string | undefined
  /** Lower case and no more. */
  readonly folded: string
  /** Bits of `CAPITAL` and so on. */
  readonly bits: number
  /** What the lexicons hold under the word where no longer form begins with it. */
  readonly names: readonly GazetteerEntry[] | undefined
  readonly titles: readonly Title[] | undefined
  readonly agents: readonly Agent[] | undefined
  /** "troop" of "troops"; empty for words that have no such form. */
  readonly singular: string
  /** What the lexicons hold under the singular. */
  readonly singularTitles: readonly Title[] | undefined
  readonly singularAgents: readonly Agent[] | undefined
  /** The lemma that the word had last, and its type: nearly always the same one. */
  lemma: string
  lemmaType: WordType | undefined
}

/** Opens with a capital letter. */
export const CAPITAL = 1
/** Differs from its lower case. */
export const HAS_CAPITAL = 2
/** Letters after a capital, as names have them. */
export const CAPITALISED = 4
/** Some name, title or agent of the gazetteer may begin with it. */
export const OPENS_NAME = 8
export const OPENS_TITLE = 16
export const OPENS_AGENT = 32
/** A given name that the gazetteer lists. */
export const GIVEN = 64
/** A noun by which participants are named without a name, whatever the lexicons of titles and agents hold. */
export const PARTICIPANT_NOUN = 128
export const COLLECTIVE = 256
/** Pronouns, and the first words of "each other" and "one another". */
export const PRONOUN = 512
export const POSSESSIVE = 1024
export const OPENS_QUOTATION = 2048
export const CLOSES_QUOTATION = 4096
/** The straight mark and two apostrophes, which do either. */
export const QUOTES = 8192
export const SPEECH_VERB = 16384
/** Two capitalised words joined in one: "US-Japan". */
export const PAIR = 32768
/** Words of coreference.yaml by which persons and bodies are named: `title/heads`, `counterparts`, `body/nouns` and so on. */
export const TITLE_HEAD = 1 << 16
export const COUNTERPART = 1 << 17
export const BODY_NOUN = 1 << 18
export const STATE_NOUN = 1 << 19
export const FORMER = 1 << 20
export const BODY_NAME = 1 << 21
export const AGENTIVE_VERB = 1 << 22
/** The lexicons hold its singular. */
export const SINGULAR_TITLE = 1 << 23
export const SINGULAR_AGENT = 1 << 24
/** A hyphen or short dash. */
export const HYPHEN = 1 << 25

export interface WordTypes {
  readonly forms: readonly WordType[]
  readonly lemmas: readonly WordType[]
  /** Bits of forms and of lemmas. */
  readonly formBits: Int32Array
  readonly lemmaBits: Int32Array
  /** Lower-case form of every token, with curly apostrophes straightened. */
  readonly lower: readonly string[]
  /** Lemma in lower case, the form where there is none. */
  readonly folded: readonly string[]
}

type Asked = (word: string) => WordType
const known = new WeakMap<Gazetteer, WeakMap<CoreferenceRules, Asked>>()

/** The types of all words and lemmas of a document; each spelling is looked at once for many documents. */
export function wordTypes(doc: ParsedDoc, gazetteer: Gazetteer, rules: CoreferenceRules): WordTypes {
  const ask = askOf(gazetteer, rules)
  // Filled by hand: what `map` gives is an array of another kind once engines have compiled it, and all that reads it is compiled anew.
  const forms: WordType[] = []
  const lemmas: WordType[] = []
  const lower: string[] = []
  const folded: string[] = []
  const n = doc.tokens.length
  const formBits = new Int32Array(n)
  const lemmaBits = new Int32Array(n)
  for (let i = 0; i < n; i += 1) {
    const { form, lemma } = doc.tokens[i]!
    const type = ask(form)
    const lemmaType =
      type.lemma === lemma && type.lemmaType !== undefined ? type.lemmaType : learnLemma(type, lemma, ask)
    forms.push(type)
    lemmas.push(lemmaType)
    lower.push(type.lower)
    folded.push(lemmaType.folded)
    formBits[i] = type.bits
    lemmaBits[i] = lemmaType.bits
  }
  return { forms, lemmas, formBits, lemmaBits, lower, folded }
}

function learnLemma(type: WordType, lemma: string, ask: Asked): WordType {
  const lemmaType = lemma === type.form || !lemma || lemma === '_' ? type : ask(lemma)
  type.lemmaType = lemmaType
  type.lemma = lemmaType === type ? (lemma === type.form ? type.form : lemma) : lemmaType.form
  return lemmaType
}

function askOf(gazetteer: Gazetteer, rules: CoreferenceRules): Asked {
  const byRules = known.get(gazetteer) ?? new WeakMap<CoreferenceRules, Asked>()
  known.set(gazetteer, byRules)
  const ask = byRules.get(rules) ?? remembered((word: string) => typeOf(word, gazetteer, rules))
  byRules.set(rules, ask)
  return ask
}

function typeOf(form: string, gazetteer: Gazetteer, rules: CoreferenceRules): WordType {
  const folded = form.toLowerCase()
  const lower = folded.startsWith('’') || folded.startsWith('‘') ? `'${folded.slice(1)}` : folded
  const singular = /^[a-z]+s$/u.test(lower) ? lower.slice(0, -1) : ''
  const isNoun = NOUN_RULES.some((id) => wordsOf(rules, id).has(folded) || wordsOf(rules, id).has(lower))
  const isCollective = rules.collectives.has(folded) || rules.collectives.has(lower)
  const bits =
    (/^\p{Lu}/u.test(form) ? CAPITAL : 0) |
    (form !== lower ? HAS_CAPITAL : 0) |
    (/^\p{Lu}[\p{Ll}\p{Lu}'’-]+$/u.test(form) ? CAPITALISED : 0) |
    (mayOpen(gazetteer.names, { form }, 'exact') ? OPENS_NAME : 0) |
    (mayOpen(gazetteer.titles, { form: lower }, 'folded') ? OPENS_TITLE : 0) |
    (mayOpen(gazetteer.agents, { form: lower }, 'folded') ? OPENS_AGENT : 0) |
    (gazetteer.firstNames.has(form) ? GIVEN : 0) |
    (isNoun ? PARTICIPANT_NOUN : 0) |
    (isCollective ? COLLECTIVE : 0) |
    (PRONOUNS.has(lower) ? PRONOUN : 0) |
    (POSSESSIVE_PRONOUNS.has(lower) ? POSSESSIVE : 0) |
    (/^(?:“|``|«|„)$/u.test(form) ? OPENS_QUOTATION : 0) |
    (/^[”»]$/u.test(form) ? CLOSES_QUOTATION : 0) |
    (form === '"' || form === "''" ? QUOTES : 0) |
    (/^[-‐‑‒–]$/u.test(form) ? HYPHEN : 0) |
    (/^\p{Lu}[\p{L}.]+[-–/]\p{Lu}[\p{L}.-]+$/u.test(form) ? PAIR : 0) |
    LISTED.reduce((sum, [id, bit]) => (wordsOf(rules, id).has(folded) ? sum | bit : sum), 0)
  const singularTitles = entriesOfWord(gazetteer.titles, singular)
  const singularAgents = entriesOfWord(gazetteer.agents, singular)
  // What is asked of every word stands first, within one line of the processor's cache.
  return {
    lower,
    folded,
    bits: bits | (singularTitles ? SINGULAR_TITLE : 0) | (singularAgents ? SINGULAR_AGENT : 0),
    lemma: '',
    lemmaType: undefined,
    form,
    pieced: gazetteer.names.table.wordOf(form),
    surname: nameWords(form)[0],
    names: leafEntries(gazetteer.names, form),
    titles: leafEntries(gazetteer.titles, lower),
    agents: leafEntries(gazetteer.agents, lower),
    singular,
    singularTitles,
    singularAgents,
  }
}

/** Possessive determiners, which open a phrase of their own. */
export const POSSESSIVE_PRONOUNS: ReadonlySet<string> = new Set('my our your his her its their whose'.split(' '))

const PRONOUNS: ReadonlySet<string> = new Set(
  `he him his himself she her hers herself it its itself they them their theirs themselves i me my myself we us our
  ours ourselves who whom whose which that each one`.split(/\s+/u),
)

/** Word lists of coreference.yaml that are asked of nearly every phrase. */
const LISTED: readonly (readonly [id: string, bit: number])[] = [
  ['speech/verbs', SPEECH_VERB], ['title/heads', TITLE_HEAD], ['counterparts', COUNTERPART], ['body/nouns', BODY_NOUN],
  ['state/nouns', STATE_NOUN], ['title/former', FORMER], ['body/names', BODY_NAME], ['pronoun/agentive-verbs', AGENTIVE_VERB],
] // biome-ignore format: one glance

const NOUN_RULES = ['counterparts', 'counterparts/national', 'state/nouns', 'body/nouns', 'title/heads']
