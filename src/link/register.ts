import type { Participant } from '../code/index.ts'
import { hash64 } from './hash.ts'
import { compareNames, headOf, isOffice, nameTokens } from './names.ts'

/**
 * One way in which reports name an actor: kind, fullest name within its report, country. Several reports share a form. All are of one
 * shape, whatever is absent, for they are looked at again and again.
 */
export interface ActorForm {
  readonly id: string
  readonly kind: Participant['kind']
  readonly name: string
  readonly country?: string | undefined
  /** What the report calls the person, where that is no political office: it may be a namesake of one who holds one. */
  readonly role?: Role | undefined
}

/** Callings by which reports tell a namesake from an office-holder. */
export type Role = 'sport' | 'stage' | 'press'

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
export function actorForm({
  kind,
  name,
  country,
  title,
}: Pick<Participant, 'kind' | 'name' | 'country' | 'title'>): ActorForm {
  const role = kind === 'person' && title !== undefined ? roleOf(title) : undefined
  return formWith({ kind, name, country, role })
}

/** A form by what it consists of. */
export function formWith({ kind, name, country, role }: Omit<ActorForm, 'id'>): ActorForm {
  const id = `${kind}|${country ?? ''}|${name}`
  return { id: role === undefined ? id : `${id}|${role}`, kind, name, country, role }
}

/** The calling that a title names, if it is one of those that no office-holder has beside his office; "former" ones are none. */
export function roleOf(title: string): Role | undefined {
  if (!roles.has(title)) {
    if (roles.size >= MAX_REMEMBERED) roles.clear()
    roles.set(title, findRole(title))
  }
  return roles.get(title)
}

/** Titles looked at before. */
const roles = new Map<string, Role | undefined>()
const MAX_REMEMBERED = 20_000

function findRole(title: string): Role | undefined {
  if (/^(?:former|ex-|retired)/i.test(title)) return undefined
  const head = headOf(title).toLowerCase()
  return ROLES.find(([, words]) => words.has(head))?.[0]
}

const ROLES: readonly (readonly [Role, ReadonlySet<string>])[] = [
  [
    'sport',
    new Set(
      `athlete boxer coach cyclist footballer goalkeeper golfer gymnast jockey midfielder pitcher player quarterback
      racer skater skier sprinter striker swimmer wrestler`.split(/\s+/),
    ),
  ],
  ['stage', new Set('actor actress comedian dancer filmmaker musician pianist rapper singer violinist'.split(' '))],
  [
    'press',
    new Set(
      'anchor blogger cartoonist columnist correspondent editor journalist photographer presenter reporter'.split(' '),
    ),
  ],
]

/** Days of publication, counted from 1970, between which reports tell something of a form. */
export interface Days {
  readonly first: number
  readonly last: number
}

/** When reports tell of forms, by id: of those with a role at all, of the others that they hold an office. */
export type FormDays = ReadonlyMap<string, Days>

/** A calling and an office that are told within this time of each other are two people's: a career takes longer. */
const CAREER_DAYS = 365

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

/** Returns the actors of a set of forms: a function of the set, whatever its order, and of when reports tell of them. */
export function linkActors(forms: readonly ActorForm[], days: FormDays = new Map()): RegisteredActor[] {
  const blocks = new Map<string, ActorForm[]>()
  for (const form of forms.toSorted(byId)) {
    const key = registerKey(form)
    blocks.set(key, [...(blocks.get(key) ?? []), form])
  }
  return [...blocks.values()].flatMap((block) => linkBlock(block, days)).sort(byId)
}

/** The actors among forms of one register key. */
function linkBlock(forms: readonly ActorForm[], days: FormDays): RegisteredActor[] {
  const namesakes: ActorForm[][] = []
  for (const form of forms) {
    const found = namesakes.filter((group) => group.some((other) => isNamesake(form, other)))
    const merged = [...found.flat(), form].sort(byId)
    for (const group of found) namesakes.splice(namesakes.indexOf(group), 1)
    namesakes.push(merged)
  }
  const people = namesakes.flatMap(splitByCountry).flatMap((group) => splitByRole(group, days))
  return people.map((group) => {
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

/** A footballer is no minister of his name, of the same time; if reports give the name no office then, it is one person's. */
function splitByRole(namesakes: readonly ActorForm[], days: FormDays): ActorForm[][] {
  const holding = namesakes.filter(({ role }) => role === undefined).flatMap(({ id }) => days.get(id) ?? [])
  const isOther = ({ id, role }: ActorForm) => {
    const told = role === undefined ? undefined : days.get(id)
    if (told === undefined) return false
    return holding.some(({ first, last }) => told.first <= last + CAREER_DAYS && first <= told.last + CAREER_DAYS)
  }
  const others = namesakes.filter(isOther)
  const groups = [namesakes.filter((form) => !others.includes(form))]
  for (const [role] of ROLES) groups.push(others.filter((form) => form.role === role))
  return groups.filter((group) => group.length > 0)
}

/** The id of an actor whose least form is the one given. */
export function actorId(formId: string): string {
  return hash64(formId)
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}
