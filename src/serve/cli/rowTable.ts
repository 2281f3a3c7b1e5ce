import type {
  ActorOffice,
  ActorRow,
  EventSummary,
  LoneEventRow,
  OfficeSummary,
  QuotationRow,
  ReportRow,
} from '../../record/index.ts'
import type { ListingName } from '../filters.ts'
import type { TableRows } from '../rows.ts'
import { type Look, printable, styled, wrapped } from './layout.ts'
import { counted } from './reportTable.ts'

/** Columns before the second line of a row. */
const INDENT = 14

/** Returns rows of a listing to be read by people: a line for each, and what more there is to say under it. */
export function rowsTable(listing: ListingName, rows: readonly TableRows[ListingName][], look: Look): string {
  const toLines = LINES[listing] as (row: TableRows[ListingName], look: Look) => string[]
  return rows.map((row) => `${toLines(row, look).join('\n')}\n`).join('')
}

/** Returns the line under a table: how many rows it has, of how many. */
export function rowsFoot(
  { listing, nRows, total }: { listing: ListingName; nRows: number; total: number },
  look: Look,
): string {
  const all = counted(total, listing.slice(0, -1))
  return `\n${styled(nRows < total ? `${nRows} of ${all}` : all, 'dim', look)}\n`
}

const LINES: { readonly [Name in ListingName]: (row: TableRows[Name], look: Look) => string[] } = {
  events: eventLines,
  quotations: quotationLines,
  actors: actorLines,
  offices: officeLines,
  reports: reportLines,
}

/** As `rowsTable`, of a whole event. */
export function eventRow(row: LoneEventRow, look: Look): string {
  return rowsTable('events', [summaryOf(row)], look)
}

/** What a line of a table tells of a whole row. */
export function summaryOf(row: LoneEventRow): EventSummary {
  const { id, eventType, mode, status, actors, recipients, date, location, weapon, reports, nIndependent } = row
  return {
    id,
    eventType,
    ...(mode === undefined ? {} : { mode }),
    status,
    actors: actors.map(named),
    recipients: recipients.map(named),
    ...(date === undefined ? {} : { date: { start: date.start, end: date.end } }),
    ...(location === undefined ? {} : { place: location.name }),
    ...(weapon === undefined ? {} : { weapon: [weapon.kind, weapon.designation].filter(Boolean).join(' ') }),
    sayers: [...new Set(row.accordingTo.map(({ name }) => name))],
    nReports: reports.length,
    nIndependent,
  }
}

const named = ({ name, country }: LoneEventRow['actors'][number]) => ({
  name,
  ...(country === undefined ? {} : { country }),
})

function eventLines(row: EventSummary, look: Look): string[] {
  const { eventType, mode, status, place, weapon, sayers } = row
  const arrow = row.recipients.length > 0 ? ` ${styled('→', 'dim', look)} ${people(row.recipients, look)}` : ''
  const facts = [
    styled(`${eventType}${mode === undefined ? '' : `/${mode}`}`, 'bold', look),
    status === 'occurred' ? undefined : styled(status, 'cyan', look),
    weapon && printable(weapon),
    place && `at ${printable(place)}`,
    sayers.length > 0 ? `according to ${sayers.map(printable).join('; ')}` : undefined,
    styled(toldBy(row), 'dim', look),
  ]
  return [
    dated(row.date === undefined ? undefined : intervalOf(row.date), `${people(row.actors, look)}${arrow}`, look),
    wrapped(facts.filter(Boolean).join(' · '), INDENT, look),
  ]
}

/** "4 reports, 2 of them copies". */
function toldBy({ nReports, nIndependent }: EventSummary): string {
  const nCopies = nReports - nIndependent
  return `${counted(nReports, 'report')}${nCopies === 0 ? '' : `, ${nCopies} of them ${nCopies === 1 ? 'a copy' : 'copies'}`}`
}

