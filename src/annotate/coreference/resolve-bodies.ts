import { mapped } from '../mapped.ts'
import type { Draft, Entity } from './draft.ts'
import { bodyEntry } from './gazetteer-names.ts'
import { type Asked, groupName, state, unnamed } from './nominal-request.ts'
import { type Nominal, nameOfNominal } from './nominals.ts'
import { titleWords } from './offices-match.ts'
import { isListener } from './pronoun-scores.ts'
import { bodyKey, knownBody, lately } from './registry.ts'
import { wordsOf } from './rules.ts'
import { baseRelation } from './view.ts'
import { clauseOf, draftsOfSent } from './walk.ts'

/** "the country", "the North Korean territory", "his country". */
export function states(asked: Asked): readonly Entity[] {
  const { walk, draft, nominal, owners, countries } = asked
  if (walk.view.lower[nominal.chunk.first] === 'this' && countries.length === 0) return []
  if (isPartOfState(asked)) return []
  const union = nominal.definiteness === 'definite' && isOfMembers(nominal) ? lastNamed(asked, isUnion) : undefined
  if (union) return [union]
  if (countries.length > 0 && (nominal.countries.length > 0 || owners.length > 0))
    return countries.flatMap((code) => state(walk, code))
  if (nominal.number === 'many' || nominal.definiteness === 'indefinite' || nominal.definiteness === 'possessed')
    return []
  const isFit = stateFit(asked)
  if (walk.home && isFit(walk.home) && walk.registry.states.has(walk.home)) return state(walk, walk.home)
  for (let i = walk.read.length - 1; i >= 0 && walk.read[i]!.sentIdx >= draft.sentIdx - 3; i -= 1) {
    const { entities, as, chunk } = walk.read[i]!
    const isModifier = as === 'known' && chunk === undefined
    // "Britain summoned the country's ambassador": what a state does to a country it does to another.
    if (isSubjectAbove(walk, walk.read[i]!, draft)) continue
    const [only] = entities
    if (entities.length === 1 && only!.kind === 'country' && !isModifier && isFit(only!.country ?? '')) return entities
  }
  return []
}

/** Whether a phrase is the subject of the clause in which another stands behind the verb. */
function isSubjectAbove({ view }: Asked['walk'], subject: Draft, { head, sentIdx }: Draft): boolean {
  if (subject.sentIdx !== sentIdx || baseRelation(view, subject.head) !== 'nsubj') return false
  const verb = view.doc.tokens[subject.head]!.head
  return verb > subject.head && head > verb && clauseOf(view, head) === verb
}

/** "The island", "the kingdom", "the emirate": which states may be called so. */
function stateFit({ walk, nominal }: Asked): (code: string) => boolean {
  const kind = STATES_BY_NOUN.get(nominal.noun)
  if (kind === undefined) return () => true
  const codes = wordsOf(walk.registry.rules, kind)
  return (code) => codes.has(code)
}

const STATES_BY_NOUN: ReadonlyMap<string, string> = new Map([
  ['island', 'state/islands'],
  ['archipelago', 'state/islands'],
  ['kingdom', 'state/kingdoms'],
  ['emirate', 'state/emirates'],
])

/** "the State of Virginia", "his home state", "the state" of a report about a federation: a part of a country. */
function isPartOfState({ walk, nominal }: Asked): boolean {
  if (nominal.noun !== 'state' || nominal.countries.length > 0) return false
  const { view } = walk
  if (nominal.words.includes('home') || view.lower[nominal.chunk.end] === 'of') return true
  return walk.home !== undefined && wordsOf(walk.registry.rules, 'state/federations').has(walk.home)
}

/** "the government", "Seoul's foreign ministry", "the army". */
export function body(asked: Asked): readonly Entity[] {
  const { walk, nominal, countries } = asked
  const name = nameOfNominal(walk.view, nominal)
  const listed =
    nominal.words.length > 1 && asked.owners.length === 0 && nominal.number !== 'many'
      ? bodyEntry(walk.view, nominal.words.join(' '))
      : undefined
  if (listed?.country && (countries.length === 0 || countries.includes(listed.country)))
    return [knownBody(walk.registry, listed)]
  if (countries.length > 1 && nominal.countries.length > 1)
    return mapped(countries, (code) => bodyIn(asked, code, name))
  if (countries[0]) return [bodyIn(asked, countries[0], name)]
  if (nominal.definiteness === 'definite') {
    const earlier = bodyMeant(asked)
    if (earlier) return [earlier]
    const sole = wordsOf(walk.registry.rules, 'body/national').has(nominal.noun) ? walk.home : undefined
    if (sole) return [bodyIn(asked, sole, name)]
  }
  return [unnamed(asked, undefined, 'organization')]
}

