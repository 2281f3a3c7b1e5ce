import { type MouseEvent, type ReactNode, useSyncExternalStore } from 'react'

/** Where the reader is; every view is an address. */
export interface Place {
  readonly path: string
  readonly query: URLSearchParams
}

/** The parameter that shows the record as it stood on a day: every link within the page keeps it. */
export const AS_OF = 'as-of'

const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  addEventListener('popstate', listener)
  return () => {
    listeners.delete(listener)
    removeEventListener('popstate', listener)
  }
}

/** Returns where the reader is, and follows. */
export function usePlace(): Place {
  const href = useSyncExternalStore(subscribe, () => location.pathname + location.search)
  const url = new URL(href, location.origin)
  return { path: url.pathname, query: url.searchParams }
}

/** Returns the day as of which the record is shown, and follows; undefined for the record as it is. */
export function useAsOf(): string | undefined {
  return useSyncExternalStore(subscribe, asOf)
}

/** The day as of which the record is shown; undefined for the record as it is. */
export function asOf(): string | undefined {
  return new URLSearchParams(location.search).get(AS_OF) ?? undefined
}

/** Goes to an address of this page; `isReplaced` where going back should not stop here. */
export function go(to: string, { isReplaced = false } = {}): void {
  const address = keepingAsOf(to)
  if (isReplaced) history.replaceState(null, '', address)
  else history.pushState(null, '', address)
  for (const listener of listeners) listener()
  if (!isReplaced && !to.includes('#')) scrollTo(0, 0)
}

/** Shows the record as it stood on a day, or, with none, as it is. */
export function goAsOf(day: string | undefined): void {
  const { pathname, search, hash } = location
  const query = new URLSearchParams(search)
  if (day === undefined) query.delete(AS_OF)
  else query.set(AS_OF, day)
  history.pushState(null, '', addressOf(pathname, query) + hash)
  for (const listener of listeners) listener()
}

/** The address of a path with some of its parameters changed; empty ones are left out. */
export function withQuery(
  query: URLSearchParams,
  changes: Readonly<Record<string, string | undefined>>,
  path = '/',
): string {
  const next = new URLSearchParams(query)
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined || value === '') next.delete(name)
    else next.set(name, value)
  }
  return addressOf(path, next)
}

/** `path?query`, or the path alone where there is nothing to ask. */
export function addressOf(path: string, query: URLSearchParams): string {
  const text = query.toString()
  return text === '' ? path : `${path}?${text}`
}

/** An address of the page with the day of the present one. */
function keepingAsOf(to: string): string {
  const day = asOf()
  const url = new URL(to, location.href)
  if (day === undefined || url.searchParams.has(AS_OF)) return to
  url.searchParams.set(AS_OF, day)
  return url.pathname + url.search + url.hash
}

interface LinkProps {
  readonly to: string
  readonly children: ReactNode
  readonly className?: string
  readonly current?: boolean
  readonly title?: string
}

/** A link within the page: a plain click does not load it anew. */
export function Link({ to, children, className, current = false, title }: LinkProps) {
  // A link is drawn anew when the day changes.
  useAsOf()
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    go(to)
  }
  return (
    <a
      href={keepingAsOf(to)}
      className={className}
      title={title}
      onClick={follow}
      aria-current={current ? 'page' : undefined}
    >
      {children}
    </a>
  )
}
