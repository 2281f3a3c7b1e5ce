import type { Problem } from '../../acquire/index.ts'
import type { Mention, Referent } from '../doc.ts'
import type { Gazetteer } from '../gazetteer.ts'
import { mapped } from '../mapped.ts'
import { remembered } from '../remembered.ts'
import { BLANK_DRAFT, type Draft, type Entity, type ListedOffice } from './draft.ts'
import { entryAt } from './gazetteer-names.ts'
import { spanAt } from './lexicon-spans.ts'
import { findMisspellings } from './misspellings.ts'
import { findNamed } from './named.ts'
import { type Nominal, readNominal } from './nominals.ts'
import { officesHeldBy } from './office-holders.ts'
import { officesOf, titleWords } from './offices-match.ts'
import { findPeople, type PersonFound } from './people.ts'
import { isReciprocal, isReferringPronoun, isSpeakerPronoun, resolvePronoun, speakerEntities } from './pronouns.ts'
import { addListedOffices, bodyKey, emptyRegistry, type NamePlace, type Registry, registerPeople } from './registry.ts'
import { resolveNominal } from './resolve-nominals.ts'
import type { CoreferenceRules } from './rules.ts'
import { findSpeakers } from './speakers.ts'
import { learnStatedTitles } from './stated-titles.ts'
import { unlistedName } from './unlisted.ts'
import { baseRelation, placingToken, type TimedDoc, type View, viewOf } from './view.ts'
import { draftAt, draftPlacedBy, settle, startWalk, type Walk } from './walk.ts'
import { PRONOUN } from './words.ts'
import { writeLayer } from './write.ts'

/** The layer that coreference adds to a document. */
export interface CoreferenceLayer {
  readonly mentions: readonly Mention[]
  readonly referents: readonly Referent[]
  readonly problems: readonly Problem[]
}

/**
 * Finds every phrase that can take part in an act, and what it refers to. Names are gathered from the whole document
 * first, because headlines use the short form before the full one; all else is then read in text order.
 */
export function resolve(doc: TimedDoc, gazetteer: Gazetteer, rules: CoreferenceRules): CoreferenceLayer {
  const view = viewOf(doc, gazetteer, rules)
  const nations = countNations(view)
  const home = homeOf(nations, HOME_SHARE)
  const registry = emptyRegistry(rules, home)
  const people = findPeople(view)
  const persons = registerPeople(registry, people, (tokenIdx) => placeOf(view, tokenIdx))
  inheritCountries(view, people, persons)
  learnListedOffices(view, registry, persons)
  inheritHome(homeOf(nations, SURE_SHARE), persons)
  const problems = findMisspellings(view, registry, people, persons)
  const personDrafts = mapped(people, (person, i) => draftOfPerson(view, person, [persons[i]!]))
  const { isPart, isTaken, apposed } = coverOf(view, people)
  const named = findNamed(view, registry, isPart)
  const nominals = new Map<Draft, Nominal>()
  const drafts = [...personDrafts, ...named.drafts, ...pronounDrafts(view)]
  view.chunks.forEach((chunk, idx) => {
    const person = apposed.get(idx)
    if (person !== undefined) drafts.push(appositionDraft(view, idx, [persons[person]!]))
    else if (!named.isName[idx] && !isTaken[idx] && !isTitleTail(view, idx)) {
      const nominal = readNominal(view, idx)
      const draft = (nominal ? undefined : unlistedName(view, registry, chunk)) ?? nominalDraft(view, chunk, nominal)
      if (nominal) nominals.set(draft, nominal)
      drafts.push(draft)
    }
  })
  drafts.sort((a, b) => anchor(a) - anchor(b) || (a.start ?? 0) - (b.start ?? 0) || b.first - a.first)
  const walk = startWalk(view, registry, findSpeakers(view), { drafts, home })
  for (const draft of drafts) {
    draft.entities = entitiesOf(walk, draft, nominals.get(draft))
    settle(walk, draft, view.chunkAt[draft.end - 1] ?? -1)
  }
  learnBrussels(view, registry, drafts)
  // Who says "I" may be told only after the quotation.
  for (const draft of drafts) if (isSpeakerPronoun(view, draft)) draft.entities = speakerEntities(walk, draft)
  for (const [draft, nominal] of nominals) drafts.push(...withOwner(walk, draft, nominal))
  learnOwners(walk, personDrafts)
  learnStatedTitles(walk)
  learnBodies(registry, personDrafts)
  return writeLayer(view, drafts, registry, problems)
}

