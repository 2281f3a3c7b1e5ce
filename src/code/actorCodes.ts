import { countryByCode, type Gazetteer } from '../annotate/index.ts'
import type { Participant } from './event.ts'

/**
 * The participant with its Correlates of War number and its CAMEO actor code: the country's code followed by that of its role
 * (CAMEO manual 1.1b3, chapter 3). A code that the lexicons give ("IGOUNO") stands as it is; who has no country has no code.
 */
export function withCodes(gazetteer: Gazetteer, participant: Participant): Participant {
  const { country, sector, actorCode } = participant
  if (country === undefined) return participant
  const isComposed = actorCode === undefined || actorCode === country || actorCode === `${country}${sector ?? ''}`
  const cow = countryByCode(gazetteer, country)?.cow
  const { name, kind, title, entity, span, mention, resolvedBy } = participant
  const code = isComposed ? `${country}${roleOf(sector)}` : actorCode
  // As asParticipant has it.
  return { name, kind, country, sector, actorCode: code, cow, title, entity, span, mention, resolvedBy }
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
