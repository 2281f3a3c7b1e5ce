import { useMemo } from 'react'
import type { EventRow } from '../../../src/serve/http/types.ts'
import { useAll } from '../api.ts'
import { t } from '../catalogue/index.ts'
import { formatInterval } from '../dates.ts'
import { Link } from '../router.tsx'
import { eventTitle } from '../words.ts'

/** What an event is to another. */
export type RelationKind = EventRow['relations'][number]['kind']

/** Events that another belongs with, and what that one is to each. */
export type Linked = readonly { readonly kind: RelationKind; readonly row: EventRow }[]

const NONE: Linked = []
/** An act may be answered by dozens. */
const MAX_LINKED = 12
const ORDER = [
  'plan-of',
  'outcome-of',
  'demand-for',
  'demanded-by',
  'response-to',
  'part-of',
  'whole-of',
  'answered-by',
] as const satisfies RelationKind[]

/** Asks for the events that an event is linked with; none while they are on their way. */
export function useLinked(event: EventRow | undefined): Linked {
  const relations = useMemo(
    () =>
      (event?.relations ?? []).toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind)).slice(0, MAX_LINKED),
    [event],
  )
  const { data } = useAll<EventRow>(relations.map(({ to }) => `/api/events/${to}`))
  return useMemo(() => data?.map((row, idx) => ({ kind: relations[idx]!.kind, row })) ?? NONE, [data, relations])
}

/** What became of a plan, and the plan of what took place; demands, answers, parts. */
export function Related({ linked }: { linked: Linked }) {
  const kinds = ORDER.filter((kind) => linked.some((one) => one.kind === kind))
  if (kinds.length === 0) return null
  return kinds.map((kind) => (
    <section key={kind} className="related">
      <h2>{t.related.title[kind]}</h2>
      <ul>
        {linked
          .filter((one) => one.kind === kind)
          .map(({ row }) => (
            <li key={row.id}>
              <Link to={`/events/${row.id}`} className="link">
                <bdi>{eventTitle(row)}</bdi>
              </Link>
              <p className="why">
                {row.date === undefined ? t.words.undated : formatInterval(row.date)} · {t.statuses[row.status]}
              </p>
            </li>
          ))}
      </ul>
    </section>
  ))
}
