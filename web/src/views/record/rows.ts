import { useEffect, useState } from 'react'
import type { BrowsedEvents, EventRow } from '../../../../src/serve/http/types.ts'
import { ask, useVersion } from '../../api.ts'
import { useAsOf } from '../../router.tsx'

const PAGE = 24

/** The rows of a choice as far as they are here. */
export interface Rows {
  readonly total: number
  /** The row at a place; undefined while it is on its way. */
  at(idx: number): EventRow | undefined
  /** The place of an event among the rows that are here. */
  placeOf(id: string): number | undefined
  readonly isStale: boolean
}

interface Held {
  readonly key: string
  readonly total: number
  readonly pages: ReadonlyMap<number, readonly EventRow[]>
}

const addressOfPage = (asked: string, page: number) => `/api/browse?${asked}&offset=${page * PAGE}&limit=${PAGE}`

/**
 * Asks for the rows between two places of a choice, unless these are to change at once; those of the choice before stay
 * until the first are there.
 */
export function useRows(asked: string, first: number, last: number, isWaiting: boolean): Rows {
  const key = `${asked} ${useAsOf() ?? ''} ${useVersion()}`
  const [held, setHeld] = useState<Held>({ key: '', total: 0, pages: new Map() })
  const [from, to] = [Math.floor(Math.max(first, 0) / PAGE), Math.floor(Math.max(last, 0) / PAGE)]
  useEffect(() => {
    if (isWaiting) return
    let isWanted = true
    for (let page = from; page <= to; page++) {
      void ask<BrowsedEvents>(addressOfPage(asked, page)).then(
        ({ total, rows }) => {
          if (!isWanted) return
          setHeld((before) => {
            if (before.key === key && before.pages.has(page)) return before
            const pages = new Map(before.key === key ? before.pages : [])
            return { key, total, pages: pages.set(page, rows) }
          })
        },
        // The facets, asked at the same time, say what is wrong.
        () => {},
      )
    }
    return () => {
      isWanted = false
    }
  }, [asked, key, from, to, isWaiting])
  return {
    total: held.total,
    at: (idx) => held.pages.get(Math.floor(idx / PAGE))?.[idx % PAGE],
    placeOf: (id) => {
      for (const [page, rows] of held.pages) {
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
  return (await ask<BrowsedEvents>(addressOfPage(asked, page))).rows[idx % PAGE]
}
