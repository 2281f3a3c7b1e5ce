import { entriesFor, type GazetteerEntry, regionBehind } from '../gazetteer.ts'
import type { Chunk } from './chunks.ts'
import { BLANK_DRAFT, type Draft, type Entity } from './draft.ts'
import {
  anyCountryIn,
  bodyEntry,
  countriesIn,
  countryAfter,
  entryAt,
  isDescent,
  possessorCountry,
} from './gazetteer-names.ts'
import { spanAt } from './lexicon-spans.ts'
import { isActor } from './metonyms.ts'
import { isCivil } from './nominals.ts'
import { isBodyName } from './person-spans.ts'
import {
  addAcronym,
  addAlias,
  addEntity,
  bodyKey,
  knownBody,
  lately,
  namedBody,
  type Registry,
  stateByCode,
} from './registry.ts'
import { wordsOf } from './rules.ts'
import { isStranger, ownerTold } from './shared-names.ts'
import { isOfficeHead } from './titles.ts'
import { adjoin, baseRelation, caseOf, chunkOver, entOver, nameOver, placingToken, textOf, type View } from './view.ts'
import { BODY_NOUN, PAIR, STATE_NOUN, TITLE_HEAD } from './words.ts'

/** What the names of states and bodies in the text give. */
export interface NamedFound {
  readonly drafts: readonly Draft[]
  /** 1 where a chunk is itself a name and no nominal. */
  readonly isName: Uint8Array
}

interface NameSpan {
  readonly first: number
  readonly end: number
  readonly entry: GazetteerEntry | undefined
}

/**
 * Mentions of states, bodies and groups by name, by metonym, and by the adjective that makes an act theirs ("Iranian
 * strikes"). `isPersonPart` marks the tokens of persons' mentions, where a nationality is part of the title.
 */
export function findNamed(view: View, registry: Registry, isPersonPart: Uint8Array): NamedFound {
  const drafts: Draft[] = []
  const isName = new Uint8Array(view.chunks.length)
  for (const span of nameSpans(view, isPersonPart)) {
    const chunk = chunkOver(view, span.end - 1) ?? bareChunk(span)
    const isWhole = span.end >= chunk.end
    const draft = isWhole
      ? wholeName(view, registry, span, chunk)
      : isPersonPart[span.first] && !isOutsideTitle(view, span, isPersonPart)
        ? undefined
        : modifier(view, registry, span, chunk)
    const last = view.chunkAt[span.end - 1]!
    isName.fill(1, Math.max(0, view.chunkAt[span.first]!), isWhole ? last + 1 : Math.max(0, last))
    if (draft) drafts.push(draft)
    if (draft) introduceAcronym(view, registry, draft)
  }
  return { drafts: [...drafts, ...pairsInTokens(view, registry)], isName }
}

/** A name that the tagger took for a verb or the like stands in no chunk and is one by itself. */
function bareChunk({ first, end }: NameSpan): Chunk {
  return { first, end, head: end - 1, possessor: -1, isPossessor: false }
}

/** A possessor stands before the title proper and is a mention of its own. */
function isOutsideTitle(view: View, span: NameSpan, isPersonPart: Uint8Array): boolean {
  return isPersonPart[span.first] === 0 || view.lower[span.end] === "'s"
}

