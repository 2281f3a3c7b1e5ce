import { mapped } from '../mapped.ts'
import type { Draft, Entity } from './draft.ts'
import { type Asked, phraseOf, relationIs, unnamed } from './nominal-request.ts'
import type { Nominal } from './nominals.ts'
import { type OfficePhrase, officeFit, titleWords } from './offices-match.ts'
import { lately } from './registry.ts'
import { group } from './resolve-bodies.ts'
import { wordsOf } from './rules.ts'
import { baseRelation, caseOf } from './view.ts'
import { clauseOf, draftAt, draftsOfSent, nameDraftAt, subjectOf, type Walk } from './walk.ts'

/** Somebody named by office or role alone. */
export function holder(asked: Asked): readonly Entity[] {
  const { walk, draft, nominal, countries } = asked
  const predicated = subjectOfPredicate(walk, draft) ?? calledAs(walk, draft)
  if (predicated) return predicated
  const country = countries[0]
  if (isOfficeAlone(asked)) return isElected(asked) ? [] : [unnamed(asked, country, 'person')]
  if (nominal.definiteness !== 'indefinite') {
    // "his ex-wife": of a role the owner's country tells nothing.
    const isOwned = nominal.sort === 'role' && nominal.countries.length === 0
    const known = holderKnown(asked, nominal.isPlaced || isOwned ? undefined : country)
    if (known) return [known]
  }
  return [unnamed(asked, country, 'person')]
}

/** "the vice foreign ministers", "the foreign ministers of Japan and South Korea", "ministers". */
export function holders(asked: Asked): readonly Entity[] {
  const { walk, draft, nominal, countries } = asked
  const phrase = phraseOf(walk, nominal.words)
  const people = [...candidateHolders(walk, nominal, phrase)].filter(
    (e) => e.lastTokenIdx >= 0 && e.lastTokenIdx <= draft.first,
  )
  const fits = (e: Entity) => officeFit(phrase, e) === 2
  if (countries.length > 1)
    return mapped(countries, (code) => holderIn(asked, code, phrase) ?? unnamed(asked, code, 'person'))
  if (nominal.definiteness === 'definite' || nominal.definiteness === 'bare') {
    const isOf = (e: Entity) => !countries[0] || e.country === countries[0]
    const isOffice = nominal.sort === 'office' && nominal.words.length > 1
    const joined = joinedBefore(walk, nominal)
    const others = isOffice ? people.filter((e) => isOf(e) && !joined.includes(e)) : []
    const exact = others.filter(fits)
    const held = exact.length > 1 || joined.length === 0 ? exact : others.filter((e) => officeFit(phrase, e) > 0)
    const recent = held.sort((a, b) => b.lastTokenIdx - a.lastTokenIdx).slice(0, nominal.count ?? held.length)
    if (recent.length > 1) return recent.reverse()
  }
  return group(asked)
}

/** "the Secretary and Foreign Ministers": who stands before the "and" is named by a title of his own. */
function joinedBefore(walk: Walk, { chunk }: Nominal): readonly Entity[] {
  const before = chunk.first - (walk.view.lower[chunk.first - 1] === 'and' ? 2 : 0)
  const draft = before < chunk.first ? draftAt(walk, before) : undefined
  return draft?.kind === 'title' || draft?.kind === 'name' ? draft.entities : []
}

