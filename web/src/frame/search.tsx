import type { RefObject } from 'react'
import { t } from '../catalogue/index.ts'
import { AS_OF, go, type Place, withQuery } from '../router.tsx'

/** Views whose own rows the box searches; from any other it searches the record. */
const SEARCHED: Readonly<Record<string, string>> = { '/': 'record', '/actors': 'actors', '/reports': 'reports' }

interface SearchProps {
  readonly place: Place
  readonly field: RefObject<HTMLInputElement | null>
}

/** The search box of the masthead. */
export function Search({ place, field }: SearchProps) {
  const base = place.path in SEARCHED ? place.path : '/'
  const label = t.frame.search(SEARCHED[base]!)
  const text = (place.path === base ? place.query.get('text') : undefined) ?? ''
  const find = (words: string) => {
    const kept = place.path === '/' ? place.query : new URLSearchParams()
    const day = place.query.get(AS_OF)
    if (day !== null) kept.set(AS_OF, day)
    go(withQuery(kept, { text: words, event: undefined }, base))
  }
  return (
    <search className="search">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          find(field.current!.value.trim())
          field.current!.blur()
        }}
      >
        <label className="sr" htmlFor="q">
          {label}
        </label>
        <input
          id="q"
          ref={field}
          key={base + text}
          defaultValue={text}
          placeholder={label}
          autoComplete="off"
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return
            if (event.currentTarget.value === '') event.currentTarget.blur()
            else event.currentTarget.value = ''
            if (text !== '') find('')
          }}
        />
        <span className="hint" aria-hidden="true">
          /
        </span>
      </form>
    </search>
  )
}