/** Names of the gazetteer and ORG entities, the longer winning where they overlap. */
function nameSpans(view: View, isPersonPart: Uint8Array): readonly NameSpan[] {
  const spans: NameSpan[] = []
  const taken = new Uint8Array(view.doc.tokens.length)
  const take = (span: NameSpan) => {
    taken.fill(1, span.first, span.end)
    spans.push(span)
  }
  for (const ent of view.doc.ents) {
    const isBody = ent.label === 'ORG' || (ent.label === 'PERSON' && isBodyName(view, ent))
    if (!isBody || !view.isRead[view.doc.tokens[ent.firstTokenIdx]!.sentIdx]) continue
    const match = nameOver(view, ent.endTokenIdx - 1) ?? nameOver(view, ent.firstTokenIdx)
    const isLonger = match && match.firstTokenIdx <= ent.firstTokenIdx && match.endTokenIdx >= ent.endTokenIdx
    if (isLonger || isNoBody(view, ent.firstTokenIdx, ent.endTokenIdx, isPersonPart)) continue
    for (const part of withoutPossessor(view, ent.firstTokenIdx, ent.endTokenIdx)) take(part)
  }
  for (const match of view.names) {
    if (taken[match.firstTokenIdx] || taken[match.endTokenIdx - 1] || isOwnedNoun(view, match)) continue
    const entry = entryAt(view, match.firstTokenIdx)
    // "Minister of Foreign Affairs" names no journal.
    if (
      entry?.kind !== 'country' &&
      (spanAt(view.titles, match.firstTokenIdx)?.firstTokenIdx ?? match.firstTokenIdx) < match.firstTokenIdx
    )
      continue
    if (entry) spans.push({ first: match.firstTokenIdx, end: match.endTokenIdx, entry })
    if (entry) spans.push(...possessorWithin(view, match.firstTokenIdx, match.endTokenIdx))
  }
  return spans.sort((a, b) => a.first - b.first)
}

/** "The president's security council": in small letters and with an owner it is his, and not the one of that name. */
function isOwnedNoun(view: View, { firstTokenIdx, endTokenIdx }: View['names'][number]): boolean {
  if (endTokenIdx - firstTokenIdx < 2 || (view.types.formBits[endTokenIdx - 1]! & BODY_NOUN) === 0) return false
  for (let i = firstTokenIdx; i < endTokenIdx; i += 1) if (/\p{Lu}/u.test(view.doc.tokens[i]!.form)) return false
  return (chunkOver(view, endTokenIdx - 1)?.possessor ?? -1) >= 0
}

/** "U.S. Secretary", "State" of "Secretary of State" and "Blinken-Hayashi" are no bodies, whatever the tagger says. */
function isNoBody(view: View, first: number, end: number, isPersonPart: Uint8Array): boolean {
  if ((spanAt(view.titles, first)?.firstTokenIdx ?? first) < first) return true
  if (isPersonPart[end - 1] === 2) return true
  return spanAt(view.titles, end - 1) !== undefined && isOfficeHead(view, first, end - 1)
}

function genitiveIn(view: View, first: number, end: number): number {
  for (let i = first; i < end; i += 1) if (view.lower[i] === "'s") return i
  return -1
}

/** The state that opens a listed name with its possessive: "South Korea" of "South Korea's Joint Chiefs of Staff". */
function possessorWithin(view: View, first: number, end: number): readonly NameSpan[] {
  const marker = genitiveIn(view, first, end)
  if (marker < 0) return []
  const start = view.lower[first] === 'the' ? first + 1 : first
  const entry = entriesFor(view.gazetteer, textOf(view, start, marker)).find(
    (e) => e.kind === 'country' && !e.isAmbiguous,
  )
  return entry ? [{ first: start, end: marker, entry }] : []
}

/** "Japan's Coast Guard" taken whole by the tagger is two names: the state and its body. */
function withoutPossessor(view: View, first: number, end: number): readonly NameSpan[] {
  let start = first
  while (start < end && view.doc.tokens[start]!.upos === 'DET') start += 1
  let stop = end
  while (stop > start && view.lower[stop - 1] === "'s") stop -= 1
  if (stop <= start) return []
  const marker = genitiveIn(view, start, stop)
  if (marker < 0 || marker >= stop - 1) return [{ first: start, end: stop, entry: undefined }]
  const entry = entryAt(view, start)
  const body = { first: marker + 1, end: stop, entry: undefined }
  return entry ? [{ first: start, end: marker, entry }, body] : [body]
}

