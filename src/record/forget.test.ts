import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { sql } from 'kysely'
import Database from 'libsql'
import { afterAll, describe, expect, test } from 'vitest'
import { codedReport } from '../../test/coded.ts'
import type { CodedReport } from '../code/index.ts'
import { forgetReport, forgetReports, ingest, listReports, type OpenRecord, openRecord } from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'readout-forget-'))
let nFiles = 0
const newFile = () => join(folder, `${nFiles++}.db`)
afterAll(() => rmSync(folder, { recursive: true }))

const NOTE = { reason: '', time: '2023-06-01' }

/** Numbers drawn from a seed, below a bound. */
function numbersFrom(seed: number): (bound: number) => number {
  let state = seed
  return (bound) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * bound)
  }
}

/** A word that no two draws have in common, nor its end: indexes keep the beginnings of words apart. */
function newWord(below: (bound: number) => number): string {
  return Array.from({ length: 14 }, () => String.fromCharCode(97 + below(26))).join('')
}

const COMMON =
  'the minister of foreign affairs said on tuesday that talks on trade and missiles would go on in the capital'.split(
    ' ',
  )

/** A coded report, and the words that no other has. */
interface Made extends CodedReport {
  readonly own: readonly string[]
}

/** A report whose text, parties and quotation have words of its own. */
function someReport(id: number, version: string, below: (bound: number) => number): Made {
  const own: string[] = []
  const ownWord = () => {
    own.push(newWord(below))
    return own.at(-1)!
  }
  const word = () => (below(6) > 0 ? COMMON[below(COMMON.length)]! : ownWord())
  const countries = ['USA', 'JPN', 'KOR', 'FRA']
  const acts = Array.from({ length: 1 + below(4) }, () => ({
    actors: below(2) === 0 ? `${ownWord()} ${ownWord()}/${countries[below(4)]}` : 'Antony Blinken/USA',
    recipients: 'JPN',
    on: `2022-0${1 + below(9)}-1${below(9)}`,
    text: [ownWord(), ...Array.from({ length: below(below(8) === 0 ? 900 : 40) }, word)].join(' '),
  }))
  const coded = codedReport(`r${id}`, `2022-0${1 + below(9)}-2${below(9)}`, acts)
  const { evidence, actors } = coded.events[0]!
  const quotation: CodedReport['quotations'][number] = {
    speaker: actors[0]!,
    content: coded.report.text.slice(evidence.start, evidence.end),
    span: evidence,
    kind: 'indirect',
  }
  const office = { person: actors[0]!.name, title: `${word()} minister of ${word()}`, country: 'USA', span: evidence }
  return { ...coded, version, quotations: [quotation], offices: [office], own }
}

/** Every text and blob in the tables, besides those of the index. */
function valuesIn(file: string): Buffer[] {
  const sqlite = new Database(file)
  const tables = sqlite.prepare(`select name from sqlite_master where type = 'table' and name not like 'words_%'`).all()
  const values: Buffer[] = []
  for (const { name } of tables as { name: string }[])
    for (const row of sqlite.prepare(`select * from "${name}"`).raw().all() as unknown[][])
      for (const value of row)
        if (typeof value === 'string') values.push(Buffer.from(value))
        else if (typeof value === 'object' && value !== null) values.push(Buffer.from(value as ArrayBuffer))
  sqlite.close()
  return values
}

/** Runs of bytes of values that the tables had and have no more. */
function gone(before: readonly Buffer[], after: readonly Buffer[]): Buffer[] {
  const kept = new Set(after.map((value) => value.toString('base64')))
  const runs: Buffer[] = []
  for (const value of before) {
    if (kept.has(value.toString('base64'))) continue
    for (let at = 0; at + RUN <= value.length; at += 4 * RUN) runs.push(value.subarray(at, at + RUN))
  }
  const left = new Set(foundIn(Buffer.concat(after), runs))
  return runs.filter((run) => !left.has(run))
}

/** Those of some runs of four bytes and more that are found in bytes: one look at these for all. */
function foundIn(bytes: Buffer, runs: readonly Buffer[]): Buffer[] {
  const byHead = new Map<number, Buffer[]>()
  for (const run of runs) {
    const same = byHead.get(run.readUInt32LE())
    if (same === undefined) byHead.set(run.readUInt32LE(), [run])
    else same.push(run)
  }
  const found = new Set<Buffer>()
  for (let at = 0; at + 4 <= bytes.length; at++)
    for (const run of byHead.get(bytes.readUInt32LE(at)) ?? [])
      if (run.equals(bytes.subarray(at, at + run.length))) found.add(run)
  return [...found]
}

const RUN = 12

/** Expects the files of a record to have none of some words or bytes, and SQLite to find nothing wrong with it. */
function checkFiles(file: string, words: readonly string[], runs: readonly Buffer[]): void {
  const log = `${file}-wal`
  if (existsSync(log)) expect(statSync(log).size).toBe(0)
  const bytes = readFileSync(file)
  // An index keeps of a word what the one before it does not begin with.
  const ends = words.map((word) => Buffer.from(word.slice(5)))
  expect(foundIn(bytes, [...ends, ...runs]).map(String)).toEqual([])
  expect(pagesWithLeftovers(bytes)).toEqual([])
  const sqlite = new Database(file)
  expect(sqlite.prepare('pragma integrity_check').raw().all()).toEqual([['ok']])
  for (const { part } of sqlite.prepare('select part from word_parts').all() as { part: number }[])
    sqlite.exec(`insert into words_${part} (words_${part}) values ('integrity-check')`)
  sqlite.close()
}

