import type { Transaction } from 'kysely'
import type { CodedReport, Participant, Quotation } from '../code/index.ts'
import { actorForm } from '../link/index.ts'
import { storedParticipant } from './assemble.ts'
import { chunks } from './chunks.ts'
import { nextNumbers } from './counters.ts'
import type { ReportTable, Tables } from './schema.ts'
import { addSearch } from './search.ts'

/** A report with its row number. */
export interface NumberedReport {
  readonly n: number
  readonly coded: CodedReport
  readonly digest: string
}

/** A quotation as stored: its people by the names that the report gives them. */
export type StoredQuotation = Omit<Quotation, 'speaker' | 'addressee'> & {
  readonly speaker?: ReturnType<typeof storedParticipant>
  readonly addressee?: ReturnType<typeof storedParticipant>
}

/** Writes the rows of new reports, and their texts for search. */
export async function insertReports(
  tx: Transaction<Tables>,
  added: readonly Omit<NumberedReport, 'n'>[],
): Promise<NumberedReport[]> {
  const first = await nextNumbers(tx, 'report', added.length)
  const reports = added.map((one, i) => ({ ...one, n: first + i }))
  for (const part of chunks(reports, 500)) await tx.insertInto('reports').values(part.map(reportRow)).execute()
  await addSearch(
    tx,
    reports.map(({ n, coded }) => ({ kind: 'report', n, text: coded.report.text })),
  )
  return reports
}

function reportRow({ n, coded, digest }: NumberedReport): ReportTable {
  const { report } = coded
  return {
    n,
    id: report.id,
    origin: report.origin,
    title: report.title ?? null,
    publisher: report.publisher ?? null,
    url: report.url ?? null,
    published: report.published?.value ?? '',
    published_from: report.published?.from ?? null,
    language: report.language,
    version: coded.version,
    digest,
    n_events: coded.events.length,
    n_quotations: coded.quotations.length,
    text: report.text,
    coded: packReport(coded),
  }
}

/** The coded report less its text and its events, which have rows of their own. */
function packReport({ report: { text: _text, ...report }, events, ...rest }: CodedReport): string {
  return JSON.stringify({ report, events: events.map(({ id }) => id), ...rest })
}

/** The coded report as it came, from its row and its events. */
export function unpackReport(
  { text, coded }: Pick<ReportTable, 'text' | 'coded'>,
  events: ReadonlyMap<string, CodedReport['events'][number]>,
): CodedReport {
  const { report, events: ids, ...rest } = JSON.parse(coded)
  // Keys in the contract's order, so that a stored report prints as the coded one did.
  const { id, origin, title, publisher, url, published, language, ...others } = report
  const head = { id, origin, title, publisher, url, published, language, text, ...others }
  for (const key of Object.keys(head) as (keyof typeof head)[]) if (head[key] === undefined) delete head[key]
  return { report: head, events: ids.map((one: string) => events.get(one)!), ...rest }
}

/** Writes the quotations of reports; the forms of their people must be on record. */
export async function insertQuotations(
  tx: Transaction<Tables>,
  reports: readonly NumberedReport[],
  forms: ReadonlyMap<string, number>,
): Promise<void> {
  const formOf = (who: Participant | undefined) => (who === undefined ? null : forms.get(actorForm(who).id)!)
  const first = await nextNumbers(
    tx,
    'quotation',
    reports.reduce((sum, { coded }) => sum + coded.quotations.length, 0),
  )
  const quotations = reports
    .flatMap((report) => report.coded.quotations.map((quotation, idx) => ({ report, quotation, idx })))
    .map((one, i) => ({ ...one, n: first + i }))
  for (const part of chunks(quotations, 800))
    await tx
      .insertInto('quotations')
      .values(
        part.map(({ report: { n: report, coded }, quotation, idx, n }) => ({
          n,
          id: `${coded.report.id}-q${idx}`,
          report,
          idx,
          day: quotation.date?.start ?? coded.report.published?.value ?? '',
          speaker: formOf(quotation.speaker),
          addressee: formOf(quotation.addressee),
          row: JSON.stringify(storedQuotation(quotation)),
        })),
      )
      .execute()
  await addSearch(
    tx,
    quotations.map(({ n, quotation }) => ({ kind: 'quotation', n, text: quotation.content })),
  )
}

function storedQuotation({ speaker, addressee, ...rest }: Quotation): StoredQuotation {
  return {
    ...(speaker === undefined ? {} : { speaker: storedParticipant(speaker) }),
    ...(addressee === undefined ? {} : { addressee: storedParticipant(addressee) }),
    ...rest,
  }
}
