import type { ActorRow } from '../../../../src/serve/http/types.ts'
import { t } from '../../catalogue/index.ts'
import { countryName } from '../../countries.ts'
import { dayNumber, formatDay } from '../../dates.ts'
import { Link } from '../../router.tsx'

type Office = ActorRow['offices'][number]

/** The office that most reports state as held. */
export function mainOffice(offices: readonly Office[]): Office | undefined {
  return offices.filter(({ former }) => former === undefined).toSorted((a, b) => b.reports.length - a.reports.length)[0]
}

/** Every office that reports state, with the days on which they do, drawn on one line of time. */
export function Offices({ offices }: { offices: readonly Office[] }) {
  const days = offices.flatMap(({ from, to }) => (from === undefined || to === undefined ? [] : [from, to])).sort()
  const [first, last] = [days[0], days.at(-1)]
  return (
    <section>
      <h2>
        {t.actor.offices} <small>{t.actor.officesHow}</small>
      </h2>
      <ul className="offices">
        {offices.map((office) => (
          <li key={[office.title, office.country, office.organization, office.former].join()}>
            <b>
              <bdi>{office.former ? t.actor.former(office.title) : office.title}</bdi>
            </b>
            {first !== undefined && last !== undefined && <Term office={office} first={first} last={last} />}
            <p className="why">
              {[office.organization, office.country && countryName(office.country)].filter(Boolean).join(', ')}
              {office.from !== undefined && office.to !== undefined && ` · ${termWords(office.from, office.to)}`}
              {' · '}
              <Link to={`/reports/${office.reports[0]}`} className="link">
                {t.counted.report(office.reports.length)}
              </Link>
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}

function termWords(from: string, to: string): string {
  return from === to ? formatDay(from) : t.actor.term(formatDay(from), formatDay(to))
}

/** The days on which reports state an office, as a bar on the line of all of them. */
function Term({ office, first, last }: { office: Office; first: string; last: string }) {
  if (office.from === undefined || office.to === undefined) return null
  const nDays = Math.max(dayNumber(last) - dayNumber(first), 1)
  const at = (day: string) => ((dayNumber(day) - dayNumber(first)) / nDays) * 98
  const x = at(office.from)
  return (
    <svg className="term" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
      <path className="hair" d="M0 5.5H100" />
      <rect
        className={office.former ? 'former' : 'held'}
        x={x}
        y={office.former ? 2 : 0}
        width={Math.max(at(office.to) - x, 1.5)}
        height={office.former ? 2 : 5}
      />
    </svg>
  )
}
