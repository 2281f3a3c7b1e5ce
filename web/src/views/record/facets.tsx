import { useState } from 'react'
import type { EventRow, Facet as FacetName, Facets as FacetsAnswer, Status } from '../../../../src/serve/http/types.ts'
import { t } from '../../catalogue/index.ts'
import { Glyph } from '../../parts/marks.tsx'
import { go, Link, withQuery } from '../../router.tsx'
import { formatNumber, TYPE_QUADS } from '../../words.ts'
import { FACETS, toggle, valueName } from './choice.ts'

/** Values that a facet shows before the reader asks for the rest. */
const N_SHOWN: Readonly<Record<FacetName, number>> = {
  who: 6,
  whom: 6,
  type: 16,
  mode: 4,
  status: 6,
  place: 5,
  publisher: 5,
  aside: 3,
}

/** Facets whose values keep an order of their own, so that none moves under the pointer. */
const FIXED: Partial<Readonly<Record<FacetName, readonly string[]>>> = {
  type: Object.keys(t.types),
  status: Object.keys(t.statuses),
  aside: ['undated', 'imprecise', 'unplaced'],
}

interface FacetsProps {
  readonly answer: FacetsAnswer
  readonly query: URLSearchParams
}

/** The column of filters: what the events have in common, with how many there would be. */
export function Facets({ answer, query }: FacetsProps) {
  return (
    <aside className="pane facets" aria-label={t.record.filters} tabIndex={-1}>
      <section>
        <h2>{t.record.when}</h2>
        <div className="days">
          {(['from', 'to'] as const).map((side) => (
            <label key={side}>
              <span>{t.record.filter[side]}</span>
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
      {FACETS.map((facet) => (
        <Facet key={facet} {...{ facet, answer, query }} />
      ))}
    </aside>
  )
}

function Facet({ facet, answer, query }: FacetsProps & { facet: FacetName }) {
  const [isWhole, setWhole] = useState(false)
  const chosen = query.getAll(facet)
  const { values, nMore } = answer.facets[facet]
  const hasFailed = facet === 'aside' && answer.nFailed > 0
  if (values.length === 0 && chosen.length === 0 && !hasFailed) return null
  const fixed = FIXED[facet]
  const all = fixed === undefined ? values : values.toSorted((a, b) => fixed.indexOf(a.value) - fixed.indexOf(b.value))
  const shown = isWhole ? all : all.filter(({ value }, idx) => idx < N_SHOWN[facet] || chosen.includes(value))
  const nHidden = all.length - shown.length
  return (
    <section>
      <h2>
        {t.record.facets[facet]}
        {(nHidden > 0 || isWhole) && (
          <button type="button" className="more" onClick={() => setWhole(!isWhole)} aria-expanded={isWhole}>
            {isWhole ? t.record.fewer : t.record.more(nHidden + nMore)}
            <span className="sr"> {t.record.facets[facet]}</span>
          </button>
        )}
      </h2>
      <ul>
        {shown.map(({ value, count }) => (
          <li key={value}>
            <label className={chosen.includes(value) ? 'on' : ''}>
              <input
                type="checkbox"
                name={facet}
                value={value}
                checked={chosen.includes(value)}
                onChange={() => toggle(query, facet, value)}
              />
              <Sign facet={facet} value={value} />
              <bdi>{valueName(facet, value, answer.places)}</bdi>
              <span className="n">{formatNumber(count)}</span>
            </label>
          </li>
        ))}
        {hasFailed && (
          <li>
            <Link to="/reports?problems=1" className="failed">
              <span>{t.record.failed}</span>
              <span className="n">{formatNumber(answer.nFailed)}</span>
            </Link>
          </li>
        )}
      </ul>
      {isWhole && nMore > 0 && <p className="beyond">{t.record.beyond(nMore)}</p>}
    </section>
  )
}

/** Types and statuses show the mark that the timeline has for them; the others a tick. */
function Sign({ facet, value }: { facet: FacetName; value: string }) {
  if (facet === 'type')
    return <Glyph mark={{ quad: TYPE_QUADS[value as EventRow['eventType']] ?? 1, status: 'occurred', width: 'day' }} />
  if (facet !== 'status') return <span className="tick" />
  return (
    <span className="neutral">
      <Glyph mark={{ quad: 2, status: value as Status, width: 'day' }} />
    </span>
  )
}
