import type { Draft, Entity } from './draft.ts'
import { bodyEntry } from './gazetteer-names.ts'
import { type Nominal, nameOfNominal, readNominal } from './nominals.ts'
import { type OfficePhrase, officeAsked, officeFit, titleWords } from './offices-match.ts'
import { partiesBefore } from './pairs.ts'
import { addEntity, bodyKey, knownBody, lately, stateByCode } from './registry.ts'
import { wordsOf } from './rules.ts'
import { genderOf } from './titles.ts'
import { baseRelation } from './view.ts'
import { countriesOf, draftAt, draftsOfSent, type Walk } from './walk.ts'

/** The referents of a common-noun phrase: those it refers back to, else new ones with what its words tell. */
export function resolveNominal(walk: Walk, draft: Draft, nominal: Nominal): readonly Entity[] {
  const owners = ownersOf(walk, nominal)
  const countries = nominal.countries.length > 0 ? nominal.countries : ownCountries(walk, nominal, owners)
  const asked: Asked = { walk, draft, nominal, owners, countries }
  switch (nominal.sort) {
    case 'counterpart':
      return counterparts(asked)
    case 'collective':
      return collective(asked)
    case 'state':
      return states(asked)
    case 'office':
    case 'role':
      return nominal.number === 'one' ? holder(asked) : holders(asked)
    case 'body':
      return body(asked)
    case 'group':
      return group(asked)
  }
}

interface Asked {
  readonly walk: Walk
  readonly draft: Draft
  readonly nominal: Nominal
  /** Referents of the possessor, by name or by pronoun. */
  readonly owners: readonly Entity[]
  readonly countries: readonly string[]
}

function ownersOf(walk: Walk, nominal: Nominal): readonly Entity[] {
  if (nominal.chunk.possessor >= 0) return walk.draftOfChunk.get(nominal.chunk.possessor)?.entities ?? []
  if (nominal.pronounIdx >= 0) return draftAt(walk, nominal.pronounIdx)?.entities ?? []
  return nominal.number === 'many' && nominal.sort === 'office' ? partiesAfter(walk, nominal) : []
}

/** "the top diplomats of the three allies": the parties that an "of" after the noun looks back at. */
function partiesAfter(walk: Walk, nominal: Nominal): readonly Entity[] {
  const { view } = walk
  const at = nominal.chunk.end
  const next = view.chunkAt[at + 1] ?? -1
  if (view.lower[at] !== 'of' || view.chunks[next]?.first !== at + 1) return []
  const owner = readNominal(view, next)
  if (owner?.sort !== 'collective') return []
  const draft = { ...walk.read.at(-1)!, first: at + 1, end: owner.chunk.end, sentIdx: view.doc.tokens[at]!.sentIdx }
  return walk.read.length > 0 ? resolveNominal(walk, draft, owner) : []
}

/** The owner's country, or that of a person or body named before the noun ("the Biden administration"). */
function ownCountries(walk: Walk, nominal: Nominal, owners: readonly Entity[]): readonly string[] {
  if (owners.length > 0) return countriesOf(owners)
  for (let i = nominal.chunk.first; i < nominal.chunk.head; i += 1) {
    const country = walk.named.get(i)?.entities[0]?.country
    if (country) return [country]
  }
  return []
}

/** "his Japanese and South Korean counterparts": for each country whoever holds there the office that the owner holds. */
function counterparts(asked: Asked): readonly Entity[] {
  const { walk, draft, nominal, owners } = asked
  const named = nominal.countries
  if (named.length === 0) {
    const parties = nominal.definiteness === 'definite' ? partiesBefore(walk, draft.sentIdx, {
      ...(nominal.count ? { count: nominal.count } : {}), isFit: (e) => e.kind === 'person', areForeign: true,
    }) : [] // biome-ignore format: one call
    if (parties.length > 0 || nominal.number === 'many') return parties
  }
  const listed = listedAfter(asked, named.length)
  if (listed.length > 0) {
    listed.forEach((entity, i) => {
      entity.country ??= named[i]!
    })
    return listed
  }
  const owner = owners[0]
  return named.map((country) => {
    const known = counterpartIn(asked, country, owner)
    return known ?? unnamed(asked, country, 'person')
  })
}

