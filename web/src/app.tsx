import { type ReactNode, useEffect, useMemo, useRef } from 'react'
import type { Counts } from '../../src/serve/http/types.ts'
import { ActorPage } from './actorPage.tsx'
import { ActorsPage } from './actorsPage.tsx'
import { useApi } from './api.ts'
import { EventPage } from './eventPage.tsx'
import { useKeys } from './keys.ts'
import { RecordView } from './recordView.tsx'
import { ReportPage } from './reportPage.tsx'
import { ReportsPage } from './reportsPage.tsx'
import { go, Link, type Place, usePlace, withQuery } from './router.tsx'
import { counted } from './words.ts'

/** The whole page: the masthead, the view that the address names, the line at the foot. */
export function App() {
  const place = usePlace()
  const search = useRef<HTMLInputElement>(null)
  // Going back to the record finds it as it was left.
  const record = useRef('/')
  if (place.path === '/') record.current = withQuery(place.query, {})
  const keys = useMemo(
    () => ({
      '/': () => search.current?.focus(),
      Escape: () => {
        if (location.pathname !== '/') go(record.current)
      },
    }),
    [],
  )
  useKeys(keys)
  useEffect(() => {
    if (place.path === '/') document.title = 'Record · Readout'
  }, [place.path])
  return (
    <div className={place.path === '/' ? 'frame record' : 'frame'}>
      <Masthead place={place} record={record.current} search={search} />
      <View place={place} />
      <Foot isRecord={place.path === '/'} />
    </div>
  )
}

function View({ place }: { place: Place }): ReactNode {
  const [, kind, id] = place.path.split('/')
  if (kind === '') return <RecordView query={place.query} />
  if (kind === 'events' && id !== undefined) return <EventPage id={id} />
  if (kind === 'reports' && id !== undefined)
    return <ReportPage id={id} chosen={place.query.get('event') ?? undefined} />
  if (kind === 'actors' && id !== undefined) return <ActorPage id={id} />
  if (kind === 'actors') return <ActorsPage query={place.query} />
  if (kind === 'reports') return <ReportsPage query={place.query} />
  return (
    <main className="page">
      <h1>There is no such page</h1>
      <p className="lede">
        <Link to="/" className="link">
          Go to the record
        </Link>
      </p>
    </main>
  )
}

const VIEWS = [
  ['/', 'Record'],
  ['/actors', 'Actors'],
  ['/reports', 'Reports'],
] as const

interface MastheadProps {
  readonly place: Place
  readonly record: string
  readonly search: React.RefObject<HTMLInputElement | null>
}

function Masthead({ place, record, search }: MastheadProps) {
  const base = place.path === '/actors' || place.path === '/reports' ? place.path : '/'
  const find = (text: string) => {
    if (base === '/')
      go(withQuery(place.path === '/' ? place.query : new URLSearchParams(), { text, event: undefined }))
    else go(text === '' ? base : `${base}?text=${encodeURIComponent(text)}`)
  }
  const text = place.query.get('text') ?? ''
  return (
    <header className="mast">
      <Link to="/" className="wordmark">
        Readout
      </Link>
      <nav aria-label="Views">
        <ul>
          {VIEWS.map(([path, name]) => (
            <li key={path}>
              <Link to={path === '/' ? record : path} current={place.path === path}>
                {name}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <search className="search">
        <form
          onSubmit={(event) => {
            event.preventDefault()
            find(search.current!.value.trim())
            search.current!.blur()
          }}
        >
          <label className="sr" htmlFor="q">
            Search the {base === '/' ? 'record' : base.slice(1)}
          </label>
          <input
            id="q"
            ref={search}
            key={base + text}
            defaultValue={text}
            placeholder={`Search the ${base === '/' ? 'record' : base.slice(1)}`}
            autoComplete="off"
            onKeyDown={(event) => {
              if (event.key !== 'Escape') return
              if (event.currentTarget.value === '') event.currentTarget.blur()
              else event.currentTarget.value = ''
              if (text !== '') find('')
            }}
          />
          <span className="hint">/</span>
        </form>
      </search>
    </header>
  )
}

function Foot({ isRecord }: { isRecord: boolean }) {
  const { data } = useApi<Counts>('/api/counts')
  return (
    <footer className="foot">
      {data !== undefined && (
        <span>
          {counted(data.reports, 'report')} · {counted(data.events, 'event')} · {counted(data.quotations, 'quotation')}{' '}
          · {counted(data.actors, 'actor')}
        </span>
      )}
      <span className="keys">
        {isRecord ? (
          <>
            <span>
              <kbd>j</kbd> <kbd>k</kbd> move
            </span>
            <span>
              <kbd>Enter</kbd> open
            </span>
          </>
        ) : (
          <span>
            <kbd>Esc</kbd> back to the record
          </span>
        )}
        <span>
          <kbd>/</kbd> search
        </span>
      </span>
    </footer>
  )
}
