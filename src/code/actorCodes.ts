import { countryByCode, type Gazetteer } from '../annotate/index.ts'
import type { Building } from './draft.ts'
import type { CodedEvent, Participant } from './event.ts'

/** The event with the codes of all its parties. */
export function eventWithCodes(gazetteer: Gazetteer, event: CodedEvent): CodedEvent {
  return {
    ...event,
    actors: event.actors.map((party) => withCodes(gazetteer, party)),
    recipients: event.recipients.map((party) => withCodes(gazetteer, party)),
  }
}

/**
 * The participant with its Correlates of War number and its CAMEO actor code: the country's code followed by that of its role
 * (CAMEO manual 1.1b3, chapter 3). A code that the lexicons give ("IGOUNO") stands as it is; who has no country has no code.
 */
export function withCodes(gazetteer: Gazetteer, participant: Participant): Participant {
  const { country, sector, actorCode } = participant
  if (country === undefined) return participant
  const isComposed = actorCode === undefined || actorCode === country || actorCode === `${country}${sector ?? ''}`
  const cow = countryByCode(gazetteer, country)?.cow
  const coded: Building<Participant> = Object.assign({}, participant)
  coded.actorCode = isComposed ? `${country}${roleOf(sector)}` : actorCode
  if (cow !== undefined) coded.cow = cow
  return coded
}

/** CAMEO's role code for a PLOVER sector; the two differ in few. */
function roleOf(sector: string | undefined): string {
  return sector === undefined ? '' : (ROLES.get(sector) ?? sector)
}

/** Press is MED and health HLH in CAMEO; societies are NGO, paramilitaries unaligned forces, refugees, elites and the rest alike. */
const ROLES: ReadonlyMap<string, string> = new Map([
  ['JRN', 'MED'],
  ['MED', 'HLH'],
  ['SOC', 'NGO'],
  ['PRM', 'UAF'],
])
