import { setImmediate } from 'node:timers/promises'
import { isFailure, type Report, readReportBytes } from '../acquire/index.ts'
import type { CodedReport } from '../code/index.ts'
import { countRows, getReport, ingest, type OpenRecord } from '../record/index.ts'

/** What a reader adds at once. */
export interface Upload {
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[]
  readonly pasted?: { readonly text: string; readonly title?: string; readonly publisher?: string }
  /** ISO date for reports that bear none. */
  readonly published?: string
}

/** What became of one report, or of all of them. */
export type UploadNews =
  | {
      readonly kind: 'report'
      /** The file, and of several reports in it the line. */
      readonly origin: string
      readonly outcome: 'added' | 'known' | 'failed'
      /** Absent where nothing could be read. */
      readonly id?: string
      readonly title?: string
      readonly published?: string
      readonly nEvents?: number
      readonly nQuotations?: number
      /** Why it failed, and what else a reader should know. */
      readonly problems: readonly string[]
    }
  | {
      readonly kind: 'done'
      readonly nAdded: number
      readonly nKnown: number
      readonly nFailed: number
      /** Reports of the record now. */
      readonly reports: number
    }

/** Jobs that are remembered, so that a page that was closed can ask what became of its reports. */
const MAX_JOBS = 50

/** Codes and records uploads one after another, one report at a time: what one of them holds never stops the others. */
export class UploadQueue {
  readonly #record: OpenRecord
  readonly #jobs = new Map<string, Job>()
  #last: Promise<void> = Promise.resolve()

  constructor(record: OpenRecord) {
    this.#record = record
  }

  /** Takes an upload in; news of it can be asked for at once. */
  add(id: string, upload: Upload): void {
    const job = new Job()
    this.#jobs.set(id, job)
    if (this.#jobs.size > MAX_JOBS) this.#jobs.delete(this.#jobs.keys().next().value!)
    this.#last = this.#last.then(() => recordUpload(this.#record, upload, (news) => job.tell(news)))
  }

  find(id: string): Job | undefined {
    return this.#jobs.get(id)
  }
}

/** The news of one upload, in order. */
export class Job {
  readonly #news: UploadNews[] = []
  #waiting: (() => void)[] = []

  tell(news: UploadNews): void {
    this.#news.push(news)
    for (const wake of this.#waiting) wake()
    this.#waiting = []
  }

  /** Returns the news number `n`, waiting for it; undefined after the last. */
  async at(n: number): Promise<UploadNews | undefined> {
    while (this.#news.length <= n) {
      if (this.#news.at(-1)?.kind === 'done') return undefined
      await new Promise<void>((wake) => this.#waiting.push(wake))
    }
    return this.#news[n]
  }
}

type Tell = (news: UploadNews) => void

async function recordUpload(record: OpenRecord, upload: Upload, tell: Tell): Promise<void> {
  const counts = { added: 0, known: 0, failed: 0 }
  const { loadResources, run } = await import('../run.ts')
  let resources: ReturnType<typeof loadResources> | undefined
  for await (const report of reportsOf(upload)) {
    // Coding keeps the process busy: others are answered between two reports.
    await setImmediate()
    const news = await attempt(report.origin, async () => {
      const failure = report.problems.find(isFailure)
      if (failure !== undefined || report.text === '')
        return failed(report.origin, failure?.message ?? 'The input holds no text.')
      resources ??= loadResources()
      return recordOne(record, run(report, resources))
    })
    counts[news.outcome] += 1
    tell(news)
  }
  const reports = await attemptCount(record)
  tell({ kind: 'done', nAdded: counts.added, nKnown: counts.known, nFailed: counts.failed, reports })
}

type ReportNews = Extract<UploadNews, { readonly kind: 'report' }>

/** Whatever goes wrong with one report is told of that report: the next is tried. */
async function attempt(origin: string, work: () => Promise<ReportNews>): Promise<ReportNews> {
  try {
    return await work()
  } catch (error) {
    return failed(origin, error instanceof Error ? error.message : String(error))
  }
}

async function attemptCount(record: OpenRecord): Promise<number> {
  return countRows(record).then(
    ({ reports }) => reports,
    // The record was closed under an upload: the server is stopping.
    () => 0,
  )
}

function failed(origin: string, problem: string): ReportNews {
  return { kind: 'report', origin, outcome: 'failed', problems: [problem] }
}

async function recordOne(record: OpenRecord, coded: CodedReport): Promise<ReportNews> {
  const { report, events, quotations, problems } = coded
  // A report that is there may still be recorded anew: coded otherwise, or read from elsewhere.
  const isKnown = (await getReport(record, report.id)) !== undefined
  await ingest(record, [coded])
  if (!isKnown && (await getReport(record, report.id)) === undefined)
    return failed(report.origin, 'It was taken down from this record, and is not read again.')
  return {
    kind: 'report',
    origin: report.origin,
    outcome: isKnown ? 'known' : 'added',
    id: report.id,
    ...(report.title === undefined ? {} : { title: report.title }),
    ...(report.published === undefined ? {} : { published: report.published.value }),
    nEvents: events.length,
    nQuotations: quotations.length,
    problems: problems.map(({ message }) => message),
  }
}

const PASTED = 'pasted text'

async function* reportsOf({ files, pasted, published }: Upload): AsyncIterable<Report> {
  const options = { now: new Date().toISOString().slice(0, 10), ...(published === undefined ? {} : { published }) }
  for (const { name, bytes } of files) yield* readReportBytes(bytes, name, options)
  if (pasted === undefined) return
  const { text, ...known } = pasted
  // A record of JSONL is how title and publisher come with a text.
  const written = Object.keys(known).length === 0 ? text : `${JSON.stringify({ text, ...known })}\n`
  for await (const report of readReportBytes(new TextEncoder().encode(written), PASTED, options))
    yield { ...report, origin: report.origin.replace(`${PASTED}:1`, PASTED) }
}
