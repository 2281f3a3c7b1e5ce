import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely'
import type { CodedReport } from '../code/index.ts'
import {
  COPY_DAYS,
  type CopyKeys,
  copyKeys,
  dayNumber,
  type FiledPrintings,
  filePrinting,
  type Printing,
  type Sketch,
  sketchText,
  uniteCopies,
} from '../link/index.ts'
import { codedPages } from './coded-pages.ts'
import { among, insertCells, insertRows, selectLists } from './dialect.ts'
import { unpack } from './pack.ts'
import type { Tables } from './schema.ts'

/** A report as a printing of some text. */
interface NumberedPrinting extends Printing {
  readonly n: number
}

/** A report by its number, with what tells copies of its text. */
export interface SketchedReport {
  readonly n: number
  /** ISO date. */
  readonly published: string | undefined
  /** Absent where the text is too short. */
  readonly sketch: Sketch | undefined
}

/** Returns what of a report's text tells copies of it. */
export function sketchOf({ text, sentences }: CodedReport['report']): Sketch | undefined {
  const pieces: string[] = []
  for (const { start, end } of sentences) pieces.push(text.slice(start, end))
  return sketchText(pieces)
}

/** Finds which new reports print a text that others print, too, and writes it down; short reports print none. */
export async function fileCopies(tx: Transaction<Tables>, reports: readonly SketchedReport[]): Promise<void> {
  const [fresh, keys]: [NumberedPrinting[], CopyKeys[]] = [[], []]
  const sought = new Set<number>()
  for (const { n, published, sketch } of reports) {
    if (sketch === undefined) continue
    const day = published === undefined ? undefined : dayNumber(published)
    const own = copyKeys(sketch, day)
    fresh.push({ n, day, sketch, story: n })
    keys.push(own)
    for (const key of own.sought) sought.add(key)
  }
  if (fresh.length === 0) return
  const merged = uniteCopies(fresh, await readFiled(tx, [...sought]))
  // Those of reports that were filed before; the numbers of fresh ones are greater.
  await moveStories(
    tx,
    [...merged].filter(([story]) => story < fresh[0]!.n),
  )
  await insertRows(
    tx,
    'sketches',
    { columns: ['report', 'day', 'sketch', 'story'] },
    fresh.map(({ n, day, sketch, story }) => [n, day ?? null, packSketch(sketch), story]),
  )
  await insertCells(tx, 'copy_keys', { columns: ['key', 'report'] }, keyCells(fresh, keys))
}

function keyCells(fresh: readonly NumberedPrinting[], keys: readonly CopyKeys[]): number[] {
  const cells: number[] = []
  for (let i = 0; i < fresh.length; i++) for (const key of keys[i]!.filed) cells.push(key, fresh[i]!.n)
  return cells
}

async function readFiled(tx: Transaction<Tables>, keys: readonly number[]): Promise<FiledPrintings> {
  const found = await selectLists<[key: number, report: number]>(
    tx,
    sql`key, report`,
    sql`copy_keys where key in ${among(keys)}`,
  )
  const ns = [...new Set(found.map(([, report]) => report))]
  const printings = new Map((await readPrintings(tx, sql`report in ${among(ns)}`)).map((one) => [one.n, one]))
  const filed: FiledPrintings = new Map()
  for (const [key, report] of found) filePrinting(filed, key, printings.get(report)!)
  return filed
}

async function readPrintings(db: Kysely<Tables>, where: RawBuilder<unknown>): Promise<NumberedPrinting[]> {
  const rows = await selectLists<[n: number, day: number | null, sketch: string, story: number]>(
    db,
    sql`report, day, sketch, story`,
    sql`main.sketches where ${where}`,
  )
  return rows.map(([n, day, sketch, story]) => ({ n, day: day ?? undefined, sketch: unpackSketch(sketch), story }))
}

/** Stories are found in the index of those reports whose story bears the number of another. */
const ofStories = (stories: readonly number[]) =>
  sql`report in ${among(stories)} or (story in ${among(stories)} and story <> report)`

async function moveStories(
  tx: Transaction<Tables>,
  merged: readonly (readonly [story: number, into: number])[],
): Promise<void> {
  for (const [story, into] of merged)
    await sql`update sketches set story = ${into} where ${ofStories([story])}`.execute(tx)
}

