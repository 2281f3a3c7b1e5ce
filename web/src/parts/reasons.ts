import { t } from '../catalogue/index.ts'
import { formatDay } from '../dates.ts'

/** A fact that linking weighed. */
export interface Reason {
  readonly feature: string
  readonly detail: string
  readonly weight?: number
}

/** Facts whose two values say more than their name. */
const TOLD = /day|date|period|time|weapon|designation|place|mode|type|status|trigger$/

/** "The same day: 5 Jan 2022", "Another weapon: cruise / ballistic". */
export function reasonWords({ feature, detail }: Reason): string {
  const name = (t.reasons as Readonly<Record<string, string>>)[feature] ?? feature.replaceAll('-', ' ')
  if (!TOLD.test(feature)) return name
  const values = [...new Set(detail.split(' | ').map(readable))]
  return `${name}: ${values.join(' / ')}`
}

/** What was compared, with dates as the page writes them. */
export function readable(value: string): string {
  return value.replace(/\d{4}-\d\d-\d\d/g, (day) => formatDay(day))
}
