import { useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import type { Failure } from '../../src/serve/http/types.ts'
import { t } from './catalogue/index.ts'
import { AS_OF, useAsOf } from './router.tsx'

/** What is known of an answer: the last one stays until the next is there, so that nothing jumps. */
export interface Answer<T> {
  readonly data?: T
  /** How many rows there are in all, where the answer is a page of them. */
  readonly total?: number
  readonly error?: string
  readonly isLoading: boolean
}

interface Found<T> {
  readonly path: string
  readonly data: T
  readonly total: number
}

const MAX_CACHED = 200
const cache = new Map<string, Found<unknown>>()

/** Rises when the record was changed from here: what was known is asked for again. */
let version = 0
const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Forgets every answer, so that all that is shown is asked for again. */
export function refresh(): void {
  cache.clear()
  version += 1
  for (const listener of listeners) listener()
}

/** Rises when what is known was forgotten; follows. */
export function useVersion(): number {
  return useSyncExternalStore(subscribe, versionNow)
}

/** Rises when what is known was forgotten. */
export function versionNow(): number {
  return version
}

/**
 * Asks the server for `path`, as of the day that is chosen; undefined asks for nothing. The answer before stays, with
 * `isLoading`, until the new one is there. `isNow` asks the record as it is, whatever day is chosen.
 */
export function useApi<T>(path: string | undefined, { isNow = false } = {}): Answer<T> {
  const chosen = useAsOf()
  const day = isNow ? undefined : chosen
  const at = useVersion()
  const asked = path === undefined ? undefined : withDay(path, day)
  const known = asked === undefined ? undefined : (cache.get(asked) as Found<T> | undefined)
  const [found, setFound] = useState<Found<T>>()
  const [failure, setFailure] = useState<{ path: string; error: string }>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version asks anew
  useEffect(() => {
    if (asked === undefined) return
    const abort = new AbortController()
    setFailure(undefined)
    load<T>(asked, abort.signal).then(setFound, (error: unknown) => {
      if (!abort.signal.aborted) setFailure({ path: asked, error: reason(error) })
    })
    return () => abort.abort()
  }, [asked, at])
  if (asked === undefined) return { isLoading: false }
  if (known !== undefined) return { data: known.data, total: known.total, isLoading: false }
  if (failure !== undefined && failure.path === asked) return { error: failure.error, isLoading: false }
  if (found === undefined) return { isLoading: true }
  return { data: found.data, total: found.total, isLoading: found.path !== asked }
}

/** Asks for several addresses at once; undefined until all have answered, an error where one fails. */
export function useAll<T>(paths: readonly string[]): Pick<Answer<readonly T[]>, 'data' | 'error'> {
  const day = useAsOf()
  const at = useVersion()
  const key = paths.map((path) => withDay(path, day)).join('\n')
  const [found, setFound] = useState<{ key: string; data?: readonly T[]; error?: string }>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version asks anew
  useEffect(() => {
    const abort = new AbortController()
    Promise.all(key === '' ? [] : key.split('\n').map((path) => load<T>(path, abort.signal))).then(
      (all) => setFound({ key, data: all.map(({ data }) => data) }),
      (error: unknown) => {
        if (!abort.signal.aborted) setFound({ key, error: reason(error) })
      },
    )
    return () => abort.abort()
  }, [key, at])
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version knows others
  const known = useMemo(() => knownAll<T>(key), [key, at, found])
  if (known !== undefined) return { data: known }
  return found?.key === key ? found : {}
}

/** The answers of several addresses, one a line, where all are here; undefined where one is missing. */
function knownAll<T>(key: string): readonly T[] | undefined {
  const known = key === '' ? [] : key.split('\n').map((path) => cache.get(path) as Found<T> | undefined)
  return known.every((one) => one !== undefined) ? known.map(({ data }) => data) : undefined
}

/** Asks once, outside a view's drawing. @throws Error with the server's reason. */
export async function ask<T>(path: string): Promise<T> {
  return (await load<T>(withDay(path, new URLSearchParams(location.search).get(AS_OF) ?? undefined))).data
}

/** Sends something to the server and forgets what was known; answers with what it answers. @throws Error with the reason. */
export async function send<T>(path: string, body: unknown, method = 'POST'): Promise<T> {
  const answer = await sendQuietly<T>(path, body, method)
  refresh()
  return answer
}

/** As `send`, and leaves what was known: whoever sends much in a row calls `refresh` once, at the end. */
export async function sendQuietly<T>(path: string, body: unknown, method = 'POST'): Promise<T> {
  const response = await fetch(path, {
    method,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(await reasonOf(response))
  return (response.status === 204 ? undefined : await response.json()) as T
}

function withDay(path: string, day: string | undefined): string {
  if (day === undefined) return path
  return `${path}${path.includes('?') ? '&' : '?'}${AS_OF}=${encodeURIComponent(day)}`
}

async function load<T>(path: string, signal?: AbortSignal): Promise<Found<T>> {
  const known = cache.get(path)
  if (known !== undefined) return known as Found<T>
  const began = version
  const response = await fetch(path, signal === undefined ? {} : { signal })
  if (!response.ok) throw new Error(await reasonOf(response))
  const data = (await response.json()) as T
  const found = { path, data, total: Number(response.headers.get('x-total-count') ?? 0) }
  if (cache.size >= MAX_CACHED) cache.delete(cache.keys().next().value!)
  if (began === version) cache.set(path, found)
  return found
}

async function reasonOf(response: Response): Promise<string> {
  const isJson = response.headers.get('content-type')?.startsWith('application/json') === true
  return isJson ? ((await response.json()) as Failure).error : t.frame.answered(response.status)
}

const reason = (error: unknown) => (error instanceof Error ? error.message : String(error))
