import '../../../styles/pages.css'
import '../../../styles/add.css'
import '../../../styles/saved.css'
import { useState } from 'react'
import type { Noticed } from '../../../../src/serve/http/types.ts'
import { send, useApi } from '../../api.ts'
import { t } from '../../catalogue/index.ts'
import { badDate, FIELDS, readSearch } from '../../frame/searchSyntax.ts'
import { Empty, Missing, useTitle, Waiting } from '../../frame/states.tsx'
import { useCommands } from '../../keys.ts'
import { go, Link, withQuery } from '../../router.tsx'
import type { ViewProps } from '../../routes.ts'
import { Watch } from './watch.tsx'

const PATH = '/saved'

/** Saved searches, each with what came on record since the reader last said that it was seen, and why it matches. */
export default function SavedView({ query }: ViewProps) {
  const { data, error } = useApi<Noticed[]>('/api/watchlist', { isNow: true })
  const [fault, setFault] = useState<string>()
  useTitle(t.views.saved)
  const change = (path: string, body: unknown, method = 'POST') => {
    setFault(undefined)
    return send(path, body, method).then(
      () => true,
      (reason: unknown) => {
        setFault(reason instanceof Error ? reason.message : String(reason))
        return false
      },
    )
  }
  const matches = (data ?? []).flatMap((watch) => watch.matches.map(({ event }) => ({ name: watch.name, event })))
  const at = matches.findIndex(({ name, event }) => `${name} ${event.id}` === query.get('at'))
  const move = (by: number) => {
    const next = matches[Math.min(Math.max(at + by, 0), matches.length - 1)]
    if (next !== undefined) go(withQuery(query, { at: `${next.name} ${next.event.id}` }, PATH), { isReplaced: true })
  }
  useCommands({
    next: () => move(1),
    previous: () => move(-1),
    open: () => {
      if (matches[at] !== undefined) go(`/events/${matches[at].event.id}`)
    },
  })
  if (error !== undefined) return <Missing error={error} />
  if (data === undefined) return <Waiting />
  return (
    <main className="page saved" id="main" tabIndex={-1}>
      <header>
        <p className="over">{t.saved.over}</p>
        <h1>{t.saved.title}</h1>
        <p className="lede">{t.saved.lede}</p>
        {data.some(({ total }) => total > 0) && (
          <button type="button" className="act strong-act" onClick={() => change('/api/watchlist/seen', {})}>
            {t.saved.seenAll}
          </button>
        )}
      </header>
      <p role="alert" className="complaint">
        {fault}
      </p>
      {data.length === 0 && <Empty title={t.saved.none} text={t.saved.noneWhy} />}
      {data.map((watch) => (
        <Watch
          key={watch.name}
          watch={watch}
          chosen={matches[at]?.name === watch.name ? matches[at].event.id : undefined}
          onSeen={() => void change('/api/watchlist/seen', { name: watch.name })}
          onRemove={() => void change(`/api/watchlist/${encodeURIComponent(watch.name)}`, {}, 'DELETE')}
        />
      ))}
      <Save
        key={query.get('query')}
        query={query.get('query') ?? ''}
        onFault={setFault}
        onSave={async (name, filters) => {
          if (await change('/api/watchlist', { name, filters })) go(PATH, { isReplaced: true })
        }}
      />
    </main>
  )
}

interface SaveProps {
  readonly query: string
  readonly onFault: (fault: string) => void
  readonly onSave: (name: string, filters: Readonly<Record<string, string | readonly string[]>>) => void
}

/** Names a search and saves it; it is written as in the search box. */
function Save({ query, onFault, onSave }: SaveProps) {
  return (
    <form
      className="save screen"
      onSubmit={(event) => {
        event.preventDefault()
        const form = new FormData(event.currentTarget)
        const [name, text] = [String(form.get('name')).trim(), String(form.get('query')).trim()]
        const search = readSearch(text)
        const wrong = badDate(search)
        if (name === '' || text === '') onFault(t.saved.exists)
        else if (wrong !== undefined) onFault(t.search.badDate(wrong))
        else if (search.fields.publisher !== undefined) onFault(t.saved.noPublisher)
        else onSave(name, filtersOf(search))
      }}
    >
      <h2>{t.saved.saveTitle}</h2>
      <label>
        {t.saved.name}
        <input className="field" name="name" maxLength={200} autoComplete="off" defaultValue={query} />
      </label>
      <label>
        {t.saved.query}
        <input
          className="field"
          name="query"
          autoComplete="off"
          spellCheck={false}
          defaultValue={query}
          aria-describedby="query-hint"
        />
      </label>
      <p className="why" id="query-hint">
        {t.saved.queryHint}
      </p>
      <button type="submit" className="act strong-act">
        {t.saved.save}
      </button>{' '}
      <Link to="/" className="link">
        {t.map.toRecord}
      </Link>
    </form>
  )
}

/** The filters of the record that a search comes to. */
function filtersOf({ text, fields }: ReturnType<typeof readSearch>): Record<string, string | readonly string[]> {
  const filters: Record<string, string | readonly string[]> = text === '' ? {} : { text }
  for (const [field, values] of Object.entries(fields)) {
    const isMany = field === 'type' || field === 'status'
    filters[FIELDS[field as keyof typeof FIELDS]] = isMany ? values : values.at(-1)!
  }
  return filters
}
