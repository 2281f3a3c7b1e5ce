import type { Kysely, Transaction } from 'kysely'
import { partKey } from '../link/index.ts'
import { fillActs } from './acts.ts'
import { fileCopies, type SketchedReport } from './copies.ts'
import { among, insertCells } from './dialect.ts'
import { formsIn } from './forms.ts'
import { type Known, type LooseMention, nothingKnown } from './members.ts'
import { packClause } from './mentions.ts'
import { keyNumber, numberIn } from './numbers.ts'
import { insertOffices } from './offices.ts'
import { unpack } from './pack.ts'
import { type Coding, digestOf, type PreparedReport, prepareReport } from './prepare.ts'
import { filePublishers, publisherOf, storedPublisher } from './publishers.ts'
import { adopt } from './recoded.ts'
import { addForms, type FormUses, fillNear, settleForms } from './register.ts'
import { type Place, type Relinked, relink } from './relink.ts'
import { type TakenOut, takeOut } from './remove.ts'
import { type Added, homeOf, insertQuotations, insertReports, type NumberedReport } from './reports.ts'
import type { ReportTable, Tables } from './schema.ts'
import { addSearch, type SearchText } from './search.ts'
import { type Settled, settle } from './settle.ts'

/** Writes one batch of reports in a transaction, and links it with what is on record. */
export async function recordBatch(
  tx: Transaction<Tables>,
  batch: readonly PreparedReport[],
  known: Known,
): Promise<{ nNew: number; nEvents: number }> {
  const { added, replaced } = await choose(tx, batch)
  if (added.length === 0) return { nNew: 0, nEvents: 0 }
  return { nNew: added.length, nEvents: await writeBatch(tx, { added, replaced }, known) }
}

/** Writes reports in the place of those that they replace; returns how often an event was made or changed. */
async function writeBatch(
  tx: Transaction<Tables>,
  { added, replaced }: { readonly added: readonly Added[]; readonly replaced: readonly string[] },
  known: Known,
): Promise<number> {
  const taken = await takeOut(tx, replaced)
  const reports = await insertReports(tx, added)
  const [printings, uses]: [SketchedReport[], FormUses[]] = [[], []]
  for (const { n, prepared } of reports) {
    printings.push({ n, published: prepared.report.published?.value, sketch: prepared.sketch })
    uses.push({ n, forms: prepared.forms })
  }
  await fileCopies(tx, printings)
  const forms = await addForms(tx, uses)
  await insertQuotations(tx, reports, forms)
  await insertOffices(tx, reports, forms)
  await settleForms(tx, [...forms.values()])
  const homes = reports.map(homeOf)
  const settled = await settle(tx, { reports: homes, touched: taken.touched })
  const fresh = looseMentions(reports)
  for (const added of settled.added) fresh.push(added)
  const nEvents = await linkIn(tx, { fresh, taken, settled, known, forms })
  await adopt(tx, taken.orphans, homes)
  await addSearch(tx, textsOf(reports))
  return nEvents
}

/**
 * Files the reports anew that name people by their calling, and looks for misspellings, for a record of a version that did
 * not tell these from namesakes and from names.
 */
export async function refileNames(tx: Transaction<Tables>): Promise<void> {
  await fillActs(tx)
  await fillNear(tx)
  const added: Added[] = []
  for (let last = 0; ; ) {
    const rows = await tx
      .selectFrom('reports')
      .select(['n', 'coded', 'arrived'])
      .where('n', '>', last)
      .orderBy('n')
      .limit(FEW)
      .execute()
    for (const { coded: packed, arrived } of rows) {
      const coded = unpack(packed)
      if (formsIn(coded).some(({ form }) => form.role !== undefined))
        added.push({ prepared: prepareReport(digestOf(coded)), arrived })
    }
    if (rows.length === 0) break
    last = rows.at(-1)!.n
  }
  if (added.length > 0)
    await writeBatch(tx, { added, replaced: added.map(({ prepared }) => prepared.report.id) }, nothingKnown())
}

/** Reports read at a time. */
const FEW = 500

interface LinkingIn {
  /** Mentions that are not on record. */
  readonly fresh: readonly LooseMention[]
  readonly taken: Pick<TakenOut, 'leftOver'>
  readonly settled: Settled
  readonly known: Known
  /** Numbers of forms that were looked up already, by id. */
  readonly forms?: ReadonlyMap<string, number>
}

/** Links new mentions, and those that lost others, with what is on record, and writes where they belong. */
export async function linkIn(
  tx: Transaction<Tables>,
  { fresh, taken, settled, known, forms = new Map() }: LinkingIn,
): Promise<number> {
  const leftOver = [...taken.leftOver, ...settled.leftOver]
  const loose = leftOver.length === 0 ? fresh : [...fresh, ...leftOver]
  const { places, filed, nEvents } = await relink(tx, loose, { known, curation: settled.curation, forms })
  await insertMentions(tx, fresh, { places, filed })
  await placeLeftOver(tx, leftOver, places.slice(fresh.length))
  await adopt(tx, settled.orphans, [])
  return nEvents
}

