import { useId, useState } from 'react'
import type { SpeakerCount, Suggestion } from '../../../../src/serve/http/types.ts'
import { useApi } from '../../api.ts'
import { t } from '../../catalogue/index.ts'
import { countryName } from '../../countries.ts'
import { Empty } from '../../frame/states.tsx'
import { keyName } from '../../keys.ts'
import { go, Link, withQuery } from '../../router.tsx'

const PATH = '/wording'

/** Who speaks, in which office, on what: changing one asks anew. */
export function Pick({ query }: { query: URLSearchParams }) {
  const form = useId()
  const [office, setOffice] = useState(query.get('office') ?? '')
  const topic = query.get('topic') ?? ''
  const about = topic === '' ? '' : `&topic=${encodeURIComponent(topic)}`
  const speakers = useApi<SpeakerCount[]>(`/api/speakers?limit=60${about}`).data ?? []
  const found = useApi<Suggestion[]>(
    office.trim() === '' ? undefined : `/api/suggestions?text=${encodeURIComponent(office)}&limit=8`,
  )
  const offices = (found.data ?? []).filter(({ kind }) => kind === 'office')
  const fields = [
    {
      name: 'speaker',
      label: t.wording.speaker,
      options: speakers.map(({ name, title }) => [name, title ?? ''] as const),
    },
    {
      name: 'office',
      label: t.wording.office,
      options: offices.map(({ value, hint }) => [value, hint === undefined ? '' : countryName(hint)] as const),
    },
    { name: 'topic', label: t.wording.topic, options: [] },
  ]
  return (
    <form
      className="pick screen"
      aria-label={t.wording.pick}
      key={query.toString()}
      onSubmit={(event) => {
        event.preventDefault()
        const values = new FormData(event.currentTarget)
        const given = (name: string) => String(values.get(name) ?? '').trim()
        const changed = { speaker: given('speaker'), office: given('office'), topic: given('topic'), pair: undefined }
        go(withQuery(query, changed, PATH))
      }}
    >
      {fields.map(({ name, label, options }) => (
        <label key={name}>
          {label}
          <input
            className="field"
            name={name}
            defaultValue={query.get(name) ?? ''}
            list={options.length === 0 ? undefined : form + name}
            autoComplete="off"
            onChange={name === 'office' ? (event) => setOffice(event.target.value) : undefined}
          />
          <datalist id={form + name}>
            {options.map(([value, hint]) => (
              <option key={value + hint} value={value}>
                {hint}
              </option>
            ))}
          </datalist>
        </label>
      ))}
      <button type="submit" className="act">
        <kbd>{keyName('Enter')}</kbd>
        {t.wording.compare}
      </button>
    </form>
  )
}

/** Who is quoted on most days: where a reader begins. */
export function Speakers({ topic }: { topic: string }) {
  const about = topic === '' ? '' : `&topic=${encodeURIComponent(topic)}`
  const { data } = useApi<SpeakerCount[]>(`/api/speakers?limit=60${about}`)
  if (data === undefined) return null
  if (data.length === 0)
    return (
      <Empty title={t.wording.none0} text={t.add.noneYet}>
        <Link to="/add" className="link">
          {t.add.action}
        </Link>
      </Empty>
    )
  return (
    <section>
      <h2>{t.wording.speakers}</h2>
      <ul className="register">
        {data.map(({ actor, name, title, country, quotations, days }) => (
          <li key={actor}>
            <b>
              <Link to={`${PATH}?speaker=${encodeURIComponent(name)}${about}`}>
                <bdi>{name}</bdi>
              </Link>
            </b>
            <span className="n">{t.wording.days(days)}</span>
            <span className="why">
              <bdi>{[title, country && countryName(country)].filter(Boolean).join(', ')}</bdi>
              {(title !== undefined || country !== undefined) && ' · '}
              {t.wording.quotations(quotations)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
