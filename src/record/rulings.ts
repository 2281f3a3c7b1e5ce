import type { Constraints } from '../link/index.ts'
import type { Judging } from './judgements.ts'
import type { StoredAnchor, StoredJudgement } from './ledger.ts'

/** What became of a judgement, as far as it can be told from judgements alone. */
export interface Ruling {
  readonly state: 'in-force' | 'undone' | 'overruled' | 'stale'
  /** The judgement that undid or overruled it. */
  readonly by?: string
}

/** What all judgements come to. Mentions are told by their numbers, in constraints by the ids of their acts. */
export interface Rulings {
  readonly rulings: ReadonlyMap<string, Ruling>
  readonly constraints: Constraints
  /** The judgements in force that shape the event which tells a mention, earliest first. */
  readonly shaping: ReadonlyMap<number, readonly StoredJudgement[]>
  /** All mentions that judgements, whatever became of them, tie to a mention, itself included. */
  readonly tied: ReadonlyMap<number, readonly number[]>
}

/** What no judgements come to. */
export const NO_RULINGS: Rulings = {
  rulings: new Map(),
  constraints: { groups: new Map(), apart: new Map() },
  shaping: new Map(),
  tied: new Map(),
}

/**
 * Weighs judgements against each other: a function of the set. The latest wins; what is undone never held. `isApplied`
 * leaves out those that are not to count.
 */
export function ruleOn(
  judgements: readonly StoredJudgement[],
  isApplied: (judgement: StoredJudgement) => boolean = () => true,
): Rulings {
  const ordered = judgements.toSorted(byTime)
  const undone = undoneBy(ordered)
  const applied = ordered.filter((one) => !isOfJudgement(one) && !undone.has(one.id)).filter(isApplied)
  const links = linksOf(applied)
  const rulings = new Map<string, Ruling>()
  const shaping = new Map<number, StoredJudgement[]>()
  for (const judgement of ordered) {
    const by = undone.get(judgement.id)
    if (by !== undefined) rulings.set(judgement.id, { state: 'undone', by })
    else if (isOfJudgement(judgement)) rulings.set(judgement.id, { state: 'in-force' })
  }
  for (const judgement of applied) {
    const overruledBy = links.overruled.get(judgement.id)
    if (targetsOf(judgement).length === 0) rulings.set(judgement.id, { state: 'stale' })
    else if (overruledBy !== undefined) rulings.set(judgement.id, { state: 'overruled', by: overruledBy })
    else {
      rulings.set(judgement.id, { state: 'in-force' })
      for (const n of targetsOf(judgement)) shaping.set(n, [...(shaping.get(n) ?? []), judgement])
    }
  }
  return { rulings, constraints: links.constraints, shaping, tied: tiesOf(judgements) }
}

/** Whether it is about another judgement, and about no act by itself. */
export function isOfJudgement({ kind }: Pick<StoredJudgement, 'kind'>): boolean {
  return kind === 'undo' || kind === 'explain'
}

/** By time, then id: judgements of one moment have an order of their own. */
export function byTime(a: Judging & { readonly id: string }, b: Judging & { readonly id: string }): number {
  return a.time < b.time ? -1 : a.time > b.time ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}

/** Which judgements are undone, and by which; an undo that is undone itself undoes nothing. */
function undoneBy(ordered: readonly StoredJudgement[]): Map<string, string> {
  const undos = new Map<string, StoredJudgement[]>()
  for (const judgement of ordered) {
    const { undoes } = judgement.body
    if (judgement.kind === 'undo' && undoes !== undefined) undos.set(undoes, [...(undos.get(undoes) ?? []), judgement])
  }
  const found = new Map<string, string>()
  const seen = new Set<string>()
  const settle = (id: string): void => {
    if (seen.has(id)) return
    seen.add(id)
    for (const undo of undos.get(id) ?? []) {
      settle(undo.id)
      if (!found.has(undo.id) && !found.has(id)) found.set(id, undo.id)
    }
  }
  for (const { id } of ordered) settle(id)
  return found
}

