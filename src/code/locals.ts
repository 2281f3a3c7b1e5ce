import { remembered } from '../annotate/index.ts'
import type { Participant } from './event.ts'

/** Whether a participant lives or serves where the act is: officials by title, troops, residents; no mission, ship or force from abroad. */
export function isLocal(participant: Participant): boolean {
  if (!mayServeThere(participant)) return false
  const are = homeOf(participant.name)
  return are === 'local' || (are === 'local-if-military' && participant.sector === 'MIL')
}

/** Where the words of a name leave its bearers. The same few names are asked of again and again: "police", "the army". */
const homeOf = remembered((name): 'local' | 'local-if-military' | 'elsewhere' => {
  if (OF_STATES.test(name) && !PARTISAN.test(name)) return 'elsewhere'
  if (COLLEAGUES.test(name)) return 'elsewhere'
  if (FROM_ABROAD.test(name) || STRANGERS.test(name) || MISSIONS.test(name)) return 'elsewhere'
  if (!CRAFT.test(name)) return 'local'
  return !UNMANNED.test(name) || OWNED.test(name) ? 'local-if-military' : 'elsewhere'
})

/** Whether kind, trade and words are those of people who live or serve somewhere; most are not, which is sooner told than by names. */
function mayServeThere({ kind, name, sector, resolvedBy, title }: Participant): boolean {
  if (kind === 'person')
    return (
      sector !== undefined &&
      LOCAL.has(sector) &&
      (title !== undefined || (resolvedBy !== 'name' && resolvedBy !== 'pronoun') || !/^\p{Lu}/u.test(name))
    )
  if (resolvedBy === 'name' || resolvedBy === 'metonym') return false
  return kind === 'group' || (kind === 'organization' && sector !== undefined && LOCAL.has(sector))
}

/** "The consulate in Damascus": a mission is of the state that sent it and never of the one that it stands in. */
const MISSIONS =
  /\b(?:embass(?:y|ies)|consulates?|consulate[- ]general|high commissions?|diplomatic missions?|legations?|(?:envoys|diplomats|ambassadors|delegates)$)\b/i

/** Whether a name is that of an embassy, a consulate or those who serve there. */
export function isMission(name: string): boolean {
  return MISSIONS.test(name)
}

/** "Coalition aircraft", "foreign fighters". */
const FROM_ABROAD =
  /^(?:the )?(?:coalition|allied|external|outside|international|multinational|foreign(?! (?:affairs|intelligence(?! services)|minist|office|policy|secretar|service))|western|global|visiting|exiled)\b/i

const STRANGERS = /\b(?:foreigners?|expatriates?|expats?|foreign nationals?)\b|^(?:the )?others$/i

/** Ships and aircraft go far from home, and drones are anybody's. */
const CRAFT =
  /\b(?:tankers?|ships?|vessels?|boats?|ferr(?:y|ies)|freighters?|carriers?|planes?|airliners?|drones?|missiles?|rockets?)$/i

/** What flies by itself may have been sent by anybody, unless its phrase says by whom: "an army drone". */
const UNMANNED = /\b(?:drones?|missiles?|rockets?|projectiles?)$/i
const OWNED = /\b(?:army|air force|government|military|navy|police)\b/i

/** Groups that states make up, which live in none of them. */
const OF_STATES =
  /\b(?:bloc|alliance|coalition|union|community|countries|nations|states|powers|members|sides|parties|allies|partners|neighbou?rs?|governments|world)$/i

/** "The two foreign ministers": each is of another state. */
const COLLEAGUES = /\b(?:(?:foreign|defen[cs]e|prime) ministers|heads of (?:state|government))$/i

/** "Opposition parties" are parties of one state. */
const PARTISAN =
  /\b(?:opposition|political|ruling|governing|rebel|separatist|islamist|left-wing|right-wing|union|communist)\b/i

/** Sectors whose people act at home: the state's own, and those who live under it. */
const LOCAL = new Set([
  'COP', 'MIL', 'GOV', 'JUD', 'LEG', 'CVL', 'OPP', 'REB', 'PTY', 'SPY', 'PRM', 'LAB', 'EDU', 'JRN', 'MED', 'REL', 'CRM',
]) // biome-ignore format: one glance
