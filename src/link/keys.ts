import { PREFIX } from './compare-words.ts'
import { weekNumber } from './days.ts'
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
 * filed, which is so in both directions or in neither.
 */
export interface BlockingKeys {
  readonly filed: readonly string[]
  readonly sought: readonly string[]
}

/** The blocking keys of a mention: family, party and week; made of its own report's facts alone. */
export function blockingKeys(mention: LinkMention): BlockingKeys {
  if (mention.family === 'told') {
    // Of acts that are not coded, those whose triggers have nothing in common are never joined.
    const keys = distinct(mention.trigger.map((word) => `told|${word.slice(0, PREFIX)}`))
    return { filed: keys, sought: keys }
  }
  const parties = partyKeys(mention)
  const times = timeKeys(mention)
  const cross = (who: readonly string[], when: readonly string[]) =>
    who.flatMap((party) => when.map((time) => `${mention.family}|${party}|${time}`))
  return { filed: cross(parties.filed, times.filed), sought: cross(parties.sought, times.sought) }
}

/** Mutual acts are filed under every party, others under their actors; acts without an actor under `>recipient`. */
function partyKeys(mention: LinkMention): BlockingKeys {
  const actors = distinct((isMutual(mention) ? [...mention.actors, ...mention.recipients] : mention.actors).map(label))
  if (isMutual(mention)) return { filed: actors, sought: actors }
  const recipients = distinct(mention.recipients.map(label))
  if (actors.length === 0) {
    // An act whose actor is left out may be the one that others tell with its actor.
    const passive = recipients.map((party) => `>${party}`)
    return { filed: passive, sought: [...passive, ...recipients.map((party) => `+${party}`)] }
  }
  return {
    filed: [...actors, ...recipients.map((party) => `+${party}`)],
    sought: [...actors, ...recipients.map((party) => `>${party}`)],
  }
}

/** A party's country, else the last word of its name, which tells groups of people apart well enough. */
function label({ country, tokens }: PartyKey): string {
  return country ?? tokens.toSorted().at(-1) ?? '-'
}

function timeKeys(mention: LinkMention): BlockingKeys {
  const { window } = mention.found
  if (window === undefined) return { filed: ['-'], sought: ['-'] }
  const weeks = range(weekNumber(window.first), weekNumber(window.last))
  if (weeks.length > MAX_WEEKS) {
    const halves = [...new Set(weeks.map((week) => `half${Math.floor(week / HALF_YEAR)}`))].slice(-MAX_HALF_YEARS)
    return { filed: halves, sought: halves }
  }
  // Reports that reckon in another time zone are a day apart.
  const near = range(weekNumber(window.first - 1), weekNumber(window.last + 1))
  return { filed: weeks.map(String), sought: near.map(String) }
}

function range(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i)
}

function distinct(items: readonly string[]): string[] {
  return [...new Set(items)].sort()
}
