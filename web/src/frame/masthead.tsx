import { useRef } from 'react'
import { t } from '../catalogue/index.ts'
import { useCommands } from '../keys.ts'
import { Link, type Place } from '../router.tsx'
import { ROUTES } from '../routes.ts'
import { AsOf } from './asOf.tsx'
import { Search } from './search.tsx'

interface MastheadProps {
  readonly place: Place
  /** Where the reader left the record. */
  readonly record: string
}

/** The line at the head of every view: the way to the others, the search, the day as of which the record is shown. */
export function Masthead({ place, record }: MastheadProps) {
  const search = useRef<HTMLInputElement>(null)
  useCommands({ search: () => search.current?.focus() })
  return (
    <header className="mast">
      <Link to={record} className="wordmark">
        {t.frame.product}
      </Link>
      <nav aria-label={t.frame.views}>
        <ul>
          {ROUTES.filter(({ nav }) => nav).map(({ path, name }) => (
            <li key={path}>
              <Link to={path === '/' ? record : path} current={place.path === path}>
                {t.views[name]}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <Search place={place} field={search} />
      <AsOf />
    </header>
  )
}
