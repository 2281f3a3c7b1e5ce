import type { CodedReport } from '../code/index.ts'
import { ReadoutError } from '../errors.ts'
import { isWanted, readStored, recordBatch } from './batch.ts'
import { type Known, nothingKnown } from './members.ts'
import type { OpenRecord } from './open.ts'
import { digestOf, type PreparedReport, prepareReport } from './prepare.ts'
import type { ReportTable } from './schema.ts'

export interface IngestOptions {
  /** Reports a transaction; 1024 unless given, fewer where they are long. The record does not depend on it. */
  readonly batchSize?: number
  /** Called after each batch is safe on disk. */
  readonly onProgress?: (progress: IngestProgress) => void
}

/** Counts since the start of the ingest. */
export interface IngestProgress {
  readonly nReports: number
  /** Reports that were not in the record before, or replace another coding of theirs. */
  readonly nNew: number
  /** Times that an event of the record was made or changed. */
  readonly nEvents: number
}

/** Acts that several reports of a batch tell are clustered and written once: half as many cost a fifth more a report. */
const BATCH_SIZE = 1024
/** Characters of text from which on a batch is written, so that long reports do not fill the memory. */
const BATCH_TEXT = 4_000_000

/**
 * Records coded reports and links them with what is there. A report that is there changes nothing, so an ingest
 * that was killed can be run again. The record is a function of the set of reports.
 * @throws ReadoutError `store` where the database fails; the batches before are kept.
 */
export async function ingest(
  record: OpenRecord,
  reports: AsyncIterable<CodedReport> | Iterable<CodedReport>,
  { batchSize = BATCH_SIZE, onProgress }: IngestOptions = {},
): Promise<IngestProgress> {
  const known = nothingKnown()
  // Where the last reports were new the next are taken to be, and only looked for when their batch is written.
  let mayBeKnown = true
  let progress: IngestProgress = { nReports: 0, nNew: 0, nEvents: 0 }
  const flush = async (batch: readonly PreparedReport[]) => {
    if (batch.length === 0) return
    const { nNew, nEvents } = await write(record, batch, known)
    mayBeKnown ||= nNew < batch.length
    progress = {
      nReports: progress.nReports + batch.length,
      nNew: progress.nNew + nNew,
      nEvents: progress.nEvents + nEvents,
    }
    onProgress?.(progress)
  }
  let [batch, nChars] = [[] as PreparedReport[], 0]
  for await (const few of inGroups(reports, Math.min(GROUP, batchSize))) {
    const wanted: PreparedReport[] = mayBeKnown
      ? await prepareUnknown(record, few)
      : few.map((one) => prepareReport(digestOf(one)))
    mayBeKnown = wanted.length < few.length
    progress = { ...progress, nReports: progress.nReports + few.length - wanted.length }
    for (const prepared of wanted) {
      batch.push(prepared)
      nChars += prepared.report.text.length
      if (batch.length < batchSize && nChars < BATCH_TEXT) continue
      await flush(batch)
      batch = []
      nChars = 0
    }
    // What is on record already waits for no batch.
    if (batch.length === 0 && wanted.length < few.length) onProgress?.(progress)
  }
  await flush(batch)
  return progress
}

/** Reports that are made ready together: few, for what they were made from is garbage after. */
const GROUP = 32

/** Items as they come, some at a time. */
async function* inGroups<T>(items: AsyncIterable<T> | Iterable<T>, size: number): AsyncGenerator<T[]> {
  let group: T[] = []
  for await (const item of items) {
    group.push(item)
    if (group.length < size) continue
    yield group
    group = []
  }
  if (group.length > 0) yield group
}

/** Makes those reports ready that are not on record as they are: a folder may be ingested again and again. */
async function prepareUnknown({ backend: { db } }: OpenRecord, reports: readonly CodedReport[]) {
  const digested = reports.map(digestOf)
  const stored = await readStored(
    db,
    reports.map(({ report }) => report.id),
  )
  return digested
    .filter((one) => {
      const row = stored.get(one.coded.report.id)
      // Of a text that somebody else published as well it is written down who did.
      return isWanted(one, row) || (row?.arrived !== undefined && isPublishedElse(one.coded.report, row))
    })
    .map(prepareReport)
}

function isPublishedElse(
  { publisher, published }: CodedReport['report'],
  row: Pick<ReportTable, 'publisher' | 'published'>,
) {
  return (publisher ?? '') !== (row.publisher ?? '') || (published?.value ?? '') !== row.published
}

async function write(record: OpenRecord, batch: readonly PreparedReport[], known: Known) {
  try {
    return await record.backend.db.transaction().execute((tx) => recordBatch(tx, batch, known))
  } catch (cause) {
    if (cause instanceof Error && /^SQLITE_/.test((cause as { code?: string }).code ?? ''))
      throw new ReadoutError('store', `${record.database} cannot be written: ${cause.message}`, { cause })
    throw cause
  }
}
