import { useState } from 'react'
import type { EventRow, UnsureLink } from '../../../../src/serve/http/types.ts'
import { refresh, useApi } from '../../api.ts'
import { t } from '../../catalogue/index.ts'
import { useCommands } from '../../keys.ts'
import { say } from '../../parts/answers.ts'
import { askedOf } from '../../parts/judge.tsx'
import { UnsurePair, unsureJudging } from '../../parts/unsure.tsx'
import { go, Link, useAsOf } from '../../router.tsx'

/** The unsure links of the record that are asked for at once: what is unsure of one event is among them. */
export const UNSURE = '/api/unsure?limit=200'

/** Whether another telling is of this event, where linking was unsure: one question, two keys. */
export function UnsureHere({ event }: { readonly event: EventRow }) {
  const isPast = useAsOf() !== undefined
  const { data } = useApi<readonly UnsureLink[]>(isPast ? undefined : UNSURE)
  const own = (data ?? []).filter(({ a, b }) => a.event === event.id || b.event === event.id)
  const link = own[0]
  const [failed, setFailed] = useState<string>()
  const judge = (isSame: boolean) => {
    if (link === undefined) return
    say(askedOf(unsureJudging(link, isSame)), t.unsure.fromWords).then(
      (row) => {
        refresh()
        // Two that become one, or one that becomes two, may have another address.
        if (row.events[0] !== undefined && !row.events.includes(event.id))
          go(`/events/${row.events[0]}`, { isReplaced: true })
      },
      (cause: unknown) => setFailed(cause instanceof Error ? cause.message : String(cause)),
    )
  }
  useCommands(link === undefined ? {} : { same: () => judge(true), different: () => judge(false) })
  if (link === undefined) return null
  return (
    <section className="ask">
      <h2>
        {t.unsure.question} <small>{t.unsure.oneOf(own.length)}</small>
      </h2>
      <UnsurePair link={link} own={event.id} />
      <p role="alert" className="complaint">
        {failed}
      </p>
      <p className="yn">
        <button type="button" className="act" onClick={() => judge(true)}>
          <kbd>y</kbd>
          {t.unsure.same}
        </button>
        <button type="button" className="act" onClick={() => judge(false)}>
          <kbd>n</kbd>
          {t.unsure.different}
        </button>
        <Link to="/unsure" className="link">
          {t.unsure.all}
        </Link>
      </p>
    </section>
  )
}
