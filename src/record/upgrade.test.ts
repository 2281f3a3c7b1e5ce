import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { afterAll, expect, test } from 'vitest'
import { CALL, codedReport } from '../../test/coded.ts'
import { ONTOLOGY } from '../../test/curation.ts'
import { forgetReport, ingest, judge, listEvents, listQuotations, listReports, openRecord } from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'readout-upgrade-'))
afterAll(() => rmSync(folder, { recursive: true }))

const REPORTS = [
  codedReport('a', '2022-01-05', [CALL]),
  {
    ...codedReport('b', '2022-01-06', [{ ...CALL, on: '2022-01-03', text: 'Zyzzyva spoke of quicksilver.' }]),
    quotations: [{ content: 'of quicksilver', span: { start: 14, end: 28 }, kind: 'indirect' as const }],
  },
]

/** A record of two reports and an act that an analyst added to one, as versions kept it that had one index of all words. */
async function oldRecord(file: string): Promise<void> {
  const record = await openRecord(file)
  await ingest(record, REPORTS)
  const added = {
    report: 'a',
    evidence: 'held a call',
    fields: { type: 'ACCUSE', date: '2022-01-05', actors: 'Japan/JPN/country' },
  }
  const said = { author: 'Ana', time: '2022-02-01T00:00:00.000Z', reason: 'seen' }
  await judge(record, { kind: 'add', ...added, ...said }, ONTOLOGY)
  await record.close()
  const sqlite = new Database(file)
  sqlite.exec('pragma secure_delete = off')
  for (const { part } of sqlite.prepare('select part from word_parts').all() as { part: number }[])
    sqlite.exec(`drop table words_${part}`)
  sqlite.exec(`drop table word_parts`)
  sqlite.exec(`create virtual table search using fts5 (text, content='', contentless_delete=1)`)
  sqlite.exec(`insert into search (rowid, text) values (1, 'haversack'), (6145, 'Zyzzyva quicksilver')`)
  sqlite.exec(`create table notes (words text); insert into notes values ('a copy that nobody wrote over')`)
  sqlite.exec('pragma wal_checkpoint(truncate)')
  sqlite.exec('drop table notes')
  sqlite.exec('alter table components drop column stirred')
  sqlite.exec(`delete from migrations where id >= '0019'`)
  sqlite.close()
}

test('a record that has one index of all words gets one in parts, and nothing that it had deleted is left', async () => {
  const file = join(folder, 'old.db')
  await oldRecord(file)
  expect(readFileSync(file).includes('a copy that nobody wrote over')).toBe(true)
  const record = await openRecord(file)
  const ids = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id)
  expect(ids((await listReports(record, { text: 'zyzzyva' })).rows)).toEqual(['b'])
  expect(ids((await listReports(record, { text: 'haversack' })).rows)).toEqual([])
  expect((await listEvents(record, { text: 'quicksilver' })).rows.map(({ eventType }) => eventType)).toEqual([
    'CONSULT',
  ])
  expect((await listEvents(record, { text: 'call' })).rows.map(({ eventType }) => eventType).sort()).toEqual([
    'ACCUSE',
    'CONSULT',
  ])
  expect((await listQuotations(record, { text: 'quicksilver' })).total).toBe(1)
  expect(readFileSync(file).includes('a copy that nobody wrote over')).toBe(false)
  await forgetReport(record, 'b', { reason: '', time: '2022-03-01' })
  await record.close()
  for (const word of ['yzzyva', 'uicksilver', 'aversack']) expect(readFileSync(file).includes(word)).toBe(false)
  const sqlite = new Database(file)
  expect(sqlite.prepare('pragma integrity_check').raw().all()).toEqual([['ok']])
  sqlite.close()
})

test('whoever opens a record is told of an upgrade once, and of none where the record is new', async () => {
  const file = join(folder, 'told.db')
  let nUpgrades = 0
  const opening = { onUpgrade: () => nUpgrades++ }
  await (await openRecord(join(folder, 'new.db'), opening)).close()
  expect(nUpgrades).toBe(0)
  await oldRecord(file)
  for (let i = 0; i < 2; i++) await (await openRecord(file, opening)).close()
  expect(nUpgrades).toBe(1)
})
