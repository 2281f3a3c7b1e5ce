import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { decode } from './decode.ts'
import { fetchPage } from './fetch.ts'
import { declaredEncoding, isHtml, readArticle } from './html.ts'
import { type LanguageDetector, loadLanguageDetector } from './language.ts'
import { isRecord, type ReadRecord, readJsonFile, readRecord } from './records.ts'
import type { Problem, Report } from './report.ts'
import { MAX_SIZE, reportFromText, type TextOptions, tooLarge, unreadReport } from './text.ts'

/** How a batch of inputs is read. */
export interface ReadOptions {
  /** ISO 8601 date for reports that bear none, in the text or beside it. */
  readonly published?: string
  /** Today, ISO 8601, to tell dates in the future; the caller's clock, since this stage has none. */
  readonly now?: string
  /** Where the saved pages among the inputs came from. */
  readonly url?: string
  /** Bytes one report may have; default 1,000,000. JSONL files may be of any size. */
  readonly maxSize?: number
  /** What `-` stands for. */
  readonly stdin?: AsyncIterable<Uint8Array>
}

/**
 * Yields the reports that `inputs` name, in the order given: files, directories (their files of the known endings,
 * sorted by path, with those of their subdirectories), `-` for standard input, http and https addresses. A file of
 * JSONL yields one report a line. An input that cannot be read yields a report with a problem; the rest go on.
 */
export async function* readReports(inputs: readonly string[], options: ReadOptions = {}): AsyncIterable<Report> {
  for (const input of inputs) {
    if (input === '-') yield* readBytes(options.stdin ?? none(), '-', options)
    else if (/^https?:\/\//i.test(input)) yield* readUrl(input, options)
    else yield* readPath(input, options)
  }
}

/** Yields the reports of one file that was read elsewhere, as `readReports` does; `origin` is its name. */
export async function* readReportBytes(
  bytes: Uint8Array,
  origin: string,
  options: ReadOptions = {},
): AsyncIterable<Report> {
  async function* once() {
    yield bytes
  }
  yield* readBytes(once(), origin, options)
}

const ENDINGS = /\.(?:txt|text|md|html?|xhtml|json|jsonl|ndjson)$/i

async function* readPath(path: string, options: ReadOptions): AsyncIterable<Report> {
  let paths: readonly string[]
  try {
    paths = (await stat(path)).isDirectory() ? await filesUnder(path) : [path]
  } catch (error) {
    yield unreadReport(unreadable(error), { origin: path })
    return
  }
  if (paths.length === 0) {
    const message = `The directory holds no .txt, .md, .html, .json or .jsonl file.`
    yield unreadReport({ code: 'empty', message }, { origin: path })
  }
  for (const file of paths) yield* readBytes(createReadStream(file), file, options)
}

async function filesUnder(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile() && ENDINGS.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

async function* none(): AsyncIterable<Uint8Array> {}

async function* readUrl(url: string, options: ReadOptions): AsyncIterable<Report> {
  const fetched = await fetchPage(url, options.maxSize ?? MAX_SIZE)
  if ('problem' in fetched) yield unreadReport(fetched.problem, { origin: url, url })
  else yield* readDocument(fetched.bytes, { ...textOptions(options), origin: url, url, ...fetched.options })
}

/** Reads one file or standard input: as JSONL where its first line is a record, else as one report. */
async function* readBytes(
  bytes: AsyncIterable<Uint8Array>,
  origin: string,
  options: ReadOptions,
): AsyncIterable<Report> {
  const maxSize = options.maxSize ?? MAX_SIZE
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    const reader = bytes[Symbol.asyncIterator]()
    for (let next = await reader.next(); !next.done && size <= maxSize; next = await reader.next()) {
      chunks.push(next.value)
      size += next.value.length
      if (chunks.length > 1 || !isRecord(new TextDecoder().decode(next.value.subarray(0, 4096)))) continue
      yield* readRecords(resumed(next.value, reader), origin, options)
      return
    }
    await reader.return?.()
  } catch (error) {
    yield unreadReport(unreadable(error), { origin })
    return
  }
  const known = { ...textOptions(options), origin, ...(options.url === undefined ? {} : { url: options.url }) }
  if (size > maxSize) yield unreadReport(tooLarge(size, maxSize), known)
  else yield* readDocument(Buffer.concat(chunks), known)
}

async function* resumed(first: Uint8Array, reader: AsyncIterator<Uint8Array>): AsyncIterable<Uint8Array> {
  yield first
  for (let next = await reader.next(); !next.done; next = await reader.next()) yield next.value
}

async function* readRecords(
  bytes: AsyncIterable<Uint8Array>,
  origin: string,
  options: ReadOptions,
): AsyncIterable<Report> {
  const maxSize = options.maxSize ?? MAX_SIZE
  let lineNumber = 0
  for await (const line of linesOf(bytes, maxSize)) {
    lineNumber += 1
    if (line.text.trim() === '') continue
    const place = { ...textOptions(options), origin: `${origin}:${lineNumber}` }
    const record = line.size > maxSize ? { problem: tooLarge(line.size, maxSize) } : readRecord(line.text, place.origin)
    yield await readFound(record, place)
  }
}

/** Yields lines as UTF-8; of a line over `maxSize` bytes only the size is kept, and a start that is not empty. */
async function* linesOf(
  bytes: AsyncIterable<Uint8Array>,
  maxSize: number,
): AsyncIterable<{ text: string; size: number }> {
  let parts: Uint8Array[] = []
  let size = 0
  const take = (part: Uint8Array) => {
    if (size <= maxSize) parts.push(part)
    size += part.length
  }
  const finish = () => {
    const line = { text: size > maxSize ? '{' : new TextDecoder().decode(Buffer.concat(parts)), size }
    parts = []
    size = 0
    return line
  }
  for await (const chunk of bytes) {
    let start = 0
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, start)) {
      take(chunk.subarray(start, end))
      start = end + 1
      yield finish()
    }
    take(chunk.subarray(start))
  }
  if (size > 0) yield finish()
}

