import type { CodedReport } from '../code/index.ts'
import { ReadoutError } from '../errors.ts'
import { recordBatch } from './batch.ts'
import { type Known, nothingKnown } from './members.ts'
import type { OpenRecord } from './open.ts'

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
  let progress: IngestProgress = { nReports: 0, nNew: 0, nEvents: 0 }
  const flush = async (batch: readonly CodedReport[]) => {
    if (batch.length === 0) return
    const { nNew, nEvents } = await write(record, batch, known)
    progress = {
      nReports: progress.nReports + batch.length,
      nNew: progress.nNew + nNew,
      nEvents: progress.nEvents + nEvents,
    }
    onProgress?.(progress)
  }
  let [batch, nChars]: [CodedReport[], number] = [[], 0]
  for await (const coded of reports) {
    batch.push(coded)
    nChars += coded.report.text.length
    if (batch.length < batchSize && nChars < BATCH_TEXT) continue
    await flush(batch)
    batch = []
    nChars = 0
  }
  await flush(batch)
  return progress
}

async function write(record: OpenRecord, batch: readonly CodedReport[], known: Known) {
  try {
    return await record.backend.db.transaction().execute((tx) => recordBatch(tx, batch, known))
  } catch (cause) {
    if (cause instanceof Error && /^SQLITE_/.test((cause as { code?: string }).code ?? ''))
      throw new ReadoutError('store', `${record.database} cannot be written: ${cause.message}`, { cause })
    throw cause
  }
}
