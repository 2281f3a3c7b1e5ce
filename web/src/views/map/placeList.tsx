import { useEffect, useRef, useState } from 'react'
import type { PlaceCount } from '../../../../src/serve/http/types.ts'
import { t } from '../../catalogue/index.ts'
import { countryName } from '../../countries.ts'
import { formatDay } from '../../dates.ts'
import { QuadBar } from '../../parts/quadBar.tsx'
import { Link } from '../../router.tsx'

interface PlaceListProps {
  readonly places: readonly PlaceCount[]
  readonly chosen: PlaceCount | undefined
  readonly isDrawn: (place: PlaceCount) => boolean
  /** The record with the acts of a place. */
  readonly addressOf: (place: PlaceCount) => string
  readonly onChoose: (place: PlaceCount) => void
}

const FIRST = 100

/** Every place with its acts: the same as the map, in words. */
export function PlaceList({ places, chosen, isDrawn, addressOf, onChoose }: PlaceListProps) {
  const [isWhole, setWhole] = useState(false)
  const row = useRef<HTMLTableRowElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another place is brought into sight
  useEffect(() => {
    row.current?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  const shown = isWhole || (chosen !== undefined && places.indexOf(chosen) >= FIRST) ? places : places.slice(0, FIRST)
  const nUndrawn = places.filter((place) => !isDrawn(place)).length
  return (
    <section className="survey-list">
      <h2>
        {t.map.list} {nUndrawn > 0 && <small>{t.map.unknown(nUndrawn)}</small>}
      </h2>
      <table className="ledger">
        <thead>
          <tr>
            <th scope="col">{t.map.place}</th>
            <th scope="col" className="n">
              {t.map.acts}
            </th>
            <th scope="col">{t.map.where}</th>
            <th scope="col">{t.map.when}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((place) => {
            const { name, country, precision } = place.place
            const isChosen = place === chosen
            return (
              <tr
                key={`${name} ${country}`}
                ref={isChosen ? row : undefined}
                className={isChosen ? 'on' : ''}
                aria-current={isChosen ? 'true' : undefined}
                onClick={({ target }) => {
                  // A link leads away.
                  if ((target as Element).closest('a') === null) onChoose(place)
                }}
              >
                <th scope="row">
                  <Link to={addressOf(place)}>
                    <bdi>{name}</bdi>
                  </Link>
                  {country !== undefined && countryName(country) !== name && (
                    <span className="quiet"> {countryName(country)}</span>
                  )}
                </th>
                <td className="n">
                  {place.events}
                  <QuadBar quads={place.quads} />
                </td>
                <td>
                  {t.map.precision[precision]}
                  {!isDrawn(place) && `; ${t.map.undrawn}`}
                </td>
                <td>{daysOf(place)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {shown.length < places.length && (
        <p className="why">
          {t.map.more(shown.length, places.length)}{' '}
          <button type="button" className="link" onClick={() => setWhole(true)}>
            {t.map.showAll}
          </button>
        </p>
      )}
    </section>
  )
}

function daysOf({ first, last }: PlaceCount): string {
  if (first === undefined || last === undefined) return t.words.undated
  return first === last ? formatDay(first) : `${formatDay(first)} – ${formatDay(last)}`
}