function bodyIn(asked: Asked, country: string, name: string): Entity {
  const { walk, nominal } = asked
  const key = `${country}|${bodyKey(nominal.words.join(' '))}`
  const known = walk.registry.bodies.get(key)
  if (known) return known
  const entity = unnamed(asked, country, 'organization', name)
  walk.registry.bodies.set(key, entity)
  return entity
}

/** "The company" after "one company" of which nothing was told, and a name since: the name. */
function bodyMeant(asked: Asked): Entity | undefined {
  const byNoun = bodyByNoun(asked) ?? bodyDescribed(asked)
  if (byNoun && !byNoun.headNoun) return byNoun
  const named = bodyNamedBefore(asked)
  return byNoun && named && named.lastTokenIdx > byNoun.lastTokenIdx ? named : (byNoun ?? named)
}

/** "The bloc", "the tribunal": the body of that sort named last, however far back; it has one in most reports. */
function bodyDescribed({ walk, nominal, draft }: Asked): Entity | undefined {
  const isSuch = isMilitant(nominal) ? isArmed : nominal.words.length === 1 ? DESCRIBED.get(nominal.noun) : undefined
  const found = isSuch && lastNamed({ walk, draft }, isSuch)
  // "The European Parliament ... the bloc": the union whose parliament it is.
  if (isSuch === isUnion && found?.sector !== undefined && found.country !== undefined)
    return state(walk, found.country)[0] ?? found
  return found
}

/** "The member states", "the member countries". */
function isOfMembers({ words, noun }: Nominal): boolean {
  return words.length === 2 && words[0] === 'member' && (noun === 'state' || noun === 'country')
}

/** The body of a sort named last, within a page. */
function lastNamed(
  { walk, draft }: Pick<Asked, 'walk' | 'draft'>,
  isSuch: (entity: Entity) => boolean,
): Entity | undefined {
  for (let i = walk.read.length - 1; i >= 0 && walk.read[i]!.sentIdx >= draft.sentIdx - FAR; i -= 1) {
    const { entities, as } = walk.read[i]!
    if (as === 'known' && entities.length === 1 && isSuch(entities[0]!)) return entities[0]
  }
  return undefined
}

/** "The Islamist group", "the rebel movement". */
function isMilitant({ words, noun }: Nominal): boolean {
  return words.length === 2 && BANDED.has(noun) && MILITANT.test(words[0]!)
}

