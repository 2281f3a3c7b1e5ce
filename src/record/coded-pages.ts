import type { Kysely } from 'kysely'
import type { Tables } from './schema.ts'

/** Reports read at a time. */
const PAGE = 512

/** A report's number and what was coded of it, packed. */
export interface CodedRow {
  readonly n: number
  readonly coded: Tables['reports']['coded']
}

/** Everything coded, in pages of reports by their numbers: what a migration fills its tables from. Reports in the table `but` are left out. */
export async function* codedPages(db: Kysely<Tables>, but?: 'acts'): AsyncGenerator<readonly CodedRow[]> {
  for (let last = 0; ; ) {
    let page = db.selectFrom('reports').select(['n', 'coded']).where('n', '>', last).orderBy('n').limit(PAGE)
    if (but !== undefined) page = page.where('n', 'not in', db.selectFrom(but).select('report'))
    const rows = await page.execute()
    if (rows.length === 0) return
    last = rows.at(-1)!.n
    yield rows
  }
}
