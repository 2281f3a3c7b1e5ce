import type { Draft, Entity } from './draft.ts'
import { type Nominal, nameOfNominal } from './nominals.ts'
import { type OfficePhrase, officeAsked } from './offices-match.ts'
import { addEntity, stateByCode } from './registry.ts'
import { genderOf } from './titles.ts'
import { baseRelation } from './view.ts'
import type { Walk } from './walk.ts'

/** One common-noun phrase with what has been found out about it. */
export interface Asked {
  readonly walk: Walk
  readonly draft: Draft
  readonly nominal: Nominal
  /** Referents of the possessor, by name or by pronoun. */
  readonly owners: readonly Entity[]
  readonly countries: readonly string[]
}

/** The words as a phrase by office, to be compared with what persons hold. */
export function phraseOf(walk: Walk, words: readonly string[], isFormer = false): OfficePhrase {
  return { words, offices: officeAsked(words, walk.registry.rules), isFormer }
}

/** The state with this code, as a list. */
export function state(walk: Walk, code: string): readonly Entity[] {
  const entity = stateByCode(walk.registry, { country: code, name: code }, walk.view.gazetteer)
  return entity ? [entity] : []
}

/** "Chinese troops" of "Chinese and Russian troops": the name of each country's share. */
export function groupName(asked: Asked, code: string | undefined): string {
  const { walk, nominal } = asked
  if (!code) return nameOfNominal(walk.view, nominal)
  const adjective = walk.view.gazetteer.countries.get(code)?.adjectives[0] ?? code
  return `${adjective} ${walk.view.doc.tokens[nominal.chunk.head]!.form}`
}

/** A new referent that bears no name but the phrase itself. */
export function unnamed(asked: Asked, country: string | undefined, kind: Entity['kind'], name?: string): Entity {
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

/** True if the token has this relation, whatever its subtype. */
export function relationIs(view: Walk['view'], tokenIdx: number, relation: string): boolean {
  return baseRelation(view, tokenIdx) === relation
}
