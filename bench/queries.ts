import { loadReviewRules, loadWordingLexicon } from '../src/load-review.ts'
import {
  countDyads,
  countRows,
  listActors,
  listEvents,
  listOffices,
  listQuotations,
  listReports,
  listUnsure,
  type OpenRecord,
  openAsOf,
  openRecord,
  readColumns,
  readHistory,
} from '../src/record/index.ts'
import { checkCounts, findConflicts, followPlans, readSeries, readWordings } from '../src/review/index.ts'

const PAGE = { limit: 50 }

/** Prints the least CPU-ms of what commands ask of the record in a file. */
export async function run([database]: readonly string[]): Promise<void> {
  if (database === undefined) {
    console.log('(asks a record of yours: npm run bench -- queries FILE)')
    return
  }
  const record = await openRecord(database)
  const { reports, events } = await countRows(record)
  console.log(`${reports} reports, ${events} events`)
  console.table(await timeQueries(record))
  await record.close()
}

/** Asks a record what the commands ask, each three times; returns the least CPU-ms of each. */
export async function timeQueries(record: OpenRecord): Promise<Record<string, number>> {
  const { kinds, forms } = loadReviewRules()
  const lexicon = loadWordingLexicon()
  const columns = await readColumns(record)
  const asOf = async (ask: (view: OpenRecord) => Promise<unknown>) => {
    const view = await openAsOf(record, '2017-01-01')
    await ask(view)
    await view.close()
  }
  const asked: Readonly<Record<string, () => Promise<unknown>>> = {
    events: () => listEvents(record, {}, PAGE),
    'events by actor and type': () => listEvents(record, { actor: 'Tanaka', type: ['CONSULT'] }, PAGE),
    'events by a common word': () => listEvents(record, { text: 'missile' }, PAGE),
    'reports by kind of act': () => listReports(record, { type: ['ASSAULT'], actor: 'RUS' }, PAGE),
    quotations: () => listQuotations(record, {}, PAGE),
    actors: () => listActors(record, {}, PAGE),
    offices: () => listOffices(record, {}, PAGE),
    diff: () => readWordings(record, { speaker: 'Tanaka', topic: 'trade', limit: 5 }, lexicon),
    counts: () => checkCounts(record, { limit: 50 }, kinds),
    conflicts: () => findConflicts(record, {}, 50),
    plans: () => followPlans(record, { filters: {}, limit: 50, forms }),
    'series by week': () => readSeries(record, {}, 'week'),
    'series of a dyad': () => readSeries(record, { actor: 'USA', recipient: 'CHN' }, 'week'),
    unsure: () => listUnsure(record, {}, 20),
    history: async () => {
      const { rows } = await listEvents(record, {}, { limit: 1, order: 'newest' })
      return readHistory(record, rows[0]!.id)
    },
    'events as of a day': () => asOf((view) => listEvents(view, {}, PAGE)),
    'reports as of a day': () => asOf((view) => listReports(view, {}, PAGE)),
    columns: () => readColumns(record),
    'dyads by month': async () => countDyads(columns, undefined, { by: 'month', level: 'country' }),
  }
  const times: Record<string, number> = {}
  for (const [name, ask] of Object.entries(asked)) {
    times[name] = Number.POSITIVE_INFINITY
    for (let i = 0; i < 3; i++) {
      const before = process.cpuUsage()
      await ask()
      const { user, system } = process.cpuUsage(before)
      times[name] = Math.min(times[name]!, Math.round((user + system) / 1000))
    }
  }
  return times
}