/** "his Greek and French counterparts, [A] and [B]": as many names in apposition as there are countries, in their order. */
function listedAfter({ walk, nominal, draft }: Asked, nCountries: number): readonly Entity[] {
  const { view } = walk
  if (nominal.number === 'one' || view.lower[nominal.chunk.end] !== ',') return []
  const people = (walk.namedOfSent.get(draft.sentIdx) ?? []).filter(
    (d) => d.as === 'person' && d.first > nominal.chunk.end,
  )
  let at = nominal.chunk.end
  const found: Entity[] = []
  for (const person of people) {
    const gap = view.lower.slice(at, person.first)
    if (gap.length > 2 || !gap.every((word) => word === ',' || word === 'and')) break
    found.push(person.entities[0]!)
    at = person.end
  }
  return found.length === nCountries ? found : []
}

function counterpartIn(asked: Asked, country: string, owner: Entity | undefined): Entity | undefined {
  const { registry } = asked.walk
  const offices = owner ? owner.titles.flatMap((fact) => fact.offices) : []
  const people = lately(registry.peopleByCountry, country).filter((e) => e !== owner)
  const peers = people.filter((e) => e.titles.some((fact) => fact.offices.some((office) => offices.includes(office))))
  if (peers.length > 0) return nearest(peers, asked.draft.first)
  return offices.length === 0 && people.length === 1 ? people[0] : undefined
}

/** Whoever was mentioned last; of those still to come, whoever the document lists first. */
function nearest(entities: readonly Entity[], before: number): Entity | undefined {
  let best: Entity | undefined
  for (const entity of entities) {
    if (entity.lastTokenIdx > before) continue
    if (!best || entity.lastTokenIdx > best.lastTokenIdx) best = entity
  }
  return best
}

/** "both sides", "the two countries", "the trio". */
function collective(asked: Asked): readonly Entity[] {
  const { walk, draft, nominal, owners } = asked
  const sort = nominal.collective
  if (!sort) return []
  const count = sort.count ?? nominal.count
  if (nominal.countries.length > 0 && sort.kind === 'person') return holders(asked)
  if (nominal.countries.length > 1) return nominal.countries.flatMap((code) => state(walk, code))
  if (sort.kind === 'country' && owners.length > 1) return countriesOf(owners).flatMap((code) => state(walk, code))
  const words = nominal.words.filter((word) => word !== nominal.noun)
  // "the Secretary and the Foreign Ministers": who stands before the "and" is not meant again.
  const isJoined = walk.view.lower[nominal.chunk.first - 1] === 'and'
  const joined = isJoined ? (draftAt(walk, nominal.chunk.first - 2)?.entities ?? []) : []
  const isFit = (entity: Entity) => !joined.includes(entity) && fitsCollective(asked, entity, words)
  const ask = { ...(count ? { count } : {}), isFit }
  const foreign = partiesBefore(walk, draft.sentIdx, { ...ask, areForeign: true })
  const isOpen = foreign.length === 0 && sort.kind !== 'country'
  const parties = isOpen ? partiesBefore(walk, draft.sentIdx, { ...ask, areForeign: false }) : foreign
  // "the three vice ministers": where the number is told, the rank of each need not be.
  if (parties.length === 0 && count && sort.kind === 'person') {
    const isPerson = (entity: Entity) => entity.kind === 'person' && !joined.includes(entity)
    return partiesBefore(walk, draft.sentIdx, { count, isFit: isPerson, areForeign: false })
  }
  if (sort.kind !== 'country') return parties
  const codes = countriesOf(parties)
  return count === undefined || codes.length === count ? codes.flatMap((code) => state(walk, code)) : []
}

function fitsCollective(asked: Asked, entity: Entity, words: readonly string[]): boolean {
  const { nominal, walk } = asked
  if (nominal.collective?.kind === 'country') return entity.country !== undefined
  if (nominal.collective?.kind === 'any') return entity.number === 'one'
  if (entity.kind !== 'person') return false
  if (entity.titles.length === 0 || (words.length === 0 && GENERIC_PERSONS.test(nominal.noun))) return true
  const phrase = words.length === 0 ? [nominal.noun] : nominal.words
  return officeFit(phraseOf(walk, phrase), entity) > 0
}