/**
 * "Israeli Prime Minister Netanyahu and Energy Minister Steinitz": the nationality holds for both, unless the second
 * heads a state or holds the office of the first elsewhere.
 */
function inheritCountries(view: View, people: readonly PersonFound[], persons: readonly Entity[]): void {
  people.forEach((person, i) => {
    const before = people[i - 1]
    const entity = persons[i]!
    const [fact] = person.facts
    const [first] = before?.facts ?? []
    if (!before || !fact || !first?.country || entity.country || fact.offices.length === 0) return
    if (person.first !== before.end + 1 || view.lower[before.end] !== 'and') return
    const isForeign = fact.offices.some((office) => HEADS.has(office) || first.offices.includes(office))
    if (!isForeign && fact.words.includes('minister') === first.words.includes('minister'))
      entity.country = first.country
  })
}

/** "The former secretary of state" of a report that calls her only by name: who held the office is in any yearbook. */
function learnListedOffices(view: View, registry: Registry, persons: readonly Entity[]): void {
  const { published } = view.doc.report
  const year = published === undefined ? undefined : Number(published.value.slice(0, 4))
  for (const entity of new Set(persons)) {
    const listed = listedOffices(view.rules, entity.nameWords.join(' '), year)
    if (listed.length === 0) continue
    addListedOffices(registry, entity, listed)
    // "High Representative Kallas" in a report on Georgia, "Putin spoke with the President of Brazil": who holds an office elsewhere is of there.
    entity.country ??= listed.find(({ isFormer }) => !isFormer)?.country
  }
}

const listedBy = new WeakMap<CoreferenceRules, (nameAndYear: string) => readonly ListedOffice[]>()

/** The offices of one name, read once for many reports. */
function listedOffices(rules: CoreferenceRules, name: string, year: number | undefined): readonly ListedOffice[] {
  let ask = listedBy.get(rules)
  if (!ask) {
    ask = remembered((asked) => {
      const [told, name] = [asked.slice(0, asked.indexOf(' ')), asked.slice(asked.indexOf(' ') + 1)]
      const held = officesHeldBy(name, rules.officeHolders, told === '' ? undefined : Number(told))
      return mapped(held, ({ office, country, isFormer }) => {
        const words = titleWords(office)
        return { words, offices: officesOf(words, rules), isFormer, country }
      })
    })
    listedBy.set(rules, ask)
  }
  return ask(`${year ?? ''} ${name}`)
}

const HEADS: ReadonlySet<string> = new Set(['head of state', 'head of government', 'leader'])

/** "Choi, his U.S. and Japanese counterparts urged": the list of an owner and his counterparts is one phrase too. */
function withOwner(walk: Walk, draft: Draft, nominal: Nominal): readonly Draft[] {
  if (nominal.sort !== 'counterpart' || nominal.pronounIdx < 0 || draft.entities.length === 0) return []
  const { lower } = walk.view
  if (lower[nominal.pronounIdx - 1] !== ',' || lower[draft.end] === ',') return []
  const owner = draftAt(walk, nominal.pronounIdx - 2)
  if (
    !owner ||
    owner.end !== nominal.pronounIdx - 1 ||
    owner.entities[0] !== draftAt(walk, nominal.pronounIdx)?.entities[0]
  )
    return []
  return [{ ...draft, first: owner.first, entities: [...owner.entities, ...draft.entities] }]
}

/** "its leader Kim", "the country's foreign minister Lavrov": the owner resolved tells the country. */
function learnOwners(walk: Walk, personDrafts: readonly Draft[]): void {
  for (const draft of personDrafts) {
    const entity = draft.entities[0]!
    if (entity.country || entity.titles.length === 0 || draft.first === draft.nameFirst) continue
    const owner = draftPlacedBy(walk, draft.first)
    if (owner?.kind === 'pronoun' && owner.entities.length === 1 && owner.entities[0]!.kind === 'country') {
      entity.country = owner.entities[0]!.country
    }
  }
}