const BANDED: ReadonlySet<string> = new Set(['group', 'movement', 'organisation', 'organization', 'militia', 'faction'])
const MILITANT =
  /^(?:islamist|militant|rebel|armed|extremist|jihadist|separatist|terrorist|paramilitary|guerrilla|insurgent|shi'ite|palestinian)$/iu

/** In sentences. */
const FAR = 8

const isUnion = ({ kind, actorCode }: Entity) => kind === 'organization' && (actorCode?.startsWith('IGO') ?? false)
const isCourt = ({ kind, sector, name }: Entity) =>
  kind === 'organization' && (sector === 'JUD' || /\b(?:court|tribunal)\b/iu.test(name))
const isArmed = ({ kind, sector, isCanonical }: Entity) =>
  isCanonical && (kind === 'organization' || kind === 'group') && (sector === 'REB' || sector === 'PRM')

/** What may be "the group": no ministry, command, court or newspaper. */
const isBand = ({ kind, sector, actorCode, isCanonical }: Entity) =>
  (kind === 'organization' || (kind === 'group' && isCanonical)) &&
  (sector === undefined || BANDS.has(sector) || (actorCode?.startsWith('IGO') ?? false))

const BANDS: ReadonlySet<string> = new Set([
  'REB',
  'PRM',
  'OPP',
  'PTY',
  'SOC',
  'CRM',
  'BUS',
  'IGO',
  'LAB',
  'REL',
  'UAF',
])

const DESCRIBED: ReadonlyMap<string, (entity: Entity) => boolean> = new Map([
  ['bloc', isUnion], ['alliance', isUnion], ['court', isCourt], ['tribunal', isCourt], ['militia', isArmed], ['insurgency', isArmed],
]) // biome-ignore format: one glance

/** The body mentioned last whose name ends in this noun: "the army" after "the Sudanese army". */
function bodyByNoun({ walk, nominal, draft }: Asked): Entity | undefined {
  let best: Entity | undefined
  for (const entity of lately(walk.registry.byNoun, nominal.noun)) {
    if (entity.kind !== 'organization' && entity.kind !== 'group') continue
    if (entity.lastTokenIdx < 0 || entity.lastTokenIdx > draft.first) continue
    if (best && best.lastTokenIdx > entity.lastTokenIdx) continue
    // Rebels may call themselves an army; "the army" is the state's.
    if (entity.sector === 'REB' && wordsOf(walk.registry.rules, 'body/national').has(nominal.noun)) continue
    if (entity.headNoun === nominal.noun || nominal.words.length === 1 || namedWith(entity, nominal)) best = entity
  }
  return best
}

function namedWith(entity: Entity, nominal: Nominal): boolean {
  if (entity.headNoun) return false
  const words = bodyKey(entity.name).split(' ')
  return nominal.words.every((word) => words.includes(word)) && words.at(-1) === nominal.noun
}

/** "The company" for the body named in this sentence or the last, if one alone can be meant. */
function bodyNamedBefore(asked: Asked): Entity | undefined {
  const { walk, draft, nominal } = asked
  if (nominal.words.length > 1 || !wordsOf(walk.registry.rules, 'body/generic').has(nominal.noun)) return undefined
  for (let s = draft.sentIdx; s >= 0 && s >= draft.sentIdx - 1; s -= 1) {
    const bodies = draftsOfSent(walk, s).flatMap((d) =>
      d.as === 'known' && !isListener(walk.view, d) ? d.entities : [],
    )
    const isFit = (e: Entity) =>
      (nominal.sort === 'group' ? isBand(e) : e.kind === 'organization') &&
      (!e.sector || !nominal.sector || e.sector === nominal.sector)
    const fit = [...new Set(bodies)].filter(isFit)
    if (fit.length > 0) return fit.length === 1 ? fit[0] : undefined
  }
  return undefined
}

/** "Chinese troops", "protesters": one referent for each country, the same again when the noun and country return. */
export function group(asked: Asked): readonly Entity[] {
  const { nominal, countries } = asked
  const codes: readonly (string | undefined)[] = countries.length > 0 ? countries : [undefined]
  return mapped(codes, (code) => {
    const isBack = nominal.definiteness === 'definite' || code !== undefined
    const rebels = nominal.definiteness === 'definite' && code === undefined ? rebelsMeant(asked) : undefined
    if (rebels) return rebels
    const isNamed = isBack && code === undefined && nominal.definiteness === 'definite' && nominal.number === 'one'
    const known =
      isBack && !nominal.count && !isCounted(asked)
        ? (earlierGroup(asked, code) ?? (isNamed ? (bodyDescribed(asked) ?? bodyNamedBefore(asked)) : undefined))
        : undefined
    return (
      known ??
      unnamed(
        asked,
        code,
        nominal.number === 'one' && nominal.kind === 'person' ? 'person' : 'group',
        groupName(asked, codes.length > 1 ? code : undefined),
      )
    )
  })
}

/** "The 49 people killed": so many of them have not been spoken of before. */
function isCounted({ walk: { view }, nominal: { chunk } }: Asked): boolean {
  for (let i = chunk.first; i < chunk.head && i < chunk.first + 3; i += 1)
    if (view.doc.tokens[i]!.upos === 'NUM' && /^\d/u.test(view.lower[i]!)) return true
  return false
}

/** "The militants" of a report that names one armed group: that group, unless the report has spoken of others by that word. */
function rebelsMeant({ walk, nominal, draft }: Asked): Entity | undefined {
  if (nominal.words.length !== 1 || nominal.count || nominal.number !== 'many' || !REBELS.has(nominal.noun))
    return undefined
  const [named, described] = [new Set<Entity>(), new Set<Entity>()]
  for (const { entities, as, first } of walk.read) {
    if (first >= draft.first) break
    for (const entity of entities) {
      if (as === 'known' && isArmed(entity)) named.add(entity)
      // "Al Shabaab gunmen": the name stands in the phrase.
      else if (entity.sector === 'REB' && entity.country && isFighters(entity)) described.add(entity)
    }
  }
  const found = named.size > 0 ? named : described
  const [only] = found
  const isSpokenOf = lately(walk.registry.byNoun, nominal.noun).some(
    (entity) => entity.headNoun === nominal.noun && entity.lastTokenIdx >= 0,
  )
  return found.size === 1 && !isSpokenOf ? only : undefined
}

const isFighters = ({ kind, headNoun }: Entity) =>
  kind === 'group' && headNoun !== undefined && (headNoun === 'gunman' || REBELS.has(headNoun))

const REBELS: ReadonlySet<string> = new Set([
  'militant',
  'rebel',
  'insurgent',
  'guerrilla',
  'jihadist',
  'extremist',
  'separatist',
  'islamist',
  'fighter',
  'paramilitary',
])

function earlierGroup(asked: Asked, code: string | undefined): Entity | undefined {
  const { walk, nominal, draft } = asked
  let best: Entity | undefined
  for (const entity of lately(walk.registry.byNoun, nominal.noun)) {
    if (entity.headNoun !== nominal.noun || entity.lastTokenIdx < 0 || entity.lastTokenIdx > draft.first) continue
    if (code !== undefined && entity.country !== code) continue
    if (
      code === undefined &&
      nominal.words.length > 1 &&
      !nominal.words.every((w) => titleWords(entity.name).includes(w))
    )
      continue
    if (!best || entity.lastTokenIdx > best.lastTokenIdx) best = entity
  }
  return best
}