const GENERIC_PERSONS =
  /^(?:minister|two|three|four|man|woman|men|women|pair|duo|trio|couple|leader|official|diplomat|politician|counterpart|colleague|rival|candidate)$/u

/** Who holds the office in the country: the very office before a like one, whoever was named before who is to come. */
function holderIn({ walk }: Asked, code: string, phrase: OfficePhrase): Entity | undefined {
  const people = lately(walk.registry.peopleByCountry, code)
  const exact = people.filter((e) => officeFit(phrase, e) === 2)
  const like = exact.length > 0 ? exact : people.filter((e) => officeFit(phrase, e) === 1)
  return like.findLast((e) => e.lastTokenIdx >= 0) ?? like[0]
}

function phraseOf(walk: Walk, words: readonly string[], isFormer = false): OfficePhrase {
  return { words, offices: officeAsked(words, walk.registry.rules), isFormer }
}

function state(walk: Walk, code: string): readonly Entity[] {
  const entity = stateByCode(walk.registry, { country: code, name: code }, walk.view.gazetteer)
  return entity ? [entity] : []
}

/** "the country", "the North Korean territory", "his country". */
function states(asked: Asked): readonly Entity[] {
  const { walk, draft, nominal, owners, countries } = asked
  if (walk.view.lower[nominal.chunk.first] === 'this' && countries.length === 0) return []
  if (countries.length > 0 && (nominal.countries.length > 0 || owners.length > 0))
    return countries.flatMap((code) => state(walk, code))
  if (nominal.number === 'many' || nominal.definiteness === 'indefinite' || nominal.definiteness === 'possessed')
    return []
  if (walk.home && walk.registry.states.has(walk.home)) return state(walk, walk.home)
  for (let i = walk.read.length - 1; i >= 0 && walk.read[i]!.sentIdx >= draft.sentIdx - 3; i -= 1) {
    const { entities, as, chunk } = walk.read[i]!
    const isModifier = as === 'known' && chunk === undefined
    if (entities.length === 1 && entities[0]!.kind === 'country' && !isModifier) return entities
  }
  return []
}

/** Somebody named by office or role alone. */
function holder(asked: Asked): readonly Entity[] {
  const { walk, draft, nominal, countries } = asked
  const predicated = subjectOfPredicate(walk, draft)
  if (predicated) return predicated
  const country = countries[0]
  if (nominal.definiteness !== 'indefinite') {
    const known = holderKnown(asked, nominal.isPlaced ? undefined : country)
    if (known) return [known]
  }
  return [unnamed(asked, country, 'person')]
}

/** "Price is the spokesman": the predicate is its subject. */
function subjectOfPredicate(walk: Walk, draft: Draft): readonly Entity[] | undefined {
  const { view } = walk
  let hasCopula = false
  let subject = -1
  for (let c = view.firstChild[draft.head]!; c >= 0; c = view.nextSibling[c]!) {
    const relation = baseRelation(view, c)
    if (relation === 'cop') hasCopula = true
    if (relation === 'nsubj') subject = c
  }
  if (!hasCopula && relationIs(view, draft.head, 'nsubj')) return namedPredicate(walk, draft)
  const entities = hasCopula ? draftAt(walk, subject)?.entities : undefined
  return entities?.length === 1 && entities[0]!.kind === 'person' ? entities : undefined
}

/** "The candidate is Donald Trump": the subject is whom the predicate names. */
function namedPredicate(walk: Walk, draft: Draft): readonly Entity[] | undefined {
  const predicate = walk.view.doc.tokens[draft.head]!.head
  const named = walk.named.get(predicate)
  if (named?.as !== 'person') return undefined
  for (let c = walk.view.firstChild[predicate]!; c >= 0; c = walk.view.nextSibling[c]!) {
    if (relationIs(walk.view, c, 'cop')) return named.entities
  }
  return undefined
}