/** Takes reports out; what printed the same text only through them does so no more. */
export async function removeCopies(tx: Transaction<Tables>, reports: readonly number[]): Promise<void> {
  const gone = await readPrintings(tx, sql`report in ${among(reports)}`)
  if (gone.length === 0) return
  for (const { n, sketch, day } of gone) {
    const { filed } = copyKeys(sketch, day)
    await sql`delete from copy_keys where key in ${among(filed)} and report = ${n}`.execute(tx)
  }
  await sql`delete from sketches where report in ${among(gone.map(({ n }) => n))}`.execute(tx)
  const left = await readPrintings(tx, ofStories([...new Set(gone.map(({ story }) => story))]))
  for (const { n, story } of restore(left))
    await sql`update sketches set story = ${story} where report = ${n}`.execute(tx)
}

/** Finds the stories of printings anew among these alone. */
function restore(printings: readonly NumberedPrinting[]): NumberedPrinting[] {
  const alone = printings.map((one) => ({ ...one, story: one.n }))
  uniteCopies(alone, new Map())
  return alone
}

/** Fills the tables for reports that were recorded by a version that had none. */
export async function fillCopies(tx: Transaction<Tables>): Promise<void> {
  for await (const rows of codedPages(tx))
    await fileCopies(
      tx,
      rows.map(({ n, coded }) => {
        const { report } = unpack(coded)
        return { n, published: report.published?.value, sketch: sketchOf(report) }
      }),
    )
}

/** Reports read at a time. */
/** Puts before the table what it would be of the reports published until a day: later ones make no two others one story. */
export async function copiesAsOf(db: Kysely<Tables>, day: string): Promise<void> {
  const last = dayNumber(day)
  const stories = await selectLists<[story: number]>(
    db,
    sql`story`,
    sql`(select distinct story from main.reports join main.sketches on sketches.report = reports.n
      where published > ${day} and published <= ${isoDay(last + COPY_DAYS)})`,
  )
  const straddling = await readPrintings(db, sql`(${ofStories(stories.map(([story]) => story))}) and day <= ${last}`)
  const rows = restore(straddling).map(({ n, day: own, sketch, story }) => [n, own ?? null, packSketch(sketch), story])
  await sql`create temp table then_sketches as select * from main.sketches where false`.execute(db)
  await insertRows(db, 'then_sketches', { columns: ['report', 'day', 'sketch', 'story'] }, rows)
  const isAnew = sql.lit(JSON.stringify(rows.map(([n]) => n)))
  await sql`create temp view sketches as select * from main.sketches
    where day <= ${sql.lit(last)} and report not in (select value from json_each(${isAnew}))
    union all select * from temp.then_sketches`.execute(db)
}

const isoDay = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10)

/** The story of each of some reports; those that print a text of their own, or too short a one, have a story that no other has. */
export async function readStories(
  db: Kysely<Tables>,
  reports: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const rows = await selectLists<[n: number, story: number]>(
    db,
    sql`report, story`,
    sql`sketches where report in ${among([...new Set(reports)])}`,
  )
  const stories = new Map(reports.map((n) => [n, n]))
  for (const [n, story] of rows) stories.set(n, story)
  return stories
}

/** The reports of some stories, by story, the earliest first; a story of one report is left out. */
export async function readPrintingsOf(
  db: Kysely<Tables>,
  stories: readonly number[],
): Promise<ReadonlyMap<number, readonly number[]>> {
  const rows = await selectLists<[n: number, story: number]>(
    db,
    sql`report, story`,
    sql`(select report, story from sketches join reports on reports.n = report
      where ${ofStories([...new Set(stories)])} order by published = '', published, id)`,
  )
  const found = new Map<number, number[]>()
  for (const [n, story] of rows) {
    const own = found.get(story)
    if (own === undefined) found.set(story, [n])
    else own.push(n)
  }
  return new Map([...found].filter(([, own]) => own.length > 1))
}

function packSketch({ nRuns, least }: Sketch): string {
  return `${nRuns} ${Buffer.from(least.buffer).toString('base64')}`
}

function unpackSketch(packed: string): Sketch {
  const [nRuns, least] = packed.split(' ') as [string, string]
  const bytes = Buffer.from(least, 'base64')
  return {
    nRuns: Number(nRuns),
    least: Uint16Array.from({ length: bytes.length / 2 }, (_, i) => bytes.readUInt16LE(i * 2)),
  }
}