/** "Moscow accused Brussels": in a report that names the Union and never Belgium, Brussels is where the Union decides. */
function learnBrussels(view: View, registry: Registry, drafts: readonly Draft[]): void {
  const belgium = registry.states.get('BEL')
  if (!belgium) return
  const union = drafts.flatMap(({ entities }) => entities).find((e) => e.isCanonical && e.name === 'European Union')
  if (!union) return
  const told = drafts.filter(({ entities }) => entities.includes(belgium))
  if (
    !told.every(({ first, end, kind }) => kind === 'pronoun' || (end === first + 1 && view.lower[first] === 'brussels'))
  )
    return
  for (const draft of told) draft.entities = mapped(draft.entities, (one) => (one === belgium ? union : one))
}

/** "X, head of Y": the country of a body that the text tells elsewhere is that of who holds office in it. */
function learnBodies(registry: Registry, personDrafts: readonly Draft[]): void {
  for (const { entities } of personDrafts) {
    const entity = entities[0]!
    if (entity.country) continue
    for (const { organization, isFormer } of entity.titles) {
      const body = organization && !isFormer ? registry.bodies.get(`*|${bodyKey(organization)}`) : undefined
      if (body?.country) entity.country ??= body.country
    }
  }
}

/** Where a phrase comes in the order of reading: at its head, so that possessors are read before what they own. */
function anchor(draft: Draft): number {
  return draft.nameFirst ?? draft.end - 1
}

interface Nations {
  readonly total: number
  readonly counts: ReadonlyMap<string, number>
}

/** How many names of states, bodies and parties in the document belong to each country. */
function countNations(view: View): Nations {
  const counts = new Map<string, number>()
  let total = 0
  for (const name of view.names) {
    const country = entryAt(view, name.firstTokenIdx)?.country
    if (!country || !isStateCode(country)) continue
    counts.set(country, (counts.get(country) ?? 0) + 1)
    total += 1
  }
  return { total, counts }
}

/** The country that this share of all names belong to, if there are at least four: then "the army" is its army. */
function homeOf({ total, counts }: Nations, share: number): string | undefined {
  if (total < 4) return undefined
  for (const [home, count] of counts) if (count >= share * total) return home
  return undefined
}

/** So much of all names must belong to the country whose army is "the army", and so much for officials to be its own. */
const HOME_SHARE = 0.6
const SURE_SHARE = 0.75

const isStateCode = remembered((code) => /^[A-Z]{3}$/u.test(code), 1024)

/** "President Trump" in a report that is plainly American: reports leave out the nationality of their own officials. */
function inheritHome(home: string | undefined, persons: readonly Entity[]): void {
  if (!home) return
  for (const entity of persons) {
    if (entity.country || entity.titles.length === 0) continue
    if (entity.titles.every((fact) => fact.sector === 'GOV' || fact.sector === 'LEG' || fact.sector === 'MIL'))
      entity.country = home
  }
}

function placeOf(view: View, tokenIdx: number): NamePlace {
  const relation = baseRelation(view, tokenIdx)
  const { sentIdx } = view.doc.tokens[tokenIdx]!
  const isModifier = relation === 'nmod' || relation === 'compound' || relation === 'appos'
  return { sentIdx, isSubject: relation === 'nsubj', isModifier }
}

function entitiesOf(walk: Walk, draft: Draft, nominal: Nominal | undefined): Draft['entities'] {
  if (draft.as === 'nominal' && nominal) return resolveNominal(walk, draft, nominal)
  if (draft.as === 'pronoun') return resolvePronoun(walk, draft)
  return draft.entities
}

