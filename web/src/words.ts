import type { EventRow, RowParticipant } from '../../src/serve/http/types.ts'
import { LOCALE, t } from './catalogue/index.ts'

type EventType = EventRow['eventType']

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

/** "by phone or video". */
export function modeWords(mode: string): string {
  return t.modes[mode] ?? mode.replaceAll('-', ' ')
}

/** "pro democracy", "CBRN". */
export function contextWords(context: string): string {
  return t.contexts[context] ?? context.replaceAll('_', ' ')
}

/** "Consult, by phone or video". */
export function typeWords({ eventType, mode }: Pick<EventRow, 'eventType' | 'mode'>): string {
  const type = t.types[eventType]
  return mode === undefined ? type : `${type}, ${modeWords(mode)}`
}

/** What was done, in the words of the codebook: "fire missile, Hwasong-12". */
export function actWords({ rule, weapon, mode }: Pick<EventRow, 'rule' | 'weapon' | 'mode'>): string {
  const act = (rule.split('/').at(-1) ?? rule).replaceAll('-', ' ')
  const means = mode === 'phone' && !/phone|call|virtual|video|online/.test(act) ? t.words.byPhone : ''
  return `${act}${means}${weapon?.designation === undefined ? '' : `, ${weapon.designation}`}`
}

/** "Antony Blinken, Ned Price", or that the texts do not say. */
export function names(participants: readonly Pick<RowParticipant, 'name'>[]): string {
  return participants.length === 0 ? t.words.notSaid : participants.map(({ name }) => name).join(', ')
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

/** What a report is called: its title, or where it came from. */
export function reportName({ title, origin }: { readonly title?: string; readonly origin: string }): string {
  return title ?? origin
}

/** "Consult", "by phone": the first letter as a capital. */
export function sentenceCase(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const numbers = new Intl.NumberFormat(LOCALE)

/** "1,204". */
export function formatNumber(count: number): string {
  return numbers.format(count)
}