/** A name that is the head of its phrase: "the United States", "Seoul", "South Korea's military Joint Chiefs of Staff". */
function wholeName(view: View, registry: Registry, span: NameSpan, chunk: Chunk): Draft | undefined {
  const opening = chunkOver(view, span.first) ?? chunk
  const first = phraseStart(view, opening, span.first)
  const head = placingToken(view, Math.max(first, Math.min(opening.first, span.first)), span.end, span.end - 1)
  const entry = span.entry ?? bodyEntry(view, textOf(view, span.first, span.end))
  const kind =
    entry && (entry.how === 'capital' || entry.how === 'seat' || entry.how === 'nickname') ? 'metonym' : 'name'
  const told = explicitCountry(view, span, opening)
  const owner = told ?? ownerTold(view, registry, span)
  const isKnown = entry && isEntryOf(entry, owner) && !isStranger(view, entry)
  const introduced = registry.introduced.get(textOf(view, span.first, span.end)) ?? shortened(view, registry, span)
  const entity =
    introduced ??
    (isKnown
      ? entityOf(view, registry, entry, { span, opening, head })
      : bodyOf(view, registry, { span, opening, owner }))
  if (!entity) return undefined
  // "The fund" of a report that says "IMF" alone.
  if (entry?.kind === 'organization' && !isKnown) addAlias(registry, bodyKey(entry.name).split(' ').at(-1)!, entity)
  const typeNoun = entry?.kind === 'country' ? undefined : nounBefore(view, opening, span.first)
  if (typeNoun) addAlias(registry, typeNoun, entity)
  const { sentIdx } = view.doc.tokens[head]!
  return { ...BLANK_DRAFT, first, end: span.end, head, kind, sentIdx, chunk, entities: [entity] }
}

/** "The Times" after "the New York Times", whatever other body bears the short name. */
function shortened(view: View, registry: Registry, { first, end }: NameSpan): Entity | undefined {
  const isDefinite =
    view.lower[first] === 'the' ? end === first + 2 : end === first + 1 && view.lower[first - 1] === 'the'
  const isShort = isDefinite && /^\p{Lu}\p{Ll}/u.test(view.doc.tokens[end - 1]!.form)
  if (!isShort) return undefined
  return lately(registry.byNoun, view.lower[end - 1]!).findLast(
    ({ kind, headNoun, name }) => kind === 'organization' && !headNoun && bodyKey(name).includes(' '),
  )
}

/** "airline" of "the airline Mahan Air", by which the text may name the body again. */
function nounBefore(view: View, chunk: Chunk, nameFirst: number): string | undefined {
  const before = nameFirst - 1
  if (before < chunk.first || view.doc.tokens[before]!.upos !== 'NOUN') return undefined
  return spanAt(view.agents, before) || (view.types.formBits[before]! & BODY_NOUN) !== 0
    ? view.lemmas[before]
    : undefined
}

/** The phrase's first token with its possessor, when nothing but modifiers stands before the name. */
function phraseStart(view: View, chunk: Chunk, nameFirst: number): number {
  if (nameFirst < chunk.first) return nameFirst
  for (let i = nameFirst - 1; i >= chunk.first; i -= 1) {
    const { upos } = view.doc.tokens[i]!
    if (upos === 'PUNCT' || upos === 'CCONJ' || view.entAt[i]! >= 0) return i + 1
  }
  let outer = chunk
  while (outer.possessor >= 0) outer = view.chunks[outer.possessor]!
  return outer.first
}

interface NamePlace {
  readonly span: NameSpan
  readonly opening: Chunk
  readonly head: number
}

