import { sql, type Transaction } from 'kysely'
import type { LinkMention } from '../link/index.ts'
import type { ActFacts } from './assemble.ts'
import { among, selectLists } from './dialect.ts'
import type { ChangedEvent } from './events.ts'
import { readMentions } from './mentions.ts'
import type { ComponentTable, Tables } from './schema.ts'

/** A mention outside any component: new, or left over when its component lost another. */
export interface LooseMention {
  readonly n: number
  readonly mention: LinkMention
  readonly facts: ActFacts
  /** The event it told before; 0 for a new one. */
  readonly event: number
}

/** What was read or made before and need not be again. */
export interface Known {
  /** Mentions never change while they keep their number. */
  readonly mentions: Map<number, KnownMention>
  /** What events of these mentions are found by. */
  readonly signatures: Map<number, KnownSignature>
}

/** Nothing known yet. */
export function nothingKnown(): Known {
  return { mentions: new Map(), signatures: new Map() }
}

export interface KnownSignature {
  /** The mentions that the event had. */
  readonly ns: readonly number[]
  readonly signature: Signature
}

/** What an event is found by, and what its mentions tell of it besides. */
export type Signature = Pick<ChangedEvent, 'keys' | 'published' | 'isSeveral'>

export type KnownMention = Pick<LooseMention, 'mention' | 'facts'>

/** A mention of a component. */
export interface Member {
  readonly n: number
  readonly mention: LinkMention
  readonly component: number
  readonly event: number
  readonly facts: ActFacts
  /** Its place among the loose mentions; -1 where it is none. */
  readonly loose: number
}

/** A component after the batch, and those of its mentions that must be clustered anew. */
export interface Component {
  readonly label: number
  readonly row: Omit<ComponentTable, 'stirred' | 'settled' | 'steady'>
  /** The old components that came together in it. */
  readonly joined: readonly number[]
  readonly members: readonly Member[]
}

export async function readFacts(tx: Transaction<Tables>, ns: readonly number[], known: Known): Promise<void> {
  const unknown = ns.filter((n) => !known.mentions.has(n))
  if (unknown.length === 0) return
  for (const { n, mention, facts } of await readMentions(tx, 'n', unknown)) known.mentions.set(n, { mention, facts })
}

export async function readComponents(
  tx: Transaction<Tables>,
  components: readonly number[],
): Promise<Map<number, ComponentTable>> {
  if (components.length === 0) return new Map()
  const rows = await tx.selectFrom('components').selectAll().where('n', 'in', among(components)).execute()
  return new Map(rows.map((row) => [row.n, row]))
}

/** The mentions of components, or of some of their parts. */
export async function readMembers(
  tx: Transaction<Tables>,
  components: readonly number[],
  known: Known,
  parts?: readonly number[],
): Promise<Member[]> {
  if (components.length === 0) return []
  const ofParts = parts === undefined ? sql`` : sql`and part in ${among(parts)}`
  const rows = await selectLists<[n: number, component: number, event: number]>(
    tx,
    sql`n, component, event`,
    sql`mentions where component in ${among(components)} ${ofParts}`,
  )
  await readFacts(
    tx,
    rows.map(([n]) => n),
    known,
  )
  const members: Member[] = []
  for (const [n, component, event] of rows) {
    const { mention, facts } = known.mentions.get(n)!
    members.push({ n, mention, facts, component, event, loose: -1 })
  }
  return members
}
