import type { ReferentKind } from '../doc.ts'
import type { Agent } from '../gazetteer.ts'
import type { Chunk } from './chunks.ts'
import type { GramNumber } from './draft.ts'
import { anyCountryIn, countriesIn, entryAt } from './gazetteer-names.ts'
import { type LexiconSpans, spanAt } from './lexicon-spans.ts'
import { countryPhraseEnd, isFromLand } from './nominal-ends.ts'
import type { Collective } from './rules.ts'
import { wordsOf } from './rules.ts'
import { withoutEx } from './titles.ts'
import { entOver, textOf, type View } from './view.ts'
import { COLLECTIVE, FORMER, PARTICIPANT_NOUN, POSSESSIVE_PRONOUNS } from './words.ts'

export type Definiteness = 'definite' | 'indefinite' | 'possessed' | 'bare'

/** A noun phrase that names nobody, with what its words tell of whom it means. */
export interface Nominal {
  readonly chunk: Chunk
  /** The phrase with the possessors before it and the country after it. */
  readonly first: number
  readonly end: number
  readonly noun: string
  readonly number: GramNumber
  readonly definiteness: Definiteness
  /** "two" of "the two ministers", 2 for "both". */
  readonly count: number | undefined
  /** By adjective, by name before the noun, or in a phrase after it; not by the possessor. */
  readonly countries: readonly string[]
  /** True if the country is only that of a place, body or party in the phrase ("the California congressman"). */
  readonly isPlaced: boolean
  /** What it names: somebody by office, a body, a group, a state ("the country"), a plural that needs two before it. */
  readonly sort: 'office' | 'counterpart' | 'collective' | 'state' | 'body' | 'group' | 'role'
  /** The words of office or role, lower case, without country and determiner. */
  readonly words: readonly string[]
  readonly kind: ReferentKind
  /** True for "the former president". */
  readonly isFormer: boolean
  readonly sector: string | undefined
  readonly collective: Collective | undefined
  /** Token index of the possessive pronoun that opens it, -1 for none. */
  readonly pronounIdx: number
}

/** Reads a chunk as a participant named by a common noun; undefined where its noun is for things. */
export function readNominal(view: View, chunkIdx: number): Nominal | undefined {
  const chunk = view.chunks[chunkIdx]!
  const lemma = view.lemmas[chunk.head]!
  const noun = withoutEx(lemma)
  const found = sortOf(view, chunk, noun)
  if (!found) return undefined
  const number = numberOf(view, chunk)
  const opener = view.lower[chunk.first]!
  const after = countryPhraseEnd(view, chunk, found.sort, number === 'many')
  const countries = isAboutPlace(view, chunk, noun) ? [] : [...countriesIn(view, chunk.first, chunk.end)]
  // "UN peacekeepers in Mali", "Hezbollah fighters in Syria": whose they are tells more than where they stand.
  if (countries.length === 0 && !(view.lower[chunk.end] === 'in' && isOfBody(view, chunk)))
    countries.push(...countriesIn(view, chunk.end, after, { withCapitals: true }))
  const otherwise =
    chunk.possessor < 0
      ? anyCountryIn(view, isAboutPlace(view, chunk, noun) ? chunk.end : chunk.first, after)
      : undefined
  const isPlaced = countries.length === 0 && otherwise !== undefined
  if (isPlaced) countries.push(otherwise)
  return {
    chunk,
    first: firstWithPossessors(view, chunk),
    end: after,
    noun,
    number,
    definiteness: definitenessOf(opener, chunk),
    countries,
    isPlaced,
    words: contentWords(view, chunk),
    isFormer: noun !== lemma || isFormerly(view, chunk),
    pronounIdx: POSSESSIVE_PRONOUNS.has(opener) ? chunk.first : -1,
    sort: found.sort,
    kind: found.kind,
    sector: (MEMBERS.has(noun) ? sectorOfBody(view, chunk) : undefined) ?? found.sector,
    collective: found.collective,
    count: countIn(view, chunk),
  }
}

/** Whether a body or armed group that the gazetteer places stands before the noun, as the United Nations or Hezbollah; a faith is none. */
function isOfBody(view: View, { first, head }: Chunk): boolean {
  for (let i = first; i < head; i += 1) {
    const entry = entryAt(view, i)
    if (entry?.country !== undefined && entry.label === 'ORG' && entry.sector !== 'BUS') return true
  }
  return false
}

/** Those who belong to a body, whatever they do in it. */
const MEMBERS: ReadonlySet<string> = new Set(['affiliate', 'cadre', 'faction', 'member', 'operative'])

