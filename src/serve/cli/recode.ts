import type { Report } from '../../acquire/index.ts'
import type { CodedReport } from '../../code/index.ts'
import type { Io } from './io.ts'
import { printable } from './layout.ts'
import { openExisting } from './list.ts'

/** `readout recode`: codes anew what another version coded; returns the exit status. */
export async function recodeCommand({ database }: { readonly database: string }, io: Io): Promise<number> {
  const [record, { loadResources, run }, { ingest, listJudgements, oldCodings }] = await Promise.all([
    openExisting(database),
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
  const { forgetReport, listForgotten, unforgetReport } = await import('../../record/index.ts')
  const record = await openExisting(options.database)
  try {
    if (ids.length === 0)
      for (const { id, time, reason } of await listForgotten(record))
        await io.write(`${`${id}  ${time}  ${printable(reason)}`.trimEnd()}\n`)
    let nFailed = 0
    for (const id of ids) {
      const isDone = options.undo
        ? await unforgetReport(record, id)
        : await forgetReport(record, id, { reason: options.reason, time: io.today })
      if (isDone) await io.write(`${id} ${options.undo ? 'may be read again' : 'is forgotten'}\n`)
      else {
        nFailed += 1
        io.warn(
          options.undo
            ? `readout: there is no forgotten report "${id}"`
            : `readout: there is no report "${id}" on record; it is noted, and not read should it come`,
        )
      }
    }
    return nFailed > 0 ? 1 : 0
  } finally {
    await record.close()
  }
}
