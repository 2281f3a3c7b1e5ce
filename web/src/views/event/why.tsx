import type { EventReasons, EventRow } from '../../../../src/serve/http/types.ts'
import { useApi } from '../../api.ts'
import { t } from '../../catalogue/index.ts'
import { type Reason, reasonWords } from '../../parts/reasons.ts'

const MAX_REASONS = 8

/** Where the server tells why the mentions of an event are one. */
export const whyOf = (id: string) => `/api/events/${id}/why`

/** Why the sentences are told of one act: what linking found in common. */
export function Why({ event }: { event: EventRow }) {
  const { data } = useApi<EventReasons>(whyOf(event.id))
  if (data === undefined || !('joins' in data)) return null
  const facts = new Map<string, Reason>()
  for (const { weighed } of data.joins)
    for (const reason of weighed)
      if ((reason.weight ?? 0) > 0 && !facts.has(reason.feature)) facts.set(reason.feature, reason)
  return (
    <section>
      <h2>{t.event.whyOne}</h2>
      <ul className="reasons">
        {[...facts.values()].slice(0, MAX_REASONS).map((reason) => (
          <li key={reason.feature}>{reasonWords(reason)}</li>
        ))}
      </ul>
    </section>
  )
}
