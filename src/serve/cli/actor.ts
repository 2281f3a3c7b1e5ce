import type { Io } from './io.ts'
import { printable, styled, wrapped } from './layout.ts'
import { openExisting } from './list.ts'
import { rowsTable } from './rowTable.ts'

export interface ActorOptions {
  readonly database: string
  readonly format: 'table' | 'jsonl'
  readonly limit?: number
  readonly asOf?: string
  readonly laterJudgements?: true
}

/** How many are told unless asked for more. */
const LIMIT = 5

/** `readout actor NAME`: prints whom a name may mean, with names, offices and doubtful spellings; 1 where nobody is found. */
export async function actorCommand(name: string, options: ActorOptions, io: Io) {
  const { database, format, limit, asOf } = options
  const { findActors } = await import('../../record/index.ts')
  const { readAsOf } = await import('../filters.ts')
  const record = await openExisting(io, database, readAsOf(asOf, '--as-of'), options)
  try {
    const found = await findActors(record, name, limit ?? LIMIT)
    for (const actor of found) {
      if (format === 'jsonl') await io.write(`${JSON.stringify(actor)}\n`)
      else {
        const problems = actor.problems.map(({ message }) =>
          wrapped(styled(`! ${printable(message)}`, 'yellow', io), 4, io),
        )
        await io.write([rowsTable('actors', [actor], io).trimEnd(), ...problems, ''].join('\n'))
      }
    }
    if (found.length === 0 && format === 'table') await io.write(`Nobody on record is called "${printable(name)}".\n`)
    return found.length === 0 ? 1 : 0
  } finally {
    await record.close()
  }
}
