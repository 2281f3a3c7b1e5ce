import type { Draft, Entity } from './draft.ts'
import type { Asked } from './nominal-request.ts'
import { type Nominal, readNominal } from './nominals.ts'
import { body, group, states } from './resolve-bodies.ts'
import { holder, holders } from './resolve-holders.ts'
import { collective, counterparts } from './resolve-parties.ts'
import { wordsOf } from './rules.ts'
import { countriesOf, draftAt, draftOfChunk, nameDraftAt, type Walk } from './walk.ts'

/** The referents of a common-noun phrase: those it refers back to, else new ones with what its words tell. */
export function resolveNominal(walk: Walk, draft: Draft, nominal: Nominal): readonly Entity[] {
  const apposed = stateDescribed(walk, nominal)
  if (apposed) return [apposed]
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

/** "France, the former colonial power, which …", "China, a close partner of both, offered": between commas a state is described. */
function stateDescribed(walk: Walk, { chunk, noun, number }: Nominal): Entity | undefined {
  const { view } = walk
  if (number === 'many' || !wordsOf(view.rules, 'state/described').has(noun) || view.lower[chunk.first - 1] !== ',')
    return undefined
  if (!/^(?:the|an?|its|their|another)$/u.test(view.lower[chunk.first]!)) return undefined
  const named = draftAt(walk, chunk.first - 2)
  const [only] = named?.entities ?? []
  if (named?.end !== chunk.first - 1 || named.entities.length !== 1 || only?.kind !== 'country') return undefined
  const { endTokenIdx } = view.doc.sents[view.doc.tokens[chunk.head]!.sentIdx]!
  for (let i = chunk.end; i < endTokenIdx && i < chunk.end + 8; i += 1) {
    if (view.lower[i] === ',') return only
    if (view.doc.tokens[i]!.upos === 'VERB') return undefined
  }
  return undefined
}

function ownersOf(walk: Walk, nominal: Nominal): readonly Entity[] {
  if (nominal.chunk.possessor >= 0) {
    const owners = draftOfChunk(walk, nominal.chunk.possessor)?.entities ?? []
    return nominal.number === 'many' ? [...jointOwners(walk, nominal.chunk.possessor), ...owners] : owners
  }
  if (nominal.pronounIdx >= 0) return draftAt(walk, nominal.pronounIdx)?.entities ?? []
  return nominal.number === 'many' && nominal.sort === 'office' ? partiesAfter(walk, nominal) : []
}

/** "Denmark's and Germany's leaders": who owns besides the possessor right before the noun. */
function jointOwners(walk: Walk, possessor: number): readonly Entity[] {
  const { view } = walk
  const { first } = view.chunks[possessor]!
  if (view.lower[first - 1] !== 'and' || !/^['’]s?$/u.test(view.lower[first - 2] ?? '')) return []
  return draftOfChunk(walk, view.chunkAt[first - 3] ?? -1)?.entities ?? []
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

const ABROAD: ReadonlySet<string> = new Set([
  'ally', 'partner', 'neighbour', 'neighbor', 'friend', 'backer', 'patron', 'sponsor', 'adversary', 'enemy', 'foe', 'rival', 'donor', 'creditor',
]) // biome-ignore format: one glance

/** The owner's country, or that of a person or body named before the noun ("the Biden administration"). */
function ownCountries(walk: Walk, nominal: Nominal, owners: readonly Entity[]): readonly string[] {
  // "Oman faulted its Western partners": whom a state has abroad are of other states.
  if (owners.length > 0)
    return ABROAD.has(nominal.noun) && owners.every(({ kind }) => kind !== 'person') ? [] : countriesOf(owners)
  for (let i = nominal.chunk.first; i < nominal.chunk.head; i += 1) {
    const country = nameDraftAt(walk, i)?.entities[0]?.country
    if (country) return [country]
  }
  return []
}
