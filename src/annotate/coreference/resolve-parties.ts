import { mapped } from '../mapped.ts'
import type { Entity } from './draft.ts'
import { type Asked, phraseOf, state, unnamed } from './nominal-request.ts'
import { officeFit } from './offices-match.ts'
import { partiesBefore } from './pairs.ts'
import { lately } from './registry.ts'
import { holders } from './resolve-holders.ts'
import { countriesOf, draftAt } from './walk.ts'

/** "his Japanese and South Korean counterparts": for each country whoever holds there the office that the owner holds. */
export function counterparts(asked: Asked): readonly Entity[] {
  const { walk, draft, nominal, owners } = asked
  const named = nominal.countries
  if (named.length === 0) {
    const parties = nominal.definiteness === 'definite' ? partiesBefore(walk, draft.sentIdx, {
      count: nominal.count, isFit: (e) => e.kind === 'person', areForeign: true,
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
  return mapped(named, (country) => {
    const known = counterpartIn(asked, country, owner)
    return known ?? unnamed(asked, country, 'person')
  })
}

/** "his Greek and French counterparts, [A] and [B]": as many names in apposition as there are countries, in their order. */
function listedAfter({ walk, nominal, draft }: Asked, nCountries: number): readonly Entity[] {
  const { view } = walk
  if (nominal.number === 'one' || view.lower[nominal.chunk.end] !== ',') return []
  const people = walk.namesOfSent[draft.sentIdx]!.filter((d) => d.as === 'person' && d.first > nominal.chunk.end)
  let at = nominal.chunk.end
  const found: Entity[] = []
  for (const person of people) {
    const gap = view.lower.slice(at, person.first)
    if (gap.length > 2 || !gap.every((word) => word === ',' || word === 'and')) break
    found.push(person.entities[0]!)
    at = person.end
    // "…, A and B, C said": who stands behind the last of the list is not of it.
    if (gap.includes('and')) break
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
export function collective(asked: Asked): readonly Entity[] {
  const { walk, draft, nominal, owners } = asked
  const sort = nominal.collective
  if (!sort || isTold(asked)) return []
  const count = sort.count ?? nominal.count
  if (nominal.countries.length > 0 && sort.kind === 'person') return holders(asked)
  if (nominal.countries.length > 1) return nominal.countries.flatMap((code) => state(walk, code))
  if (sort.kind === 'country' && owners.length > 1) return countriesOf(owners).flatMap((code) => state(walk, code))
  const words = nominal.words.filter((word) => word !== nominal.noun)
  // "the Secretary and the Foreign Ministers": who stands before the "and" is not meant again.
  const isJoined = walk.view.lower[nominal.chunk.first - 1] === 'and'
  const joined = isJoined ? (draftAt(walk, nominal.chunk.first - 2)?.entities ?? []) : []
  const isFit = (entity: Entity) => !joined.includes(entity) && fitsCollective(asked, entity, words)
  const foreign = partiesBefore(walk, draft.sentIdx, { count, isFit, areForeign: true })
  const isOpen = foreign.length === 0 && sort.kind !== 'country'
  const parties = isOpen ? partiesBefore(walk, draft.sentIdx, { count, isFit, areForeign: false }) : foreign
  // "the three vice ministers": where the number is told, the rank of each need not be.
  if (parties.length === 0 && count && sort.kind === 'person') {
    const isPerson = (entity: Entity) => entity.kind === 'person' && !joined.includes(entity)
    return partiesBefore(walk, draft.sentIdx, { count, isFit: isPerson, areForeign: false })
  }
  if (sort.kind !== 'country') return parties
  const codes = countriesOf(parties)
  return count === undefined || codes.length === count ? codes.flatMap((code) => state(walk, code)) : []
}

/** "The countries that had sponsored it": a relative clause says which they are. */
function isTold({ walk: { view }, nominal: { chunk, count } }: Asked): boolean {
  return count === undefined && /^(?:that|which|who|whose)$/u.test(view.lower[chunk.end] ?? '')
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
