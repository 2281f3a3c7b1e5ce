import type { Transaction } from 'kysely'
import type { CodedReport } from '../code/index.ts'
import type { ActorForm } from '../link/index.ts'
import { nextNumbers } from './counters.ts'
import { insertLongRows, insertRows } from './dialect.ts'
import { numberIn } from './numbers.ts'
import { type PreparedReport, wholeReport } from './prepare.ts'
import type { ReportTable, Tables } from './schema.ts'

/** A report with its row number. */
export interface NumberedReport {
  readonly n: number
  readonly prepared: PreparedReport
}

/** A report to be recorded. */
export interface Added {
  readonly prepared: PreparedReport
  /** When the coding that it replaces arrived. */
  readonly arrived?: number | undefined
}

/** A report on record, with its coding, which is read when it is asked for. */
export interface Home {
  readonly n: number
  readonly id: string
  readonly coded: CodedReport
}

/** A report just recorded, as what others look up. */
export function homeOf({ n, prepared }: NumberedReport): Home {
  let coded: CodedReport | undefined
  return {
    n,
    id: prepared.report.id,
    get coded() {
      coded ??= wholeReport(prepared)
      return coded
    },
  }
}

/** Writes the rows of new reports. */
export async function insertReports(tx: Transaction<Tables>, added: readonly Added[]): Promise<NumberedReport[]> {
  const first = await nextNumbers(tx, 'report', added.length)
  const reports = added.map(({ prepared, arrived }, i) => ({ n: first + i, prepared, arrived }))
  const rows = reports.map((one) => {
    const row = reportRow(one)
    return COLUMNS.map((column) => row[column])
  })
  await insertLongRows(tx, 'reports', COLUMNS, rows)
  await insertLongRows(
    tx,
    'acts',
    ['report', 'facts'],
    reports.map(({ n, prepared }) => [n, prepared.told]),
  )
  return reports
}

const COLUMNS = [
  'n',
  'id',
  'origin',
  'title',
  'publisher',
  'url',
  'published',
  'published_from',
  'language',
  'version',
  'digest',
  'n_events',
  'n_quotations',
  'n_counts',
  'arrived',
  'problems',
  'coded',
] as const

function reportRow({
  n,
  prepared,
  arrived = n,
}: NumberedReport & Added): Omit<ReportTable, 'coded'> & { coded: Uint8Array } {
  const { report, version, digest, packed, problems, nCounts, acts, quotations } = prepared
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
    version,
    digest,
    n_events: acts.length,
    n_quotations: quotations.length,
    n_counts: nCounts,
    arrived,
    problems: JSON.stringify(problems),
    coded: packed,
  }
}

/** Writes the quotations of reports; the forms of their people must be on record. */
export async function insertQuotations(
  tx: Transaction<Tables>,
  reports: readonly NumberedReport[],
  forms: ReadonlyMap<string, number>,
): Promise<void> {
  const formOf = (who: ActorForm | undefined) => (who === undefined ? null : forms.get(who.id)!)
  const rows: (string | number | null)[][] = []
  for (const { n: report, prepared } of reports)
    prepared.quotations.forEach(({ day, speaker, addressee }, idx) => {
      const id = `${prepared.report.id}-q${idx}`
      rows.push([numberIn(report, idx), id, day, formOf(speaker), formOf(addressee)])
    })
  await insertRows(tx, 'quotations', { columns: ['n', 'id', 'day', 'speaker', 'addressee'] }, rows)
}