/** The mentions whose events a judgement shapes: of each side the first of its acts that is told. */
export function targetsOf({ kind, anchors }: StoredJudgement): number[] {
  const first = (side: number) =>
    anchors.find((anchor) => anchor.side === side && anchor.mention !== undefined)?.mention
  const sides = kind === 'same' || kind === 'apart' ? [0, 1] : [0]
  const targets = sides.map(first)
  return targets.includes(undefined) ? [] : [...new Set(targets as number[])]
}

/** Which mentions are one act and which are not: of judgements that contradict each other the latest. */
function linksOf(applied: readonly StoredJudgement[]) {
  const groups = new Groups()
  const overruled = new Map<string, string>()
  const latest = new Map<string, string>()
  for (const judgement of applied.toReversed()) {
    if (judgement.kind !== 'same' && judgement.kind !== 'apart') continue
    const [side, other] = [0, 1].map((one) => toldIn(judgement.anchors, one)) as [string[], string[]]
    if (side.length === 0 || other.length === 0) continue
    const pairs = judgement.kind === 'same' ? chain([...side, ...other]) : cross(side, other)
    let nHeld = 0
    for (const [a, b] of pairs) {
      const isHeld = judgement.kind === 'same' ? groups.unite(a, b) : groups.part(a, b)
      if (isHeld) nHeld++
      for (const one of [a, b]) if (isHeld && !latest.has(one)) latest.set(one, judgement.id)
    }
    const by = [...side, ...other].map((one) => latest.get(one)).find((id) => id !== undefined && id !== judgement.id)
    if (nHeld === 0 && by !== undefined) overruled.set(judgement.id, by)
  }
  return { constraints: groups.constraints(), overruled }
}

const toldIn = (anchors: readonly StoredAnchor[], side: number) =>
  anchors.flatMap((anchor) => (anchor.side === side && anchor.told !== undefined ? [anchor.told] : []))

const chain = (acts: readonly string[]): [string, string][] => acts.slice(1).map((act) => [acts[0]!, act])
const cross = (some: readonly string[], others: readonly string[]) =>
  some.flatMap((a) => others.map((b): [string, string] => [a, b]))

/** Acts that are one, and groups of them that are not. */
class Groups {
  private readonly parents = new Map<string, string>()
  private readonly apart = new Map<string, Set<string>>()

  root(act: string): string {
    let root = act
    for (let next = this.parents.get(root); next !== undefined; next = this.parents.get(root)) root = next
    return root
  }

  /** Makes two acts one; false where they are known to be apart. */
  unite(a: string, b: string): boolean {
    const [x, y] = [this.root(a), this.root(b)].sort() as [string, string]
    if (x === y) return true
    if (this.apart.get(x)?.has(y)) return false
    this.parents.set(y, x)
    for (const other of this.apart.get(y) ?? []) {
      this.apart.get(other)!.delete(y)
      this.keepApart(x, other)
    }
    this.apart.delete(y)
    return true
  }

  /** Keeps two acts apart; false where they are known to be one. */
  part(a: string, b: string): boolean {
    const [x, y] = [this.root(a), this.root(b)]
    if (x === y) return false
    this.keepApart(x, y)
    return true
  }

  private keepApart(x: string, y: string): void {
    for (const [one, other] of [
      [x, y],
      [y, x],
    ] as const) {
      const known = this.apart.get(one)
      if (known === undefined) this.apart.set(one, new Set([other]))
      else known.add(other)
    }
  }

  constraints(): Constraints {
    const groups = new Map<string, string>()
    for (const act of this.parents.keys()) {
      const root = this.root(act)
      groups.set(act, root)
      groups.set(root, root)
    }
    return { groups, apart: this.apart }
  }
}

/** The mentions that judgements tie together, by mention. */
function tiesOf(judgements: readonly StoredJudgement[]): Map<number, number[]> {
  const sets = new Map<number, number[]>()
  for (const { anchors } of judgements) {
    const own = anchors.flatMap(({ mention }) => (mention === undefined ? [] : [mention]))
    const joined = [...new Set(own.flatMap((n) => sets.get(n) ?? [n]))]
    for (const n of joined) sets.set(n, joined)
  }
  return sets
}
