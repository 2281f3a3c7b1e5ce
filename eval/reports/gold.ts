import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A party by name and country, or by its country's code alone where the text gives no name that could be judged. */
export type GoldParty =
  | string
  | { readonly name: string; readonly country?: string | null; readonly inferred?: boolean }

export interface GoldEvent {
  /** Names one real act: all tellings of it in a report share the key. */
  readonly key?: string
  /** Accepted event types, the coder's choice first. */
  readonly types: readonly string[]
  readonly act: string
  readonly sources: readonly GoldParty[]
  readonly targets: readonly GoldParty[]
  readonly date: { readonly start: string; readonly end?: string } | null
  readonly status: readonly string[]
  /** Verbatim words of the clause that tells the act. */
  readonly evidence: string
  /** Verbatim words for where it took place; not scored. */
  readonly place?: string | null
  readonly optional?: boolean
}

export interface GoldStatement {
  readonly speaker: string
  readonly quote: string
  readonly optional?: boolean
}

export interface GoldOffice {
  readonly person: string
  readonly title: string
  readonly country?: string | null
  /** Of no government: found or not, it counts neither way against recall. */
  readonly nongov?: boolean
  readonly optional?: boolean
}

export interface GoldTime {
  readonly text: string
  readonly value: string
}

export interface GoldCount {
  readonly actor: string
  readonly ordinal?: number
}

/** What a careful analyst finds in one report; eval/gold/README.md tells how. */
export interface GoldReport {
  /** File name of the report. */
  readonly id: string
  readonly published: string
  readonly events: readonly GoldEvent[]
  readonly statements: readonly GoldStatement[]
  readonly offices: readonly GoldOffice[]
  readonly times: readonly GoldTime[]
  readonly counts?: readonly GoldCount[]
}

/** The hand-coded reports of one gold file, one a line; a single type or status may stand without a list. */
export function readGold(file: string): GoldReport[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const report = JSON.parse(line) as GoldReport & { readonly events: readonly LooseEvent[] } // eval/gold/check.ts tests ours
      return { ...report, events: report.events.map(strict) }
    })
}

interface LooseEvent extends Omit<GoldEvent, 'types' | 'status'> {
  readonly types?: readonly string[]
  readonly plover?: string
  readonly plover_alt?: readonly string[]
  readonly status: string | readonly string[]
}

/** What goes on has also occurred, unless the coder says otherwise by a list. */
function strict({ types, plover, plover_alt = [], status, ...event }: LooseEvent): GoldEvent {
  const statuses = typeof status === 'string' ? (status === 'ongoing' ? [status, 'occurred'] : [status]) : status
  return { ...event, types: types ?? [plover ?? '', ...plover_alt], status: statuses }
}

/** The file of a gold report in the first of `folders` that holds it. */
export function reportFile(id: string, folders: readonly string[]): string | undefined {
  return folders
    .flatMap((folder) => [id, `${id}.txt`].map((name) => join(folder, name)))
    .find((file) => existsSync(file))
}
