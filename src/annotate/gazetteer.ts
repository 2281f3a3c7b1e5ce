import { type FormIndex, type FormMatch, type FormToken, longestMatch } from './names/form-index.ts'

export type GazetteerKind = 'country' | 'organization' | 'group' | 'place'

/** How a form names its entry; `capital`, `seat` and `nickname` are metonyms that can act for their state. */
export type NameHow =
  | 'name'
  | 'abbreviation'
  | 'demonym'
  | 'adjective'
  | 'capital'
  | 'seat'
  | 'nickname'
  | 'city'
  | 'region'
  | 'water'

export type GazetteerLabel = 'PERSON' | 'NORP' | 'ORG' | 'GPE' | 'LOC' | 'FAC'

/** One way of naming one country, organisation, group or place. */
export interface GazetteerEntry {
  /** The same for all forms of one thing, such as `country/PRK` or `organization/nato`. */
  readonly id: string
  /** The canonical name of what is meant: "North Korea" for "the DPRK" and for "Pyongyang" as a capital. */
  readonly name: string
  readonly form: string
  readonly kind: GazetteerKind
  readonly label: GazetteerLabel
  readonly how: NameHow
  /** ISO 3166-1 alpha-3, or UN, EU, NATO and so on; of several the first of `countries`. */
  readonly country?: string | undefined
  /** All countries in which a group acts or a water lies, where there is more than one. */
  readonly countries?: readonly string[] | undefined
  /** PLOVER sector. */
  readonly sector?: string | undefined
  /** CAMEO actor code. */
  readonly actorCode?: string | undefined
  /** Correlates of War country code. */
  readonly cow?: number | undefined
  /** Where a city lies, in degrees north and east, and its GeoNames id. */
  readonly point?: { readonly lat: number; readonly lon: number; readonly geonamesId: number } | undefined
  /** The form is also a common word, a person's name or another thing ("Georgia", "the South"): ask the context. */
  readonly isAmbiguous?: true | undefined
}

/** A state, territory or international body that can stand as the `country` of a participant. */
export interface Country {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly kind: 'country' | 'organization'
  readonly cow?: number
  readonly names: readonly string[]
  readonly demonyms: readonly string[]
  readonly adjectives: readonly string[]
  readonly capitals: readonly string[]
}

/** An office or rank that is written before a name or in apposition: "foreign minister", "Lt. Gen.". */
export interface Title {
  readonly form: string
  readonly sector?: string | undefined
  /** `office` is held of a state or body, `rank` is borne, `honorific` says nothing of office ("Mr."). */
  readonly type: 'office' | 'rank' | 'honorific' | 'profession'
}

/** A common noun for somebody who can take part in an act: "troops", "protesters", "fighter jet". */
export interface Agent {
  readonly form: string
  readonly kind: 'person' | 'group' | 'organization'
  readonly sector?: string | undefined
  /** A thing that stands for those who use it ("warship" for a navy). */
  readonly isEquipment?: true | undefined
}

/** A name or designation of a weapon: "Hwasong-12", "F-16", "Patriot". */
export interface Weapon {
  readonly name: string
  /** The class of weapon, such as "ballistic missile". */
  readonly kind: string
  /** Whether a number goes with it; `context` names count only beside a word such as "missile". */
  readonly number: 'none' | 'allowed' | 'needed' | 'context'
}

/** A law, treaty or named event, or a word by which such names are known. */
export interface LawOrEvent {
  readonly name: string
  readonly label: 'LAW' | 'EVENT'
  /** `head` ends a run of capitals, `numbered` stands before a number, `prefixed` before a run of capitals. */
  readonly form: 'name' | 'head' | 'numbered' | 'prefixed'
}

/** A word by which a name tells what it is a name of: "Council" at its end, "Mount" at its beginning. */
export interface NameHead {
  readonly word: string
  readonly at: 'start' | 'end'
  readonly label: GazetteerLabel
}

