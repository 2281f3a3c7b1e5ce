import type { ReportRef } from '../../record/index.ts'
import { type CheckName, type Checks, runCheck } from '../checks.ts'
import { type RawFilters, readAsOf, readFilters } from '../filters.ts'
import type { Io } from './io.ts'
import { type Look, printable, styled, wrapped } from './layout.ts'
import { openExisting } from './list.ts'
import { nothingFound } from './nothing.ts'

export interface CheckOptions extends Readonly<Record<string, unknown>> {
  readonly database: string
  readonly format: 'table' | 'jsonl'
  readonly limit?: number
  readonly asOf?: string
  readonly laterJudgements?: true
}

/** Rows shown unless `--limit` says otherwise. */
export const CHECK_LIMIT = 50

/** `readout counts`, `conflicts`, `plans`; returns the exit status. */
export async function checkCommand(check: CheckName, options: CheckOptions, io: Io): Promise<number> {
  const asOf = readAsOf(options.asOf, '--as-of')
  const filters = readFilters(options as RawFilters, (name) => `--${name}`)
  const record = await openExisting(io, options.database, asOf, options)
  try {
    const rows = await runCheck(record, { check, filters, limit: options.limit ?? CHECK_LIMIT })
    if (options.format === 'jsonl') await io.write(rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
    else {
      // Each check's own kind of row goes to its own writer.
      const toLines = LINES[check] as (row: Checks[CheckName], look: Look) => string[]
      const text = rows.map((row) => `${toLines(row, io).join('\n')}\n`).join('')
      await io.write(text === '' ? nothingFound(NOTHING[check], options) : text)
    }
    return 0
  } finally {
    await record.close()
  }
}

const NOTHING: Readonly<Record<CheckName, string>> = {
  counts: 'No report makes a claim of a count.',
  conflicts: 'No reports disagree.',
  plans: 'No act was planned or called for.',
}

const INDENT = 14

const LINES: { readonly [Name in CheckName]: (row: Checks[Name], look: Look) => string[] } = {
  counts: ({ verdict, because, claimed, counted, report, actor, text }, look) => [
    line(
      verdict,
      `“${printable(text)}”${actor === undefined ? '' : ` · ${printable(actor)}`} · claimed ${claimed}`,
      look,
    ),
    note(
      [because, counted.map(({ day }) => day).join(' '), named(report), report.published].filter(Boolean).join(' · '),
      look,
    ),
  ],
  conflicts: ({ event, eventType, disputes, first, confirmed, denied, copies }, look) => [
    line(first.published?.value ?? 'undated', styled(`${eventType} ${event}`, 'bold', look), look),
    ...disputes.flatMap(({ field, values }) =>
      values.map(({ value, reports }, i) =>
        note(`${(i === 0 ? field : '').padEnd(8)}${printable(value)} · ${reports.map(named).join('; ')}`, look),
      ),
    ),
    note(
      `first    ${named(first)}${told('confirmed', confirmed)}${told('denied', denied)}${told('copied', copies)}`,
      look,
    ),
  ],
  plans: ({ eventType, status, parties, plannedFor, announced, outcome, by, movedTo }, look) => [
    line(outcome, `${styled(eventType, 'bold', look)} ${parties.map(printable).join(', ')}`, look),
    note(
      [
        `${status}${plannedFor === undefined ? '' : ` for ${plannedFor.start === plannedFor.end ? plannedFor.start : `${plannedFor.start}/${plannedFor.end}`}`}`,
        `announced ${announced.published?.value ?? 'on an unknown day'} by ${named(announced)}`,
        movedTo === undefined ? undefined : `moved to ${movedTo}`,
        by === undefined ? undefined : `see ${by.event}, ${named(by.report)}`,
      ]
        .filter(Boolean)
        .join(' · '),
      look,
    ),
  ],
}

function line(head: string, text: string, look: Look): string {
  return `${styled(head.padEnd(INDENT), 'cyan', look)}${wrapped(text, INDENT, look).slice(INDENT)}`
}

function note(text: string, look: Look): string {
  return wrapped(styled(text, 'dim', look), INDENT, look)
}

function named({
  publisher,
  title,
  origin,
}: Pick<ReportRef, 'publisher' | 'origin'> & { readonly title?: string }): string {
  return printable([publisher, title ?? origin].filter(Boolean).join(': '))
}

function told(what: string, reports: readonly ReportRef[]): string {
  return reports.length === 0 ? '' : ` · ${what} ${reports.map(named).join('; ')}`
}
