import type { Report } from '../../acquire/index.ts'
import type { Referent } from '../doc.ts'
import { mapped } from '../mapped.ts'
import { readTable } from '../names/table.ts'
import { remembered } from '../remembered.ts'

/** Somebody who holds or held high office, as a yearbook lists them. */
export interface OfficeHolder {
  readonly name: string
  /** ISO 3166-1 alpha-3, or the code of an international body. */
  readonly country: string
  readonly office: string
  /** Years of the term; `to` is absent while it lasts. */
  readonly from: number
  readonly to?: number
}

/** Office holders by the words of their full names in any order, and by family name. */
export interface OfficeHolders {
  readonly byName: ReadonlyMap<string, readonly OfficeHolder[]>
  readonly byFamilyName: ReadonlyMap<string, readonly OfficeHolder[]>
}

/** Reads office-holders.tsv. Throws `bad-rule`, naming the line, where a cell is missing. */
export function readOfficeHolders(files: ReadonlyMap<string, string>): OfficeHolders {
  const byName = new Map<string, OfficeHolder[]>()
  const byFamilyName = new Map<string, OfficeHolder[]>()
  for (const row of readTable('office-holders.tsv', files.get('office-holders.tsv') ?? '')) {
    const to = row.number('to')
    const holder = {
      name: row.cell('name'),
      country: row.cell('country'),
      office: row.cell('office'),
      from: row.number('from') ?? 0,
    }
    const entry: OfficeHolder = to === undefined ? holder : { ...holder, to }
    for (const form of [entry.name, ...row.texts('names')]) {
      const words = wordsOf(form)
      push(byName, [...words].sort().join(' '), entry)
      push(byFamilyName, familyNameOf(words, entry.country), entry)
    }
  }
  return { byName, byFamilyName }
}

/**
 * Gives persons whom the report leaves without a country the one whose office they hold. A full name is enough; a family name
 * alone must be of somebody in office when the report was published, of a country that the report names, and of one only.
 */
export function placeOfficeHolders(
  report: Report,
  referents: readonly Referent[],
  holders: OfficeHolders,
): readonly Referent[] {
  const named = new Set(referents.map(({ country }) => country))
  const year = report.published === undefined ? undefined : Number(report.published.value.slice(0, 4))
  const body = bodyOfSecretary(referents)
  return mapped(referents, (referent) => {
    if (referent.kind !== 'person') return referent
    if (body !== undefined && isSecretaryGeneral(referent)) return { ...referent, country: body }
    if (REPRESENTATIVE.test(referent.name) && isOfNoLand(referent) && !named.has('BIH'))
      return { ...referent, country: 'EU' }
    if (referent.country !== undefined) return isGuessed(referent) ? listedLand(referent, holders, year) : referent
    // A full name tells whom "Kim" alone leaves open.
    const known = (name: string) => candidates(name, { holders, named, year })
    const full = referent.names.filter((name) => wordsOf(name).length > 1)
    const country = onlyCountry(full.flatMap(known), year) ?? onlyCountry(referent.names.flatMap(known), year)
    return country === undefined ? referent : { ...referent, country }
  })
}

/**
 * "The Secretary-General met the President of Cyprus": of a report that names no other body which has one, the United Nations' is meant.
 * Undefined where nobody is called so alone.
 */
function bodyOfSecretary(referents: readonly Referent[]): string | undefined {
  if (!referents.some((one) => one.kind === 'person' && SECRETARY.test(one.name) && isOfNoLand(one))) return undefined
  const bodies = new Set(
    referents.flatMap(({ country }) => (country !== undefined && BODIES.has(country) ? [country] : [])),
  )
  if (bodies.size === 0 || bodies.has('UN')) return 'UN'
  return bodies.size === 1 ? [...bodies][0] : undefined
}

function isSecretaryGeneral(referent: Referent): boolean {
  if (!isOfNoLand(referent)) return false
  return SECRETARY.test(referent.name) || (referent.offices?.some(({ title }) => SECRETARY.test(title)) ?? false)
}

function isOfNoLand(referent: Referent): boolean {
  return referent.country === undefined || isGuessed(referent)
}