function relationIs(view: Walk['view'], tokenIdx: number, relation: string): boolean {
  return baseRelation(view, tokenIdx) === relation
}

function holderKnown(asked: Asked, country: string | undefined): Entity | undefined {
  const { walk, nominal } = asked
  let best: Entity | undefined
  let bestScore = 0
  const phrase = phraseOf(walk, nominal.words, nominal.isFormer)
  for (const entity of candidateHolders(walk, nominal, phrase)) {
    if (country && entity.country && entity.country !== country) continue
    const score = holderScore(asked, { entity, country, phrase })
    if (score > bestScore) {
      best = entity
      bestScore = score
    }
  }
  if (best || nominal.definiteness !== 'definite') return best
  return wordsOf(walk.registry.rules, 'nominal/epithets').has(nominal.noun) ? epithetOf(asked, country) : undefined
}

/** "The Republican nominee" in a text that calls nobody so: the person named last of whom nothing else is told. */
function epithetOf(asked: Asked, country: string | undefined): Entity | undefined {
  const { walk, draft } = asked
  for (let s = draft.sentIdx; s >= 0 && s >= draft.sentIdx - 2; s -= 1) {
    const drafts = draftsOfSent(walk, s).filter((d) => d.as === 'person')
    const subjects = drafts.filter((d) => relationIs(walk.view, d.head, 'nsubj'))
    for (const { entities } of [...subjects, ...drafts.toReversed()]) {
      const entity = entities[0]!
      const isOther = entity.titles.some((fact) => !fact.isRole && fact.offices.length > 0)
      if (!isOther && (!country || !entity.country || entity.country === country)) return entity
    }
  }
  return undefined
}

function candidateHolders(walk: Walk, nominal: Nominal, phrase: OfficePhrase): ReadonlySet<Entity> {
  const { registry } = walk
  const found = new Set<Entity>()
  for (const word of phrase.words) for (const entity of lately(registry.peopleByTitle, word)) found.add(entity)
  for (const office of phrase.offices)
    for (const entity of lately(registry.peopleByTitle, `@${office}`)) found.add(entity)
  for (const entity of lately(registry.byNoun, nominal.noun)) if (entity.kind === 'person') found.add(entity)
  return found
}

interface HolderAsked {
  readonly entity: Entity
  readonly country: string | undefined
  readonly phrase: OfficePhrase
}

function holderScore(asked: Asked, { entity, country, phrase }: HolderAsked): number {
  const { draft, nominal } = asked
  const isRead = entity.lastTokenIdx >= 0 && entity.lastTokenIdx <= draft.first
  const fit = entity.nameWords.length > 0 ? officeFit(phrase, entity) : unnamedFit(nominal, entity)
  if (fit === 0 || (fit === 1 && nominal.definiteness === 'bare')) return 0
  // Somebody named only later must hold the very office in the very country.
  if (!isRead && (fit < 2 || !country || entity.country !== country)) return 0
  // "president" of a report about several countries: the country told must be the person's own.
  if (country && !entity.country) return 0
  if (nominal.sort === 'role' && !isRead) return 0
  return fit * 4 + (country && entity.country === country ? 3 : 0) + (isRead ? 1 + entity.lastTokenIdx / 1e6 : 0)
}

function unnamedFit(nominal: Nominal, entity: Entity): 0 | 2 {
  if (entity.headNoun !== nominal.noun) return 0
  const own = titleWords(entity.name)
  return nominal.words.every((word) => own.includes(word)) ? 2 : 0
}

/** "the vice foreign ministers", "the foreign ministers of Japan and South Korea", "ministers". */
function holders(asked: Asked): readonly Entity[] {
  const { walk, draft, nominal, countries } = asked
  const phrase = phraseOf(walk, nominal.words)
  const people = [...candidateHolders(walk, nominal, phrase)].filter(
    (e) => e.lastTokenIdx >= 0 && e.lastTokenIdx <= draft.first,
  )
  const fits = (e: Entity) => officeFit(phrase, e) === 2
  if (countries.length > 1)
    return countries.map((code) => holderIn(asked, code, phrase) ?? unnamed(asked, code, 'person'))
  if (nominal.definiteness === 'definite' || nominal.definiteness === 'bare') {
    const held =
      nominal.sort === 'office' && nominal.words.length > 1
        ? people.filter((e) => fits(e) && (!countries[0] || e.country === countries[0]))
        : []
    const recent = held.sort((a, b) => b.lastTokenIdx - a.lastTokenIdx).slice(0, nominal.count ?? held.length)
    if (recent.length > 1) return recent.reverse()
  }
  return group(asked)
}

