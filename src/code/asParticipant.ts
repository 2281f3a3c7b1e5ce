import type { Participant } from './event.ts'

/**
 * The participant with a place for every field, undefined where it is absent, in the order in which they are printed: all are of one
 * shape, however little is known of them, and what reads them by the hundred takes them for what they are.
 */
export function asParticipant(known: Participant): Participant {
  return {
    name: known.name,
    kind: known.kind,
    country: known.country,
    sector: known.sector,
    actorCode: known.actorCode,
    cow: known.cow,
    title: known.title,
    entity: known.entity,
    span: known.span,
    mention: known.mention,
    resolvedBy: known.resolvedBy,
  }
}
