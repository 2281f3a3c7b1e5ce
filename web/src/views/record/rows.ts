import { useEffect, useState } from 'react'
import type { BrowsedEvents, EventRow } from '../../../../src/serve/http/types.ts'
import { ask, useVersion, versionNow } from '../../api.ts'
import { asOf, useAsOf } from '../../router.tsx'

/** Rows are kept by so many; those in sight are asked for at once. */
const PAGE = 12

/** The rows of a choice as far as they are here. */
export interface Rows {
  /** The row at a place; undefined while it is on its way. */
  at(idx: number): EventRow | undefined
  /** The place of an event among the rows that are here. */
  placeOf(id: string): number | undefined
  readonly isStale: boolean
}

/** The pages of a choice that were asked for, by their numbers. */
type Shelf = Map<number, readonly EventRow[]>

/** What was asked for of late, so that whoever comes back finds it; the latest last. */
const shelves = new Map<string, Shelf>()
const MAX_SHELVES = 16

function shelfOf(key: string): Shelf {
  const shelf = shelves.get(key) ?? new Map()
  shelves.delete(key)
  shelves.set(key, shelf)
  if (shelves.size > MAX_SHELVES) shelves.delete(shelves.keys().next().value!)
  return shelf
}

/** A choice as it stands: as of a day, before the next change from here. */
const keyOf = (asked: string, day: string | undefined, version: number) => `${asked} ${day ?? ''} ${version}`

/** Asks once for all pages of a range that are not here. */
async function fetchPages(asked: string, shelf: Shelf, from: number, to: number): Promise<void> {
  const missing = Array.from({ length: to - from + 1 }, (_, idx) => from + idx).filter((page) => !shelf.has(page))
  const [first, last] = [missing[0], missing.at(-1)]
  if (first === undefined || last === undefined) return
  const { rows } = await ask<BrowsedEvents>(
    `/api/browse?${asked}&offset=${first * PAGE}&limit=${(last - first + 1) * PAGE}`,
  )
  for (let page = first; page <= last; page++)
    shelf.set(page, rows.slice((page - first) * PAGE, (page - first + 1) * PAGE))
}

/**
 * Asks for the rows between two places of a choice, unless these are to change at once; those of the choice before stay
 * until the first are there.
 */
export function useRows(asked: string, first: number, last: number, isWaiting: boolean): Rows {
  const key = keyOf(asked, useAsOf(), useVersion())
  // Another object whenever rows came, so that they are drawn.
  const [held, setHeld] = useState<{ readonly key: string; readonly shelf: Shelf }>({ key: '', shelf: new Map() })
  const [from, to] = [Math.floor(Math.max(first, 0) / PAGE), Math.floor(Math.max(last, 0) / PAGE)]
  useEffect(() => {
    if (isWaiting) return
    let isWanted = true
    const shelf = shelfOf(key)
    fetchPages(asked, shelf, from, to).then(
      () => isWanted && setHeld({ key, shelf }),
      // The facets, asked at the same time, say what is wrong.
      () => {},
    )
    return () => {
      isWanted = false
    }
  }, [asked, key, from, to, isWaiting])
  return {
    at: (idx) => held.shelf.get(Math.floor(idx / PAGE))?.[idx % PAGE],
    placeOf: (id) => {
      for (const [page, rows] of held.shelf) {
        const idx = rows.findIndex((row) => row.id === id)
        if (idx !== -1) return page * PAGE + idx
      }
      return undefined
    },
    isStale: held.key !== key,
  }
}

/** The event at a place of a choice, asked for where it is not here. */
export async function eventAt(asked: string, idx: number): Promise<EventRow | undefined> {
  const page = Math.floor(idx / PAGE)
  const shelf = shelfOf(keyOf(asked, asOf(), versionNow()))
  await fetchPages(asked, shelf, page, page)
  return shelf.get(page)?.[idx % PAGE]
}
