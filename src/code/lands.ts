import { entriesFor, type Gazetteer, remembered } from '../annotate/index.ts'
import { asParticipant } from './asParticipant.ts'
import type { Participant } from './event.ts'
import type { Setting } from './home.ts'
import { placeBefore, placeWhere } from './whereabouts.ts'

/**
 * Peoples and armed groups of several lands ("Kurdish positions in northern Syria") are of that where they act, else of the report's, else of
 * that which the tables name first.
 */
export function ofTheLand(setting: Setting, participant: Participant): Participant {
  const { clauses, gazetteer, triggered, location, home } = setting
  const isOne = participant.kind === 'country' || participant.kind === 'person'
  const lands = isOne ? undefined : landsOf(gazetteer, participant.name)
  if (lands === undefined) return participant
  const isLand = (country: string | undefined) => country !== undefined && lands.includes(country)
  const places = [
    location?.country,
    placeWhere(clauses, gazetteer, triggered),
    placeBefore(clauses, gazetteer, triggered),
  ]
  const country = [...places, home].find(isLand)
  if (country === undefined || country === participant.country) return participant
  // The table's code is made of the land that it names first; the code of this one is composed like that of any other.
  const isComposed = participant.actorCode === `${participant.country}${participant.sector ?? ''}`
  return asParticipant({ ...participant, country, actorCode: isComposed ? undefined : participant.actorCode })
}

/** The lands of a people or armed group that has more than one. */
export function landsOf(gazetteer: Gazetteer, name: string): readonly string[] | undefined {
  // Report after report is read by one gazetteer.
  if (last?.gazetteer !== gazetteer) last = LANDS.get(gazetteer) ?? newLands(gazetteer)
  const lands = last.of(name)
  return lands === NONE ? undefined : lands
}

/** What is known of the names of a gazetteer. */
interface Lands {
  readonly gazetteer: Gazetteer
  readonly of: (name: string) => readonly string[]
}

function newLands(gazetteer: Gazetteer): Lands {
  const of = remembered((name) => entriesFor(gazetteer, name).find(({ kind }) => kind === 'group')?.countries ?? NONE)
  const made = { gazetteer, of }
  LANDS.set(gazetteer, made)
  return made
}

const NONE: readonly string[] = []
let last: Lands | undefined
const LANDS = new WeakMap<Gazetteer, Lands>()
