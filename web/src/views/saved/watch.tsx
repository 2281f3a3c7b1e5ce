import type { Noticed } from '../../../../src/serve/http/types.ts'
import { t } from '../../catalogue/index.ts'
import { formatInterval } from '../../dates.ts'
import { drawn, Glyph } from '../../parts/marks.tsx'
import { addressOf, Link } from '../../router.tsx'
import { eventTitle } from '../../words.ts'

interface WatchProps {
  readonly watch: Noticed
  /** Id of the event that the keys are on. */
  readonly chosen: string | undefined
  readonly onSeen: () => void
  readonly onRemove: () => void
}

/** One saved search: what is new of it, and why each event matches. */
export function Watch({ watch, chosen, onSeen, onRemove }: WatchProps) {
  const { name, filters, matches, total } = watch
  return (
    <section className="watch">
      <h2>
        <bdi>{name}</bdi> <small>{t.saved.isNew(total)}</small>
      </h2>
      <p className="why">
        <bdi>
          {Object.entries(filters)
            .map(([filter, value]) => `${t.saved.fields[filter] ?? filter}: ${[value].flat().join(', ')}`)
            .join(' · ')}
        </bdi>
      </p>
      <ul>
        {matches.map(({ event, isNew, reports, why }) => (
          <li key={event.id} className={event.id === chosen ? 'on' : ''}>
            <Glyph mark={drawn(event)} />
            <div>
              <Link to={`/events/${event.id}`}>
                <bdi>{eventTitle(event)}</bdi>
                {event.date !== undefined && `, ${formatInterval(event.date)}`}
              </Link>
              <p className="why">
                {isNew ? t.saved.newEvent : t.saved.newReport(reports.length)} · {t.saved.because}{' '}
                <bdi>{why.join(', ')}</bdi>
              </p>
            </div>
          </li>
        ))}
      </ul>
      {matches.length < total && <p className="why">{t.saved.more(total - matches.length)}</p>}
      <p className="watch-acts screen">
        {total > 0 && (
          <button type="button" className="act" onClick={onSeen} aria-label={t.saved.seenNamed(name)}>
            {t.saved.seen}
          </button>
        )}
        <Link to={addressOfWatch(watch)} className="link">
          {t.saved.open}
        </Link>
        <button type="button" className="act" onClick={onRemove} aria-label={t.saved.removeNamed(name)}>
          {t.saved.remove}
        </button>
      </p>
    </section>
  )
}

/** The record with the filters of a search; a part of a place's name is no value of the facet, so it is searched as words. */
function addressOfWatch({ filters: { place, text, ...filters } }: Noticed): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(filters)) for (const one of [value].flat()) query.append(name, one)
  const words = [text, place].filter(Boolean).join(' ')
  if (words !== '') query.set('text', words)
  return addressOf('/', query)
}
