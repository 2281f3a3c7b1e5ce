import type { ReactNode } from 'react'
import type { EventRow, ReportEvent } from '../../../src/serve/http/types.ts'
import { t } from '../catalogue/index.ts'
import { countryName } from '../countries.ts'
import { formatLong, precisionOf } from '../dates.ts'
import { actWords, contextWords, modeWords, typeWords } from '../words.ts'
import type { Marked } from './evidence.tsx'
import { Party } from './party.tsx'

/** A field and its words in the report bear the same letter. */
const SIGLA = { who: 'a', whom: 'b', when: 'c', where: 'd' } as const
type Sigil = keyof typeof SIGLA

/** "Consult, by phone or video · CAMEO 041 · verbal cooperation". */
export function overline(event: EventRow): string {
  return `${typeWords(event)} · CAMEO ${event.cameo} · ${t.quads[event.quad]}`
}

/** The words of a report that say who, whom, when and where, each with the letter of its field. */
export function siglaMarks(events: readonly ReportEvent[]): Marked[] {
  return events.flatMap(({ actors, recipients, date, location }) => [
    ...actors.map(({ span }) => ({ ...span, as: 'party' as const, sigil: SIGLA.who })),
    ...recipients.map(({ span }) => ({ ...span, as: 'party' as const, sigil: SIGLA.whom })),
    ...(date?.span === undefined ? [] : [{ ...date.span, as: 'time' as const, sigil: SIGLA.when }]),
    ...(location === undefined ? [] : [{ ...location.span, as: 'party' as const, sigil: SIGLA.where }]),
  ])
}

interface FieldsProps {
  readonly event: EventRow
  /** How the report beside it tells the event: fields that it has words for bear a letter. */
  readonly told?: readonly ReportEvent[]
  /** The letter that lights up, and what to do when the pointer is at one. */
  readonly lit?: string
  readonly onLit?: (sigil: string | undefined) => void
}

/** Every field of an event, each with what it rests on. */
export function Fields({ event, told = [], lit, onLit }: FieldsProps) {
  const { actors, recipients, date, location, status, weapon, casualties, mode } = event
  const has: Readonly<Record<Sigil, boolean>> = {
    who: told.some((one) => one.actors.length > 0),
    whom: told.some((one) => one.recipients.length > 0),
    when: told.some((one) => one.date?.span !== undefined),
    where: told.some((one) => one.location !== undefined),
  }
  const field = (name: keyof typeof t.fields, children: ReactNode) => {
    const sigil = name in SIGLA && has[name as Sigil] ? SIGLA[name as Sigil] : undefined
    return <Field {...{ name: t.fields[name] as string, sigil, lit, onLit }}>{children}</Field>
  }
  return (
    <dl>
      {field(
        'who',
        actors.length === 0 ? t.words.notSaid : actors.map((one) => <Party key={one.entity + one.name} of={one} />),
      )}
      {recipients.length > 0 &&
        field(
          'whom',
          recipients.map((one) => <Party key={one.entity + one.name} of={one} />),
        )}
      {field(
        'what',
        <>
          <b>{actWords(event)}</b>
          {mode !== undefined && <small>{modeWords(mode)}</small>}
          {event.contexts.length > 0 && <small>{event.contexts.map(contextWords).join(', ')}</small>}
        </>,
      )}
      {field('when', date === undefined ? t.words.notSaid : <When date={date} told={told} />)}
      {field(
        'where',
        location === undefined ? (
          t.fields.noPlace
        ) : (
          <>
            <b>
              <bdi>{location.name}</bdi>
            </b>
            {location.country !== undefined && <small>{countryName(location.country)}</small>}
          </>
        ),
      )}
      {field('status', <b>{t.statuses[status]}</b>)}
      {weapon !== undefined &&
        field(
          'weapon',
          <>
            <b>{weapon.designation ?? weapon.kind}</b>
            {weapon.designation !== undefined && <small>{weapon.kind}</small>}
          </>,
        )}
      {casualties !== undefined && field('casualties', <b>{casualtyWords(casualties)}</b>)}
      <SaysSo event={event} />
    </dl>
  )
}

/** "3 killed, 12 injured". */
export function casualtyWords({ killed, injured }: NonNullable<EventRow['casualties']>): string {
  return [killed !== undefined && t.fields.killed(killed), injured !== undefined && t.fields.injured(injured)]
    .filter(Boolean)
    .join(', ')
}

/** The date of the record; where the report beside it gives another, that too. */
function When({ date, told }: { date: NonNullable<EventRow['date']>; told: readonly ReportEvent[] }) {
  const others = told.flatMap((one) => (one.date === undefined || one.date.value === date.value ? [] : [one.date]))
  return (
    <>
      <b>{formatLong(date)}</b>
      <small>{precisionOf(date)}</small>
      {others.slice(0, 1).map((other) => (
        <small key={other.value} className="differs">
          {t.fields.otherDay(formatLong(other))}
        </small>
      ))}
    </>
  )
}

function SaysSo({ event: { accordingTo } }: { event: EventRow }) {
  const sayers = [...new Map(accordingTo.map((sayer) => [sayer.name, sayer])).values()]
  if (sayers.length === 0) return null
  return (
    <Field name={t.fields.saysSo}>
      {sayers.map(({ name, country }) => (
        <div key={name}>
          <b>
            <bdi>{name}</bdi>
          </b>
          {country !== undefined && countryName(country) !== name && <small>{countryName(country)}</small>}
        </div>
      ))}
    </Field>
  )
}

interface FieldProps {
  readonly name: string
  readonly sigil?: string | undefined
  readonly lit?: string | undefined
  readonly onLit?: ((sigil: string | undefined) => void) | undefined
  readonly children: ReactNode
}

function Field({ name, sigil, lit, onLit, children }: FieldProps) {
  return (
    <div
      className={sigil !== undefined && sigil === lit ? 'lit' : undefined}
      onPointerEnter={() => onLit?.(sigil)}
      onPointerLeave={() => onLit?.(undefined)}
    >
      <dt>
        {name}
        {sigil !== undefined && <span className="sig">{sigil}</span>}
      </dt>
      <dd>{children}</dd>
    </div>
  )
}