/** "Islamic State members", "members of the delegation": they are of the body's sector; undefined where none is told. */
function sectorOfBody(view: View, { first, head }: Chunk): string | undefined {
  for (let i = first; i < head; i += 1) {
    const entry = entryAt(view, i)
    if (entry?.label === 'ORG' && entry.sector !== undefined) return entry.sector
  }
  const body = view.lower[head + 1] === 'of' ? view.chunks[view.chunkAt[head + 2] ?? -1] : undefined
  if (body === undefined) return undefined
  const entry = entryAt(view, body.head)
  return entry === undefined ? sortOf(view, body, view.lemmas[body.head]!)?.sector : entry.sector
}

/** "the former president", and "former strategist" behind a possessor. */
function isFormerly(view: View, { first, end }: Chunk): boolean {
  const { formBits } = view.types
  if (end === first + 1) return false
  return ((formBits[first]! | (end > first + 2 ? formBits[first + 1]! : 0)) & FORMER) !== 0
}

interface SortFound {
  readonly sort: Nominal['sort']
  readonly kind: ReferentKind
  readonly sector: string | undefined
  readonly collective: Collective | undefined
}

function sorted(sort: Nominal['sort'], kind: ReferentKind, sector?: string): SortFound {
  return { sort, kind, sector, collective: undefined }
}

/** "The Syria envoy", "Iran experts", "the Benghazi committee": a place right before such a noun is what they deal with, not where they are from. */
function isAboutPlace(view: View, { head }: Chunk, noun: string): boolean {
  if (!DEALING.has(noun) || head === 0) return false
  const entry = entryAt(view, head - 1)
  return entry !== undefined && (entry.kind === 'place' || entry.how === 'name' || entry.how === 'capital')
}

const DEALING: ReadonlySet<string> = new Set([
  'adviser', 'advisor', 'analyst', 'committee', 'correspondent', 'desk', 'envoy', 'expert', 'hawk', 'negotiator', 'panel', 'rapporteur', 'specialist', 'taskforce',
  'veteran', 'watcher',
]) // biome-ignore format: one glance

function sortOf(view: View, chunk: Chunk, noun: string): SortFound | undefined {
  const lower = view.lower[chunk.head]!
  const bits = view.types.formBits[chunk.head]! | view.types.lemmaBits[chunk.head]!
  const isListed = view.titles.at[chunk.head]! >= 0 || view.agents.at[chunk.head]! >= 0
  if (isNationalCraft(view, chunk)) return sorted('group', 'group', 'MIL')
  // Most nouns are for things.
  if (!isListed && (bits & (PARTICIPANT_NOUN | COLLECTIVE)) === 0) return undefined
  if (wordsOf(view.rules, 'counterparts').has(noun)) return sorted('counterpart', 'person')
  // "Her French and Dutch colleagues"; plain colleagues are anybody.
  const isAbroad = () =>
    countriesIn(view, chunk.first, chunk.end).length > 0 ||
    (POSSESSIVE_PRONOUNS.has(view.lower[chunk.first]!) && isFromLand(view, chunk.end))
  const isOwned = POSSESSIVE_PRONOUNS.has(view.lower[chunk.first]!)
  if (isOwned && wordsOf(view.rules, 'counterparts/own').has(noun)) return sorted('counterpart', 'person')
  if (wordsOf(view.rules, 'counterparts/national').has(noun) && isAbroad()) return sorted('counterpart', 'person')
  const collective = view.rules.collectives.get(lower) ?? view.rules.collectives.get(noun)
  const isMany = numberOf(view, chunk) === 'many' || collective?.count !== undefined
  if (collective && (isMany || noun === 'side')) {
    if (isCollectiveUse(view, chunk, collective))
      return { sort: 'collective', kind: 'group', sector: undefined, collective }
  }
  if (lower === 'force' && isViolence(view, chunk)) return undefined
  // "A bomb on board" is in the craft, and with no company's board.
  if (lower === 'board' && view.lower[chunk.head - 1] === 'on') return undefined
  const isNational = countriesIn(view, chunk.first, chunk.end).length > 0
  if (wordsOf(view.rules, 'state/nouns').has(noun)) {
    const isDefinite = /^(?:the|this|that|its|their|his|her|our|my|both|these|those)$/u.test(view.lower[chunk.first]!)
    if (isDefinite || isNational) return sorted('state', 'country')
    return numberOf(view, chunk) === 'many' ? sorted('group', 'group') : undefined
  }
  const title = endingAt(view, view.titles, chunk)
  const agent = endingAt(view, view.agents, chunk)
  const office = title?.entries.find((entry) => entry.type !== 'honorific')
  const many = numberOf(view, chunk) === 'many'
  if (agent?.entries[0]?.isEquipment && isCivil(view, chunk)) return undefined
  // "The Shayrat air base" is a place by its name; "an army base" stands for those in it.
  if (agent?.entries[0]?.isEquipment && POSTS.has(noun) && isNamedPlace(view, chunk)) return undefined
  // A chamber of parliament is "the House"; what burns or is searched is a house.
  if (agent?.length === 1 && noun === 'house' && (many || view.doc.tokens[chunk.head]!.form === lower)) return undefined
  if (agent && (!office || !title || agent.length > title.length)) return agentSort(agent.entries[0]!, many)
  if (office) return sorted('office', many ? 'group' : 'person', office.sector)
  if (wordsOf(view.rules, 'body/nouns').has(lower)) return sorted('body', 'organization')
  if (wordsOf(view.rules, 'title/heads').has(noun)) return sorted('role', many ? 'group' : 'person')
  return undefined
}

