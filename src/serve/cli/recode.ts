import type { Report } from '../../acquire/index.ts'
import type { CodedReport } from '../../code/index.ts'
import type { Io } from './io.ts'
import { printable } from './layout.ts'
import { openExisting } from './list.ts'

/** `readout recode`: codes anew what another version coded; returns the exit status. */
export async function recodeCommand({ database }: { readonly database: string }, io: Io): Promise<number> {
  const [record, { loadResources, run }, { ingest, listJudgements, oldCodings }] = await Promise.all([
    openExisting(io, database),
    import('../../run.ts'),
    import('../../record/index.ts'),
  ])
  try {
    const resources = loadResources()
    async function* recoded(): AsyncIterable<CodedReport> {
      for await (const coded of oldCodings(record, resources.code.version)) yield run(reportOf(coded), resources)
    }
    const { nReports, nNew } = await ingest(record, recoded(), {
      onProgress: (progress) => io.progress(`${progress.nReports} reports coded anew`),
    })
    io.progress('')
    const kept = nReports === nNew ? '' : `, ${nReports - nNew} kept as a newer version has them`
    await io.write(`${nNew} ${nNew === 1 ? 'report' : 'reports'} coded anew${kept}\n`)
    const { total } = await listJudgements(record, { state: 'stale', limit: 1 })
    if (total > 0)
      await io.write(
        `${total} ${total === 1 ? 'judgement fits' : 'judgements fit'} no longer: readout judgements --stale\n`,
      )
    return 0
  } finally {
    await record.close()
  }
}

/** What coding finds out itself, and would say twice. */
const FOUND_IN_CODING: ReadonlySet<string> = new Set(['long-sentence', 'possible-misspelling'])

/** The report as it was acquired. */
function reportOf({ report: { sentences: _, ...report }, problems }: CodedReport): Report {
  return { ...report, problems: problems.filter(({ code }) => !FOUND_IN_CODING.has(code)) }
}

export interface ForgetOptions {
  readonly database: string
  readonly reason: string
  readonly undo?: true
}

/** `readout forget`: takes reports down, or lists those that are; returns the exit status. */
export async function forgetCommand(ids: readonly string[], options: ForgetOptions, io: Io): Promise<number> {
  const { forgetReports, listForgotten, unforgetReport } = await import('../../record/index.ts')
  const record = await openExisting(io, options.database)
  try {
    if (ids.length === 0) {
      for (const { id, time, reason } of await listForgotten(record))
        await io.write(`${`${id}  ${time}  ${printable(reason)}`.trimEnd()}\n`)
      return 0
    }
    const done: string[] = []
    if (!options.undo) done.push(...(await forgetReports(record, ids, { reason: options.reason, time: io.today })))
    else for (const id of ids) if (await unforgetReport(record, id)) done.push(id)
    for (const id of ids) {
      if (done.includes(id)) await io.write(`${id} ${options.undo ? 'may be read again' : 'is forgotten'}\n`)
      else io.warn(options.undo ? notForgotten(id) : notThere(id))
    }
    return ids.every((id) => done.includes(id)) ? 0 : 1
  } finally {
    await record.close()
  }
}

const notForgotten = (id: string) => `readout: there is no forgotten report "${id}"`

const notThere = (id: string) =>
  `readout: there is no report "${id}" on record; it is noted, and not read should it come`