function entityOf(view: View, registry: Registry, entry: GazetteerEntry, place: NamePlace): Entity | undefined {
  const { span, head } = place
  if (entry.kind === 'country') {
    if (entry.how === 'demonym') return demonymGroup(view, registry, entry, span)
    if (entry.how === 'capital' && !isActor(view, head, span.first, span.end)) return undefined
    if (entry.how === 'capital' && inDateline(view, span.first)) return undefined
    if (entry.how === 'adjective' && isOneOfPeople(view, place)) return demonymGroup(view, registry, entry, span)
    if (entry.how === 'adjective' && view.doc.tokens[span.end - 1]!.upos === 'ADJ')
      return isPeople(view, head, span) ? demonymGroup(view, registry, entry, span) : undefined
    return stateByCode(registry, entry, view.gazetteer)
  }
  if (entry.kind !== 'place') {
    if (entry.how === 'seat' && entry.country && !entry.sector) return stateByCode(registry, entry, view.gazetteer)
    return knownBody(registry, entry)
  }
  if (entry.how === 'water' || inDateline(view, span.first) || !isActorPlace(view, head, span)) return undefined
  // "Birmingham, Ala.": no town that the gazetteer knows.
  const region = entry.how === 'city' ? regionBehind(view.gazetteer, view.doc.tokens, span.end) : undefined
  if (region !== undefined && region !== entry.country) return undefined
  const key = `id:${entry.id}`
  const known = registry.bodies.get(key)
  if (known) return known
  const entity = { ...entry, label: 'NORP' as const }
  return knownBody(registry, entity)
}

/** "Released an American", "a 60-year-old Canadian", "a retired Israeli": one of its people, and not the state. */
function isOneOfPeople(view: View, { span, head }: NamePlace): boolean {
  if (head !== span.end - 1 || /^(?:NOUN|PROPN|ADJ|NUM)$/.test(view.doc.tokens[span.end]?.upos ?? '')) return false
  for (let idx = span.first - 1; idx >= Math.max(0, span.first - MAX_BEFORE_PEOPLE); idx -= 1) {
    if (ONE.has(view.lower[idx]!)) return true
    const { upos, form } = view.doc.tokens[idx]!
    if (upos !== 'ADJ' && upos !== 'NUM' && form !== '-' && form !== 'year') return false
  }
  return false
}

/** "a", "60", "-", "year", "-", "old", "wounded". */
const MAX_BEFORE_PEOPLE = 7

const ONE = new Set(['a', 'an', 'another', 'one'])

/** "The British rejected it": an adjective behind its article that is itself the subject or object. */
function isPeople(view: View, head: number, span: NameSpan): boolean {
  if (head !== span.end - 1 || view.lower[span.first - 1] !== 'the' || !/(?:sh|ch|ese|iss)$/u.test(view.lower[head]!))
    return false
  const relation = baseRelation(view, head)
  return relation === 'nsubj' || relation === 'obj' || relation === 'obl'
}

/** Towns and regions take part where they act or are attacked; elsewhere they are places. */
function isActorPlace(view: View, head: number, span: NameSpan): boolean {
  const relation = baseRelation(view, head)
  if (relation === 'nsubj') return true
  if (relation === 'obj')
    return !wordsOf(view.rules, 'metonym/place-verbs').has(view.lemmas[Math.max(0, view.doc.tokens[head]!.head)]!)
  const preposition = caseOf(view, head, span.first)
  if (preposition === 'against') return true
  const governor = view.doc.tokens[head]!.head
  if (preposition !== 'on' && preposition !== 'of') return false
  return governor >= 0 && wordsOf(view.rules, 'metonym/attacks').has(view.lemmas[governor]!)
}

function inDateline(view: View, tokenIdx: number): boolean {
  const dateline = view.doc.report.dateline
  return (
    dateline !== undefined &&
    view.doc.tokens[tokenIdx]!.start < dateline.span.end &&
    view.doc.tokens[tokenIdx]!.end > dateline.span.start
  )
}

function demonymGroup(view: View, registry: Registry, entry: GazetteerEntry, span: NameSpan): Entity {
  const isMany =
    view.doc.tokens[span.end - 1]!.feats.includes('Number=Plur') || /(?:s|ese|sh|ch)$/u.test(view.lower[span.end - 1]!)
  return namedGroup(registry, textOf(view, span.first, span.end), entry.country, isMany)
}

