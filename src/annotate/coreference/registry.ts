import type { ReferentKind } from '../doc.ts'
import { countryByCode, type GazetteerEntry } from '../gazetteer.ts'
import { mapped } from '../mapped.ts'
import { remembered } from '../remembered.ts'
import type { Entity, GramNumber, ListedOffice, TitleFact } from './draft.ts'
import type { PersonFound } from './people.ts'
import { sameName } from './person-names.ts'
import type { CoreferenceRules } from './rules.ts'

/** Who and what the document has named so far. */
export interface Registry {
  readonly rules: CoreferenceRules
  /** The country that the document is about, where it leaves no doubt. */
  readonly home: string | undefined
  readonly states: Map<string, Entity>
  /** Bodies by the key of `bodyKey`, acronyms and aliases included. */
  readonly bodies: Map<string, Entity>
  /** Abbreviations that the text itself introduces, which win over any gazetteer. */
  readonly introduced: Map<string, Entity>
  /** Persons by each folded word of their names. */
  readonly peopleByWord: Map<string, Entity[]>
  /** Persons by each word of their titles, and by each office under "@office". */
  readonly peopleByTitle: Map<string, Entity[]>
  readonly peopleByCountry: Map<string, Entity[]>
  /** Unnamed referents by their noun, bodies by the last word of their names. */
  readonly byNoun: Map<string, Entity[]>
}

export function emptyRegistry(rules: CoreferenceRules, home: string | undefined): Registry {
  return {
    rules,
    home,
    states: new Map(),
    bodies: new Map(),
    introduced: new Map(),
    peopleByWord: new Map(),
    peopleByTitle: new Map(),
    peopleByCountry: new Map(),
    byNoun: new Map(),
  }
}

export interface NewEntity {
  readonly kind: ReferentKind
  readonly name: string
  readonly number: GramNumber
  readonly country?: string | undefined
  readonly sector?: string | undefined
  readonly actorCode?: string | undefined
  readonly headNoun?: string
  readonly isCanonical?: boolean
  readonly nameWords?: readonly string[]
}

/** Adds a referent. */
export function addEntity(registry: Registry, given: NewEntity): Entity {
  const { headNoun } = given
  const entity: Entity = {
    kind: given.kind, name: given.name, names: [], nameWords: given.nameWords ?? NO_WORDS, gender: undefined, number: given.number,
    country: given.country || undefined, sector: given.sector || undefined, actorCode: given.actorCode || undefined, titles: [],
    listed: NONE_LISTED, isCanonical: given.isCanonical ?? false, lastTokenIdx: -1, nMentions: 0, headNoun: headNoun || undefined, asReferent: undefined,
  } // biome-ignore format: one record
  if (headNoun) addTo(registry.byNoun, headNoun, entity)
  else if (given.kind !== 'person' && given.name) addTo(registry.byNoun, bodyKey(given.name).split(' ').at(-1)!, entity)
  return entity
}

const NO_WORDS: readonly string[] = []
const NONE_LISTED: readonly ListedOffice[] = []

/** Lets the noun alone ("the airline") find the body from here on. */
export function addAlias(registry: Registry, noun: string, entity: Entity): void {
  addTo(registry.byNoun, noun, entity)
}

function addTo(map: Map<string, Entity[]>, key: string, entity: Entity): void {
  const list = map.get(key)
  if (!list) map.set(key, [entity])
  else if (!list.includes(entity, list.length - LATELY)) list.push(entity)
}

/** How far back a list is looked through: more would be slow in long documents and is never what is meant. */
const LATELY = 60

/** The referents that the list gained last. */
export function lately(map: ReadonlyMap<string, Entity[]>, key: string): readonly Entity[] {
  const list = map.get(key) ?? []
  return list.length > LATELY ? list.slice(-LATELY) : list
}