/** "Turkish F-16s", "a Russian Su-27": whose aircraft they are tells who flies them. */
function isNationalCraft(view: View, { first, head, end }: Chunk): boolean {
  const ent = entOver(view, head)
  return (
    ent?.label === 'WEAPON' &&
    AIRCRAFT.test(view.doc.tokens[ent.firstTokenIdx]!.form) &&
    countriesIn(view, first, end).length > 0
  )
}

const AIRCRAFT =
  /^(?:A|AC|AH|An|B|C|CH|E|EA|EP|F|H|Il|J|JH|KC|Ka|MQ|Mi|MiG|P|RC|RQ|Su|TB|Tu|U|UH|Y|Rafales?|Typhoons?|Gripens?|Bayraktars?)$/

/** "To use force", "by force", "excessive and disproportionate force", "the deadly force used": without an article, or of such a degree, no troops. */
function isViolence(view: View, { first, head }: Chunk): boolean {
  if (first === head) return WIELDING.test(view.lower[first - 1] ?? '')
  for (let i = first; i < head; i += 1) if (DEGREES.has(view.lower[i]!)) return true
  return false
}

const DEGREES: ReadonlySet<string> = new Set([
  'brutal', 'brute', 'deadly', 'disproportionate', 'excessive', 'extreme', 'heavy-handed', 'indiscriminate', 'lethal', 'maximum', 'minimal', 'minimum', 'necessary',
  'overwhelming', 'physical', 'proportionate', 'reasonable', 'sheer', 'undue', 'unjustified', 'unlawful', 'unnecessary', 'unwarranted',
]) // biome-ignore format: one glance

const WIELDING = /^(?:us(?:e|es|ed|ing)|by|of|with)$/u

/** "a passenger jet", "a cargo plane": a thing that no force uses. */
export function isCivil(view: View, chunk: Chunk): boolean {
  const civil = wordsOf(view.rules, 'equipment/civil')
  for (let i = chunk.first; i < chunk.end; i += 1) if (civil.has(view.lemmas[i]!)) return true
  return false
}

const POSTS: ReadonlySet<string> = new Set([
  'academy', 'airbase', 'airfield', 'airport', 'barrack', 'barracks', 'base', 'camp', 'checkpoint', 'compound', 'depot', 'facility', 'headquarters',
  'installation', 'outpost', 'post', 'site', 'station', 'stronghold',
]) // biome-ignore format: one glance

/** Whether a name of no country stands in the phrase before its noun. */
function isNamedPlace(view: View, { first, head, end }: Chunk): boolean {
  for (let i = first; i < head; i += 1)
    if (view.doc.tokens[i]!.upos === 'PROPN') return countriesIn(view, first, end).length === 0
  return false
}

function agentSort(agent: Agent, many: boolean): SortFound {
  if (agent.kind === 'organization') return sorted('body', 'organization', agent.sector)
  if (agent.kind === 'group' || many) return sorted('group', 'group', agent.sector)
  return sorted('role', 'person', agent.sector)
}

interface Ending<T> {
  readonly entries: readonly T[]
  readonly length: number
}

/** The lexicon's entry that ends with the chunk's head, or runs on past it ("Secretary | of State"), its possessor included ("women's | group"). */
function endingAt<T>(view: View, lexicon: LexiconSpans<T>, chunk: Chunk): Ending<T> | undefined {
  const span = spanAt(lexicon, chunk.head)
  if (!span || span.firstTokenIdx < firstWithPossessors(view, chunk)) return undefined
  return { entries: span.entries, length: span.endTokenIdx - span.firstTokenIdx }
}

