import type { CodedReport } from '../code/index.ts'
import { ReadoutError } from '../errors.ts'
import { recordBatch } from './batch.ts'
import { type Known, nothingKnown } from './members.ts'
import type { OpenRecord } from './open.ts'

export interface IngestOptions {
  /** Reports a transaction; 256 unless given. The record does not depend on it. */
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

const BATCH_SIZE = 256

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
  let batch: CodedReport[] = []
  for await (const report of reports) {
    batch.push(report)
    if (batch.length < batchSize) continue
    await flush(batch)
    batch = []
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
