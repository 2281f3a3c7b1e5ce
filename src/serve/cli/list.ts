import { existsSync } from 'node:fs'
import { ReadoutError } from '../../errors.ts'
import type { Filters, OpenRecord } from '../../record/index.ts'
import { type ListingName, type RawFilters, readAsOf, readFilters } from '../filters.ts'
import { LIST, LIST_FOR_TABLE, type List, listPages, type Rows, type TableRows } from '../rows.ts'
import { type Io, sayUpgrading } from './io.ts'
import { nothingFound } from './nothing.ts'

export interface ListOptions extends Readonly<Record<string, unknown>> {
  readonly database: string
  readonly format: 'table' | 'jsonl' | 'csv'
  readonly limit?: number
  readonly asOf?: string
  readonly laterJudgements?: true
}

/** `readout events`, `quotations`, `actors`, `offices`, `reports`: prints rows of the record; returns the exit status. */
export async function listCommand(listing: ListingName, options: ListOptions, io: Io): Promise<number> {
  const asOf = readAsOf(options.asOf, '--as-of')
  const filters = readFilters(options as RawFilters, (name) => `--${name}`)
  const record = await openExisting(io, options.database, asOf, options)
  try {
    const { head, body, foot } = await writerOf(listing, options, io)
    const limit = options.limit === undefined ? {} : { limit: options.limit }
    await io.write(head)
    let [nRows, total] = [0, 0]
    for await (const page of body(record, { filters, ...limit })) {
      if (page.text !== '') await io.write(page.text)
      nRows += page.nRows
      total = Math.max(total, page.total)
    }
    await io.write(foot(nRows, total))
    return 0
  } finally {
    await record.close()
  }
}

/**
 * Opens a record that must be there, as it is or as it stood on a day, with judgements made since where that is asked: a
 * mistyped name is no empty record.
 */
export async function openExisting(
  io: Io,
  database: string,
  asOf?: string,
  { laterJudgements = false }: { readonly laterJudgements?: boolean } = {},
): Promise<OpenRecord> {
  if (!/^[a-z]+:/.test(database) && !existsSync(database))
    throw new ReadoutError(
      'store',
      `there is no record in ${database}: make one with readout ingest, or name another with --database`,
    )
  const { openAsOf, openRecord } = await import('../../record/index.ts')
  const upgrading = sayUpgrading(io, database)
  if (asOf === undefined) return openRecord(database, upgrading)
  return openAsOf({ database }, asOf, { hasLaterJudgements: laterJudgements, ...upgrading })
}

/** What stands before, for, and after the rows in one output format. */
interface Writer {
  readonly head: string
  readonly body: (record: OpenRecord, asked: Asked) => AsyncIterable<Printed>
  readonly foot: (nRows: number, total: number) => string
}

interface Asked {
  readonly filters: Filters
  readonly limit?: number
}

/** A page of rows as it is printed, and how many rows all pages have. */
interface Printed {
  readonly text: string
  readonly nRows: number
  readonly total: number
}

/** Prints the rows of a list page by page. */
function printing<Row>(list: List<Row>, textOf: (rows: readonly Row[]) => string): Writer['body'] {
  return async function* (record, asked) {
    for await (const { rows, total } of listPages(record, { list, ...asked }))
      yield { text: textOf(rows), nRows: rows.length, total }
  }
}

async function writerOf(listing: ListingName, options: ListOptions, io: Io): Promise<Writer> {
  // Each list gives rows of its own listing, which is all that the functions below are called with.
  const list = LIST[listing] as List<Rows[ListingName]>
  switch (options.format) {
    case 'jsonl':
      return {
        head: '',
        body: printing(list, (rows) => rows.map((row) => `${JSON.stringify(row)}\n`).join('')),
        foot: () => '',
      }
    case 'csv': {
      const { rowsCsv, rowsHeader } = await import('./rowCsv.ts')
      return {
        head: rowsHeader(listing),
        body: printing(list, (rows) => (rows.length === 0 ? '' : rowsCsv(listing, rows))),
        foot: () => '',
      }
    }
    case 'table': {
      const { rowsFoot, rowsTable } = await import('./rowTable.ts')
      return {
        head: '',
        body: printing(LIST_FOR_TABLE[listing] as List<TableRows[ListingName]>, (rows) => rowsTable(listing, rows, io)),
        foot: (nRows, total) =>
          total === 0
            ? nothingFound(`No ${listing.slice(0, -1)} matches.`, options)
            : rowsFoot({ listing, nRows, total }, io),
      }
    }
  }
}
