import { ZONE_DAYS } from './compare-times.ts'
import { PREFIX } from './compare-words.ts'
import { gapDays, weekNumber } from './days.ts'
import { isMutual, type LinkMention, type PartyKey } from './mention.ts'

/**
 * Longer windows are filed by half-years and meet one another alone: of what a text puts in a year, another that tells
 * the day tells one instance.
 */
const MAX_WEEKS = 14
const HALF_YEAR = 26
/** Of what has lasted longer, the last ten years count. */
const MAX_HALF_YEARS = 20

/**
 * Where a mention is filed and where it looks for others. Two mentions are compared if one looks where the other is
 * filed, which is so in both directions or in neither. A key is a number below 2^53: the week in front, so that keys of
 * one time stand together on disk, a hash of family and party behind. Two of one number share a block and are told
 * apart when they are compared.
 */
export interface BlockingKeys {
  readonly filed: readonly number[]
  readonly sought: readonly number[]
}

/** The blocking keys of a mention: family, party and week; made of its own report's facts alone. */
export function blockingKeys(mention: LinkMention): BlockingKeys {
  if (mention.family === 'told') {
    // Of acts that are not coded, those whose triggers have nothing in common are never joined.
    const keys = distinct(mention.trigger.map((word) => hashOf(TOLD, word.slice(0, PREFIX))))
    return { filed: keys, sought: keys }
  }
  const family = hashOf(CODED, mention.family)
  const parties = partyKeys(mention, family)
  const times = timeKeys(mention)
  const isAlike = parties.filed === parties.sought && times.filed === times.sought
  const filed = cross(parties.filed, times.filed)
  return { filed, sought: isAlike ? filed : cross(parties.sought, times.sought) }
}

const [TOLD, CODED] = [0x811c9dc5, 0x9e3779b9]
const WEEK = 2 ** 32

function cross(parties: readonly number[], times: readonly number[]): number[] {
  const keys: number[] = []
  for (const party of parties)
    for (const time of times) {
      const key = time * WEEK + party
      if (!keys.includes(key)) keys.push(key)
    }
  return keys
}

/** A hash of 32 bits that begins from another. */
function hashOf(start: number, text: string): number {
  let bits = start
  for (let i = 0; i < text.length; i++) bits = withUnit(bits, text.charCodeAt(i))
  return (bits ^ (bits >>> 13)) >>> 0
}

const withUnit = (bits: number, unit: number) => Math.imul(bits ^ unit, 0x85ebca6b)

/**
 * Whether the days of two acts that share a block are near enough for one component. Blocks are weeks, so that days further apart than a time
 * zone meet in one or not as the calendar has it: those are left to be joined through others.
 */
export function doMeet({ found: { window: a } }: LinkMention, { found: { window: b } }: LinkMention): boolean {
  return a === undefined || b === undefined || gapDays(a, b) <= ZONE_DAYS
}

/**
 * Whether one block holds all of some mentions, and none is a day too far from another: then any two that agree are candidates, whatever
 * others are there. Says no of some of which it is so.
 */
export function areAlwaysCandidates(mentions: readonly LinkMention[]): boolean {
  const [{ family, found }] = mentions as [LinkMention]
  if (family === 'told' || found.window === undefined) return false
  let [firstWeek, lastWeek] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
  let [latest, earliest] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
  for (const mention of mentions) {
    const { window } = mention.found
    if (window === undefined || mention.family !== family) return false
    const [first, last] = [weekNumber(window.first), weekNumber(window.last)]
    if (last - first >= MAX_WEEKS) return false
    if (first > firstWeek) firstWeek = first
    if (last < lastWeek) lastWeek = last
    if (window.first > latest) latest = window.first
    if (window.last < earliest) earliest = window.last
  }
  if (firstWeek > lastWeek || latest - earliest > ZONE_DAYS) return false
  // Of acts done together these are all parties.
  return found.actors.parties.some((party) => {
    const label = labelOf(party)
    return mentions.every((mention) => mention.found.actors.parties.some((other) => labelOf(other) === label))
  })
}

/** Hashes of the family and a party. */
interface PartyKeys {
  readonly filed: readonly number[]
  readonly sought: readonly number[]
}

/** Mutual acts are filed under every party, others under their actors; acts without an actor under `>recipient`. */
function partyKeys(mention: LinkMention, family: number): PartyKeys {
  const [filed, sought]: [number[], number[]] = [[], []]
  const actors = labels(mention.actors)
  if (isMutual(mention)) {
    for (const party of labels(mention.recipients, actors)) filed.push(hashOf(family, party))
    return { filed, sought: filed }
  }
  for (const party of actors) {
    const hash = hashOf(family, party)
    filed.push(hash)
    sought.push(hash)
  }
  const recipients = labels(mention.recipients)
  // An act whose actor is left out may be the one that others tell with its actor.
  for (const party of recipients) sought.push(hashOf(withUnit(family, ALONE), party))
  for (const party of recipients) {
    const led = hashOf(withUnit(family, LED), party)
    if (actors.length > 0) filed.push(led)
    else sought.push(led)
  }
  if (actors.length === 0) for (const hash of sought.slice(0, recipients.length)) filed.push(hash)
  return { filed, sought }
}

/** What stands before a recipient without an actor, and with one. */
const [ALONE, LED] = ['>'.charCodeAt(0), '+'.charCodeAt(0)] as const

function labels(parties: readonly PartyKey[], found: string[] = []): string[] {
  for (const party of parties) {
    const label = labelOf(party)
    if (!found.includes(label)) found.push(label)
  }
  return found
}

/** A party's country, else the last word of its name, which tells groups of people apart well enough. */
function labelOf({ country, tokens }: PartyKey): string {
  if (country !== undefined) return country
  let label = ''
  for (const token of tokens) if (token > label) label = token
  return label === '' ? '-' : label
}

interface TimeKeys {
  readonly filed: readonly number[]
  readonly sought: readonly number[]
}

/** Weeks and half-years are counted from far enough back to be above 0; half-years and times that nobody knows have places below. */
const [UNKNOWN, FIRST_HALF, FIRST_WEEK] = [[0], 2 ** 16, 2 ** 18] as const

function timeKeys(mention: LinkMention): TimeKeys {
  const { window } = mention.found
  if (window === undefined) return { filed: UNKNOWN, sought: UNKNOWN }
  const [first, last] = [weekNumber(window.first), weekNumber(window.last)]
  if (last - first >= MAX_WEEKS) {
    const end = Math.floor(last / HALF_YEAR)
    const start = Math.max(Math.floor(first / HALF_YEAR), end - MAX_HALF_YEARS + 1)
    const halves = range(start + FIRST_HALF, end + FIRST_HALF)
    return { filed: halves, sought: halves }
  }
  const filed = range(first + FIRST_WEEK, last + FIRST_WEEK)
  // Reports that reckon in another time zone are a day apart.
  const [before, after] = [weekNumber(window.first - 1), weekNumber(window.last + 1)]
  return { filed, sought: before === first && after === last ? filed : range(before + FIRST_WEEK, after + FIRST_WEEK) }
}

function range(first: number, last: number): number[] {
  const numbers: number[] = []
  for (let number = first; number <= last; number++) numbers.push(number)
  return numbers
}

function distinct<T>(items: readonly T[]): T[] {
  return [...new Set(items)]
}
