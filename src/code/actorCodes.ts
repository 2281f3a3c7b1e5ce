import { countryByCode, type Gazetteer } from '../annotate/index.ts'
import type { Participant } from './event.ts'

/**
 * The participant with its Correlates of War number and its CAMEO actor code: the country's code followed by that of its role
 * (CAMEO manual 1.1b3, chapter 3). A code that the lexicons give ("IGOUNO") stands as it is; who has no country has no code.
 */
export function withCodes(gazetteer: Gazetteer, participant: Participant): Participant {
  const { country, sector, actorCode } = participant
  if (country === undefined) return participant
  const cow = countryByCode(gazetteer, country)?.cow
  const { name, kind, title, entity, span, mention, resolvedBy } = participant
  const code = codeOf(country, sector, actorCode)
  // As asParticipant has it.
  return { name, kind, country, sector, actorCode: code, cow, title, entity, span, mention, resolvedBy }
}

/** The code of the country and of the role, but for one that says something else than the country and the sector. */
function codeOf(country: string, sector: string | undefined, actorCode: string | undefined): string {
  if (sector === undefined) return actorCode ?? country
  if (actorCode !== undefined && actorCode !== country && actorCode !== country + sector) return actorCode
  return country + (ROLES.get(sector) ?? sector)
}

/** CAMEO's role codes for PLOVER's sectors; the two differ in few. Press is MED and health HLH in CAMEO; societies are NGO, paramilitaries unaligned forces, refugees, elites and the rest alike. */
const ROLES: ReadonlyMap<string, string> = new Map([
  ['JRN', 'MED'],
  ['MED', 'HLH'],
  ['SOC', 'NGO'],
  ['PRM', 'UAF'],
])