function draftOfPerson(view: View, person: PersonFound, entities: Draft['entities']): Draft {
  const head = placingToken(view, person.first, person.end, person.nameFirst)
  const { first, end, nameFirst, nameEnd } = person
  const { sentIdx } = view.doc.tokens[head]!
  return { ...BLANK_DRAFT, first, end, head, kind: 'name', sentIdx, nameFirst, nameEnd, entities, as: 'person' }
}

interface Cover {
  /** 2 on the tokens of persons' names, 1 on their titles. */
  readonly isPart: Uint8Array
  /** 1 for chunks that are a person's mention, or the title in it. */
  readonly isTaken: Uint8Array
  /** Chunk in apposition to the index of its person. */
  readonly apposed: ReadonlyMap<number, number>
}

function coverOf(view: View, people: readonly PersonFound[]): Cover {
  const isPart = new Uint8Array(view.doc.tokens.length)
  const isTaken = new Uint8Array(view.chunks.length)
  const apposed = new Map<number, number>()
  people.forEach((person, i) => {
    isPart.fill(1, person.first, person.end)
    isPart.fill(2, person.nameFirst, person.nameEnd)
    const last = view.chunkAt[person.end - 1]!
    const isWhole = last >= 0 && view.chunks[last]!.end === person.end
    for (let idx = view.chunkAt[person.first]!; isWhole && idx >= 0 && idx <= last; idx += 1) {
      if (!view.chunks[idx]!.isPossessor || idx === last) isTaken[idx] = 1
    }
    for (const idx of person.appositions) apposed.set(idx, i)
  })
  for (const idx of apposed.keys()) if (isTaken[idx]) apposed.delete(idx)
  return { isPart, isTaken, apposed }
}

/** "State" of "the Secretary of State" is no phrase of its own. */
function isTitleTail(view: View, chunkIdx: number): boolean {
  const { first, head } = view.chunks[chunkIdx]!
  const title = spanAt(view.titles, head)
  return title !== undefined && title.firstTokenIdx < first
}

function appositionDraft(view: View, chunkIdx: number, entities: Draft['entities']): Draft {
  const chunk = view.chunks[chunkIdx]!
  const head = placingToken(view, chunk.first, chunk.end, chunk.head)
  const { first, end } = chunk
  const { sentIdx } = view.doc.tokens[head]!
  return { ...BLANK_DRAFT, first, end, head, kind: 'title', sentIdx, chunk, entities, as: 'known' }
}

function nominalDraft(view: View, chunk: View['chunks'][number], nominal: Nominal | undefined): Draft {
  const head = placingToken(view, chunk.first, chunk.end, chunk.head)
  const first = nominal?.first ?? chunk.first
  const kind = nominal?.sort === 'office' ? 'title' : 'nominal'
  const as = nominal ? 'nominal' : 'thing'
  const { end } = chunk
  const { sentIdx } = view.doc.tokens[head]!
  const fullEnd = nominal && nominal.end > end ? nominal.end : undefined
  return { ...BLANK_DRAFT, first, end, head, kind, sentIdx, chunk, fullEnd, as }
}

function reciprocalDraft(view: View, i: number): Draft {
  const head = placingToken(view, i, i + 2, i + 1)
  const { sentIdx } = view.doc.tokens[i]!
  return { ...BLANK_DRAFT, first: i, end: i + 2, head, kind: 'pronoun', sentIdx, as: 'pronoun' }
}

function pronounDrafts(view: View): Draft[] {
  const drafts: Draft[] = []
  view.doc.tokens.forEach((token, i) => {
    if (
      view.lower[i] === 'other' &&
      i > 0 &&
      view.lower[i - 1] === 'the' &&
      view.isRead[token.sentIdx] &&
      isReciprocal(view, i - 1)
    )
      drafts.push(reciprocalDraft(view, i - 1))
    if ((view.types.formBits[i]! & PRONOUN) === 0 || !view.isRead[token.sentIdx]) return
    if (isReciprocal(view, i)) drafts.push(reciprocalDraft(view, i))
    if (!isReferringPronoun(view, i)) return
    const { sentIdx } = token
    drafts.push({ ...BLANK_DRAFT, first: i, end: i + 1, head: i, kind: 'pronoun', sentIdx, as: 'pronoun' })
  })
  return drafts
}
