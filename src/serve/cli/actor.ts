import type { FoundActor } from '../../record/index.ts'
import type { Io } from './io.ts'
import { type Look, printable, styled, wrapped } from './layout.ts'
import { openExisting } from './list.ts'
import { counted } from './reportTable.ts'
import { officeText } from './rowTable.ts'

export interface AskOptions {
  readonly database: string
  readonly format: 'table' | 'jsonl'
}

/** `readout actor NAME`: prints the actors that a name may mean; 1 where there is none. */
export async function actorCommand(name: string, { database, format }: AskOptions, io: Io): Promise<number> {
  const record = await openExisting(database)
  try {
    const { findActors } = await import('../../record/index.ts')
    const found = await findActors(record, name)
    if (found.length === 0) {
      io.warn(`readout: nobody on record bears the name "${name}" or one like it`)
      return 1
    }
    for (const actor of found)
      await io.write(format === 'jsonl' ? `${JSON.stringify(actor)}\n` : `${lines(actor, io).join('\n')}\n`)
    return 0
  } finally {
    await record.close()
  }
}

const INDENT = 4

function lines(
  { id, name, kind, country, nReports, likeness, uses, offices, misspelt }: FoundActor,
  look: Look,
): string[] {
  const facts = [kind, country, counted(nReports, 'report'), likeness === 'similar' ? 'a similar name' : undefined, id]
  return [
    `${styled(printable(name), 'bold', look)}  ${styled(facts.filter(Boolean).join(' · '), 'dim', look)}`,
    wrapped(uses.map((use) => `${printable(use.name)} (${use.reports})`).join(', '), INDENT, look),
    ...offices.map((office) => wrapped(officeText(office), INDENT, look)),
    ...misspelt.map((slip) =>
      wrapped(
        styled(`! probably misspelt: ${printable(slip.name)}, ${counted(slip.reports, 'report')}`, 'yellow', look),
        INDENT,
        look,
      ),
    ),
  ]
}
