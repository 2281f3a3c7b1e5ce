import { useState } from 'react'
import type { EventRow, Status } from '../../../../src/serve/http/types.ts'
import { Glyph } from '../../parts/marks.tsx'
import { go, withQuery } from '../../router.tsx'
import { TYPE_QUADS } from '../../words.ts'
import { type Choice, type Group, type Offered, offered } from './selection.ts'

const TITLES: readonly (readonly [Group, string])[] = [
  ['who', 'Who'],
  ['whom', 'Whom'],
  ['type', 'Type'],
  ['status', 'Status'],
  ['place', 'Place'],
  ['publisher', 'Publisher'],
  ['aside', 'Set aside'],
]

interface FacetsProps {
  readonly events: readonly EventRow[]
  readonly choice: Choice
  readonly query: URLSearchParams
}

/** The column of filters: what the events have in common, with how many there would be. */
export function Facets({ events, choice, query }: FacetsProps) {
  return (
    <aside className="pane facets" aria-label="Filters">
      <section>
        <h2>When</h2>
        <div className="days">
          {(['from', 'to'] as const).map((side) => (
            <label key={side}>
              <span>{side}</span>
              <input
                type="date"
                key={query.get(side) ?? ''}
                defaultValue={query.get(side) ?? ''}
                onChange={(event) => go(withQuery(query, { [side]: event.target.value }), { isReplaced: true })}
              />
            </label>
          ))}
        </div>
      </section>
      {TITLES.map(([group, title]) => (
        <Facet
          key={group}
          {...{ group, title, query }}
          values={offered(events, choice, group)}
          chosen={choice[group]}
        />
      ))}
    </aside>
  )
}

/** Values that a group shows before the reader asks for the rest. */
const N_SHOWN: Readonly<Record<Group, number>> = {
  who: 6,
  whom: 6,
  type: 16,
  status: 6,
  place: 5,
  publisher: 5,
  aside: 3,
}

interface FacetProps {
  readonly group: Group
  readonly title: string
  readonly values: readonly Offered[]
  readonly chosen: ReadonlySet<string>
  readonly query: URLSearchParams
}

function Facet({ group, title, values, chosen, query }: FacetProps) {
  const [isWhole, setWhole] = useState(false)
  if (values.length === 0) return null
  const shown = isWhole ? values : values.filter(({ value }, idx) => idx < N_SHOWN[group] || chosen.has(value))
  const nMore = values.length - shown.length
  const toggle = (value: string) => {
    const next = new URLSearchParams(query)
    const others = query.getAll(group).filter((other) => other !== value)
    next.delete(group)
    for (const other of chosen.has(value) ? others : [...others, value]) next.append(group, other)
    go(withQuery(next, {}), { isReplaced: true })
  }
  return (
    <section>
      <h2>
        {title}
        {(nMore > 0 || isWhole) && (
          <button type="button" className="more" onClick={() => setWhole(!isWhole)} aria-expanded={isWhole}>
            {isWhole ? 'fewer' : `${nMore} more`}
          </button>
        )}
      </h2>
      <ul>
        {shown.map(({ value, label, count }) => (
          <li key={value}>
            <label className={chosen.has(value) ? 'on' : ''}>
              <input type="checkbox" checked={chosen.has(value)} onChange={() => toggle(value)} />
              <Sign group={group} value={value} />
              <bdi>{label}</bdi>
              <span className="n">{count}</span>
            </label>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Types and statuses show the mark that the timeline has for them; the others a tick. */
function Sign({ group, value }: { group: Group; value: string }) {
  if (group === 'type')
    return <Glyph mark={{ quad: TYPE_QUADS[value as EventRow['eventType']], status: 'occurred', width: 'day' }} />
  if (group !== 'status') return <span className="tick" />
  return (
    <span className="neutral">
      <Glyph mark={{ quad: 2, status: value as Status, width: 'day' }} />
    </span>
  )
}
