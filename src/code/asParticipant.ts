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

/** The participant as one of a country. */
export function ofCountry(known: Participant, country: string | undefined): Participant {
  const { name, kind, sector, actorCode, cow, title, entity, span, mention, resolvedBy } = known
  return { name, kind, country, sector, actorCode, cow, title, entity, span, mention, resolvedBy }
}
