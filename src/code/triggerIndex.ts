import type { Entry } from './codebook.ts'
import type { DemandTable } from './demands.ts'
import type { Numbering } from './vocabulary.ts'

export interface Trigger {
  readonly entry: Entry
  /** Position among the triggers of its head, in the order of the codebook. */
  readonly order: number
}

/**
 * The triggers of one head that are the same words, and ask for the same light verbs where the head is a noun: what they are tried on is
 * found once for all of them.
 */
export interface Phrase {
  /** The words before and after the head by their numbers in the vocabulary, split as the tokeniser splits them. */
  readonly before: readonly number[]
  readonly after: readonly number[]
  /** The light verbs that the entries ask for, by number; none for verbs. */
  readonly support: readonly number[]
  /** Where the program of demands has them: their number, and for each where its entry begins and its `order`. */
  readonly entriesAt: number
}

/**
 * The triggers of one head: those of several words are only tried where one of their words stands in its place. The program of demands
 * has `nextBits` and `previousBits` side by side, and behind them the entries of the head alone: for most heads there is no more to look
 * at.
 */
export interface HeadTriggers {
  /** Where it has them. */
  readonly place: number
  /** In the order of the codebook. */
  readonly all: readonly Trigger[]
  /** The triggers that are the head alone; of a verb they are one phrase at most. */
  readonly alone: readonly Phrase[]
  /** How many types of event the triggers give, and whether one is an everyday sense that gives none. */
  readonly nSenses: number
  readonly hasEverydaySense: boolean
  /** The triggers of more words by the word after the head, and those that end in it by the word before. */
  readonly byNext: PhrasesByWord
  readonly byPrevious: PhrasesByWord
  /** The last bits of the numbers of those words, see `bitOf`: most words beside a head are none of them, which these tell without a look at the maps. */
  readonly nextBits: number
  readonly previousBits: number
}

/** Phrases by the numbers of words, which are in their order. */
export interface PhrasesByWord {
  readonly numbers: readonly number[]
  readonly phrases: readonly (readonly Phrase[])[]
}

/** The phrases of a word; undefined for none. */
export function phrasesOfWord({ numbers, phrases }: PhrasesByWord, word: number): readonly Phrase[] | undefined {
  let low = 0
  let high = numbers.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (numbers[middle]! < word) low = middle + 1
    else high = middle
  }
  return low < numbers.length && numbers[low] === word ? phrases[low] : undefined
}

/** The bit of a word in `nextBits` and `previousBits`. */
export function bitOf(wordNumber: number): number {
  return 1 << (wordNumber & 31)
}

/** The entries of a codebook as they are read, with the numbers of their words and the table of what they ask. */
export interface Read {
  readonly entries: readonly Entry[]
  readonly numbering: Numbering
  readonly demands: DemandTable
}

/** The verb or noun triggers of the entries by the lemma of their head. */
export function indexTriggers({ entries, numbering, demands }: Read, kind: 'verb' | 'noun'): Map<string, HeadTriggers> {
  const found = new Map<string, Written[]>()
  for (const entry of entries) {
    for (const phrase of entry.triggers[kind]) {
      for (const { words, headPos } of readTrigger(phrase.toLowerCase(), kind)) {
        const ofHead = listAt(found, words[headPos]!)
        const [before, after] = [words.slice(0, headPos), words.slice(headPos + 1)].map((part) =>
          // One list stands for all that are empty: it is at hand.
          part.length === 0 ? NONE : part.map(numbering.of),
        )
        const support = kind === 'noun' && entry.support.length > 0 ? entry.support : NONE
        ofHead.push({ trigger: { entry, order: ofHead.length }, before: before!, after: after!, support })
      }
    }
  }
  return new Map([...found].map(([head, triggers]) => [head, byNeighbour(triggers, demands)]))
}

const NONE: readonly number[] = []

/** A trigger as an entry has it. */
interface Written extends Pick<Phrase, 'before' | 'after' | 'support'> {
  readonly trigger: Trigger
}

/** The triggers by the number of their head in the vocabulary. */
export type TriggerIndex = readonly (HeadTriggers | undefined)[]

