import type { RowParticipant } from '../../../src/serve/http/types.ts'
import { countryName } from '../countries.ts'
import { Link } from '../router.tsx'

/** A participant with a link to its page. */
export function Party({ of }: { of: RowParticipant }) {
  const about = [of.title, of.country === undefined ? undefined : countryName(of.country)].filter(
    (part) => part !== undefined && part !== of.name,
  )
  return (
    <div>
      <b>
        <Link to={`/actors/${of.entity}`}>
          <bdi>{of.name}</bdi>
        </Link>
      </b>
      {about.length > 0 && <small>{about.join(', ')}</small>}
    </div>
  )
}