/** The state, or the body that stands as one, with this code; undefined where the gazetteer has none. */
export function stateByCode(
  registry: Registry,
  entry: Pick<GazetteerEntry, 'country' | 'name' | 'actorCode'>,
  gazetteer: Parameters<typeof countryByCode>[0],
): Entity | undefined {
  const code = entry.country
  if (!code) return undefined
  const known = registry.states.get(code)
  if (known) return known
  const country = countryByCode(gazetteer, code)
  const entity = addEntity(registry, {
    kind: country?.kind ?? 'country',
    name: country?.name ?? entry.name,
    number: 'one',
    country: code,
    actorCode: code,
    isCanonical: true,
  })
  registry.states.set(code, entity)
  return entity
}

/** Organisations and groups of the gazetteer, one referent for all their forms. */
export function knownBody(registry: Registry, entry: GazetteerEntry): Entity {
  const key = `id:${entry.id}`
  const known = registry.bodies.get(key)
  if (known) return known
  const entity = addEntity(registry, {
    kind: entry.label === 'NORP' ? 'group' : 'organization',
    name: entry.name,
    number: entry.label === 'NORP' ? 'many' : 'one',
    country: entry.country,
    sector: entry.sector,
    actorCode: entry.actorCode,
    isCanonical: true,
  })
  registry.bodies.set(key, entity)
  return entity
}

export interface BodyName {
  readonly text: string
  readonly country?: string | undefined
  readonly sector?: string | undefined
  readonly number?: GramNumber
}

/** A body that the gazetteer does not hold, by its name and its country: "Seoul's foreign ministry". */
export function namedBody(registry: Registry, body: BodyName): Entity {
  const introduced = registry.introduced.get(body.text)
  if (introduced) return introduced
  const norm = bodyKey(body.text)
  const own = registry.bodies.get(`${body.country ?? ''}|${norm}`)
  if (own) return own
  const any = registry.bodies.get(`*|${norm}`)
  if (any && (!body.country || !any.country || any.country === body.country)) {
    if (body.country && !any.country) any.country = body.country
    return any
  }
  const byAcronym = /^[A-Z][A-Z&.]{1,7}$/u.test(body.text)
    ? registry.bodies.get(`@|${body.text.replace(/\./gu, '')}`)
    : undefined
  if (byAcronym && (!body.country || !byAcronym.country || byAcronym.country === body.country)) return byAcronym
  const short = shortNamed(registry, body)
  if (short) return short
  const entity = addEntity(registry, {
    kind: 'organization',
    name: body.text,
    number: body.number ?? 'one',
    country: body.country,
    sector: body.sector,
  })
  registry.bodies.set(`${body.country ?? ''}|${norm}`, entity)
  if (!any) registry.bodies.set(`*|${norm}`, entity)
  const parts = body.text.split(/\s+/u)
  if (parts.length > 1)
    for (const part of new Set([parts[0]!, parts.at(-1)!])) addTo(registry.byNoun, `^${part}`, entity)
  const letters = initials(body.text)
  if (letters.length > 1 && !registry.bodies.has(`@|${letters}`)) registry.bodies.set(`@|${letters}`, entity)
  return entity
}

/** "Saha" for Saha Airlines: one capitalised word that opens or closes the name of one body alone. */
function shortNamed(registry: Registry, body: BodyName): Entity | undefined {
  if (!/^\p{Lu}[\p{L}-]{3,}$/u.test(body.text)) return undefined
  const [only, other] = lately(registry.byNoun, `^${body.text}`)
  return only && !other && (!body.country || !only.country || only.country === body.country) ? only : undefined
}

/** Makes the abbreviation that the text introduces ("Joint Chiefs of Staff (JCS)") a name of the body. */
export function addAcronym(registry: Registry, acronym: string, entity: Entity): void {
  registry.introduced.set(acronym, entity)
}