/** Who holds the office in the country: the very office before a like one, whoever was named before who is to come. */
function holderIn({ walk }: Asked, code: string, phrase: OfficePhrase): Entity | undefined {
  const people = lately(walk.registry.peopleByCountry, code)
  const exact = people.filter((e) => officeFit(phrase, e) === 2)
  const like = exact.length > 0 ? exact : people.filter((e) => officeFit(phrase, e) === 1)
  return like.findLast((e) => e.lastTokenIdx >= 0) ?? like[0]
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

/** "Tsege served as the political leader", "named him as the winner": who does, or is called so. */
function calledAs(walk: Walk, draft: Draft): readonly Entity[] | undefined {
  const { view } = walk
  const verb = view.doc.tokens[draft.head]!.head
  if (verb < 0 || caseOf(view, draft.head, draft.first) !== 'as' || view.doc.tokens[verb]!.upos !== 'VERB')
    return undefined
  let subject = -1
  let object = -1
  for (let c = view.firstChild[verb]!; c >= 0; c = view.nextSibling[c]!) {
    const relation = baseRelation(view, c)
    if (relation === 'nsubj') subject = c
    if (relation === 'obj') object = c
  }
  const told = object >= 0 ? object : subject
  const entities = (draftAt(walk, told) ?? nameDraftAt(walk, told))?.entities
  return entities?.length === 1 && entities[0]!.kind === 'person' ? entities : undefined
}

/** "the nomination for president", "a rebel turned president", "if elected president": without an article an office alone means nobody who holds it. */
function isOfficeAlone({ walk, draft, nominal }: Asked): boolean {
  if (nominal.definiteness === 'bare' && isElected({ walk, draft })) return true
  if (nominal.definiteness !== 'bare' || nominal.words.length > 1 || nominal.countries.length > 0) return false
  return OFFICE_ALONE.has(walk.view.lower[draft.first - 1] ?? '')
}

function isElected({ walk, draft }: Pick<Asked, 'walk' | 'draft'>): boolean {
  return walk.view.lower[draft.first] === 'elected' || walk.view.lower[draft.first - 1] === 'elected'
}

const OFFICE_ALONE: ReadonlySet<string> = new Set([
  'for',
  'as',
  'of',
  'turned',
  'be',
  'become',
  'becoming',
  'became',
  'elected',
])

/** "The candidate is Donald Trump": the subject is whom the predicate names. */
function namedPredicate(walk: Walk, draft: Draft): readonly Entity[] | undefined {
  const predicate = walk.view.doc.tokens[draft.head]!.head
  const named = nameDraftAt(walk, predicate)
  if (named?.as !== 'person') return undefined
  for (let c = walk.view.firstChild[predicate]!; c >= 0; c = walk.view.nextSibling[c]!) {
    if (relationIs(walk.view, c, 'cop')) return named.entities
  }
  return undefined
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
  if (best) return best
  // "the former first lady": what somebody named before once was is told to vary the name.
  if (nominal.isFormer) return epithetOf(asked, nominal.countries[0])
  if (nominal.definiteness !== 'definite') return undefined
  return wordsOf(walk.registry.rules, 'nominal/epithets').has(nominal.noun) ? epithetOf(asked, country) : undefined
}

/** "The Republican nominee" in a text that calls nobody so: the person named last of whom nothing else is told. */
function epithetOf(asked: Asked, country: string | undefined): Entity | undefined {
  return personBefore(asked, country, (entity) => !holdsOffice(entity)) ?? personBefore(asked, country, () => true)
}

/** A name, or a pronoun that means who bears one. */
function isOnePerson({ as, entities }: Draft): boolean {
  const [only] = entities
  return (
    as === 'person' ||
    (as === 'pronoun' && entities.length === 1 && only!.kind === 'person' && only!.nameWords.length > 0)
  )
}

/** "The businessman" is no woman. */
function isOfOtherGender({ gender }: Entity, asked: Entity['gender']): boolean {
  return asked !== undefined && gender !== undefined && gender !== asked
}

/** "The New York businessman" is no Russian. */
function isOfOtherLand({ country, listed }: Entity, { isPlaced, countries }: Nominal): boolean {
  const land = country ?? listed[0]?.country
  return isPlaced && land !== undefined && countries.length > 0 && !countries.includes(land)
}

const holdsOffice = (entity: Entity) => entity.titles.some((fact) => !fact.isRole && fact.offices.length > 0)

function personBefore(
  { walk, draft, nominal, owners }: Asked,
  country: string | undefined,
  isFit: (entity: Entity) => boolean,
): Entity | undefined {
  // "Carson took a swipe at the businessman": whoever acts is no other phrase of his own clause.
  const isSubject = relationIs(walk.view, draft.head, 'nsubj')
  const own = isSubject ? [] : (subjectOf(walk, clauseOf(walk.view, draft.head))?.entities ?? [])
  const gender = walk.view.rules.genderedNouns.get(nominal.noun)
  const isOut = (entity: Entity) =>
    owners.includes(entity) || own.includes(entity) || isOfOtherGender(entity, gender) || isOfOtherLand(entity, nominal)
  for (let s = draft.sentIdx; s >= 0 && s >= draft.sentIdx - 2; s -= 1) {
    const drafts = draftsOfSent(walk, s).filter((d) => isOnePerson(d) && !isOut(d.entities[0]!))
    const subjects = drafts.filter((d) => relationIs(walk.view, d.head, 'nsubj'))
    // Of several the one whom the text has named most often so far.
    const others = drafts.toReversed().sort((a, b) => b.entities[0]!.nMentions - a.entities[0]!.nMentions)
    for (const { entities } of [...subjects, ...others]) {
      const entity = entities[0]!
      if (isFit(entity) && (!country || !entity.country || entity.country === country)) return entity
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
  const isMeant = isPrincipal(asked, entity)
  // "president" of a report about several countries: the country told must be the person's own.
  if (country && !entity.country && !isMeant) return 0
  if (nominal.sort === 'role' && !isRead) return 0
  const isOfLand = country !== undefined && entity.country === country
  return fit * 4 + (isOfLand ? 3 : 0) + (isMeant ? 1 : 0) + (isRead ? 1 + entity.lastTokenIdx / 1e6 : 0)
}

/**
 * "Readout of President Lind's call with President Soto. … The President demanded": what an office tells of its own head, it writes with a
 * capital, and names that head first in the title.
 */
function isPrincipal({ walk, draft }: Asked, entity: Entity): boolean {
  const { doc } = walk.view
  if (doc.report.blocks[doc.sents[0]!.blockIdx]?.kind === 'paragraph' || draft.sentIdx === 0) return false
  if (!/^\p{Lu}/u.test(doc.tokens[draft.head]!.form)) return false
  return walk.namesOfSent[0]?.find(({ as }) => as === 'person')?.entities[0] === entity
}

function unnamedFit(nominal: Nominal, entity: Entity): 0 | 2 {
  if (entity.headNoun !== nominal.noun) return 0
  const own = titleWords(entity.name)
  return nominal.words.every((word) => own.includes(word)) ? 2 : 0
}
