import { useRef } from 'react'
import type { EventRow, Facets } from '../../../../src/serve/http/types.ts'
import { useVersion } from '../../api.ts'
import { useCommands } from '../../keys.ts'
import { go, useAsOf, withQuery } from '../../router.tsx'
import { windowOf, wordsOf } from './choice.ts'
import { eventAt } from './rows.ts'

interface Moves {
  readonly asked: string
  readonly query: URLSearchParams
  readonly data: Facets | undefined
  readonly selected: string | undefined
  readonly position: number | undefined
  readonly event: EventRow | undefined
  readonly select: (id: string) => void
}

/** Rows that a page of the list is. */
const PAGE_ROWS = 12

/** What is aimed at: a place in a choice as it stood, and the event that was chosen when the key was pressed. */
interface Aim {
  readonly idx: number
  readonly choice: string
  readonly chosen: string | undefined
}

/** Returns how to choose the row so many further on. Keys may come faster than answers: each counts from where the one before went. */
function useSteps({ asked, data, selected, position, select }: Omit<Moves, 'query' | 'event'>): (by: number) => void {
  const aim = useRef<Aim>(undefined)
  const choice = `${asked} ${useAsOf() ?? ''} ${useVersion()}`
  const latest = useRef({ choice, selected })
  latest.current = { choice, selected }
  const isAt = (one: Aim | undefined) => one?.choice === latest.current.choice && one.chosen === latest.current.selected
  return (by) => {
    if (data === undefined || data.total === 0) return
    const from = isAt(aim.current) ? aim.current!.idx : (position ?? 0)
    const idx = Math.min(Math.max(from + by, 0), data.total - 1)
    const own: Aim = { idx, choice, chosen: selected }
    aim.current = own
    void eventAt(asked, idx).then((row) => {
      // Another key, another filter or the pointer may have had the say since.
      if (row === undefined || aim.current !== own || !isAt(own)) return
      aim.current = { ...own, chosen: row.id }
      select(row.id)
    })
  }
}

/** Moves through the rows and the days by keys. */
export function useMoves({ asked, query, data, selected, position, event, select }: Moves): void {
  const move = useSteps({ asked, data, selected, position, select })
  const pan = (share: number, grow = 0) => {
    if (data === undefined) return
    const { first, last } = windowOf(query, data, event)
    const days = last - first + 1
    const next = {
      first: first + Math.round(days * (share - grow)),
      last: last + Math.round(days * (share + grow)),
    }
    if (next.last - next.first < 2) return
    go(withQuery(query, { window: wordsOf(next) }), { isReplaced: true })
  }
  useCommands({
    next: () => move(1),
    previous: () => move(-1),
    open: () => selected !== undefined && go(`/events/${selected}`),
    back: () => go('/'),
    pageDown: () => move(PAGE_ROWS),
    pageUp: () => move(-PAGE_ROWS),
    first: () => move(Number.NEGATIVE_INFINITY),
    last: () => move(Number.POSITIVE_INFINITY),
    panEarlier: () => pan(-0.5),
    panLater: () => pan(0.5),
    zoomIn: () => pan(0, -0.25),
    zoomOut: () => pan(0, 0.5),
  })
}
