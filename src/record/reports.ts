import type { Transaction } from 'kysely'
import type { CodedReport, Participant } from '../code/index.ts'
import { actorForm } from '../link/index.ts'
import type { Candidate } from './batch.ts'
import { chunks } from './chunks.ts'
import { nextNumbers } from './counters.ts'
import { insertRows } from './dialect.ts'
import { numberIn } from './numbers.ts'
import { pack } from './pack.ts'
import type { ReportTable, Tables } from './schema.ts'
import { addSearch } from './search.ts'

/** A report with its row number. */
export interface NumberedReport {
  readonly n: number
  readonly coded: CodedReport
}

/** Writes the rows of new reports, and their texts for search. */
export async function insertReports(tx: Transaction<Tables>, added: readonly Candidate[]): Promise<NumberedReport[]> {
  const first = await nextNumbers(tx, 'report', added.length)
  const reports = added.map((one, i) => ({ ...one, n: first + i }))
  for (const part of chunks(reports, 500)) await tx.insertInto('reports').values(part.map(reportRow)).execute()
  await addSearch(
    tx,
    reports.map(({ n, coded }) => ({ kind: 'report', n, text: coded.report.text })),
  )
  return reports
}

function reportRow({ n, coded, json, digest, arrived = n }: NumberedReport & Candidate): ReportTable {
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
    n_counts: coded.counts.length,
    arrived,
    problems: JSON.stringify(coded.problems),
    coded: pack(json),
  }
}

/** Writes the quotations of reports; the forms of their people must be on record. */
export async function insertQuotations(
  tx: Transaction<Tables>,
  reports: readonly NumberedReport[],
  forms: ReadonlyMap<string, number>,
): Promise<void> {
  const formOf = (who: Participant | undefined) => (who === undefined ? null : forms.get(actorForm(who).id)!)
  const quotations = reports.flatMap(({ n, coded }) =>
    coded.quotations.map((quotation, idx) => ({ n: numberIn(n, idx), coded, quotation, idx })),
  )
  const rows = quotations.map(({ n, coded: { report }, quotation, idx }) => {
    const day = quotation.date?.start ?? report.published?.value ?? ''
    return [n, `${report.id}-q${idx}`, day, formOf(quotation.speaker), formOf(quotation.addressee)]
  })
  await insertRows(tx, 'quotations', { columns: ['n', 'id', 'day', 'speaker', 'addressee'] }, rows)
  await addSearch(
    tx,
    quotations.map(({ n, quotation }) => ({ kind: 'quotation', n, text: quotation.content })),
  )
}
