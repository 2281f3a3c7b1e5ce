import type { ScaleForm, WordingLexicon } from './lexicon.ts'
import { LIGHT, stemOf } from './words.ts'

/** A phrase of a statement: what is kept, dropped or added as one. */
export interface Phrase {
  /** Offsets into the statement, UTF-16 code units. */
  readonly start: number
  readonly end: number
  /** Stems of all words, states as their codes. */
  readonly stems: readonly string[]
  /** Those that say what it is about. */
  readonly content: ReadonlySet<string>
  /** The forms of scales in it. */
  readonly forms: readonly ScaleForm[]
  /** Stems of what follows it in its clause, where it is a verb that opens one. */
  readonly object: ReadonlySet<string>
}

interface Word {
  readonly start: number
  readonly end: number
  readonly text: string
  readonly stem: string
  /** What stands between the word before and this one. */
  readonly gap: string
}

/** Cuts a statement into phrases: at clause marks, conjunctions, prepositions that open an adjunct, and after a verb of a scale. */
export function phrasesOf(text: string, lexicon: WordingLexicon): Phrase[] {
  const words = wordsOf(text, lexicon)
  const forms = formsIn(words, lexicon)
  const cuts: number[] = []
  for (let i = 1; i < words.length; i++) {
    const sofar = words.slice(cuts.at(-1) ?? 0, i)
    // "which were | in violation": what says nothing yet is no phrase.
    if (isCut(words, i, forms) && sofar.some(({ stem }) => !LIGHT.has(stem))) cuts.push(i)
  }
  const bounds = [0, ...cuts, words.length]
  const drafts = bounds.slice(1).flatMap((end, k) => {
    const start = bounds[k]!
    return start < end ? [draftOf(words.slice(start, end), forms.slice(start, end))] : []
  })
  return drafts.map(({ opensSentence: _, ...draft }, k) => ({ ...draft, object: objectOf(drafts, k) }))
}

function wordsOf(text: string, { states, statePattern }: WordingLexicon): Word[] {
  const found: Word[] = []
  const taken = [...text.matchAll(statePattern)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    code: states.get(match[0])!,
  }))
  let last = 0
  const add = (start: number, end: number, stem: string) => {
    found.push({ start, end, text: text.slice(start, end), stem, gap: text.slice(last, start) })
    last = end
  }
  let at = 0
  for (const { start, end, code } of [...taken, { start: text.length, end: text.length, code: '' }]) {
    for (const match of text.slice(at, start).matchAll(WORD)) {
      const from = at + match.index
      add(from, from + match[0].length, stemOf(match[0].toLowerCase()))
    }
    if (code !== '') add(start, end, code)
    at = end
  }
  return found
}

const WORD = /[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*/gu

/** For each word the form of a scale that ends there, if any. */
function formsIn(words: readonly Word[], { scales }: WordingLexicon): (ScaleForm | undefined)[] {
  const forms: (ScaleForm | undefined)[] = words.map(() => undefined)
  for (let i = 0; i < words.length; i++) {
    const form = (scales.get(words[i]!.stem) ?? []).find(({ stems }) =>
      stems.every((stem, k) => words[i + k]?.stem === stem),
    )
    if (form === undefined || (form.isHead && isNoun(words, i))) continue
    forms[i + form.stems.length - 1] = form
    i += form.stems.length - 1
  }
  return forms
}

/** "its support", "a pledge": what looks like a verb of a scale and stands for a thing. */
function isNoun(words: readonly Word[], i: number): boolean {
  const before = words[i - 1]?.text.toLowerCase()
  return before !== undefined && /^(?:the|a|an|its|their|his|her|our|of|no|any|further|continued|for|in)$/.test(before)
}

const OPENS =
  /^(?:which|who|whose|where|with|towards?|on|in|over|about|against|through|during|amid|after|before|following|by|under|without|as|if|unless|until|because|while|whatever)$/
const JOINS = /^(?:and|or|but|nor)$/
const DETERMINERS = /^(?:the|a|an|its|their|his|her|our|this|that|these|those|all|any|no)$/

function isCut(words: readonly Word[], i: number, forms: readonly (ScaleForm | undefined)[]): boolean {
  const [before, word, next] = [words[i - 1]!, words[i]!, words[i + 1]]
  const lower = word.text.toLowerCase()
  if (/[.;:!?—–,()“”"]/.test(word.gap)) return true
  if (forms[i - 1]?.isHead === true) return true
  if (JOINS.test(before.text.toLowerCase()) && i > 1) return false
  if (JOINS.test(lower)) return !joinsNames(words, i)
  if (OPENS.test(lower)) return !isPartOfForm(forms, i)
  return lower === 'to' && next !== undefined && isInfinitive(next.text) && !isPartOfForm(forms, i)
}

/** "Japan and the Republic of Korea": one party to the eye. */
function joinsNames(words: readonly Word[], i: number): boolean {
  const after = words.slice(i + 1, i + 3).find(({ text }) => !DETERMINERS.test(text.toLowerCase()))
  return after !== undefined && /^\p{Lu}/u.test(after.text) && /^\p{Lu}/u.test(words[i - 1]!.text)
}

function isPartOfForm(forms: readonly (ScaleForm | undefined)[], i: number): boolean {
  for (let k = i; k < Math.min(forms.length, i + 5); k++) {
    const form = forms[k]
    if (form !== undefined && k - form.stems.length + 1 < i) return true
    if (form !== undefined) return k - form.stems.length + 1 === i && form.stems.length > 1
  }
  return false
}

const isInfinitive = (word: string) =>
  /^\p{Ll}/u.test(word) && !DETERMINERS.test(word) && !/(?:al|ing|ion|ous|ive)$/.test(word)

type Draft = Omit<Phrase, 'object'> & { readonly opensSentence: boolean }

function draftOf(words: readonly Word[], forms: readonly (ScaleForm | undefined)[]): Draft {
  const stems = words.map(({ stem }) => stem)
  return {
    start: words[0]!.start,
    end: words.at(-1)!.end,
    stems,
    content: new Set(stems.filter((stem) => !LIGHT.has(stem))),
    forms: forms.filter((form) => form !== undefined),
    opensSentence: /[.;!?]/.test(words[0]!.gap),
  }
}

function objectOf(drafts: readonly Draft[], k: number): ReadonlySet<string> {
  const object = new Set<string>()
  if (!drafts[k]!.forms.some(({ isHead }) => isHead)) return object
  for (const draft of drafts.slice(k + 1)) {
    if (draft.opensSentence || draft.forms.some(({ isHead }) => isHead)) break
    for (const stem of draft.content) object.add(stem)
  }
  return object
}
