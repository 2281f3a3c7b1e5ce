import type { Kysely, Transaction } from 'kysely'
import type { CodedEvent, CodedReport, Participant, Quotation } from '../code/index.ts'
import { actorForm } from '../link/index.ts'
import { chunks } from './chunks.ts'
import { nextNumbers } from './counters.ts'
import { pack, unpack } from './pack.ts'
import type { ReportTable, Tables } from './schema.ts'
import { addSearch } from './search.ts'

/** A report with its row number. */
export interface NumberedReport {
  readonly n: number
  readonly coded: CodedReport
  readonly digest: string
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

/** The coded report less its text, events and quotations, which have rows of their own. */
function packReport({
  report: { text: _text, ...report },
  events,
  quotations: _quotations,
  ...rest
}: CodedReport): string {
  return pack({ report, events: events.map(({ id }) => id), ...rest })
}

/** The coded report as it came, from its row, its events by id and its quotations in order. */
function unpackReport(
  { text, coded }: Pick<ReportTable, 'text' | 'coded'>,
  events: ReadonlyMap<string, CodedEvent>,
  quotations: readonly Quotation[],
): CodedReport {
  const { report, events: ids, ...rest } = unpack<PackedReport>(coded)
  // Keys in the contract's order, so that a stored report prints as the coded one did.
  const keys = Object.keys(report) as (keyof typeof report)[]
  const cut = keys.indexOf('language') + 1
  const head = Object.fromEntries(keys.slice(0, cut).map((key) => [key, report[key]]))
  const tail = Object.fromEntries(keys.slice(cut).map((key) => [key, report[key]]))
  // All keys of the coded report's head but its text come from the packed one.
  const whole = { ...head, text, ...tail } as CodedReport['report']
  return { report: whole, events: ids.map((id) => events.get(id)!), quotations: [...quotations], ...rest }
}

type PackedReport = Omit<CodedReport, 'report' | 'events' | 'quotations'> & {
  readonly report: Omit<CodedReport['report'], 'text'>
  readonly events: readonly string[]
}

/** Reads a report whole, as coded. */
export async function readWhole(db: Kysely<Tables>, row: ReportTable): Promise<CodedReport> {
  const mentions = await db.selectFrom('mentions').select(['id', 'coded']).where('report', '=', row.n).execute()
  const quotations = await db
    .selectFrom('quotations')
    .select('coded')
    .where('report', '=', row.n)
    .orderBy('idx')
    .execute()
  return unpackReport(
    row,
    new Map(mentions.map(({ id, coded }) => [id, unpack<CodedEvent>(coded)])),
    quotations.map(({ coded }) => unpack<Quotation>(coded)),
  )
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
          coded: pack(quotation),
        })),
      )
      .execute()
  await addSearch(
    tx,
    quotations.map(({ n, quotation }) => ({ kind: 'quotation', n, text: quotation.content })),
  )
}
