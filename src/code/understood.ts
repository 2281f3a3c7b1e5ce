import { FEAT, REL } from '../annotate/index.ts'
import { asParticipant } from './asParticipant.ts'
import { type Clauses, dependents, isPassive, prepositionOf, token } from './clause.ts'
import type { Participant } from './event.ts'
import { type Setting, sideCountry } from './home.ts'
import { ownersAt } from './participants.ts'
import type { Triggered } from './triggers.ts'
import { placeBefore } from './whereabouts.ts'

/**
 * The state whose authorities did what only authorities do, where the text leaves them out: "two Canadians were detained in China",
 * "he was sentenced to five years". The state is that of the place of the act, else of who suffered it at home, else the report's.
 */
export function understoodState(setting: Setting, sufferers: readonly Participant[]): Participant[] {
  const { clauses, gazetteer, triggered, location, home } = setting
  const { eventType, cameo } = triggered.entry.gives
  if (sufferers.length === 0 || eventType !== 'COERCE' || !AUTHORITIES_ALONE.test(cameo)) return []
  // "American hostages held in the Middle East": authorities hold none.
  if (sufferers.some(({ name }) => /\bhostages?$/i.test(name))) return []
  if (isOfLostSubject(clauses, triggered)) return []
  if (location === undefined && isSomewhereUnknown(clauses, triggered)) return []
  // Rebels capture and hold people too.
  if (/^(?:re)?captur/.test(clauses.lemmas[triggered.triggerIdx]!)) return []
  const country =
    location?.country ??
    placeBefore(clauses, gazetteer, triggered) ??
    ownerOfPlace(setting) ??
    sideCountry(gazetteer, eventType, sufferers) ??
    home
  return stateOf(setting, country)
}

/** "Held in Iranian prisons": whose the place is where somebody is held. */
function ownerOfPlace({ clauses, triggered: { args } }: Setting): string | undefined {
  const places = [...(args.get('in') ?? []), ...(args.get('at') ?? [])].filter(
    (idx) => clauses.mentionAt[idx] === undefined,
  )
  const owners = places.flatMap((idx) => ownersAt(clauses, idx))
  return owners.find(({ kind, country }) => kind === 'country' && country !== undefined)?.country
}

/**
 * Whom help reaches that names nobody ("Ireland donated tents", "France handed out food in the south of Lebanon"): the land where it is
 * given, else the one that the report is about, if the helpers are of another.
 */
export function landInNeed(setting: Setting, helpers: readonly Participant[]): Participant[] {
  return ofOthers(setting, helpers, setting.location?.country ?? setting.home)
}

/** The land that the report is about, for what people of other lands say or do without a word of whom it reaches. */
export function landAddressed(setting: Setting, actors: readonly Participant[]): Participant[] {
  return ofOthers(setting, actors, setting.home)
}

function ofOthers(setting: Setting, actors: readonly Participant[], country: string | undefined): Participant[] {
  const areAbroad = actors.length > 0 && actors.every((one) => one.country !== undefined && one.country !== country)
  return areAbroad ? stateOf(setting, country) : []
}

/** A state that the text leaves out, at the trigger of the act that it is understood of; none for a country without a name. */
function stateOf({ clauses, gazetteer, triggered }: Setting, country: string | undefined): Participant[] {
  const named = country === undefined ? undefined : gazetteer.countries.get(country)
  // The European Union arrests nobody.
  if (country === undefined || named?.kind !== 'country') return []
  const { start, end } = clauses.doc.tokens[triggered.triggerIdx]!
  return [
    asParticipant({
      name: named.name,
      kind: 'country',
      country,
      entity: `s${country}`,
      span: { start, end },
      mention: clauses.doc.report.text.slice(start, end),
      resolvedBy: 'nominal',
    }),
  ]
}

/** "Yemeni forces, acting with others, arrested him": an active verb says who, though the parse has lost it. */
function isOfLostSubject(clauses: Clauses, { part, triggerIdx, args }: Triggered): boolean {
  const { features } = token(clauses, triggerIdx)
  return (
    part === 'verb' &&
    (features & FEAT.past) !== 0 &&
    (features & FEAT.participle) === 0 &&
    dependents(clauses, triggerIdx, REL.obj).some((idx) => idx > triggerIdx && args.get('obj')?.includes(idx)) &&
    !isPassive(clauses, triggerIdx)
  )
}

/** "Arrested at Sheremetyevo airport", "held since May in Marib": a place is named that no table knows, which may lie in any country. */
function isSomewhereUnknown(clauses: Clauses, { args, triggerIdx }: Triggered): boolean {
  const isAtArgument = ['in', 'at', 'near', 'outside'].some((name) =>
    args.get(name)?.some((idx) => isPlaceName(clauses, idx)),
  )
  return isAtArgument || dependents(clauses, triggerIdx, REL.obl).some((time) => isPlacedTime(clauses, time))
}

function isPlaceName(clauses: Clauses, idx: number): boolean {
  if (clauses.isTimeAt[idx] === 1) return false
  return [idx, ...dependents(clauses, idx, REL.compound)].some((i) => token(clauses, i).upos === 'PROPN')
}

/** "since May in Marib": the place hangs on the time. */
function isPlacedTime(clauses: Clauses, timeIdx: number): boolean {
  if (clauses.isTimeAt[timeIdx] !== 1) return false
  return dependents(clauses, timeIdx, REL.nmod).some(
    (idx) => /^(?:in|at|near)$/.test(prepositionOf(clauses, idx) ?? '') && isPlaceName(clauses, idx),
  )
}

/** CAMEO 173, arrest, detain, charge with legal action. */
const AUTHORITIES_ALONE = /^173/
