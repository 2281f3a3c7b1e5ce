import { useEffect, useRef, useState } from 'react'
import type { JudgementRow, UnsureLink } from '../../../src/serve/http/types.ts'
import { refresh, sendQuietly } from '../api.ts'
import { t } from '../catalogue/index.ts'
import { AUTHOR, askedOf, authorOf } from './judge.tsx'
import { unsureJudging } from './unsure.tsx'

/** An answer to an unsure link that was given here. */
export interface Answered {
  readonly link: UnsureLink
  readonly isSame: boolean
  /** The judgement that the server made of it; absent while it is on its way. */
  readonly row?: JudgementRow
}

/** How long the keys rest before the page asks for the record anew. */
const SETTLED_MS = 1200

/** The same for the same two tellings. */
export const linkKey = ({ a, b }: UnsureLink) => [a, b].map(({ report, clause }) => `${report.id} ${clause}`).join('\n')

/**
 * Takes yes and no to unsure links at once: the next is there before the server has answered, answers go to it one by
 * one, and the record is asked anew when the keys rest. `failed` says why the last was not taken; it is open again then.
 */
export function useAnswers() {
  const [answered, setAnswered] = useState<readonly Answered[]>([])
  const [failed, setFailed] = useState<string>()
  const line = useRef<Promise<unknown>>(Promise.resolve())
  const rows = useRef(new Map<string, JudgementRow>())
  const later = useRefreshLater()
  const drop = (link: UnsureLink) => setAnswered((all) => all.filter((one) => linkKey(one.link) !== linkKey(link)))
  const next = (task: () => Promise<void>) => {
    setFailed(undefined)
    line.current = line.current
      .then(task)
      .catch((cause: unknown) => setFailed(cause instanceof Error ? cause.message : String(cause)))
      .then(later)
  }
  const answer = (link: UnsureLink, isSame: boolean, reason = '') => {
    setAnswered((all) => [...all.filter((one) => linkKey(one.link) !== linkKey(link)), { link, isSame }])
    next(async () => {
      try {
        const row = await say(askedOf(unsureJudging(link, isSame)), reason.trim() || t.unsure.fromWords)
        rows.current.set(linkKey(link), row)
        setAnswered((all) => all.map((one) => (linkKey(one.link) === linkKey(link) ? { ...one, row } : one)))
      } catch (cause) {
        drop(link)
        throw cause
      }
    })
  }
  const undo = ({ link }: Answered) => {
    drop(link)
    next(async () => {
      const row = rows.current.get(linkKey(link))
      // What the server did not take needs no undoing.
      if (row !== undefined) await say({ kind: 'undo', judgement: row.id }, t.unsure.takenBack)
      rows.current.delete(linkKey(link))
    })
  }
  return { answered, failed, answer, undo, drop }
}

/** Records a judgement of whoever judged last here, without asking the record anew. @throws Error with the server's reason. */
export function say(asked: ReturnType<typeof askedOf>, reason: string): Promise<JudgementRow> {
  const author = authorOf(localStorage.getItem(AUTHOR) ?? '')
  return sendQuietly<JudgementRow>('/api/judgements', { ...asked, reason, ...author })
}

/** Asks for the record anew when nothing was sent for a while, or the view is left. */
function useRefreshLater(): () => void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(
    () => () => {
      if (timer.current === undefined) return
      clearTimeout(timer.current)
      refresh()
    },
    [],
  )
  return () => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      timer.current = undefined
      refresh()
    }, SETTLED_MS)
  }
}