/** "Ministry of Foreign Affairs", "the foreign ministry": one key; spelling of "defence" and the article are ignored. */
export const bodyKey: (text: string) => string = remembered((text) => {
  const plain = text
    .normalize('NFD')
    .toLowerCase()
    .replace(/[\p{M}.'’]/gu, '')
    .replace(/^(?:the|a|an)\s+/u, '')
    .replace(/\bdefence\b/gu, 'defense')
    .replace(/\s+/gu, ' ')
    .trim()
  const turned = /^(department|ministry|bureau|office) (?:of|for) (?:the )?(.+)$/u.exec(plain)
  const words = turned ? `${turned[2]} ${turned[1]}` : plain
  return words.replace(/^foreign affairs ministry$/u, 'foreign ministry')
})

/** Capital letters of the words of a name: "Joint Chiefs of Staff" gives "JCS". */
function initials(name: string): string {
  return name
    .split(/[\s-]+/u)
    .filter((word) => /^\p{Lu}/u.test(word))
    .map((word) => word[0])
    .join('')
}

/**
 * Gives every person named in the document a referent. Names of two words and more come first, wherever they stand,
 * since headlines name by surname alone; single words then join the person named last before them.
 */
export function registerPeople(
  registry: Registry,
  people: readonly PersonFound[],
  placeOf: (tokenIdx: number) => NamePlace,
): readonly Entity[] {
  const chosen: (Entity | undefined)[] = mapped(people, () => undefined)
  const firstAt = new Map<Entity, number>()
  people.forEach((person, i) => {
    if (person.words.length < 2) return
    const entity = fullNamed(registry, person) ?? addPerson(registry, person)
    if (!firstAt.has(entity)) firstAt.set(entity, person.nameFirst)
    chosen[i] = entity
    learn(registry, entity, person)
  })
  const lastAt = new Map<Entity, number>()
  const counts = new Map<Entity, number>()
  const salience = (entity: Entity, last: number, tokenIdx: number) => {
    const before = placeOf(last)
    const nSents = placeOf(tokenIdx).sentIdx - before.sentIdx
    const role = before.isSubject ? 4 : before.isModifier ? -2 : 0
    return Math.max(0, Math.min(0.9, 0.5 + 0.05 * (role + Math.min(4, counts.get(entity) ?? 0) - nSents) + last / 1e9))
  }
  people.forEach((person, i) => {
    const entity =
      chosen[i] ?? singleNamed(registry, person, { lastAt, firstAt, salience }) ?? addPerson(registry, person)
    counts.set(entity, (counts.get(entity) ?? 0) + 1)
    chosen[i] = entity
    learn(registry, entity, person)
    lastAt.set(entity, person.nameFirst)
  })
  return mapped(chosen, (entity) => entity!)
}

/** True if one statement tells as much as another: an office is kept once, where it is stated first. */
function saysAll(known: TitleFact, fact: TitleFact): boolean {
  return (
    known.title === fact.title &&
    known.isFormer === fact.isFormer &&
    (fact.country === undefined || known.country === fact.country) &&
    (fact.organization === undefined || known.organization === fact.organization)
  )
}

/** Where a name stands in its sentence. */
export interface NamePlace {
  readonly sentIdx: number
  readonly isSubject: boolean
  readonly isModifier: boolean
}

/** Records an office of a person, so that phrases by office find who holds it. */
export function addTitle(registry: Registry, entity: Entity, fact: TitleFact): void {
  if (entity.titles.some((known) => saysAll(known, fact))) return
  entity.titles.push(fact)
  for (const word of fact.words) addTo(registry.peopleByTitle, word, entity)
  for (const office of fact.offices) addTo(registry.peopleByTitle, `@${office}`, entity)
}

/** Lets phrases by office find a person by the offices that a yearbook gives the full name. */
export function addListedOffices(registry: Registry, entity: Entity, listed: readonly ListedOffice[]): void {
  entity.listed = listed
  for (const { words, offices } of listed) {
    for (const word of words) addTo(registry.peopleByTitle, word, entity)
    for (const office of offices) addTo(registry.peopleByTitle, `@${office}`, entity)
  }
}

function addPerson(registry: Registry, person: PersonFound): Entity {
  const entity = addEntity(registry, { kind: 'person', name: '', number: 'one', nameWords: person.words })
  for (const word of person.words) addTo(registry.peopleByWord, word, entity)
  // "Jong-Un" for Kim Jong Un: two given names written as one.
  const [first, second, third] = person.words
  if (first && second && third && person.words.length === 3) {
    addTo(registry.peopleByWord, second + third, entity)
    addTo(registry.peopleByWord, first + second, entity)
  }
  return entity
}

function fullNamed(registry: Registry, person: PersonFound): Entity | undefined {
  for (const candidate of candidatesFor(registry, person)) {
    if (!sameName(candidate.nameWords, person.words, registry.rules.nicknames)) continue
    if (genderConflict(candidate, person)) continue
    return candidate
  }
  return undefined
}

function candidatesFor(registry: Registry, person: PersonFound): readonly Entity[] {
  const found = new Set<Entity>()
  for (const word of person.words) for (const entity of lately(registry.peopleByWord, word)) found.add(entity)
  return [...found]
}

interface NameOrder {
  readonly lastAt: ReadonlyMap<Entity, number>
  readonly firstAt: ReadonlyMap<Entity, number>
  /** Between 0 and 0.9: how present somebody is who was last named at one token, when another is read. */
  readonly salience: (entity: Entity, lastTokenIdx: number, tokenIdx: number) => number
}

/** Of the persons who bear the single name: the surname before the given name, the title told, then the latest. */
function singleNamed(registry: Registry, person: PersonFound, order: NameOrder): Entity | undefined {
  const word = person.words[0]
  if (!word) return undefined
  let best: Entity | undefined
  let bestScore = -Infinity
  for (const candidate of lately(registry.peopleByWord, word)) {
    if (genderConflict(candidate, person)) continue
    const score = singleScore(candidate, person, word, order)
    if (score > bestScore) {
      best = candidate
      bestScore = score
    }
  }
  return best
}

function singleScore(candidate: Entity, person: PersonFound, word: string, order: NameOrder): number {
  const isSurname = candidate.nameWords.at(-1) === word
  const mightBe = candidate.nameWords[0] === word
  const last = order.lastAt.get(candidate)
  const ahead = (order.firstAt.get(candidate) ?? person.nameFirst) - person.nameFirst
  const nearness = last === undefined ? -1 - ahead / 1e6 : order.salience(candidate, last, person.nameFirst)
  const country = person.country
  const agreement = country && candidate.country ? (country === candidate.country ? 4 : -8) : 0
  const hint =
    person.genderAfter === undefined || !candidate.gender ? 0 : person.genderAfter === candidate.gender ? 1 : -1
  return (
    nearness + hint + agreement + (isSurname || mightBe ? 1 : 0) + (sharesTitle(candidate.titles, person.facts) ? 2 : 0)
  )
}

function sharesTitle(known: readonly TitleFact[], told: readonly TitleFact[]): boolean {
  return told.some((fact) => known.some((k) => k.title.toLowerCase() === fact.title.toLowerCase()))
}

function genderConflict(entity: Entity, person: PersonFound): boolean {
  return entity.gender !== undefined && person.gender !== undefined && entity.gender !== person.gender
}

function nLetters(words: readonly string[]): number {
  let n = 0
  for (const word of words) n += word.length
  return n
}

function learn(registry: Registry, entity: Entity, person: PersonFound): void {
  if (nLetters(person.words) > nLetters(entity.nameWords)) entity.nameWords = person.words
  if (person.gender && !entity.gender) entity.gender = person.gender
  for (const fact of person.facts) {
    addTitle(registry, entity, fact)
  }
  const current =
    person.facts.find((fact) => fact.country && !fact.isFormer) ?? person.facts.find((fact) => fact.country)
  if (!entity.country) {
    const country = current?.country ?? person.country
    if (country) entity.country = country
    if (country) addTo(registry.peopleByCountry, country, entity)
  }
  if (!entity.sector) {
    const sector = person.facts.find((fact) => fact.sector)?.sector
    if (sector) entity.sector = sector
  }
}