const SECRETARY = /^(?:(?:the )?(?:deputy |under-?|assistant )?secretary[- ]general)$/i
/** Of foreign affairs of the European Union; Bosnia has one, too. */
const REPRESENTATIVE = /^(?:the )?high representative(?: ?\/ ?vice[- ]president)?$/i
/** International bodies that a secretary-general heads. */
const BODIES: ReadonlySet<string> = new Set(['UN', 'NATO', 'ASEAN', 'OAS', 'LAS', 'OIC', 'COE', 'OSCE', 'SCO'])

/** "Foreign Secretary Philip Hammond" in a report on Syria: an office of which the text tells no country has been given the report's. */
function isGuessed({ offices }: Referent): boolean {
  return offices !== undefined && offices.length > 0 && offices.every(({ country }) => country === undefined)
}

function listedLand(referent: Referent, holders: OfficeHolders, year: number | undefined): Referent {
  const full = referent.names.filter((name) => wordsOf(name).length > 1)
  const land = onlyCountry(
    full.flatMap((name) => holders.byName.get([...wordsOf(name)].sort().join(' ')) ?? []),
    year,
  )
  return land === undefined || land === referent.country ? referent : { ...referent, country: land }
}

/**
 * The offices that the only bearer of a full name holds or held, for a report of that year; none where several bear it
 * or the name is one word. An office is former once its term is over, as all are whose years the report does not tell.
 */
export function officesHeldBy(
  name: string,
  holders: OfficeHolders,
  year: number | undefined,
): readonly (OfficeHolder & { readonly isFormer: boolean })[] {
  const words = wordsOf(name)
  const found = words.length > 1 ? (holders.byName.get([...words].sort().join(' ')) ?? []) : []
  const country = onlyCountry(found, year)
  if (country === undefined) return []
  return found
    .filter((held) => held.country === country && (year === undefined || held.from <= year))
    .map((holder) => ({ ...holder, isFormer: holder.to !== undefined && (year === undefined || year > holder.to) }))
}

interface Setting {
  readonly holders: OfficeHolders
  readonly named: ReadonlySet<string | undefined>
  readonly year: number | undefined
}

function candidates(name: string, { holders, named, year }: Setting): readonly OfficeHolder[] {
  const words = wordsOf(name)
  if (words.length > 1) return holders.byName.get([...words].sort().join(' ')) ?? []
  const alike = holders.byFamilyName.get(words[0] ?? '') ?? []
  return alike.filter(
    ({ country, from, to }) => named.has(country) && (year === undefined || (year >= from && year <= (to ?? year))),
  )
}

/** The country whose offices they are; of one who led a state and then an international body, the one of the year, and of two that the later. */
function onlyCountry(found: readonly OfficeHolder[], year: number | undefined): string | undefined {
  if (found.length === 0) return undefined
  if (found.every(({ country }) => country === found[0]!.country)) return found[0]!.country
  if (year === undefined || found.some(({ name }) => name !== found[0]!.name)) return undefined
  const held = found.filter(({ from, to }) => from <= year && year <= (to ?? year))
  const last = Math.max(...held.map(({ from }) => from))
  const latest = held.filter(({ from }) => from === last)
  return latest.length === 1 ? latest[0]!.country : undefined
}

/** Words of a name in lower case without diacritics; initials and hyphens are let go, so that "Jae-in" is "Jae In". */
const wordsOf: (name: string) => readonly string[] = remembered((name) => {
  const folded = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ı', 'i')
    .replaceAll('ł', 'l')
    .replaceAll('ø', 'o')
    .replaceAll('đ', 'd')
  return folded.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 1)
})

/** Chinese, Korean and Vietnamese names are written family name first, in English too. */
function familyNameOf(words: readonly string[], country: string): string {
  return (FAMILY_NAME_FIRST.has(country) ? words[0] : words.at(-1)) ?? ''
}

const FAMILY_NAME_FIRST = new Set(['CHN', 'TWN', 'HKG', 'KOR', 'PRK', 'VNM', 'KHM'])

function push(index: Map<string, OfficeHolder[]>, key: string, entry: OfficeHolder): void {
  const known = index.get(key)
  if (known) known.push(entry)
  else index.set(key, [entry])
}