/** "the government", "Seoul's foreign ministry", "the army". */
function body(asked: Asked): readonly Entity[] {
  const { walk, nominal, countries } = asked
  const name = nameOfNominal(walk.view, nominal)
  const listed = nominal.words.length > 1 ? bodyEntry(walk.view, nominal.words.join(' ')) : undefined
  if (listed?.country && (countries.length === 0 || countries.includes(listed.country)))
    return [knownBody(walk.registry, listed)]
  if (countries.length > 1 && nominal.countries.length > 1) return countries.map((code) => bodyIn(asked, code, name))
  const country = countries[0] ?? earlierCountry(asked)
  if (country) return [bodyIn(asked, country, name)]
  if (nominal.definiteness === 'definite') {
    const earlier = bodyByNoun(asked) ?? bodyNamedBefore(asked)
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

/** A definite body spoken of before with its country: "the Sudanese army … the army". */
function earlierCountry(asked: Asked): string | undefined {
  const { walk, nominal } = asked
  if (nominal.definiteness !== 'definite') return undefined
  return bodyByNoun(asked, walk)?.country
}

/** The body mentioned last whose name ends in this noun: "the department" after "the State Department". */
function bodyByNoun(asked: Asked, walk: Walk = asked.walk): Entity | undefined {
  const { nominal, draft } = asked
  let best: Entity | undefined
  for (const entity of lately(walk.registry.byNoun, nominal.noun)) {
    if (entity.kind !== 'organization' && entity.kind !== 'group') continue
    if (entity.lastTokenIdx < 0 || entity.lastTokenIdx > draft.first) continue
    if (best && best.lastTokenIdx > entity.lastTokenIdx) continue
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
    const bodies = draftsOfSent(walk, s).flatMap((d) => (d.as === 'known' ? d.entities : []))
    const isFit = (e: Entity) =>
      e.kind === 'organization' && (!e.sector || !nominal.sector || e.sector === nominal.sector)
    const fit = [...new Set(bodies)].filter(isFit)
    if (fit.length > 0) return fit.length === 1 ? fit[0] : undefined
  }
  return undefined
}

/** "Chinese troops", "protesters": one referent for each country, the same again when the noun and country return. */
function group(asked: Asked): readonly Entity[] {
  const { nominal, countries } = asked
  const codes: readonly (string | undefined)[] = countries.length > 0 ? countries : [undefined]
  return codes.map((code) => {
    const isBack = nominal.definiteness === 'definite' || code !== undefined
    const known = isBack && !nominal.count ? earlierGroup(asked, code) : undefined
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

function groupName(asked: Asked, code: string | undefined): string {
  const { walk, nominal } = asked
  if (!code) return nameOfNominal(walk.view, nominal)
  const adjective = walk.view.gazetteer.countries.get(code)?.adjectives[0] ?? code
  return `${adjective} ${walk.view.doc.tokens[nominal.chunk.head]!.form}`
}

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

function unnamed(asked: Asked, country: string | undefined, kind: Entity['kind'], name?: string): Entity {
  const { walk, nominal } = asked
  const several = (nominal.countries.length > 1 || asked.countries.length > 1) && country
  const entity = addEntity(walk.registry, {
    kind,
    name: name ?? (several ? groupName(asked, country).replace(/s$/u, '') : nameOfNominal(walk.view, nominal)),
    number: kind === 'group' ? 'many' : 'one',
    country,
    sector: nominal.sector,
    headNoun: nominal.noun,
  })
  const gender = kind === 'person' ? genderOf(walk.view, nominal.chunk.first, nominal.chunk.end) : undefined
  if (gender) entity.gender = gender
  return entity
}