export interface Gazetteer {
  readonly names: FormIndex<GazetteerEntry>
  readonly weapons: FormIndex<Weapon>
  readonly lawsAndEvents: FormIndex<LawOrEvent>
  readonly titles: FormIndex<Title>
  readonly agents: FormIndex<Agent>
  readonly countries: ReadonlyMap<string, Country>
  readonly firstNames: ReadonlySet<string>
  readonly nameHeads: ReadonlyMap<string, NameHead>
}

/** The country or body that bears this code (`PRK`, `NATO`). */
export function countryByCode(gazetteer: Gazetteer, code: string): Country | undefined {
  return gazetteer.countries.get(code)
}

/**
 * The longest name that starts at token `firstTokenIdx` and ends before `endTokenIdx`. A possessive `'s` is left out,
 * hyphens, periods, apostrophes and diacritics make no difference, capitals do ("US", not "us").
 * A form that needs its article ("the North") begins at the article; there is none where a longer one begins after it.
 */
export function nameAt(
  gazetteer: Gazetteer,
  tokens: readonly FormToken[],
  firstTokenIdx: number,
  endTokenIdx: number,
): FormMatch<GazetteerEntry> | undefined {
  const match = longestMatch(gazetteer.names, tokens, firstTokenIdx, endTokenIdx, 'exact')
  if (!match || !isArticle(tokens[firstTokenIdx]!.form)) return match
  // "the North Korean leader" is not of "the North".
  const bare = longestMatch(gazetteer.names, tokens, firstTokenIdx + 1, endTokenIdx, 'exact')
  return (bare && bare.endTokenIdx > match.endTokenIdx) || isOnlyArticle(match, tokens, endTokenIdx) ? undefined : match
}

/** The country of the region named behind a comma: "Burlington, Vermont", "Birmingham, Ala.", "Kyiv, Virginia". */
export function regionBehind(gazetteer: Gazetteer, tokens: readonly FormToken[], end: number): string | undefined {
  if (tokens[end]?.form !== ',') return undefined
  if (AMERICAN_STATES.has(tokens[end + 1]?.form ?? '')) return 'USA'
  const match = nameAt(gazetteer, tokens, end + 1, Math.min(end + 5, tokens.length))
  return match?.entries.find(({ how }) => how === 'region')?.country
}

/**
 * "Georgia, Texas and North Carolina": the region that an ambiguous name stands for which is listed before or behind a region of the same
 * country.
 */
export function regionListed(
  gazetteer: Gazetteer,
  tokens: readonly FormToken[],
  { firstTokenIdx, endTokenIdx, entries }: FormMatch<GazetteerEntry>,
): GazetteerEntry | undefined {
  if (!entries.some(({ how }) => how === 'region') || entries[0]?.how === 'region') return undefined
  const country = regionAfter(gazetteer, tokens, endTokenIdx) ?? regionBefore(gazetteer, tokens, firstTokenIdx)
  return country === undefined ? undefined : entries.find((one) => one.how === 'region' && one.country === country)
}

function regionAfter(gazetteer: Gazetteer, tokens: readonly FormToken[], end: number): string | undefined {
  if (!LISTS.test(tokens[end]?.form ?? '')) return undefined
  const start = LISTS.test(tokens[end + 1]?.form ?? '') ? end + 2 : end + 1
  return countryOfRegion(nameAt(gazetteer, tokens, start, Math.min(start + 3, tokens.length)))
}

function regionBefore(gazetteer: Gazetteer, tokens: readonly FormToken[], first: number): string | undefined {
  if (!LISTS.test(tokens[first - 1]?.form ?? '')) return undefined
  const end = LISTS.test(tokens[first - 2]?.form ?? '') ? first - 2 : first - 1
  for (let start = end - 1; start >= Math.max(0, end - 3); start--) {
    const match = nameAt(gazetteer, tokens, start, end)
    if (match?.endTokenIdx === end) return countryOfRegion(match)
  }
  return undefined
}

