import type { LinkMention } from './mention.ts'

/** What somebody knows of mentions, whatever their facts say: which are one act, and which are not. */
export interface Constraints {
  /** By the id of a mention the name of the group it is one act with. */
  readonly groups: ReadonlyMap<string, string>
  /** By the name of a group, or the id of a mention in none, those that it must not be one with; both ways. */
  readonly apart: ReadonlyMap<string, ReadonlySet<string>>
}

/** Nothing is known besides the facts. */
export const UNCONSTRAINED: Constraints = { groups: new Map(), apart: new Map() }

/** What constraints say of some mentions, by their places among these. */
export interface Ties {
  /** The places of the group that a mention is in, ascending, itself included. */
  groupOf(i: number): readonly number[]
  isApart(i: number, j: number): boolean
}

/** Returns what constraints say of mentions; undefined where they say nothing of any. */
export function tiesAmong(mentions: readonly LinkMention[], { groups, apart }: Constraints): Ties | undefined {
  if (groups.size === 0 && apart.size === 0) return undefined
  const names = mentions.map(({ id }) => groups.get(id) ?? id)
  const members = new Map<string, number[]>()
  names.forEach((name, i) => {
    const group = members.get(name)
    if (group === undefined) members.set(name, [i])
    else group.push(i)
  })
  if (members.size === names.length && !names.some((name) => apart.has(name))) return undefined
  return {
    groupOf: (i) => members.get(names[i]!)!,
    isApart: (i, j) => apart.get(names[i]!)?.has(names[j]!) ?? false,
  }
}

/**
 * Brings the scores of pairs (at `i * n + j` for `i < j`) into line with what is known. Facts that keep a mention from
 * one of a group do not keep it from the group where they let it join another of its members: the group was told to
 * be one act in spite of them. That one report tells two acts apart keeps its force.
 */
export function constrain(scores: Float64Array, mentions: readonly LinkMention[], ties: Ties): void {
  const n = mentions.length
  const told = scores.slice()
  const at = (i: number, j: number) => (i < j ? told[i * n + j]! : told[j * n + i]!)
  const agreesWithOther = (i: number, j: number) =>
    ties.groupOf(j).some((other) => other !== j && at(i, other) !== Number.NEGATIVE_INFINITY)
  for (let j = 1; j < n; j++)
    for (let i = 0; i < j; i++) {
      const k = i * n + j
      if (ties.isApart(i, j)) scores[k] = Number.NEGATIVE_INFINITY
      else if (told[k] === Number.NEGATIVE_INFINITY && mentions[i]!.reportId !== mentions[j]!.reportId) {
        if (agreesWithOther(i, j) || agreesWithOther(j, i)) scores[k] = 0
      }
    }
}

/** Joins units that hold mentions of one group: they can only be clustered together. */
export function poolUnits<Unit extends { readonly mentions: readonly LinkMention[] }>(
  units: readonly Unit[],
  { groups }: Constraints,
): Unit[][] {
  if (groups.size === 0) return units.map((unit) => [unit])
  const pools = new Map<Unit, Unit[]>(units.map((unit) => [unit, [unit]]))
  const first = new Map<string, Unit>()
  for (const unit of units)
    for (const { id } of unit.mentions) {
      const group = groups.get(id)
      if (group === undefined) continue
      const [own, other] = [pools.get(unit)!, pools.get(first.get(group) ?? unit)!]
      first.set(group, unit)
      if (own === other) continue
      const joined = [...other, ...own]
      for (const one of joined) pools.set(one, joined)
    }
  return [...new Set(pools.values())]
}
