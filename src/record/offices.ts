import type { Transaction } from 'kysely'
import type { Participant } from '../code/index.ts'
import { foldText } from '../link/index.ts'
import { chunks } from './chunks.ts'
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
    return coded.offices.map((office, idx) => ({
      report,
      idx,
      form: forms.get(officeForm(office, participants).id)!,
      title: office.title,
      title_key: titleKey(office.title),
      country: office.country ?? '',
      organization: office.organization ?? '',
      former: office.former === true ? 1 : 0,
      start: office.span.start,
      end: office.span.end,
    }))
  })
  for (const part of chunks(rows, 800)) await tx.insertInto('offices').values(part).execute()
}

/** What titles that differ in case, British or American spelling and hyphens share. */
function titleKey(title: string): string {
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
