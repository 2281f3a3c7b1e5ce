import type { ActorRow } from '../../../../src/serve/http/types.ts'
import { useApi } from '../../api.ts'
import { t } from '../../catalogue/index.ts'
import { countryName } from '../../countries.ts'
import { Missing, useTitle, Waiting } from '../../frame/states.tsx'
import { Link } from '../../router.tsx'
import type { ViewProps } from '../../routes.ts'
import '../../../styles/pages.css'
import { mainOffice } from './offices.tsx'

/** As many as anybody reads through; the box finds the others. */
const MAX_ROWS = 240

/** The register: everybody on record, those of most reports first. */
export default function ActorsView({ query }: ViewProps) {
  const text = query.get('text') ?? ''
  const asked = new URLSearchParams({ limit: String(MAX_ROWS), ...(text === '' ? {} : { text }) })
  const { data, total, error } = useApi<ActorRow[]>(`/api/actors?${asked}`)
  useTitle(t.views.actors)
  if (error !== undefined) return <Missing error={error} />
  if (data === undefined) return <Waiting />
  const rows = data.toSorted((a, b) => b.nReports - a.nReports)
  return (
    <main className="page" id="main" tabIndex={-1}>
      <header>
        <h1>{t.counted.actor(total ?? rows.length)}</h1>
        <p className="lede small">
          {text === '' ? t.actors.most : `“${text}”`}
          {rows.length < (total ?? 0) && ` ${t.actors.shown(rows.length)}`}
        </p>
      </header>
      <ul className="register">
        {rows.map(({ id, name, kind, country, offices, nReports }) => (
          <li key={id}>
            <Link to={`/actors/${id}`}>
              <b>
                <bdi>{name}</bdi>
              </b>
            </Link>
            <span className="why">
              {[mainOffice(offices)?.title ?? t.actor.kinds[kind], country && countryName(country)]
                .filter((part) => part && part !== name)
                .join(', ')}
            </span>
            <span className="n">{nReports}</span>
          </li>
        ))}
      </ul>
    </main>
  )
}
