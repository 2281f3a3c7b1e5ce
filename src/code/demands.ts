import type { Constraint } from './codebook.ts'

/** One constraint on one argument. */
export interface Demand {
  /** Why the entry does not apply, where the demand speaks against it: it does not hold, or it must not. */
  readonly why: 'unmet' | 'excluded'
  readonly name: string
  readonly constraint: Constraint
  readonly packed: Packed
}

/** What a demand asks, in two numbers. */
export interface Packed {
  /** The number of the argument in its lowest byte, bits of ASKS above. */
  readonly asks: number
  /** Number of the set of words of which the argument must be one; -1 for none. */
  readonly wordSet: number
}

/** What a demand asks of its argument; of several kinds one is enough. */
export const ASKS = {
  absent: 1 << 8, infinitive: 1 << 9, plural: 1 << 10, excluded: 1 << 11,
  person: 1 << 12, organization: 1 << 13, country: 1 << 14, group: 1 << 15, place: 1 << 16, politician: 1 << 17,
  /** Bodies or states of several countries: "Chinese and Russian warships". */
  alliance: 1 << 18,
} as const // biome-ignore format: one glance

/** The kinds among ASKS. */
export const KINDS =
  ASKS.person | ASKS.organization | ASKS.country | ASKS.group | ASKS.place | ASKS.politician | ASKS.alliance

/** Whether a constraint may ask for this kind. */
export function isKind(name: string): boolean {
  return kindBit(name) !== 0
}

function kindBit(name: string): number {
  return (ASKS[name as keyof typeof ASKS] ?? 0) & KINDS
}

/** What an entry asks of its arguments, ready to be tried. */
export interface Demands {
  readonly where: readonly Demand[]
  readonly not: readonly Demand[]
  /** At least one of these lists must hold whole, where there is any. */
  readonly any: readonly Alternative[]
  /** Where the entry begins in the program. */
  readonly start: number
}

export interface Alternative {
  readonly demands: readonly Demand[]
  /** The arguments without which it cannot hold, a bit each; arguments beyond the thirtieth have none. */
  readonly needs: number
  /** The arguments with any of which it cannot hold, likewise. */
  readonly bars: number
  /** What its demands add to how specific an entry is. */
  readonly strength: number
}

/** The number of each argument that is asked for: names and numbers at the first free place from their hash on, '' for a free one. */
export interface ArgumentNumbers {
  readonly names: readonly string[]
  readonly numbers: readonly number[]
}

/** Places for names: more than four times as many as there are. */
const N_PLACES = 256

function numbersOf(found: ReadonlyMap<string, number>): ArgumentNumbers {
  const names: string[] = new Array(N_PLACES).fill('')
  const numbers: number[] = new Array(N_PLACES).fill(-1)
  for (const [name, number] of found) {
    let place = placeOf(name)
    while (names[place] !== '') place = (place + 1) & (N_PLACES - 1)
    names[place] = name
    numbers[place] = number
  }
  return { names, numbers }
}

/** The number of an argument; -1 where no entry asks for it. */
export function argumentNumber({ names, numbers }: ArgumentNumbers, name: string): number {
  for (let place = placeOf(name); names[place] !== ''; place = (place + 1) & (N_PLACES - 1))
    if (names[place] === name) return numbers[place]!
  return -1
}

function placeOf(name: string): number {
  const { length } = name
  return length === 0 ? 0 : (name.charCodeAt(0) + 11 * name.charCodeAt(length - 1) + 43 * length) & (N_PLACES - 1)
}

/** What all entries ask, as it is tried for every trigger of a report. */
export interface DemandProgram {
  readonly names: ArgumentNumbers
  /**
   * The demands of all entries side by side, since hundreds of entries are tried for one report and what they ask would lie all over the
   * memory. An entry is its place in the codebook, its `needs`, its `bars`, its strength, a list of demands, the number of its alternatives and
   * these, and another list; a list is its length and as many demands; an alternative is its `needs`, its `bars`, its strength and a list.
   * Strengths are in quarters. Each demand is two
   * numbers, see Packed; those that must not hold have the bit of ASKS.excluded. What `needs` and `bars` say already is left out. What
   * tells most for the least stands first: words before kinds, for which participants are sought, and last what must not hold, for it
   * seldom does. Behind the entries stand the heads of triggers, see HeadTriggers.
   */
  readonly code: Int32Array
}

type Constraints = ReadonlyMap<string, Constraint>

/** The demands of entries, compiled as they come. */
export interface DemandTable {
  readonly of: (where: Constraints, not: Constraints, any: readonly Constraints[]) => Demands
  /** Adds to the program; returns where it stands there. */
  readonly put: (numbers: readonly number[]) => number
  /** The sets of words that demands name by `Packed.wordSet`. */
  readonly wordSets: () => readonly ReadonlySet<string>[]
  readonly program: () => DemandProgram
}

