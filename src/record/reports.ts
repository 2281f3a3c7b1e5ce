import type { Transaction } from 'kysely'
import type { CodedReport } from '../code/index.ts'
import type { ActorForm } from '../link/index.ts'
import { nextNumbers } from './counters.ts'
import { insertCells, insertLongCells } from './dialect.ts'
import { FIRST_REPORT, numberIn } from './numbers.ts'
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
  const first = await nextNumbers(tx, 'report', added.length, FIRST_REPORT)
  const reports: NumberedReport[] = []
  for (const { prepared } of added) reports.push({ n: first + reports.length, prepared })
  await insertLongCells(tx, 'reports', COLUMNS, reportCells(first, added))
  await insertLongCells(tx, 'acts', ['report', 'facts'], actCells(reports))
  return reports
}

function reportCells(first: number, added: readonly Added[]): (string | number | null | Uint8Array)[] {
  const cells: (string | number | null | Uint8Array)[] = []
  for (let i = 0; i < added.length; i++) {
    const { prepared, arrived } = added[i]!
    const row = reportRow({ n: first + i, prepared, arrived })
    for (const column of COLUMNS) cells.push(row[column])
  }
  return cells
}

function actCells(reports: readonly NumberedReport[]): (string | number)[] {
  const cells: (string | number)[] = []
  for (const { n, prepared } of reports) cells.push(n, prepared.told)
  return cells
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
  const columns = ['n', 'id', 'day', 'speaker', 'addressee'] as const
  await insertCells(tx, 'quotations', { columns }, quotationCells(reports, forms))
}

function quotationCells(
  reports: readonly NumberedReport[],
  forms: ReadonlyMap<string, number>,
): (string | number | null)[] {
  const cells: (string | number | null)[] = []
  for (const { n: report, prepared } of reports)
    for (let idx = 0; idx < prepared.quotations.length; idx++) {
      const { day, speaker, addressee } = prepared.quotations[idx]!
      cells.push(numberIn(report, idx), `${prepared.report.id}-q${idx}`, day)
      cells.push(numberOf(speaker, forms), numberOf(addressee, forms))
    }
  return cells
}

const numberOf = (who: ActorForm | undefined, forms: ReadonlyMap<string, number>) =>
  who === undefined ? null : forms.get(who.id)!
