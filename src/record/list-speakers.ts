import { sql } from 'kysely'
import { foldText } from '../link/index.ts'
import { matchesActor } from './filters.ts'
import { ROOM } from './numbers.ts'
import type { OpenRecord } from './open.ts'
import { searchRows } from './search.ts'

/** Somebody who is quoted. */
export interface SpeakerCount {
  /** Id of the `actors` row. */
  readonly actor: string
  readonly name: string
  readonly kind: string
  readonly country?: string
  /** The title that most reports give. */
  readonly title?: string
  readonly quotations: number
  /** Days on which reports have something said. */
  readonly days: number
}

/** Lists who is quoted, on most days first; `topic`: words of the report or somebody it names, `text`: part of the name. */
export async function listSpeakers(
  { backend: { db } }: OpenRecord,
  { topic, text, limit }: { readonly topic?: string; readonly text?: string; readonly limit: number },
): Promise<SpeakerCount[]> {
  const conditions = [sql`forms.actor is not null`]
  if (topic !== undefined) {
    const named = await matchesActor(db, 'form', topic)
    conditions.push(sql`quotations.n / ${sql.lit(ROOM)} in (select n from ${await searchRows(db, 'report', topic)}
      union all select report from form_reports where ${named})`)
  }
  if (text !== undefined)
    conditions.push(sql`actors.sort_name like ${`%${foldText(text).trim().replaceAll(/[%_]/g, '')}%`}`)
  const { rows } = await sql<
    Omit<SpeakerCount, 'country' | 'title'> & { country: string | null; title: string | null }
  >`
    select actors.id as actor, actors.name, actors.kind, actors.country, count(*) as quotations,
      count(distinct quotations.day) as days,
      (select title from offices join forms own on own.n = offices.form where own.actor = actors.id and former = 0
        group by title_key order by count(*) desc, title_key limit 1) as title
    from quotations join forms on forms.n = quotations.speaker join actors on actors.id = forms.actor
    where ${sql.join(conditions, sql` and `)}
    group by actors.id order by days desc, quotations desc, actors.sort_name limit ${limit}`.execute(db)
  return rows.map(({ country, title, ...row }) => ({
    ...row,
    ...(country === null ? {} : { country }),
    ...(title === null ? {} : { title }),
  }))
}
