import { createHash } from 'node:crypto'
import type { Transaction } from 'kysely'
import { type CodedReport, codedJson } from '../code/index.ts'
import { mentionsOf, partKey } from '../link/index.ts'
import { fileCopies } from './copies.ts'
import { among, insertRows } from './dialect.ts'
import { factsOf } from './forms.ts'
import type { Known, LooseMention } from './members.ts'
import { packClause } from './mentions.ts'
import { keyNumber, numberIn } from './numbers.ts'
import { insertOffices } from './offices.ts'
import { filePublishers, publisherOf, storedPublisher } from './publishers.ts'
import { adopt } from './recoded.ts'
import { addForms, settleMisspelt } from './register.ts'
import { type Place, type Relinked, relink } from './relink.ts'
import { type TakenOut, takeOut } from './remove.ts'
import { insertQuotations, insertReports, type NumberedReport } from './reports.ts'
import type { Tables } from './schema.ts'
import { addSearch, type SearchText, searchTextOf } from './search.ts'
import { type Settled, settle } from './settle.ts'

/** Writes one batch of reports in a transaction, and links it with what is on record. */
export async function recordBatch(
  tx: Transaction<Tables>,
  batch: readonly CodedReport[],
  known: Known,
): Promise<{ nNew: number; nEvents: number }> {
  const { added, replaced } = await choose(tx, batch)
  if (added.length === 0) return { nNew: 0, nEvents: 0 }
  const taken = await takeOut(tx, replaced)
  const reports = await insertReports(tx, added)
  await fileCopies(tx, reports)
  const forms = await addForms(tx, reports)
  await insertQuotations(tx, reports, forms)
  await insertOffices(tx, reports, forms)
  await settleMisspelt(tx, [...forms.values()])
  const settled = await settle(tx, { reports, touched: taken.touched })
  const fresh = [...looseMentions(reports), ...settled.added]
  const nEvents = await linkIn(tx, { fresh, taken, settled, known })
  await adopt(tx, taken.orphans, reports)
  await addSearch(tx, reports.flatMap(clauses))
  return { nNew: added.length, nEvents }
}

interface LinkingIn {
  /** Mentions that are not on record. */
  readonly fresh: readonly LooseMention[]
  readonly taken: Pick<TakenOut, 'leftOver'>
  readonly settled: Settled
  readonly known: Known
}

/** Links new mentions, and those that lost others, with what is on record, and writes where they belong. */
export async function linkIn(tx: Transaction<Tables>, { fresh, taken, settled, known }: LinkingIn): Promise<number> {
  const leftOver = [...taken.leftOver, ...settled.leftOver]
  const { places, filed, nEvents } = await relink(tx, [...fresh, ...leftOver], known, settled.curation)
  await insertMentions(tx, fresh, { places, filed })
  await placeLeftOver(tx, leftOver, places)
  await adopt(tx, settled.orphans, [])
  return nEvents
}

/** A report to be recorded, with what decides between two codings of one text. */
export interface Candidate {
  readonly coded: CodedReport
  readonly json: string
  readonly digest: string
  /** When the coding that it replaces arrived. */
  readonly arrived?: number
}

/**
 * The reports of a batch that are new or preferred to what is on record, and the ids of those they replace. Of one
 * text read twice the newer version's coding stays, then that from the least origin, so that order does not matter.
 */
async function choose(
  tx: Transaction<Tables>,
  batch: readonly CodedReport[],
): Promise<{ added: Candidate[]; replaced: string[] }> {
  const best = new Map<string, Candidate>()
  for (const coded of batch) {
    const json = codedJson(coded)
    const candidate = { coded, json, digest: createHash('sha256').update(json).digest('hex').slice(0, 16) }
    const other = best.get(coded.report.id)
    if (other === undefined || isPreferred(facts(candidate), facts(other))) best.set(coded.report.id, candidate)
  }
  const rows = await tx
    .selectFrom('reports')
    .select(['id', 'version', 'origin', 'digest', 'arrived', 'publisher', 'published'])
    .where('id', 'in', among([...best.keys()]))
    .execute()
  const stored = new Map(rows.map((row) => [row.id, row]))
  const taken = await tx
    .selectFrom('forgotten')
    .select('id')
    .where('id', 'in', among([...best.keys()]))
    .execute()
  for (const { id } of taken) best.delete(id)
  await filePublishers(
    tx,
    [...batch.map(({ report }) => publisherOf(report)), ...rows.map(storedPublisher)].filter(({ report }) =>
      best.has(report),
    ),
  )
  const added = [...best.values()].filter((candidate) => {
    const row = stored.get(candidate.coded.report.id)
    return row === undefined || isPreferred(facts(candidate), row)
  })
  return {
    added: added.map((one) => ({ ...one, ...arrivalOf(stored.get(one.coded.report.id)) })),
    replaced: added.map(({ coded }) => coded.report.id).filter((id) => stored.has(id)),
  }
}

const arrivalOf = (row: { readonly arrived: number } | undefined) => (row === undefined ? {} : { arrived: row.arrived })

interface Coding {
  readonly version: string
  readonly origin: string
  readonly digest: string
}

const facts = ({ coded, digest }: Candidate): Coding => ({
  version: coded.version,
  origin: coded.report.origin,
  digest,
})

function isPreferred(a: Coding, b: Coding): boolean {
  const newer = compareVersions(a.version, b.version)
  if (newer !== 0) return newer > 0
  if (a.origin !== b.origin) return a.origin < b.origin
  return a.digest < b.digest
}

/** By number where two versions differ in one, else as text. */
function compareVersions(a: string, b: string): number {
  const [x, y] = [a.split(/[.-]/), b.split(/[.-]/)]
  for (let i = 0; i < Math.max(x.length, y.length); i++) {
    const [p, q] = [x[i] ?? '', y[i] ?? '']
    const difference = Number(p) - Number(q)
    if (difference !== 0 && !Number.isNaN(difference)) return difference
    if (p !== q) return p < q ? -1 : 1
  }
  return 0
}

/** The acts of new reports. */
function looseMentions(reports: readonly NumberedReport[]): LooseMention[] {
  return reports.flatMap(({ n, coded }) =>
    mentionsOf(coded).map((mention, idx) => ({
      n: numberIn(n, idx),
      mention,
      facts: factsOf(coded.events[idx]!),
      event: 0,
    })),
  )
}

async function insertMentions(
  tx: Transaction<Tables>,
  fresh: readonly LooseMention[],
  { places, filed }: Pick<Relinked, 'places' | 'filed'>,
): Promise<void> {
  const rows = fresh.map(({ n, mention }) => {
    const { component, event } = places.get(n)!
    return [n, packClause(mention), component, keyNumber(partKey(mention)), event]
  })
  await insertRows(tx, 'mentions', { columns: ['n', 'words', 'component', 'part', 'event'] }, rows)
  const blocks = fresh.flatMap(({ n }) => filed.get(n)!.map((key) => [key, n]))
  await insertRows(tx, 'blocks', { columns: ['key', 'mention'] }, blocks)
}

/** Writes where mentions belong that were linked again. */
async function placeLeftOver(
  tx: Transaction<Tables>,
  leftOver: readonly LooseMention[],
  places: ReadonlyMap<number, Place>,
): Promise<void> {
  for (const { n } of leftOver) await tx.updateTable('mentions').set(places.get(n)!).where('n', '=', n).execute()
}

/** The clauses that tell each act of a report, for full-text search. */
function clauses({ n, coded: { report, events } }: NumberedReport): SearchText[] {
  return events.map((event, idx) => searchTextOf(numberIn(n, idx), event, report.text))
}
