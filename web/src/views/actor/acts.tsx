import type { EventRow } from '../../../../src/serve/http/types.ts'
import { t } from '../../catalogue/index.ts'
import { formatInterval } from '../../dates.ts'
import { drawn, Glyph } from '../../parts/marks.tsx'
import { Link } from '../../router.tsx'
import { actWords, isTogether, names } from '../../words.ts'

const MAX_SHOWN = 40

/** The actor's latest acts, as seen from their side. */
export function Acts({ events, id, name }: { events: readonly EventRow[]; id: string; name: string }) {
  if (events.length === 0) return null
  return (
    <section>
      <h2>
        {t.actor.acts} <small>{t.actor.latestFirst}</small>
      </h2>
      <ul className="month">
        {events.slice(0, MAX_SHOWN).map((event) => (
          <li key={event.id}>
            <Glyph mark={drawn(event)} />
            <Link to={`/events/${event.id}`}>
              <Act event={event} id={id} />
            </Link>
            <span className="why">{event.date === undefined ? t.words.undated : formatInterval(event.date)}</span>
          </li>
        ))}
      </ul>
      <p>
        <Link to={`/?actor=${encodeURIComponent(name)}`} className="link">
          {t.actor.allInRecord}
        </Link>
      </p>
    </section>
  )
}

/** An act as seen from one side: with whom, to whom, or by whom. */
function Act({ event, id }: { event: EventRow; id: string }) {
  const { actors, recipients, status } = event
  const isActor = actors.some(({ entity }) => entity === id)
  const others = (isTogether(event) ? [...actors, ...recipients] : isActor ? recipients : actors).filter(
    ({ entity }) => entity !== id,
  )
  const side = isTogether(event) ? t.actor.with : isActor ? '→' : t.actor.by
  return (
    <>
      {actWords(event)}
      {others.length > 0 && (
        <>
          <span className="quiet"> {side} </span>
          <bdi>{names(others)}</bdi>
        </>
      )}
      {status !== 'occurred' && <i className="quiet"> {t.statuses[status]}</i>}
    </>
  )
}
