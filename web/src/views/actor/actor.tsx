import type { ActorRow, EventRow, QuotationRow } from '../../../../src/serve/http/types.ts'
import { useApi } from '../../api.ts'
import { t } from '../../catalogue/index.ts'
import { countryName } from '../../countries.ts'
import { Missing, useTitle, Waiting } from '../../frame/states.tsx'
import type { ViewProps } from '../../routes.ts'
import '../../../styles/pages.css'
import '../../../styles/actor.css'
import { Acts } from './acts.tsx'
import { Dealings } from './dealings.tsx'
import { mainOffice, Offices } from './offices.tsx'
import { Said } from './said.tsx'

/** Acts that are read for the page: those of the latest days. */
const MAX_ACTS = 600
const MAX_SAID = 200

/** One actor: every name, the offices with their terms, who they deal with over time, what they said. */
export default function ActorView({ params }: ViewProps) {
  const id = params['id']!
  const { data: actor, error } = useApi<ActorRow>(`/api/actors/${encodeURIComponent(id)}`)
  const asked = actor && `${encodeURIComponent(actor.name)}&order=newest`
  const acts = useApi<EventRow[]>(asked && `/api/events?actor=${asked}&limit=${MAX_ACTS}`)
  const suffered = useApi<EventRow[]>(asked && `/api/events?recipient=${asked}&limit=${MAX_ACTS}`)
  const said = useApi<QuotationRow[]>(asked && `/api/quotations?actor=${asked}&limit=${MAX_SAID}`)
  useTitle(actor?.name)
  if (error !== undefined) return <Missing error={error} hint={t.actor.unnamed} />
  if (actor === undefined) return <Waiting />
  const isHere = [acts, suffered, said].every(({ data, error: failed }) => data !== undefined || failed !== undefined)
  const events = eventsOf(id, [...(acts.data ?? []), ...(suffered.data ?? [])])
  const isWhole = (acts.total ?? 0) <= MAX_ACTS && (suffered.total ?? 0) <= MAX_ACTS
  const quotations = (said.data ?? []).filter(({ speaker }) => speaker?.entity === id)
  const office = mainOffice(actor.offices)
  return (
    <main className="page" id="main" tabIndex={-1} aria-busy={!isHere}>
      <header>
        <p className="over">
          {[t.actor.kinds[actor.kind], actor.country && countryName(actor.country)].filter(Boolean).join(' · ')}
        </p>
        <h1>
          <bdi>{actor.name}</bdi>
        </h1>
        <p className="lede held">
          {office !== undefined && (
            <>
              <b>
                <bdi>{office.title}</bdi>.
              </b>{' '}
            </>
          )}
          {isHere && t.actor.held(events.length, isWhole, actor.nReports, quotations.length)}
        </p>
      </header>
      <div className="actor">
        <div>
          <Names names={actor.names} />
          {actor.offices.length > 0 && <Offices offices={actor.offices} />}
        </div>
        {/* All of it at once: what came first would be pushed down by what came later. */}
        {isHere && (
          <>
            <div>
              <Dealings events={events} id={id} {...(actor.country === undefined ? {} : { own: actor.country })} />
              <Acts events={events} id={id} name={actor.name} />
            </div>
            <Said quotations={quotations} />
          </>
        )}
      </div>
    </main>
  )
}

/** The filters find namesakes and, for a state, all who act for it; the page is of this one. Latest first. */
function eventsOf(id: string, found: readonly EventRow[]): EventRow[] {
  return [...new Map(found.map((event) => [event.id, event])).values()]
    .filter(({ actors, recipients }) => [...actors, ...recipients].some(({ entity }) => entity === id))
    .sort((a, b) => ((a.date?.start ?? '') < (b.date?.start ?? '') ? 1 : -1))
}

function Names({ names }: { names: readonly string[] }) {
  return (
    <section>
      <h2>
        {t.actor.names} <small>{t.actor.namesHow}</small>
      </h2>
      <ul className="names">
        {names.map((name) => (
          <li key={name}>
            <bdi>{name}</bdi>
          </li>
        ))}
      </ul>
    </section>
  )
}