function namedGroup(registry: Registry, text: string, country: string | undefined, isMany: boolean): Entity {
  const key = `group|${country}|${text.toLowerCase()}`
  const known = registry.bodies.get(key)
  if (known && isMany) return known
  const entity = addEntity(registry, {
    kind: isMany ? 'group' : 'person',
    name: text,
    number: isMany ? 'many' : 'one',
    country,
    sector: 'CVL',
  })
  registry.bodies.set(key, entity)
  return entity
}

/** The country that the words around a body's name tell: by possessive, adjective or "of". */
function explicitCountry(view: View, span: NameSpan, opening: Chunk): string | undefined {
  return (
    possessorCountry(view, opening) ??
    countriesIn(view, Math.min(opening.first, span.first), span.end)[0] ??
    countryAfter(view, span.end)
  )
}

/** "the Libyan House of Representatives" is not the American one that a gazetteer holds under that name. */
function isEntryOf(entry: GazetteerEntry, country: string | undefined): boolean {
  if (entry.kind !== 'organization') return true
  if (!entry.country) return country === undefined
  return country === undefined || country === entry.country || !/^[A-Z]{3}$/u.test(entry.country)
}

/** An ORG entity that the gazetteer lacks, with the country that its possessor or its own words tell. */
function bodyOf(
  view: View,
  registry: Registry,
  { span, opening, owner }: { span: NameSpan; opening: Chunk; owner: string | undefined },
): Entity {
  const isTreaty = TREATY.test(view.lower[span.end - 1]!)
  const country =
    owner ??
    (isTreaty ? undefined : anyCountryIn(view, Math.min(opening.first, span.first), span.end)) ??
    apposedCountry(view, span.end)
  const agent = spanAt(view.agents, span.end - 1)?.entries.find((e) => e.sector)
  const sector = agent?.sector ?? (COMPANY.test(view.doc.tokens[span.end - 1]!.form) ? 'BUS' : undefined)
  return namedBody(registry, { text: textOf(view, span.first, span.end), country, sector })
}

/** "The Ottawa Convention": treaties bear the name of the town where they were signed, and are of no land. */
const TREATY = /^(?:accords?|agreements?|convention|declaration|pact|protocol|treaty)$/u

/** "Paravar Pars, an Iranian firm": the country that the noun in apposition begins with. */
function apposedCountry(view: View, end: number): string | undefined {
  const article = view.lower[end + 1]
  if (view.lower[end] !== ',' || (article !== 'a' && article !== 'an' && article !== 'the')) return undefined
  return view.doc.tokens[end + 2]?.upos === 'ADJ' ? anyCountryIn(view, end + 2, end + 3) : undefined
}

/** By what companies end their names. */
const COMPANY =
  /^(?:Corp|Inc|Ltd|Co|PLC|plc|LLC|LLP|GmbH|AG|NV|SpA|Corp\.|Inc\.|Ltd\.|Co\.|S\.A\.|N\.V\.|S\.p\.A\.|Corporation|Incorporated|Limited|Holdings|Industries|Airlines|Airways|Motors|Bancorp|Pharmaceuticals|Technologies|Stores|Enterprises)$/u

/** A country or body before a noun: with a participant noun it tells whose, with any other noun it acts itself. */
function modifier(view: View, registry: Registry, span: NameSpan, chunk: Chunk): Draft | undefined {
  const entry = span.entry ?? bodyEntry(view, textOf(view, span.first, span.end))
  if (isParticipantNoun(view, chunk)) {
    const isBody = !entry || entry.kind === 'organization'
    if (!isBody) return undefined
  }
  if (entry?.kind === 'place' || inDateline(view, span.first) || isInLongerName(view, span)) return undefined
  if (entry && isDescent(view, entry, span.end)) return undefined
  if (entry?.how === 'capital' && !isPairOrAct(view, span, chunk)) return undefined
  const isKnown = entry && (entry.country || entry.kind !== 'organization')
  const entity = isKnown
    ? entry.kind === 'country'
      ? stateByCode(registry, entry, view.gazetteer)
      : knownBody(registry, entry)
    : bodyOf(view, registry, { span, opening: chunk, owner: explicitCountry(view, span, chunk) })
  if (!entity) return undefined
  const kind =
    entry && entry.how !== 'name' && entry.how !== 'abbreviation' && entry.kind === 'country' ? 'metonym' : 'name'
  const head = placingToken(view, span.first, span.end, span.end - 1)
  const { sentIdx } = view.doc.tokens[head]!
  return { ...BLANK_DRAFT, first: span.first, end: span.end, head, kind, sentIdx, entities: [entity] }
}