function countryOfRegion(match: FormMatch<GazetteerEntry> | undefined): string | undefined {
  return match?.entries[0]?.how === 'region' ? match.entries[0].country : undefined
}

const LISTS = /^(?:,|and|or)$/u

/** The states of the United States as newspapers shorten them behind a town. */
const AMERICAN_STATES: ReadonlySet<string> = new Set([
  'Ala.', 'Ariz.', 'Ark.', 'Calif.', 'Colo.', 'Conn.', 'Del.', 'Fla.', 'Ga.', 'Ill.', 'Ind.', 'Kan.', 'Ky.', 'La.', 'Md.', 'Mass.', 'Mich.', 'Minn.', 'Miss.',
  'Mo.', 'Mont.', 'Neb.', 'Nev.', 'N.C.', 'N.D.', 'N.H.', 'N.J.', 'N.M.', 'N.Y.', 'Okla.', 'Ore.', 'Pa.', 'R.I.', 'S.C.', 'S.D.', 'Tenn.', 'Tex.', 'Va.',
  'Vt.', 'Wash.', 'W.Va.', 'Wis.', 'Wyo.', 'D.C.',
]) // biome-ignore format: one glance

/** Whether a title such as "The National" is but the article and a word: "the national team", "The National Police". */
function isOnlyArticle(match: FormMatch<GazetteerEntry>, tokens: readonly FormToken[], end: number): boolean {
  const { form, isAmbiguous } = match.entries[0]!
  if (!isAmbiguous || !form.startsWith('The ')) return false
  const next = match.endTokenIdx < end ? tokens[match.endTokenIdx]!.form : ''
  return tokens[match.firstTokenIdx]!.form === 'the' || /^\p{Lu}/u.test(next)
}

function isArticle(form: string): boolean {
  return form.length === 3 && form.toLowerCase() === 'the'
}

/** The longest title that starts here, whatever its case and number; `lemmas` as `longestMatch` has them. */
export function titleAt(
  gazetteer: Gazetteer,
  tokens: readonly FormToken[],
  firstTokenIdx: number,
  endTokenIdx: number,
  lemmas?: readonly FormToken[],
): FormMatch<Title> | undefined {
  return longestMatch(gazetteer.titles, tokens, firstTokenIdx, endTokenIdx, 'folded', lemmas)
}

/** The longest common noun for an actor that starts here, whatever its case and number. */
export function agentAt(
  gazetteer: Gazetteer,
  tokens: readonly FormToken[],
  firstTokenIdx: number,
  endTokenIdx: number,
  lemmas?: readonly FormToken[],
): FormMatch<Agent> | undefined {
  return longestMatch(gazetteer.agents, tokens, firstTokenIdx, endTokenIdx, 'folded', lemmas)
}

/** All names in a range of tokens, leftmost longest, without overlap. */
export function matchNames(
  gazetteer: Gazetteer,
  tokens: readonly FormToken[],
  firstTokenIdx = 0,
  endTokenIdx = tokens.length,
): FormMatch<GazetteerEntry>[] {
  const matches: FormMatch<GazetteerEntry>[] = []
  for (let i = firstTokenIdx; i < endTokenIdx; ) {
    const match = nameAt(gazetteer, tokens, i, endTokenIdx)
    if (match) matches.push(match)
    i = match ? match.endTokenIdx : i + 1
  }
  return matches
}

/** The entries that a whole phrase names, such as "N. Korean" or "the United Nations"; empty where none does. */
export function entriesFor(gazetteer: Gazetteer, phrase: string): readonly GazetteerEntry[] {
  const tokens = phrase
    .split(/\s+/u)
    .filter(Boolean)
    .map((form) => ({ form }))
  const whole = nameAt(gazetteer, tokens, 0, tokens.length)
  if (whole?.endTokenIdx === tokens.length) return whole.entries
  if (!isArticle(tokens[0]?.form ?? '')) return []
  const bare = nameAt(gazetteer, tokens, 1, tokens.length)
  return bare?.endTokenIdx === tokens.length ? bare.entries : []
}
