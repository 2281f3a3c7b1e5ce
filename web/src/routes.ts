import type { ComponentType } from 'react'
import type { ViewName } from './catalogue/index.ts'

/** What a view is given: the named parts of its path and the parameters of the address, in which all its state lies. */
export interface ViewProps {
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
}

/** A view of the page and the address it answers to. */
export interface Route {
  /** Parts that begin with a colon are given to the view by that name. */
  readonly path: string
  /** Its name in the catalogue, which the masthead and the help show. */
  readonly name: ViewName
  /** Whether the masthead leads to it. */
  readonly nav?: true
  /** The letter that after `g` leads to it. */
  readonly jump?: string
  /** Loads its file, which the first view does not wait for. */
  readonly load: () => Promise<{ readonly default: ComponentType<ViewProps> }>
}

/** Every view, in the order of the masthead: a new one takes one line here and its name in the catalogue. */
export const ROUTES: readonly Route[] = [
  { path: '/', name: 'record', nav: true, jump: 't', load: () => import('./views/record/record.tsx') },
  { path: '/calendar', name: 'calendar', nav: true, jump: 'c', load: () => import('./views/calendar/calendar.tsx') },
  { path: '/wording', name: 'wording', nav: true, jump: 'w', load: () => import('./views/wording/wording.tsx') },
  { path: '/checks', name: 'checks', nav: true, jump: 'h', load: () => import('./views/checks/checks.tsx') },
  { path: '/actors', name: 'actors', nav: true, jump: 'a', load: () => import('./views/actor/actors.tsx') },
  { path: '/map', name: 'map', nav: true, jump: 'm', load: () => import('./views/map/map.tsx') },
  { path: '/network', name: 'network', nav: true, jump: 'n', load: () => import('./views/network/network.tsx') },
  { path: '/reports', name: 'reports', nav: true, jump: 'r', load: () => import('./views/report/reports.tsx') },
  { path: '/unsure', name: 'unsure', jump: 'u', load: () => import('./views/unsure/unsure.tsx') },
  { path: '/saved', name: 'saved', nav: true, jump: 's', load: () => import('./views/saved/saved.tsx') },
  { path: '/add', name: 'add', jump: '+', load: () => import('./views/add/add.tsx') },
  { path: '/events/:id', name: 'event', load: () => import('./views/event/event.tsx') },
  { path: '/reports/:id', name: 'report', load: () => import('./views/report/report.tsx') },
  { path: '/actors/:id', name: 'actor', load: () => import('./views/actor/actor.tsx') },
]

/** The route that a path belongs to, with the parts that it names; undefined where there is none. */
export function matchRoute(path: string): { route: Route; params: Readonly<Record<string, string>> } | undefined {
  const parts = path.split('/')
  for (const route of ROUTES) {
    const wanted = route.path.split('/')
    if (wanted.length !== parts.length) continue
    const params: Record<string, string> = {}
    const isMatch = wanted.every((part, idx) => {
      if (!part.startsWith(':')) return part === parts[idx]
      params[part.slice(1)] = decoded(parts[idx]!)
      return parts[idx] !== ''
    })
    if (isMatch) return { route, params }
  }
  return undefined
}

/** A part of a path in plain letters; as it is written where that is no encoding of any. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch (cause) {
    if (cause instanceof URIError) return part
    throw cause
  }
}
