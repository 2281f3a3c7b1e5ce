import type { Transaction } from 'kysely'
import type { Participant } from '../code/index.ts'
import { foldText } from '../link/index.ts'
import { insertRows } from './dialect.ts'
import { officeForm } from './forms.ts'
import type { NumberedReport } from './reports.ts'
import type { Tables } from './schema.ts'

/** Writes the offices that reports state; the forms of those who bear them must be on record. */
export async function insertOffices(
  tx: Transaction<Tables>,
  reports: readonly NumberedReport[],
  forms: ReadonlyMap<string, number>,
): Promise<void> {
  const rows = reports.flatMap(({ n: report, coded }) => {
    const participants = participantsOf(coded)
    return coded.offices.map((office, idx) => [
      report,
      idx,
      forms.get(officeForm(office, participants).id)!,
      office.title,
      titleKey(office.title),
      office.country ?? '',
      office.organization ?? '',
      office.former === true ? 1 : 0,
      office.span.start,
      office.span.end,
    ])
  })
  await insertRows(tx, 'offices', { columns: COLUMNS }, rows)
}

const COLUMNS = [
  'report',
  'idx',
  'form',
  'title',
  'title_key',
  'country',
  'organization',
  'former',
  'start',
  'end',
] as const

/** What titles that differ in case, British or American spelling and hyphens share. */
export function titleKey(title: string): string {
  return foldText(title)
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .replaceAll('defence', 'defense')
    .trim()
}

function participantsOf({ events, quotations }: NumberedReport['coded']): Participant[] {
  return [
    ...events.flatMap(({ actors, recipients }) => [...actors, ...recipients]),
    ...quotations.flatMap(({ speaker, addressee }) => [speaker, addressee]),
  ].filter((one) => one !== undefined)
}