/** Pages of tables and indexes but the first that have anything between the pointers to their rows and the rows. */
function pagesWithLeftovers(bytes: Buffer): number[] {
  const size = bytes.readUInt16BE(16)
  const found: number[] = []
  for (let start = size; start < bytes.length; start += size) {
    const kind = bytes[start]!
    if (![2, 5, 10, 13].includes(kind)) continue
    const from = start + (kind < 10 ? 12 : 8) + 2 * bytes.readUInt16BE(start + 3)
    const to = start + bytes.readUInt16BE(start + 5)
    if (bytes.subarray(from, to).some((byte) => byte !== 0)) found.push(start / size + 1)
  }
  return found
}

/** Reports forgotten at once. */
const MOST = 50

/** Records reports in turns, some of them anew as a newer version codes them, and forgets some after each turn. */
async function checkTurns(seed: number, turns: readonly { readonly nNew: number; readonly nForgotten: number }[]) {
  const below = numbersFrom(seed)
  const file = newFile()
  const record = await openRecord(file)
  const there = new Map<string, Made>()
  const dead: string[] = []
  let n = 0
  for (const [turn, { nNew, nForgotten }] of turns.entries()) {
    const again = [...there.keys()].filter(() => below(5) === 0).map((id) => Number(id.slice(1)))
    const ids = [...again, ...Array.from({ length: nNew }, () => n++)].sort((a, b) => ((a * 7) % 11) - ((b * 7) % 11))
    const reports = ids.map((id) => someReport(id, `0.${turn}.0`, below))
    await ingest(record, reports, { batchSize: 1 + below(40) + (nNew >> 2) })
    for (const one of reports) {
      dead.push(...(there.get(one.report.id)?.own ?? []))
      there.set(one.report.id, one)
    }
    for (let i = 0; i < nForgotten; i++) {
      const id = [...there.keys()][below(there.size)]!
      const before = valuesIn(file)
      expect(await forgetReport(record, id, NOTE)).toBe(true)
      dead.push(...there.get(id)!.own)
      there.delete(id)
      checkFiles(file, dead, gone(before, valuesIn(file)))
    }
    await checkFound(record, there, dead)
  }
  const [before, ids] = [valuesIn(file), [...there.keys()].slice(0, MOST)]
  expect(await forgetReports(record, ['nobody', ...ids], NOTE)).toEqual(ids)
  checkFiles(file, [...dead, ...ids.flatMap((id) => there.get(id)!.own)], gone(before, valuesIn(file)))
  await record.close()
}

/** Expects search to find each report that is on record by a word of its own, and none by a word of one that is not. */
async function checkFound(record: OpenRecord, there: ReadonlyMap<string, Made>, dead: readonly string[]) {
  for (const [id, { report }] of [...there].slice(0, 20)) {
    const { rows } = await listReports(record, { text: report.text.split(/\s/)[0]! })
    expect(rows.map((row) => row.id)).toEqual([id])
  }
  for (const word of dead.slice(-20)) expect((await listReports(record, { text: word })).total).toBe(0)
}

describe('what is forgotten leaves nothing in the file', () => {
  test('of a record of a few reports, whatever is recorded and forgotten in turns', async () => {
    const turn = fc.record({ nNew: fc.integer({ min: 1, max: 12 }), nForgotten: fc.integer({ min: 0, max: 1 }) })
    const turns = fc.tuple(fc.nat(), fc.array(turn, { minLength: 1, maxLength: 4 }))
    await fc.assert(
      fc.asyncProperty(turns, ([seed, all]) => checkTurns(seed, all)),
      { numRuns: 8, seed: 2022 },
    )
  }, 60_000)

  test('of some hundred reports', async () => {
    await checkTurns(7, [
      { nNew: 150, nForgotten: 2 },
      { nNew: 60, nForgotten: 2 },
    ])
  }, 60_000)

  test('of a record of more reports than a part of the index holds', async () => {
    await checkTurns(11, [{ nNew: 1100, nForgotten: 2 }])
  }, 60_000)
})

test('what another process still reads is said, and gone when the command is run again', async () => {
  const file = newFile()
  const record = await openRecord(file)
  const one = someReport(0, '0.1.0', numbersFrom(5))
  await ingest(record, [one])
  const reader = new Database(file)
  reader.exec('begin')
  reader.prepare('select count(*) from reports').get()
  await sql`pragma busy_timeout = 20`.execute(record.backend.db)
  await expect(forgetReport(record, 'r0', NOTE)).rejects.toMatchObject({ code: 'store' })
  expect((await listReports(record)).total).toBe(0)
  reader.exec('rollback')
  expect(await forgetReport(record, 'r0', NOTE)).toBe(false)
  checkFiles(file, one.own, [])
  reader.close()
  await record.close()
})