/** A table without demands yet. */
export function makeDemandTable(): DemandTable {
  const names = new Map<string, number>()
  const wordSets = new Map<string, { readonly id: number; readonly words: ReadonlySet<string> }>()
  const code: number[] = []
  const wordSetOf = ({ class: classes, lemma, words }: Constraint): number => {
    if (!words) return -1
    const key = JSON.stringify([classes, lemma])
    const set = wordSets.get(key) ?? { id: wordSets.size, words }
    wordSets.set(key, set)
    return set.id
  }
  const read = (why: Demand['why'], constraints: Constraints) =>
    [...constraints].map(([name, constraint]): Demand => {
      const asks = numberOf(name, names) | asksOf(constraint) | (why === 'excluded' ? ASKS.excluded : 0)
      return { why, name, constraint, packed: { asks, wordSet: wordSetOf(constraint) } }
    })
  const alternative = (map: Constraints): Alternative => {
    const demands = read('unmet', map)
    return { demands, needs: needsOf(demands), bars: barsOf(demands), strength: strengthOf(map) }
  }
  let nEntries = 0
  const putList = (demands: readonly Demand[]) => {
    const tests = demands
      .filter(({ packed }) => !isToldByBits(packed))
      .sort((a, b) => costOf(a.packed) - costOf(b.packed))
    code.push(tests.length)
    for (const { packed } of tests) code.push(packed.asks, packed.wordSet)
  }
  return {
    of: (where, not, any) => {
      const start = code.length
      const demands = { where: read('unmet', where), not: read('excluded', not), any: any.map(alternative) }
      const both = [...demands.where, ...demands.not]
      code.push(nEntries++, needsOf(both), barsOf(both), QUARTERS * strengthOf(where))
      putList(demands.where.filter(({ packed }) => costOf(packed) < COSTS.kind))
      code.push(any.length)
      for (const one of demands.any) {
        code.push(one.needs, one.bars, QUARTERS * one.strength)
        putList(one.demands)
      }
      putList(both.filter(({ why, packed }) => why === 'excluded' || costOf(packed) >= COSTS.kind))
      return { ...demands, start }
    },
    put: (numbers) => code.push(...numbers) - numbers.length,
    wordSets: () => [...wordSets.values()].map(({ words }) => words),
    program: () => ({ names: numbersOf(names), code: Int32Array.from(code) }),
  }
}

function numberOf(name: string, names: Map<string, number>): number {
  const number = names.get(name) ?? names.size
  names.set(name, number)
  return number
}

function asksOf({ absent, infinitive, plural, kind }: Constraint): number {
  let asks = (absent ? ASKS.absent : 0) | (infinitive ? ASKS.infinitive : 0) | (plural ? ASKS.plural : 0)
  for (const one of kind ?? []) asks |= kindBit(one)
  return asks
}

function needsOf(demands: readonly Demand[]): number {
  let needs = 0
  for (const { packed } of demands) if (asksPresence(packed)) needs |= needBit(packed.asks & 0xff)
  return needs
}

function barsOf(demands: readonly Demand[]): number {
  let bars = 0
  for (const { packed } of demands) if (asksAbsence(packed)) bars |= needBit(packed.asks & 0xff)
  return bars
}

/** Whether the argument must be there, whatever else is asked of it. */
function asksPresence({ asks }: Packed): boolean {
  return ((asks & ASKS.absent) !== 0) === ((asks & ASKS.excluded) !== 0)
}

/** Whether the argument must not be there: it is called absent, or excluded whatever it is. */
function asksAbsence(packed: Packed): boolean {
  return !asksPresence(packed) && isOfPresence(packed)
}

/** Whether nothing is asked but that the argument is there, or is not. */
function isOfPresence({ asks, wordSet }: Packed): boolean {
  return (asks & ASKS.absent) !== 0 || (wordSet < 0 && (asks & (KINDS | ASKS.infinitive | ASKS.plural)) === 0)
}

function isToldByBits(packed: Packed): boolean {
  return isOfPresence(packed) && needBit(packed.asks & 0xff) !== 0
}

/** How much there is to find out for a demand. */
function costOf(packed: Packed): number {
  const { asks, wordSet } = packed
  const cost = isOfPresence(packed)
    ? COSTS.presence
    : (asks & KINDS) !== 0
      ? COSTS.kind
      : wordSet >= 0
        ? COSTS.words
        : COSTS.form
  return (asks & ASKS.excluded) !== 0 ? COSTS.excluded + cost : cost
}

const COSTS = { presence: 0, form: 1, words: 2, kind: 3, excluded: 4 }

/** Strengths are whole quarters, see strengthOf. */
export const QUARTERS = 4

/** The bit of an argument in `needs` and `bars`. */
export function needBit(number: number): number {
  return number < MAX_BITS ? 1 << number : 0
}

const MAX_BITS = 30

/** Words of an argument tell more than a class, a class more than the kind of participant, and its kind more than its presence. */
function strengthOf(constraints: Constraints): number {
  let sum = 0
  for (const { class: classes, lemma, kind } of constraints.values()) sum += kind ? 1 : lemma ? 2.25 : classes ? 2 : 0.5
  return sum
}
