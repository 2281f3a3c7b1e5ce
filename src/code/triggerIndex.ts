import type { Entry } from './codebook.ts'
import type { Numbering } from './vocabulary.ts'

export interface Trigger {
  readonly entry: Entry
  /** The words before and after the head by their numbers in the vocabulary, split as the tokeniser splits them. */
  readonly before: readonly number[]
  readonly after: readonly number[]
  /** Position among the triggers of its head, in the order of the codebook. */
  readonly order: number
}

/** The triggers of one head: those of several words are only tried where one of their words stands in its place. */
export interface HeadTriggers {
  /** In the order of the codebook. */
  readonly all: readonly Trigger[]
  /** The triggers that are the head alone. */
  readonly alone: readonly Trigger[]
  /** What the entries of `alone` need, what bars them and where their demands begin (see Demands), side by side in memory. */
  readonly needs: readonly number[]
  readonly bars: readonly number[]
  readonly starts: readonly number[]
  /** How many types of event the triggers give, and whether one is an everyday sense that gives none. */
  readonly nSenses: number
  readonly hasEverydaySense: boolean
  /** The triggers of more words by the word after the head, and those that end in it by the word before. */
  readonly byNext: ReadonlyMap<number, readonly Trigger[]>
  readonly byPrevious: ReadonlyMap<number, readonly Trigger[]>
  /** The last bits of the numbers of those words, see `bitOf`: most words beside a head are none of them, which these tell without a look at the maps. */
  readonly nextBits: number
  readonly previousBits: number
}

/** The bit of a word in `nextBits` and `previousBits`. */
export function bitOf(wordNumber: number): number {
  return 1 << (wordNumber & 31)
}

/** The verb or noun triggers of the entries by the lemma of their head. */
export function indexTriggers(
  entries: readonly Entry[],
  kind: 'verb' | 'noun',
  numbering: Numbering,
): Map<string, HeadTriggers> {
  const found = new Map<string, Trigger[]>()
  for (const entry of entries) {
    for (const phrase of entry.triggers[kind]) {
      for (const { words, headPos } of readTrigger(phrase.toLowerCase(), kind)) {
        const ofHead = listAt(found, words[headPos]!)
        const [before, after] = [words.slice(0, headPos), words.slice(headPos + 1)].map((part) =>
          part.map(numbering.of),
        )
        ofHead.push({ entry, before: before!, after: after!, order: ofHead.length })
      }
    }
  }
  return new Map([...found].map(([head, triggers]) => [head, byNeighbour(triggers)]))
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

function byNeighbour(all: readonly Trigger[]): HeadTriggers {
  const byNext = new Map<number, Trigger[]>()
  const byPrevious = new Map<number, Trigger[]>()
  for (const trigger of all) {
    if (trigger.after.length > 0) listAt(byNext, trigger.after[0]!).push(trigger)
    else if (trigger.before.length > 0) listAt(byPrevious, trigger.before.at(-1)!).push(trigger)
  }
  const alone = all.filter(({ before, after }) => before.length === 0 && after.length === 0)
  const needs = alone.map(({ entry }) => entry.demands.needs)
  const bars = alone.map(({ entry }) => entry.demands.bars)
  const starts = alone.map(({ entry }) => entry.demands.start)
  const senses = new Set(all.map(({ entry }) => entry.gives.eventType))
  const hasEverydaySense = senses.has('NONE')
  const nextBits = bitsOf(byNext)
  const previousBits = bitsOf(byPrevious)
  return {
    all, alone, needs, bars, starts, nSenses: senses.size, hasEverydaySense, byNext, byPrevious, nextBits, previousBits,
  } // biome-ignore format: one record
}

function bitsOf(byWord: ReadonlyMap<number, unknown>): number {
  let bits = 0
  for (const number of byWord.keys()) bits |= bitOf(number)
  return bits
}

function listAt<Key>(lists: Map<Key, Trigger[]>, key: Key): Trigger[] {
  const known = lists.get(key)
  if (known) return known
  const list: Trigger[] = []
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
