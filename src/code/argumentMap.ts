/**
 * The arguments of one predicate by deep function: `subj`, `obj`, `iobj`, `comp`, `poss`, `mod`, `prt`, `advmod`, or a preposition; each
 * with the indices of its tokens. In the order in which the functions were first set.
 */
export interface Arguments {
  /** The functions, each once, and at the same place the tokens of each. */
  readonly names: readonly string[]
  readonly lists: readonly (readonly number[])[]
  readonly get: (name: string) => readonly number[] | undefined
  readonly has: (name: string) => boolean
  /** A copy that may be changed. */
  readonly copy: () => ArgumentMap
}

/**
 * Arguments while they are gathered. A predicate has a handful of them and a report hundreds of predicates: to look along a short list is
 * quicker than to hash, and to copy it quicker by far.
 */
export class ArgumentMap implements Arguments {
  readonly names: string[]
  readonly lists: (readonly number[])[]

  constructor(names: string[] = [], lists: (readonly number[])[] = []) {
    this.names = names
    this.lists = lists
  }

  get(name: string): readonly number[] | undefined {
    const { names } = this
    for (let i = 0; i < names.length; i++) if (names[i] === name) return this.lists[i]
    return undefined
  }

  has(name: string): boolean {
    const { names } = this
    for (let i = 0; i < names.length; i++) if (names[i] === name) return true
    return false
  }

  set(name: string, tokenIdxs: readonly number[]): this {
    const { names } = this
    for (let i = 0; i < names.length; i++)
      if (names[i] === name) {
        this.lists[i] = tokenIdxs
        return this
      }
    this.push(name, tokenIdxs)
    return this
  }

  /** Adds a function that is not there yet. */
  push(name: string, tokenIdxs: readonly number[]): void {
    this.names.push(name)
    this.lists.push(tokenIdxs)
  }

  delete(name: string): void {
    const at = this.names.indexOf(name)
    if (at < 0) return
    this.names.splice(at, 1)
    this.lists.splice(at, 1)
  }

  copy(): ArgumentMap {
    return new ArgumentMap(this.names.slice(), this.lists.slice())
  }
}

/** A bit for an argument; several may have the same. Arguments whose bit is none of argumentBits are not there. */
export function argumentBit(name: string): number {
  return 1 << ((name.charCodeAt(0) + 5 * name.charCodeAt(name.length - 1) + 3 * name.length) & 31)
}

/** The bits of the arguments that are there. */
export function argumentBits({ names }: Arguments): number {
  let bits = 0
  for (let i = 0; i < names.length; i++) bits |= argumentBit(names[i]!)
  return bits
}
