import { t } from '../catalogue/index.ts'
import { countryName } from '../countries.ts'
import { Link, withQuery } from '../router.tsx'

/** The filters of the record, as addresses name them: the map and the network are filtered by the same. */
export const FILTER_NAMES = [
  'text',
  'actor',
  'recipient',
  'who',
  'whom',
  'type',
  'mode',
  'status',
  'place',
  'publisher',
  'aside',
  'from',
  'to',
] as const

/** The filters of an address alone, in an order of its own, so that one choice is one question. */
export function filterQuery(query: URLSearchParams): URLSearchParams {
  const filters = new URLSearchParams()
  for (const name of FILTER_NAMES)
    for (const value of query.getAll(name).toSorted()) if (value !== '') filters.append(name, value)
  return filters
}

/** What is filtered, each with a link that drops it; nothing where nothing is. */
export function FilterNote({ query, path }: { query: URLSearchParams; path: string }) {
  const given = FILTER_NAMES.filter((name) => query.getAll(name).some((value) => value !== ''))
  if (given.length === 0) return null
  return (
    <p className="filters-on">
      {t.map.filtered}:{' '}
      {given.map((name) => (
        <span key={name}>
          <bdi>
            {t.filters.names[name]}{' '}
            {query
              .getAll(name)
              .map((value) => valueWords(name, value))
              .join(', ')}
          </bdi>{' '}
          <Link to={withQuery(query, { [name]: undefined }, path)} className="link screen">
            {t.filters.drop}
            <span className="sr"> {t.filters.names[name]}</span>
          </Link>
        </span>
      ))}
    </p>
  )
}

/** A value as a reader says it. */
function valueWords(name: (typeof FILTER_NAMES)[number], value: string): string {
  if (name === 'who' || name === 'whom') return countryName(value)
  if (name === 'type') return (t.types as Readonly<Record<string, string>>)[value] ?? value
  if (name === 'status') return (t.statuses as Readonly<Record<string, string>>)[value] ?? value
  return value
}