/** "the two ministers" and "both sides" look back; "ministers", "three Iranian leaders" and "party leaders" do not. */
function isCollectiveUse(view: View, chunk: Chunk, collective: Collective): boolean {
  const opener = view.lower[chunk.first]!
  if (opener === 'each') return chunk.end - chunk.first === 2
  const isDeictic =
    opener === 'the' || opener === 'both' || opener === 'these' || opener === 'those' || opener === 'their'
  if (!isDeictic) return false
  if (collective.count !== undefined) return chunk.end - chunk.first <= 2
  const between = chunk.head - chunk.first - 1
  if (between === 0) return true
  if (between === 1) return NUMERALS.has(view.lower[chunk.first + 1]!) || view.lower[chunk.first + 1] === 'foreign'
  return (
    between === 2 &&
    NUMERALS.has(view.lower[chunk.first + 1]!) &&
    countriesIn(view, chunk.first, chunk.end).length === 0
  )
}

const NUMERALS: ReadonlyMap<string, number> = new Map([
  ['two', 2], ['three', 3], ['four', 4], ['five', 5], ['six', 6], ['both', 2], ['2', 2], ['3', 3], ['4', 4], ['5', 5],
]) // biome-ignore format: one glance

function countIn(view: View, chunk: Chunk): number | undefined {
  for (let i = chunk.first; i < chunk.end && i < chunk.first + 3; i += 1) {
    const count = NUMERALS.get(view.lower[i]!)
    if (count) return count
  }
  return undefined
}

function numberOf(view: View, chunk: Chunk): GramNumber {
  const token = view.doc.tokens[chunk.head]!
  if (token.feats.includes('Number=Plur') || isTitlePlural(view, chunk.head)) return 'many'
  if (token.feats.includes('Number=Sing')) return 'one'
  const lemma = view.lemmas[chunk.head]!
  const lower = view.lower[chunk.head]!
  return lower !== lemma && lower.endsWith('s') ? 'many' : 'one'
}

/** "Foreign Ministers", whose capital makes the tagger take it for a name. */
function isTitlePlural(view: View, i: number): boolean {
  return TITLE_PLURALS.has(view.lemmas[i]!)
}

const TITLE_PLURALS: ReadonlySet<string> = new Set([
  'ministers', 'presidents', 'premiers', 'ambassadors', 'envoys', 'leaders', 'chancellors', 'diplomats', 'spokespersons', 'governors', 'senators',
]) // biome-ignore format: one glance

function definitenessOf(opener: string, chunk: Chunk): Definiteness {
  if (chunk.possessor >= 0 || POSSESSIVE_PRONOUNS.has(opener)) return 'possessed'
  if (/^(?:the|this|that|these|those|both|such)$/u.test(opener)) return 'definite'
  if (/^(?:an?|some|any|another|several|many|no|one|other|more|few|every|each)$/u.test(opener)) return 'indefinite'
  return 'bare'
}

function firstWithPossessors(view: View, chunk: Chunk): number {
  let outer = chunk
  while (outer.possessor >= 0) outer = view.chunks[outer.possessor]!
  return outer.first
}

/** "secretary of state" for "the U.S. Secretary of State": the words that can be compared with a title. */
function contentWords(view: View, chunk: Chunk): readonly string[] {
  const words: string[] = []
  for (let i = chunk.first; i < chunk.end; i += 1) {
    const { upos } = view.doc.tokens[i]!
    if (
      upos === 'DET' ||
      upos === 'PRON' ||
      upos === 'NUM' ||
      upos === 'PUNCT' ||
      upos === 'CCONJ' ||
      view.nameAt[i]! >= 0 ||
      // "the 15-member council"
      (i < chunk.head && /^(?:member|nation|strong|state)$/u.test(view.lower[i]!) && view.lower[i - 1] === '-')
    )
      continue
    if ((view.types.formBits[i]! & FORMER) === 0) words.push(i === chunk.head ? headWord(view, i) : view.lower[i]!)
  }
  const title = spanAt(view.titles, chunk.head)
  for (let i = chunk.end; title && i < title.endTokenIdx; i += 1) words.push(view.lower[i]!)
  return words
}

function headWord(view: View, i: number): string {
  const lemma = withoutEx(view.lemmas[i]!)
  return isTitlePlural(view, i) ? lemma.slice(0, -1) : lemma
}

/** The name of a referent that has none: its words without the determiner, with the possessor's name before it. */
export function nameOfNominal(view: View, nominal: Nominal): string {
  let first = nominal.first
  while (first < nominal.chunk.head && isDropped(view, first)) first += 1
  return textOf(view, first, nominal.end)
}

function isDropped(view: View, i: number): boolean {
  const { upos } = view.doc.tokens[i]!
  return upos === 'DET' || (upos === 'PRON' && POSSESSIVE_PRONOUNS.has(view.lower[i]!))
}
