import { useState } from 'react'
import type { Dyad, Network } from '../../../../src/serve/http/types.ts'
import { LOCALE, t } from '../../catalogue/index.ts'
import { QuadBar } from '../../parts/quadBar.tsx'
import { Link } from '../../router.tsx'
import type { Side } from './network.tsx'

interface DyadTableProps {
  readonly data: Network
  readonly dyads: readonly Dyad[]
  readonly sides: readonly Side[]
  readonly periods: readonly string[]
  readonly period: string | undefined
  readonly chosen: Side | undefined
  readonly countOf: (dyad: Dyad) => number
  /** The record with what one side did to another. */
  readonly addressOf: (from: string, to: string) => string
  readonly onChoose: (side: string | undefined) => void
}

const FIRST = 60

/** Every pair with its acts by direction, quad and period: the network in words. */
export function DyadTable(props: DyadTableProps) {
  const { data, dyads, sides, chosen, period, onChoose } = props
  const [isWhole, setWhole] = useState(false)
  const names = new Map(sides.map(({ id, name }) => [id, name]))
  const shown = isWhole ? dyads : dyads.slice(0, FIRST)
  return (
    <section className="survey-list">
      <h2>
        {t.network.list} <small>{t.network.listNote}</small>
      </h2>
      <p className="side-choice">
        <label>
          {t.network.choose}{' '}
          <select
            className="field"
            value={chosen?.id ?? ''}
            onChange={(event) => onChoose(event.target.value === '' ? undefined : event.target.value)}
          >
            <option value="">{t.network.everybody}</option>
            {sides.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      </p>
      <table className="ledger dyads">
        <thead>
          <tr>
            <th scope="col">{t.network.pair}</th>
            <th scope="col" className="n">
              {t.network.all}
            </th>
            {period === undefined && (
              <>
                <th scope="col" className="n">
                  {t.network.together}
                </th>
                <th scope="col" className="n">
                  {t.network.forth}
                </th>
                <th scope="col" className="n">
                  {t.network.back}
                </th>
                <th scope="col" className="n">
                  {t.network.intensity}
                </th>
              </>
            )}
            <th scope="col">{t.network.over_time}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((dyad) => (
            <Row key={`${dyad.a} ${dyad.b}`} dyad={dyad} names={names} {...props} />
          ))}
        </tbody>
      </table>
      {(shown.length < dyads.length || data.dyads.length < data.total) && (
        <p className="why">
          {t.network.shown(shown.length, chosen === undefined && period === undefined ? data.total : dyads.length)}{' '}
          {shown.length < dyads.length && (
            <button type="button" className="link" onClick={() => setWhole(true)}>
              {t.map.showAll}
            </button>
          )}
        </p>
      )}
    </section>
  )
}

function Row({
  dyad,
  names,
  periods,
  period,
  countOf,
  addressOf,
}: DyadTableProps & { dyad: Dyad; names: ReadonlyMap<string, string> }) {
  const { a, b, together, aToB, bToA, meanIntensity } = dyad
  const quads = period === undefined ? dyad.quads : dyad.series.find((one) => one.period === period)!.quads
  const [first, second] = [names.get(a) ?? a, names.get(b) ?? b]
  return (
    <tr>
      <th scope="row">
        <bdi>{first}</bdi> · <bdi>{second}</bdi>
      </th>
      <td className="n">
        {countOf(dyad)}
        <QuadBar quads={quads} />
      </td>
      {period === undefined && (
        <>
          <td className="n">{together}</td>
          <td className="n">
            <Count n={aToB} to={addressOf(a, b)} name={`${first} → ${second}`} />
          </td>
          <td className="n">
            <Count n={bToA} to={addressOf(b, a)} name={`${second} → ${first}`} />
          </td>
          <td className="n">
            {meanIntensity.toLocaleString(LOCALE, { minimumFractionDigits: 1, maximumFractionDigits: 1 })}
          </td>
        </>
      )}
      <td>
        {period === undefined ? (
          <Spark dyad={dyad} periods={periods} name={`${first}, ${second}`} />
        ) : (
          <>
            <Link to={addressOf(a, b)} className="link">
              <bdi>→</bdi>
              <span className="sr">{`${first} → ${second}`}</span>
            </Link>{' '}
            <Link to={addressOf(b, a)} className="link">
              <bdi>←</bdi>
              <span className="sr">{`${second} → ${first}`}</span>
            </Link>
          </>
        )}
      </td>
    </tr>
  )
}

/** A count that leads to its list: what is done together stands in that list too. */
function Count({ n, to, name }: { n: number; to: string; name: string }) {
  return (
    <Link to={to} className="link">
      {n}
      <span className="sr"> {name}</span>
    </Link>
  )
}

const [WIDTH, HEIGHT] = [120, 18]

/** Acts by period as columns; the numbers are in its name. */
function Spark({ dyad, periods, name }: { dyad: Dyad; periods: readonly string[]; name: string }) {
  const most = Math.max(...dyad.series.map(({ events }) => events))
  const width = WIDTH / Math.max(periods.length, 1)
  const label = t.network.series(name, dyad.events)
  return (
    <svg className="spark" width={WIDTH} height={HEIGHT} role="img" aria-label={label}>
      <title>{label}</title>
      <path className="axis" d={`M0 ${HEIGHT - 0.5}H${WIDTH}`} />
      {dyad.series.map(({ period, events, quads }) => {
        const height = (events / most) * (HEIGHT - 2)
        const quad = quads.indexOf(Math.max(...quads)) + 1
        return (
          <g key={period} className={`q${quad}`}>
            <rect
              className="part"
              x={periods.indexOf(period) * width}
              y={HEIGHT - 1 - height}
              width={Math.max(width - 0.5, 1.2)}
              height={height}
            />
          </g>
        )
      })}
    </svg>
  )
}
