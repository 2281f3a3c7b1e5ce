import { ReadoutError } from '../../errors.ts'
import type { GazetteerLabel } from '../gazetteer.ts'

/** A form as a lexicon lists it; a trailing `?` in the file marks it ambiguous. */
export interface ListedForm {
  readonly text: string
  readonly isAmbiguous?: true
}

/** One line of a lexicon, read by column name. */
export interface TableRow {
  /** File and line, for messages. */
  readonly where: string
  /** The cell, which must not be empty. */
  cell(column: string): string
  /** The cell, or undefined where it is empty or the file has no such column. */
  optional(column: string): string | undefined
  /** The parts of a cell between `|`, marked ambiguous or not. */
  forms(column: string): readonly ListedForm[]
  /** The same without their marks. */
  texts(column: string): readonly string[]
  number(column: string): number | undefined
  label(column: string, otherwise: GazetteerLabel): GazetteerLabel
}

/**
 * Returns the rows of a TSV text whose first line that is no `#` comment is the header. An empty text has no rows.
 * Throws `bad-rule` where a line has more cells than the header.
 */
export function readTable(file: string, text: string): readonly TableRow[] {
  const rows: TableRow[] = []
  let columns: ReadonlyMap<string, number> | undefined
  text.split(/\r?\n/u).forEach((line, i) => {
    if (line === '' || line.startsWith('#')) return
    const cells = line.split('\t')
    if (!columns) {
      columns = new Map(cells.map((name, at) => [name, at]))
      return
    }
    const where = `${file}:${i + 1}`
    if (cells.length > columns.size) throw new ReadoutError('bad-rule', `${where}: more cells than columns: "${line}".`)
    rows.push(tableRow(where, cells, columns))
  })
  return rows
}

const LABELS: ReadonlyMap<string, GazetteerLabel> = new Map(
  (['PERSON', 'NORP', 'ORG', 'GPE', 'LOC', 'FAC'] as const).map((label) => [label, label]),
)

function tableRow(where: string, cells: readonly string[], columns: ReadonlyMap<string, number>): TableRow {
  const optional = (column: string): string | undefined => cells[columns.get(column) ?? -1]?.trim() || undefined
  const forms = (column: string): readonly ListedForm[] =>
    (optional(column)?.split('|') ?? [])
      .map((form) => form.trim())
      .filter(Boolean)
      .map((form) => (form.endsWith('?') ? { text: form.slice(0, -1), isAmbiguous: true } : { text: form }))
  return {
    where,
    optional,
    forms,
    cell(column) {
      const value = optional(column)
      if (value === undefined) throw new ReadoutError('bad-rule', `${where}: column "${column}" is empty.`)
      return value
    },
    texts: (column) => forms(column).map((form) => form.text),
    number(column) {
      const value = optional(column)
      if (value === undefined) return undefined
      if (!/^-?\d+(\.\d+)?$/u.test(value)) throw new ReadoutError('bad-rule', `${where}: "${value}" is no number.`)
      return Number(value)
    },
    label(column, otherwise) {
      const value = optional(column)
      if (value === undefined) return otherwise
      const label = LABELS.get(value)
      if (!label) throw new ReadoutError('bad-rule', `${where}: "${value}" is no entity label.`)
      return label
    },
  }
}