/**
 * The reports of a batch that are new or preferred to what is on record, and the ids of those they replace. Of one
 * text read twice the newer version's coding stays, then that from the least origin, so that order does not matter.
 */
async function choose(
  tx: Transaction<Tables>,
  batch: readonly PreparedReport[],
): Promise<{ added: Added[]; replaced: string[] }> {
  const best = new Map<string, PreparedReport>()
  for (const prepared of batch) {
    const { id } = prepared.report
    const other = best.get(id)
    if (other === undefined || isPreferred(codingOf(prepared), codingOf(other))) best.set(id, prepared)
  }
  const stored = await readStored(tx, [...best.keys()])
  const known = [...stored].flatMap(([id, row]) => (row.arrived === undefined ? [] : [storedPublisher({ id, ...row })]))
  const isForgotten = (id: string) => stored.has(id) && stored.get(id)!.arrived === undefined
  await filePublishers(
    tx,
    [...batch.map(({ report }) => publisherOf(report)), ...known].filter(({ report }) => !isForgotten(report)),
  )
  const [added, replaced]: [Added[], string[]] = [[], []]
  for (const [id, prepared] of best) {
    const row = stored.get(id)
    if (!isWanted(codingOf(prepared), row)) continue
    added.push({ prepared, arrived: row?.arrived })
    if (row !== undefined) replaced.push(id)
  }
  return { added, replaced }
}

const codingOf = ({ version, report: { origin }, digest }: PreparedReport): Coding => ({ version, origin, digest })

/** A coding on record, and when it arrived; a report that was taken down has none and is not to be read again. */
export type Stored =
  | (Coding & Pick<ReportTable, 'arrived' | 'publisher' | 'published'>)
  | { readonly arrived?: undefined }

/** What is on record of some reports, by id. */
export async function readStored(db: Kysely<Tables>, ids: readonly string[]): Promise<Map<string, Stored>> {
  const rows = await db
    .selectFrom('reports')
    .select(['id', 'version', 'origin', 'digest', 'arrived', 'publisher', 'published'])
    .where('id', 'in', among(ids))
    .execute()
  const forgotten = await db.selectFrom('forgotten').select('id').where('id', 'in', among(ids)).execute()
  return new Map<string, Stored>([
    ...rows.map((row) => [row.id, row] as const),
    ...forgotten.map(({ id }) => [id, {}] as const),
  ])
}

/** Whether a coding is to be recorded in view of what is on record. */
export function isWanted(coding: Coding, stored: Stored | undefined): boolean {
  return stored === undefined || (stored.arrived !== undefined && isPreferred(coding, stored))
}

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
  const loose: LooseMention[] = []
  for (const { n, prepared } of reports)
    for (let idx = 0; idx < prepared.acts.length; idx++) {
      const { mention, facts } = prepared.acts[idx]!
      loose.push({ n: numberIn(n, idx), mention, facts, event: 0 })
    }
  return loose
}

async function insertMentions(
  tx: Transaction<Tables>,
  fresh: readonly LooseMention[],
  { places, filed }: Pick<Relinked, 'places' | 'filed'>,
): Promise<void> {
  const columns = ['n', 'words', 'component', 'part', 'event'] as const
  await insertCells(tx, 'mentions', { columns }, mentionCells(fresh, places))
  await insertCells(tx, 'blocks', { columns: ['key', 'mention'] }, blockCells(fresh, filed))
}

function mentionCells(fresh: readonly LooseMention[], places: readonly Place[]): (string | number)[] {
  const cells: (string | number)[] = []
  for (let i = 0; i < fresh.length; i++) {
    const { n, mention } = fresh[i]!
    const { component, event } = places[i]!
    cells.push(n, packClause(mention), component, keyNumber(partKey(mention)), event)
  }
  return cells
}

function blockCells(fresh: readonly LooseMention[], filed: Relinked['filed']): number[] {
  const cells: number[] = []
  for (let i = 0; i < fresh.length; i++) for (const key of filed[i]!) cells.push(key, fresh[i]!.n)
  return cells
}

/** Writes where mentions belong that were linked again. */
async function placeLeftOver(
  tx: Transaction<Tables>,
  leftOver: readonly LooseMention[],
  places: readonly Place[],
): Promise<void> {
  for (const [i, { n }] of leftOver.entries())
    await tx.updateTable('mentions').set(places[i]!).where('n', '=', n).execute()
}

/** What full-text search finds reports, their acts and their quotations by. */
function textsOf(reports: readonly NumberedReport[]): SearchText[] {
  const texts: SearchText[] = []
  for (const { n, prepared } of reports) {
    const { report, acts, quotations } = prepared
    texts.push({ kind: 'report', n, text: report.text })
    for (let i = 0; i < acts.length; i++) texts.push({ kind: 'mention', n: numberIn(n, i), text: acts[i]!.searched })
    for (let i = 0; i < quotations.length; i++)
      texts.push({ kind: 'quotation', n: numberIn(n, i), text: quotations[i]!.content })
  }
  return texts
}
