import { type MouseEvent, type ReactNode, useSyncExternalStore } from 'react'

/** Where the reader is; every view is an address. */
export interface Place {
  readonly path: string
  readonly query: URLSearchParams
}

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

/** Goes to an address of this page; `isReplaced` where going back should not stop here. */
export function go(to: string, { isReplaced = false } = {}): void {
  if (isReplaced) history.replaceState(null, '', to)
  else history.pushState(null, '', to)
  for (const listener of listeners) listener()
  if (!isReplaced && !to.includes('#')) scrollTo(0, 0)
}

/** The address of the record with some of its parameters changed; empty ones are left out. */
export function withQuery(query: URLSearchParams, changes: Readonly<Record<string, string | undefined>>): string {
  const next = new URLSearchParams(query)
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined || value === '') next.delete(name)
    else next.set(name, value)
  }
  const text = next.toString()
  return text === '' ? '/' : `/?${text}`
}

/** A link within the page: a plain click does not load it anew. */
export function Link({
  to,
  children,
  className,
  current = false,
}: {
  to: string
  children: ReactNode
  className?: string
  current?: boolean
}) {
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    go(to)
  }
  return (
    <a href={to} className={className} onClick={follow} aria-current={current ? 'page' : undefined}>
      {children}
    </a>
  )
}