/** Reads bytes as one report, or as the records of a JSON file. */
async function* readDocument(bytes: Uint8Array, options: TextOptions): AsyncIterable<Report> {
  const { text, problems } = decode(bytes, options.encoding ?? declaredEncoding(bytes))
  const records = readJsonFile(text, options.origin ?? '')
  if (records === undefined) yield await readText(text, { ...options, problems })
  else for (const record of records) yield await readFound(record, options)
}

function readFound(record: ReadRecord, options: TextOptions): Promise<Report> | Report {
  if ('problem' in record) return unreadReport(record.problem, options)
  return readText(record.text, { ...options, ...record.options })
}

let detector: Promise<LanguageDetector> | undefined

/** Builds the report; the language detector is loaded once the first report leaves doubt. */
async function readText(text: string, options: TextOptions): Promise<Report> {
  let document = { text, options }
  if (isHtml(text) && text.length <= (options.maxSize ?? MAX_SIZE)) {
    try {
      document = await readArticle(text, options)
    } catch (error) {
      // The page parsers are strangers' code over strangers' pages: what they throw is a property of this input.
      const message = `The page could not be parsed (${messageOf(error)}).`
      return unreadReport({ code: 'unreadable', message }, options)
    }
  }
  const report = reportFromText(document.text, document.options)
  if (report.language !== 'und' || report.text === '') return report
  detector ??= loadLanguageDetector()
  return reportFromText(document.text, { ...document.options, detectLanguage: await detector })
}

function textOptions(options: ReadOptions): TextOptions {
  const { published, now, maxSize } = options
  return {
    ...(published === undefined ? {} : { published }),
    ...(now === undefined ? {} : { now }),
    ...(maxSize === undefined ? {} : { maxSize }),
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or directory',
  EACCES: 'it may not be read (permission denied)',
  EPERM: 'it may not be read (not permitted)',
  ENAMETOOLONG: 'the name is too long',
  ELOOP: 'its links lead in a circle',
}

/** What the operating system said; anything but its errors is a fault of the program and goes on up. */
function unreadable(error: unknown): Problem {
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined
  if (code === undefined || !/^E[A-Z0-9]+$/.test(code)) throw error
  return { code: 'unreadable', message: `The input could not be read: ${REASONS[code] ?? messageOf(error)}.` }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
