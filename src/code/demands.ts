import type { Constraint } from './codebook.ts'

/** One constraint on one argument. Equal demands of the codebook are one object, so that each is asked once a trigger. */
export interface Demand {
  /** Position among the demands of the codebook. */
  readonly id: number
  /** Why the entry does not apply, where the demand speaks against it: it does not hold, or it must not. */
  readonly why: 'unmet' | 'excluded'
  readonly name: string
  readonly constraint: Constraint
  // What the constraint asks, in fields that every demand has: what is read so often should have one shape.
  readonly isAbsent: boolean
  readonly isInfinitive: boolean
  readonly isPlural: boolean
  readonly kinds: readonly string[] | undefined
  /** Number of the set of words of which the argument must be one; -1 for none. */
  readonly wordSet: number
}

/** What an entry asks of its arguments, ready to be tried. */
export interface Demands {
  readonly where: readonly Demand[]
  readonly not: readonly Demand[]
  /** At least one of these lists must hold whole, where there is any. */
  readonly any: readonly Alternative[]
  /** The arguments without which the entry cannot apply, a bit each; arguments beyond the thirtieth have none. */
  readonly needs: number
  /** What the demands of `where` add to how specific the entry is. */
  readonly strength: number
}

export interface Alternative {
  readonly demands: readonly Demand[]
  /** As in Demands. */
  readonly needs: number
  readonly strength: number
}

type Constraints = ReadonlyMap<string, Constraint>

/** The demands of entries, numbered as they come. */
export interface DemandTable {
  readonly size: () => number
  /** The bit of each argument in `needs`. */
  readonly bits: ReadonlyMap<string, number>
  readonly of: (where: Constraints, not: Constraints, any: readonly Constraints[]) => Demands
  readonly wordBits: () => WordBits
}

/** For every word that a demand lists, alone or by a class, a bit for each set of words that it is in. */
export type WordBits = ReadonlyMap<string, Uint32Array>

/** A table without demands yet. */
export function makeDemandTable(): DemandTable {
  const known = new Map<string, Demand>()
  const bits = new Map<string, number>()
  const wordSets = new Map<string, { readonly id: number; readonly words: ReadonlySet<string> }>()
  const wordSetOf = ({ class: classes, lemma, words }: Constraint): number => {
    if (!words) return -1
    const key = JSON.stringify([classes, lemma])
    const set = wordSets.get(key) ?? { id: wordSets.size, words }
    wordSets.set(key, set)
    return set.id
  }
  const intern = (why: Demand['why'], constraints: Constraints) =>
    [...constraints].map(([name, constraint]) => {
      const { words: _, ...said } = constraint
      const key = JSON.stringify([why, name, said])
      const demand = known.get(key) ?? {
        id: known.size,
        why,
        name,
        constraint,
        isAbsent: constraint.absent === true,
        isInfinitive: constraint.infinitive === true,
        isPlural: constraint.plural === true,
        kinds: constraint.kind,
        wordSet: wordSetOf(constraint),
      }
      known.set(key, demand)
      return demand
    })
  const alternative = (map: Constraints): Alternative => ({
    demands: intern('unmet', map),
    needs: needsOf(map, bits),
    strength: strengthOf(map),
  })
  return {
    size: () => known.size,
    bits,
    of: (where, not, any) => ({
      where: intern('unmet', where),
      not: intern('excluded', not),
      any: any.map(alternative),
      needs: needsOf(where, bits),
      strength: strengthOf(where),
    }),
    wordBits: () => bitsOf([...wordSets.values()].map(({ words }) => words)),
  }
}

function bitsOf(wordSets: readonly ReadonlySet<string>[]): WordBits {
  const found = new Map<string, Uint32Array>()
  for (const [id, words] of wordSets.entries()) {
    for (const word of words) {
      const bits = found.get(word) ?? new Uint32Array((wordSets.length >> 5) + 1)
      bits[id >> 5]! |= 1 << (id & 31)
      found.set(word, bits)
    }
  }
  return found
}

function needsOf(where: Constraints, bits: Map<string, number>): number {
  let needs = 0
  for (const [name, { absent }] of where) {
    if (absent) continue
    if (!bits.has(name) && bits.size < MAX_BITS) bits.set(name, 1 << bits.size)
    needs |= bits.get(name) ?? 0
  }
  return needs
}

const MAX_BITS = 30

/** Words of an argument tell more than a class, a class more than the kind of participant, and its kind more than its presence. */
function strengthOf(constraints: Constraints): number {
  let sum = 0
  for (const { class: classes, lemma, kind } of constraints.values()) sum += kind ? 1 : lemma ? 2.25 : classes ? 2 : 0.5
  return sum
}
