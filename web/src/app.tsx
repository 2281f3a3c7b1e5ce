import { type ComponentType, useEffect, useRef, useState } from 'react'
import { t } from './catalogue/index.ts'
import { Foot } from './frame/foot.tsx'
import { listenToDrops } from './frame/handOver.ts'
import { Help } from './frame/help.tsx'
import { Masthead } from './frame/masthead.tsx'
import { Failed, Mishap } from './frame/mishap.tsx'
import { listenToKeys, useCommands } from './keys.ts'
import { addressOf, go, Link, usePlace } from './router.tsx'
import { matchRoute, type Route, type ViewProps } from './routes.ts'

/** The whole page: the masthead, the view that the address names, the line at the foot. */
export function App() {
  const place = usePlace()
  const [isHelp, setHelp] = useState(false)
  // Going back to the record finds it as it was left.
  const record = useRef('/')
  if (place.path === '/') record.current = addressOf('/', place.query)
  useEffect(listenToKeys, [])
  useEffect(listenToDrops, [])
  // In a view that has no rows of its own, its links are what is moved through and opened.
  useCommands(
    { next: () => moveThroughLinks(1), previous: () => moveThroughLinks(-1), open: openLink },
    { isByLetter: true },
  )
  useCommands({
    help: () => setHelp(true),
    ...(place.path === '/' ? {} : { back: () => go(record.current) }),
  })
  const match = matchRoute(place.path)
  const { shown, failed } = useLoaded(
    match && { route: match.route, props: { params: match.params, query: place.query } },
  )
  return (
    <div className={shown?.route.name === 'record' ? 'frame record' : 'frame'}>
      <a className="skip" href="#main">
        {t.frame.skip}
      </a>
      <Masthead place={place} record={record.current} />
      {match === undefined ? (
        <NoSuchPage />
      ) : failed !== undefined ? (
        <Failed error={failed} />
      ) : shown === undefined ? (
        <main className="page" id="main" aria-busy="true" />
      ) : (
        <Mishap key={keyOf(shown)}>
          <shown.View {...shown.props} />
        </Mishap>
      )}
      <Foot onHelp={() => setHelp(true)} />
      {isHelp && <Help onClose={() => setHelp(false)} />}
    </div>
  )
}

/** Moves the focus to the next link of the view, or the one before. */
function moveThroughLinks(by: 1 | -1): void {
  const all = [...document.querySelectorAll<HTMLAnchorElement>('main a[href]:not(.sn)')]
  const links = all.filter((link) => link.getClientRects().length > 0)
  const at = links.indexOf(document.activeElement as HTMLAnchorElement)
  const next = at === -1 ? (by === 1 ? 0 : links.length - 1) : Math.min(Math.max(at + by, 0), links.length - 1)
  links[next]?.focus()
}

function openLink(): void {
  const link = document.activeElement
  if (link instanceof HTMLAnchorElement && link.closest('main') !== null) link.click()
}

interface Asked {
  readonly route: Route
  readonly props: ViewProps
}

const views = new Map<Route, ComponentType<ViewProps>>()

/** The view that is asked for once its file is there; until then the one before, so that nothing jumps. */
function useLoaded(asked: Asked | undefined): {
  readonly shown: (Asked & { View: ComponentType<ViewProps> }) | undefined
  readonly failed: unknown
} {
  const [, setLoaded] = useState<Route>()
  const [failure, setFailure] = useState<{ readonly route: Route; readonly error: unknown }>()
  const before = useRef<Asked & { View: ComponentType<ViewProps> }>(undefined)
  const route = asked?.route
  useEffect(() => {
    if (route === undefined || views.has(route)) return
    let isWanted = true
    route.load().then(
      ({ default: View }) => {
        views.set(route, View)
        if (isWanted) setLoaded(route)
      },
      (error: unknown) => isWanted && setFailure({ route, error }),
    )
    return () => {
      isWanted = false
    }
  }, [route])
  const View = route && views.get(route)
  if (asked !== undefined && View !== undefined) before.current = { ...asked, View }
  return { shown: before.current, failed: failure !== undefined && failure.route === route ? failure.error : undefined }
}

/** Another event is another page; another filter is not. */
function keyOf({ route, props }: Asked): string {
  return [route.path, ...Object.values(props.params)].join(' ')
}

function NoSuchPage() {
  return (
    <main className="page" id="main" tabIndex={-1}>
      <h1>{t.frame.noSuchPage}</h1>
      <p className="lede">
        <Link to="/" className="link">
          {t.frame.toRecord}
        </Link>
      </p>
    </main>
  )
}