/** "Korean" of "the Korean War" acts no more than the war does. */
function isInLongerName(view: View, span: NameSpan): boolean {
  const ent = entOver(view, span.first)
  return ent !== undefined && ent.endTokenIdx > span.end && /^(?:EVENT|LAW|LOC|FAC|WEAPON)$/u.test(ent.label)
}

/** "Seoul-Washington talks": a capital before a noun acts in a pair or before the noun of an act between states. */
function isPairOrAct(view: View, span: NameSpan, chunk: Chunk): boolean {
  const isHyphen = (i: number) => /^[-–]$/u.test(view.lower[i] ?? '')
  if (isHyphen(span.end) || isHyphen(span.first - 1)) return true
  return wordsOf(view.rules, 'metonym/acts').has(view.lemmas[chunk.head]!)
}

/** True if the chunk's head is a noun for persons or bodies, so that a country before it tells whose they are. */
export function isParticipantNoun(view: View, chunk: Chunk): boolean {
  if ((view.types.lemmaBits[chunk.head]! & (TITLE_HEAD | STATE_NOUN)) !== 0) return true
  if ((view.types.formBits[chunk.head]! & BODY_NOUN) !== 0) return true
  const agent = spanAt(view.agents, chunk.head)
  // "A Chilean cargo plane" is Chile's, and takes no part itself.
  return agent?.endTokenIdx === chunk.end && !(agent.entries[0]?.isEquipment && isCivil(view, chunk))
}

/** "US-Japan" and "Blinken-Hayashi" kept as one token: each side is a mention with its own characters. */
function pairsInTokens(view: View, registry: Registry): readonly Draft[] {
  const drafts: Draft[] = []
  view.doc.tokens.forEach((token, i) => {
    if ((view.types.formBits[i]! & PAIR) === 0 || !view.isRead[token.sentIdx]) return
    if (token.form.length !== token.end - token.start || view.nameAt[i]! >= 0) return
    let at = token.start
    for (const part of token.form.split(/[-–/]/u)) {
      const entry = entriesFor(view.gazetteer, part).find((e) => e.kind === 'country' || e.kind === 'organization')
      const entity =
        entry && (entry.kind === 'country' ? stateByCode(registry, entry, view.gazetteer) : knownBody(registry, entry))
      const kind = entry?.how === 'name' || entry?.how === 'abbreviation' ? 'name' : 'metonym'
      if (entity) {
        const [start, stop, { sentIdx }] = [at, at + part.length, token]
        drafts.push({ ...BLANK_DRAFT, first: i, end: i + 1, start, stop, head: i, kind, sentIdx, entities: [entity] })
      }
      at += part.length + 1
    }
  })
  return drafts
}

/** "the Joint Chiefs of Staff (JCS)": the letters in brackets name the same body from here on. */
function introduceAcronym(view: View, registry: Registry, draft: Draft): void {
  const letters = view.doc.tokens[draft.end + 1]?.form
  const entity = draft.entities[0]
  if (!entity || view.lower[draft.end] !== '(' || view.lower[draft.end + 2] !== ')' || !letters) return
  // "the Mission in the Democratic Republic of the Congo (MONUSCO)": a known body, and no other name of the country.
  const isOther =
    entity.kind === 'country' && entriesFor(view.gazetteer, letters).some((e) => e.kind === 'organization')
  if (!isOther && /^\p{Lu}[\p{Lu}\p{Ll}&.-]{1,7}$/u.test(letters) && adjoin(view, draft.end, draft.end + 1))
    addAcronym(registry, letters, entity)
}
