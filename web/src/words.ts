import type { EventRow, RowParticipant, Status } from '../../src/serve/http/types.ts'

type EventType = EventRow['eventType']

/** Every event type with the word that the page has for it, in the order of the facets. */
export const TYPE_WORDS: Readonly<Record<EventType, string>> = {
  CONSULT: 'Consult',
  AGREE: 'Agree',
  SUPPORT: 'Support',
  COOPERATE: 'Cooperate',
  AID: 'Aid',
  CONCEDE: 'Concede',
  RETREAT: 'Retreat',
  REQUEST: 'Request',
  ACCUSE: 'Accuse',
  REJECT: 'Reject',
  THREATEN: 'Threaten',
  PROTEST: 'Protest',
  SANCTION: 'Sanction',
  MOBILIZE: 'Mobilize',
  COERCE: 'Coerce',
  ASSAULT: 'Assault',
}

/** The quad of a type, for the facet that has no event to ask. */
export const TYPE_QUADS: Readonly<Record<EventType, 1 | 2 | 3 | 4>> = {
  CONSULT: 1,
  AGREE: 1,
  SUPPORT: 1,
  CONCEDE: 1,
  COOPERATE: 2,
  AID: 2,
  RETREAT: 2,
  REQUEST: 3,
  ACCUSE: 3,
  REJECT: 3,
  THREATEN: 3,
  PROTEST: 4,
  SANCTION: 4,
  MOBILIZE: 4,
  COERCE: 4,
  ASSAULT: 4,
}

export const STATUS_WORDS: Readonly<Record<Status, string>> = {
  occurred: 'occurred',
  ongoing: 'ongoing',
  planned: 'planned',
  'called-for': 'called for',
  hypothetical: 'hypothetical',
  denied: 'denied',
}

export const QUAD_WORDS = {
  1: 'verbal cooperation',
  2: 'material cooperation',
  3: 'verbal conflict',
  4: 'material conflict',
} as const

const MODE_WORDS: Readonly<Record<string, string>> = { phone: 'by phone or video', multilateral: 'of several parties' }

/** "Consult, by phone or video". */
export function typeWords({ eventType, mode }: Pick<EventRow, 'eventType' | 'mode'>): string {
  const type = TYPE_WORDS[eventType]
  return mode === undefined ? type : `${type}, ${MODE_WORDS[mode] ?? mode.replaceAll('-', ' ')}`
}

/** What was done, in the words of the codebook: "fire missile, Hwasong-12". */
export function actWords({ rule, weapon, mode }: Pick<EventRow, 'rule' | 'weapon' | 'mode'>): string {
  const act = (rule.split('/').at(-1) ?? rule).replaceAll('-', ' ')
  const means = mode === 'phone' && !/phone|call|virtual|video|online/.test(act) ? ', by phone or video' : ''
  return `${act}${means}${weapon?.designation === undefined ? '' : `, ${weapon.designation}`}`
}

/** "Antony Blinken, Ned Price", or that the texts do not say. */
export function names(participants: readonly RowParticipant[]): string {
  return participants.length === 0 ? 'not said' : participants.map(({ name }) => name).join(', ')
}

/** Acts that their parties do together: neither side does them to the other. */
export function isTogether({ eventType }: Pick<EventRow, 'eventType'>): boolean {
  return eventType === 'CONSULT' || eventType === 'AGREE' || eventType === 'COOPERATE'
}

/** One line for an event: "Antony Blinken → Hayashi Yoshimasa: meet". */
export function eventTitle(event: EventRow): string {
  const { actors, recipients } = event
  const parties = recipients.length === 0 ? names(actors) : `${names(actors)} → ${names(recipients)}`
  return `${parties}: ${actWords(event)}`
}

/** "1 report", "1,204 reports". */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en-GB')} ${noun}${count === 1 ? '' : 's'}`
}

/** What a report is called: its title, or where it came from. */
export function reportName({ title, origin }: { readonly title?: string; readonly origin: string }): string {
  return title ?? origin
}
