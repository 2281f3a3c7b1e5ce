import { useEffect, useState } from 'react'
import type { Failure } from '../../src/serve/http/types.ts'

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

const cache = new Map<string, Found<unknown>>()
const MAX_CACHED = 60

/** Asks the server for `path`; undefined asks for nothing. */
export function useApi<T>(path: string | undefined): Answer<T> {
  const [found, setFound] = useState<Found<T>>()
  const [failure, setFailure] = useState<{ path: string; error: string }>()
  useEffect(() => {
    if (path === undefined) return
    const abort = new AbortController()
    load<T>(path, abort.signal).then(setFound, (error: unknown) => {
      if (!abort.signal.aborted) setFailure({ path, error: error instanceof Error ? error.message : String(error) })
    })
    return () => abort.abort()
  }, [path])
  if (failure !== undefined && failure.path === path) return { error: failure.error, isLoading: false }
  if (found === undefined) return { isLoading: path !== undefined }
  return { data: found.data, total: found.total, isLoading: found.path !== path }
}

/** Asks for several addresses at once; undefined until all have answered. */
export function useAll<T>(paths: readonly string[]): readonly T[] | undefined {
  const key = paths.join('\n')
  const [found, setFound] = useState<{ key: string; all: readonly T[] }>()
  useEffect(() => {
    const abort = new AbortController()
    Promise.all(key === '' ? [] : key.split('\n').map((path) => load<T>(path, abort.signal))).then(
      (all) => setFound({ key, all: all.map(({ data }) => data) }),
      () => {},
    )
    return () => abort.abort()
  }, [key])
  return found?.key === key ? found.all : undefined
}

async function load<T>(path: string, signal: AbortSignal): Promise<Found<T>> {
  const known = cache.get(path)
  if (known !== undefined) return known as Found<T>
  const response = await fetch(path, { signal })
  if (!response.ok) throw new Error(await reasonOf(response))
  const data = (await response.json()) as T
  const found = { path, data, total: Number(response.headers.get('x-total-count') ?? 0) }
  if (cache.size >= MAX_CACHED) cache.delete(cache.keys().next().value!)
  cache.set(path, found)
  return found
}

async function reasonOf(response: Response): Promise<string> {
  const isJson = response.headers.get('content-type')?.startsWith('application/json') === true
  return isJson ? ((await response.json()) as Failure).error : `The server answered ${response.status}.`
}