export function byNumber(triggers: ReadonlyMap<string, HeadTriggers>, { of }: Numbering): TriggerIndex {
  const found: (HeadTriggers | undefined)[] = []
  for (const [head, ofHead] of triggers) {
    const number = of(head)
    while (found.length <= number) found.push(undefined)
    found[number] = ofHead
  }
  return found
}

/** Where the program of demands has each head, by the number of the head in a vocabulary of so many words; 0 for none. */
export function placesOf(index: TriggerIndex, nWords: number): Int32Array {
  const places = new Int32Array(nWords)
  for (const [number, triggers] of index.entries()) if (triggers !== undefined) places[number] = triggers.place
  return places
}

function byNeighbour(written: readonly Written[], demands: DemandTable): HeadTriggers {
  const all = written.map(({ trigger }) => trigger)
  const senses = new Set(all.map(({ entry }) => entry.gives.eventType))
  const hasEverydaySense = senses.has('NONE')
  const [alone, ofNext, ofPrevious] = [isAlone, hasNext, hasPrevious].map((is) => written.filter(is))
  const nextBits = bitsOf(ofNext!.map(({ after }) => after[0]!))
  const previousBits = bitsOf(ofPrevious!.map(({ before }) => before.at(-1)!))
  const place = demands.put([nextBits, previousBits])
  if (alone!.length === 0) demands.put([0])
  return {
    place, all, alone: phrasesOf(alone!, demands), nSenses: senses.size, hasEverydaySense, nextBits, previousBits,
    byNext: byWord(phrasesOf(ofNext!, demands), ({ after }) => after[0]!),
    byPrevious: byWord(phrasesOf(ofPrevious!, demands), ({ before }) => before.at(-1)!),
  } // biome-ignore format: one record
}

function isAlone({ before, after }: Written): boolean {
  return before.length === 0 && after.length === 0
}

function hasNext({ after }: Written): boolean {
  return after.length > 0
}

function hasPrevious({ before, after }: Written): boolean {
  return before.length > 0 && after.length === 0
}

function phrasesOf(written: readonly Written[], demands: DemandTable): Phrase[] {
  const alike = new Map<string, Written[]>()
  for (const one of written) listAt(alike, JSON.stringify([one.before, one.after, one.support])).push(one)
  return [...alike.values()].map((phrase) => {
    const { before, after, support } = phrase[0]!
    const entries = phrase.flatMap(({ trigger: { entry, order } }) => [entry.demands.start, order])
    return { before, after, support, entriesAt: demands.put([phrase.length, ...entries]) }
  })
}

function byWord(phrases: readonly Phrase[], wordOf: (phrase: Phrase) => number): PhrasesByWord {
  const found = new Map<number, Phrase[]>()
  for (const phrase of phrases) listAt(found, wordOf(phrase)).push(phrase)
  const numbers = [...found.keys()].sort((a, b) => a - b)
  return { numbers, phrases: numbers.map((number) => found.get(number)!) }
}

function bitsOf(numbers: readonly number[]): number {
  let bits = 0
  for (const number of numbers) bits |= bitOf(number)
  return bits
}

function listAt<Key, Value>(lists: Map<Key, Value[]>, key: Key): Value[] {
  const known = lists.get(key)
  if (known) return known
  const list: Value[] = []
  lists.set(key, list)
  return list
}

/** A phrase as the tokeniser may give it: "test-fire" whole, and split at its hyphens with the last part as head. */
function readTrigger(
  phrase: string,
  kind: 'verb' | 'noun',
): { readonly words: readonly string[]; readonly headPos: number }[] {
  const whole = phrase.split(/\s+/)
  const split = whole.map((word) => word.split(/(-)/).filter(Boolean))
  const headWord = kind === 'verb' ? 0 : whole.length - 1
  const headPos = split.slice(0, headWord + 1).reduce((n, parts) => n + parts.length, 0) - 1
  const triggers = [{ words: whole, headPos: headWord }]
  if (phrase.includes('-')) triggers.push({ words: split.flat(), headPos })
  // "show of force" is headed by "show", "freedom of navigation patrol" by its last word: the parse tells which.
  const ofPos = kind === 'noun' ? whole.indexOf('of') : -1
  if (ofPos > 0) triggers.push({ words: whole, headPos: ofPos - 1 })
  return triggers
}
