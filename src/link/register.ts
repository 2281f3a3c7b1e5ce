import type { Participant } from '../code/index.ts'
import { hash64 } from './hash.ts'
import { compareNames, headOf, isOffice, nameTokens } from './names.ts'

/** One way in which reports name an actor: kind, fullest name within its report, country. Several reports share a form. */
export interface ActorForm {
  readonly id: string
  readonly kind: Participant['kind']
  readonly name: string
  readonly country?: string
}

/** An actor of the register: the forms that name one person, body, state or group. */
export interface RegisteredActor {
  /** Hash of the least form. */
  readonly id: string
  readonly kind: Participant['kind']
  readonly country?: string
  /** Ids of the forms, sorted. */
  readonly forms: readonly string[]
}

/** The form under which a report knows a participant; equal for equal facts, whatever the report. */
export function actorForm({ kind, name, country }: Pick<Participant, 'kind' | 'name' | 'country'>): ActorForm {
  return { id: `${kind}|${country ?? ''}|${name}`, kind, name, ...(country === undefined ? {} : { country }) }
}

/**
 * Whether a form names somebody in particular: "Houthis", "Japan's foreign ministry"; not "5,000 people", and not "U.S.
 * Secretary of State", who is one person in 2017 and another in 2022.
 */
export function isRegistered({ kind, name, country }: ActorForm): boolean {
  if (kind === 'person' && isOffice(name)) return false
  const head = headOf(name)
  const isProper = /^\p{Lu}/u.test(head)
  return isProper || (country !== undefined && (kind === 'country' || kind === 'organization'))
}

/**
 * What forms that could name one actor share: states their code, others the letters of their name in whatever order,
 * division and romanisation.
 */
export function registerKey({ kind, name, country }: ActorForm): string {
  if (kind === 'country' && country !== undefined) return `country|${country}`
  const letters = nameTokens(name).join('').replaceAll(/[yj]/g, 'i').replaceAll('x', 'ks').replaceAll('f', 'ph')
  return `${kind}|${[...new Set(letters)].sort().join('')}`
}

/** Returns the actors of a set of forms: a function of the set, whatever its order. */
export function linkActors(forms: readonly ActorForm[]): RegisteredActor[] {
  const blocks = new Map<string, ActorForm[]>()
  for (const form of forms.toSorted(byId)) {
    const key = registerKey(form)
    blocks.set(key, [...(blocks.get(key) ?? []), form])
  }
  return [...blocks.values()].flatMap(linkBlock).sort(byId)
}

/** The actors among forms of one register key. */
function linkBlock(forms: readonly ActorForm[]): RegisteredActor[] {
  const namesakes: ActorForm[][] = []
  for (const form of forms) {
    const found = namesakes.filter((group) => group.some((other) => isNamesake(form, other)))
    const merged = [...found.flat(), form].sort(byId)
    for (const group of found) namesakes.splice(namesakes.indexOf(group), 1)
    namesakes.push(merged)
  }
  return namesakes.flatMap(splitByCountry).map((group) => {
    const country = group.find((form) => form.country !== undefined)?.country
    const { id, kind } = group[0]!
    return {
      id: actorId(id),
      kind,
      ...(country === undefined ? {} : { country }),
      forms: group.map((form) => form.id),
    }
  })
}

function isNamesake(a: ActorForm, b: ActorForm): boolean {
  if (a.kind === 'country' && b.kind === 'country' && a.country !== undefined) return a.country === b.country
  return compareNames(nameTokens(a.name), nameTokens(b.name)) === 'equal'
}

/** A namesake from another country is somebody else; one whose country no text tells is the only one there is, or unknown. */
function splitByCountry(namesakes: readonly ActorForm[]): ActorForm[][] {
  const countries = [...new Set(namesakes.map(({ country }) => country))].filter((country) => country !== undefined)
  if (countries.length <= 1) return [[...namesakes]]
  return [...countries.sort(), undefined]
    .map((country) => namesakes.filter((form) => form.country === country))
    .filter((group) => group.length > 0)
}

/** The id of an actor whose least form is the one given. */
export function actorId(formId: string): string {
  return hash64(formId)
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}
