import '../../../styles/pages.css'
import '../../../styles/checks.css'
import { useRef } from 'react'
import type { CheckedCount, Conflict } from '../../../../src/serve/http/types.ts'
import { useApi } from '../../api.ts'
import { t } from '../../catalogue/index.ts'
import { Missing, useTitle, Waiting } from '../../frame/states.tsx'
import { useCommands } from '../../keys.ts'
import { go, Link, withQuery } from '../../router.tsx'
import type { ViewProps } from '../../routes.ts'
import { Claims, claimKey, sentenceOf, useCounted } from './claims.tsx'
import { Contradictions } from './contradictions.tsx'

const PATH = '/checks'
const LIMIT = 100

/** Counts that reports claim, checked against the record, and reports of one act that disagree. */
export default function ChecksView({ query }: ViewProps) {
  const claims = useApi<CheckedCount[]>(`/api/claims?limit=${LIMIT}`)
  const conflicts = useApi<Conflict[]>(`/api/conflicts?limit=${LIMIT}`)
  const all = (claims.data ?? []).toSorted(byVerdict)
  const chosen = all.find((claim) => claimKey(claim) === query.get('claim')) ?? mostTelling(all)
  const choose = (claim: CheckedCount | undefined) => {
    if (claim !== undefined) go(withQuery(query, { claim: claimKey(claim) }, PATH), { isReplaced: true })
  }
  const move = (by: number) =>
    choose(all[Math.min(Math.max((chosen ? all.indexOf(chosen) : -1) + by, 0), all.length - 1)])
  const open = () => {
    if (chosen !== undefined) go(sentenceOf(chosen))
  }
  useCommands({ next: () => move(1), previous: () => move(-1), open })
  const title = chosen === undefined ? t.checks.title : titleOf(chosen)
  useTitle(t.views.checks)
  // The table stands below the acts of the claim: it is drawn where it will stay.
  const counted = useCounted(chosen)
  const hasBegun = useRef(false)
  const error = claims.error ?? conflicts.error
  if (error !== undefined) return <Missing error={error} />
  if (counted.data !== undefined || counted.error !== undefined) hasBegun.current ||= claims.data !== undefined
  if (claims.data === undefined || conflicts.data === undefined || !hasBegun.current) return <Waiting />
  return (
    <main className="page checks" id="main" tabIndex={-1}>
      <header>
        <p className="over">{t.checks.over}</p>
        <h1>{title}</h1>
        <Lede claims={all} conflicts={conflicts.data} />
      </header>
      <div className="chk">
        <Claims claims={all} chosen={chosen} onChoose={choose} />
        <Contradictions conflicts={conflicts.data} />
      </div>
    </main>
  )
}

/** What can be judged first; within a verdict the newest first, as the server has them. */
const VERDICTS: readonly CheckedCount['verdict'][] = ['agrees', 'disagrees', 'cannot-tell']
const byVerdict = (a: CheckedCount, b: CheckedCount) => VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict)

/** What is shown before the reader chooses: of those that can be judged, the one that counts most. */
function mostTelling(claims: readonly CheckedCount[]): CheckedCount | undefined {
  const judged = claims.filter(({ verdict }) => verdict !== 'cannot-tell')
  return judged.toSorted((a, b) => b.claimed - a.claimed)[0] ?? claims[0]
}

/** "Is it really the seventh?" where the claim is an ordinal, in the claim's own word. */
function titleOf({ text, claimed }: CheckedCount): string {
  const ordinal = /\b(first|second|third|\w+th|\d+(?:st|nd|rd|th))\b/i.exec(text)?.[1]
  return ordinal === undefined || claimed === 0 ? t.checks.title : t.checks.titleOf(ordinal.toLowerCase())
}

interface LedeProps {
  readonly claims: readonly CheckedCount[]
  readonly conflicts: readonly Conflict[]
}

function Lede({ claims, conflicts }: LedeProps) {
  const n = (verdict: CheckedCount['verdict']) => claims.filter((claim) => claim.verdict === verdict).length
  return (
    <p className="lede">
      {t.checks.lede(claims.length)}
      <b>{t.checks.holdN(n('agrees'))}</b>, {t.checks.notN(n('disagrees'))}, {t.checks.openN(n('cannot-tell'))}.{' '}
      <b>{t.checks.conflictsN(conflicts.length)}</b>.{' '}
      <Link to="/calendar" className="link">
        {t.checks.plans}
      </Link>
    </p>
  )
}
