import { ReadoutError } from '../../errors.ts'
import { type RawFilters, readFilters } from '../filters.ts'
import { type Noticed, readWatchlist } from '../watchlist.ts'
import type { Io } from './io.ts'
import { type Look, printable, styled, wrapped } from './layout.ts'
import { openExisting } from './list.ts'
import { eventRow } from './rowTable.ts'

export interface WatchlistOptions extends Readonly<Record<string, unknown>> {
  readonly database: string
  readonly format: 'table' | 'jsonl'
  readonly add?: string
  readonly remove?: string
  readonly keep?: true
  readonly limit?: number
}

/** Matches shown of each search unless `--limit` says otherwise. */
export const WATCH_LIMIT = 50

/** `readout watchlist`: saves, removes or runs saved searches; returns the exit status. */
export async function watchlistCommand(options: WatchlistOptions, io: Io): Promise<number> {
  const { add, remove, limit = WATCH_LIMIT } = options
  const filters = readFilters(options as RawFilters, (name) => `--${name}`)
  const isFiltered = Object.keys(filters).length > 0
  if (add === undefined && isFiltered) throw new ReadoutError('usage', 'filters say what to save: name it with --add')
  if (add !== undefined && !isFiltered) throw new ReadoutError('usage', '--add needs a filter: say what to look for')
  const { addWatch, markSeen, removeWatch } = await import('../../record/index.ts')
  const record = await openExisting(io, options.database)
  try {
    if (add !== undefined) {
      await addWatch(record, { name: add, filters })
      await io.write(`${printable(add)} is saved\n`)
      return 0
    }
    if (remove !== undefined) {
      if (!(await removeWatch(record, remove))) throw new ReadoutError('usage', `there is no saved search "${remove}"`)
      await io.write(`${printable(remove)} is removed\n`)
      return 0
    }
    const noticed = await readWatchlist(record, limit)
    const text = noticed.map((one) => (options.format === 'jsonl' ? `${JSON.stringify(one)}\n` : watchText(one, io)))
    await io.write(
      text.join('') || 'No search is saved.\nSave one by: readout watchlist --add NAME --actor PRK --type MOBILIZE\n',
    )
    if (!options.keep) await markSeen(record)
    return 0
  } finally {
    await record.close()
  }
}

function watchText({ name, total, matches }: Noticed, look: Look): string {
  const head = styled(`${printable(name)}: ${total === 0 ? 'nothing new' : `${total} new`}`, 'bold', look)
  const rows = matches.map(({ isNew, reports, why, event }) => {
    const news = isNew ? 'new' : `${reports.length} more ${reports.length === 1 ? 'report' : 'reports'}`
    return `${eventRow(event, look)}${wrapped(styled(`${news} · ${why.map(printable).join(' · ')}`, 'dim', look), 14, look)}\n`
  })
  return `${head}\n${rows.join('')}`
}
