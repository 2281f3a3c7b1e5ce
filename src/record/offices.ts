import type { Transaction } from 'kysely'
import type { CodedReport } from '../code/index.ts'
import { type ActorForm, foldText } from '../link/index.ts'
import { insertCells } from './dialect.ts'
import type { NumberedReport } from './reports.ts'
import type { Tables } from './schema.ts'

/** An office that a report states, and the form of whoever bears it. */
export interface OfficeFacts extends Pick<CodedReport['offices'][number], 'title' | 'span'> {
  readonly bearer: ActorForm
  readonly titleKey: string
  /** '' where the text tells none; so for `organization`. */
  readonly country: string
  readonly organization: string
  readonly isFormer: boolean
}

/** What the tables need of an office. */
export function officeFacts(office: CodedReport['offices'][number], bearer: ActorForm): OfficeFacts {
  const { title, country = '', organization = '', former, span } = office
  return { title, titleKey: titleKey(title), country, organization, isFormer: former === true, span, bearer }
}

/** Writes the offices that reports state; the forms of those who bear them must be on record. */
export async function insertOffices(
  tx: Transaction<Tables>,
  reports: readonly NumberedReport[],
  forms: ReadonlyMap<string, number>,
): Promise<void> {
  await insertCells(tx, 'offices', { columns: COLUMNS }, officeCells(reports, forms))
}

function officeCells(reports: readonly NumberedReport[], forms: ReadonlyMap<string, number>): (string | number)[] {
  const cells: (string | number)[] = []
  for (const { n: report, prepared } of reports)
    for (let idx = 0; idx < prepared.offices.length; idx++) {
      const { bearer, title, titleKey: key, country, organization, isFormer, span } = prepared.offices[idx]!
      cells.push(report, idx, forms.get(bearer.id)!, title, key, country, organization)
      cells.push(isFormer ? 1 : 0, span.start, span.end)
    }
  return cells
}

const COLUMNS = [
  'report',
  'idx',
  'form',
  'title',
  'title_key',
  'country',
  'organization',
  'former',
  'start',
  'end',
] as const

/** What titles that differ in case, British or American spelling and hyphens share. */
export function titleKey(title: string): string {
  let key = titleKeys.get(title)
  if (key === undefined) {
    key = foldText(title)
      .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
      .replaceAll('defence', 'defense')
      .trim()
    if (titleKeys.size >= MAX_REMEMBERED) titleKeys.clear()
    titleKeys.set(title, key)
  }
  return key
}

/** Keys found before: the same few titles stand in most reports. */
const titleKeys = new Map<string, string>()
const MAX_REMEMBERED = 20_000