function quotationLines({ speaker, cue, content, kind, date, report }: QuotationRow, look: Look): string[] {
  const who = speaker === undefined ? styled('(not said)', 'dim', look) : people([speaker], look)
  const words = kind === 'indirect' ? printable(content) : `“${printable(content)}”`
  return [
    dated(date?.start ?? report.published?.value, cue === undefined ? who : `${who} ${printable(cue)}`, look),
    wrapped(words, INDENT, look),
    wrapped(styled(nameOf(report), 'dim', look), INDENT, look),
  ]
}

function actorLines({ name, names, kind, country, offices, nReports }: ActorRow, look: Look): string[] {
  const others = names.filter((other) => other !== name)
  const facts = [kind, country, counted(nReports, 'report')].filter(Boolean).join(' · ')
  return [
    `${styled(printable(name), 'bold', look)}  ${styled(facts, 'dim', look)}`,
    ...(others.length > 0 ? [wrapped(`also ${others.map(printable).join(', ')}`, 4, look)] : []),
    ...offices.map((office) => wrapped(officeText(office), 4, look)),
  ]
}

function officeLines(row: OfficeSummary, look: Look): string[] {
  const who = `${styled(printable(row.person), 'bold', look)}, ${officeText(row)}`
  return [wrapped(`${who} · ${styled(counted(row.nReports, 'report'), 'dim', look)}`, 4, look).slice(4)]
}

function reportLines(row: ReportRow, look: Look): string[] {
  const facts = [
    row.publisher && printable(row.publisher),
    counted(row.nEvents, 'event'),
    row.id,
    printable(row.origin),
  ]
  const { copyOf, copies = [], alsoBy = [] } = row
  const others = [...new Set([...alsoBy, ...copies.map(({ publisher, origin }) => publisher ?? origin)])]
  return [
    dated(row.published?.value, styled(printable(row.title ?? row.origin), 'bold', look), look),
    wrapped(styled(facts.filter(Boolean).join(' · '), 'dim', look), INDENT, look),
    ...(others.length === 0
      ? []
      : [
          wrapped(
            styled(
              `${copyOf === undefined ? 'also' : `a copy of ${copyOf}, also`} printed by ${printable(others.join('; '))}`,
              'dim',
              look,
            ),
            INDENT,
            look,
          ),
        ]),
    ...row.problems.map(({ message }) => wrapped(styled(`! ${printable(message)}`, 'yellow', look), INDENT, look)),
  ]
}

function dated(day: string | undefined, text: string, look: Look): string {
  return `${styled(`${(day ?? 'undated').padEnd(INDENT - 2)}  `, 'dim', look)}${wrapped(text, INDENT, look).slice(INDENT)}`
}

/** A day, or a closed interval that shares what it can: "2022-01-29/30". */
function intervalOf({ start, end }: { readonly start: string; readonly end: string }): string {
  if (start === end) return start
  if (start.slice(0, 7) === end.slice(0, 7)) return `${start}/${end.slice(8)}`
  return start.slice(0, 4) === end.slice(0, 4) ? `${start}/${end.slice(5)}` : `${start}/${end}`
}

function people(participants: EventSummary['actors'], look: Look): string {
  if (participants.length === 0) return styled('(not said)', 'dim', look)
  return participants
    .map(({ name, country }) => {
      const code = country === undefined ? '' : styled(` (${country})`, 'dim', look)
      return `${styled(printable(name), 'bold', look)}${code}`
    })
    .join(', ')
}

function officeText(office: Omit<ActorOffice, 'reports'>): string {
  const { title, country, organization, former, from, to } = office
  const of = [organization, country].filter((part) => part !== undefined).join(', ')
  const days = from === undefined || to === undefined ? '' : `, stated ${from === to ? from : `${from} to ${to}`}`
  return printable(`${former ? 'former ' : ''}${title}${of === '' ? '' : ` (${of})`}${days}`)
}

function nameOf({ title, origin, publisher }: Pick<ReportRow, 'title' | 'origin' | 'publisher'>): string {
  return printable([publisher, title ?? origin].filter(Boolean).join(': '))
}
