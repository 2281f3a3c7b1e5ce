import type { LinkMention, PartyKey } from './mention.ts'
import type { Feature } from './weights.ts'

/** What two mentions say about a feature, as `one | other`, for people who ask why. */
export function describe(feature: Feature, a: LinkMention, b: LinkMention): string {
  return `${factOf(feature, a)} | ${factOf(feature, b)}`
}

function factOf(feature: Feature, mention: LinkMention): string {
  switch (feature) {
    case 'same-report':
      return mention.reportId
    case 'type':
    case 'other-type':
      return mention.eventType ?? '-'
    case 'same-mode':
    case 'other-mode':
      return mention.mode ?? '-'
    case 'other-status':
    case 'other-claim':
      return mention.status
    case 'series':
      return mention.isSeries ? 'several' : 'one'
    case 'same-weapon':
    case 'other-weapon':
    case 'same-designation':
    case 'designation':
      return mention.weapon?.designation ?? mention.weapon?.kind ?? '-'
    case 'same-place':
    case 'other-place':
    case 'place':
      return mention.place?.tokens.join(' ') ?? '-'
    case 'words':
    case 'context':
    case 'only-act':
    case 'other-words':
      return mention.words.join(' ')
    case 'same-trigger':
    case 'rare-trigger':
    case 'like-trigger':
    case 'shared-trigger':
      return mention.trigger.join(' ') || '-'
    case 'story':
    case 'like-story':
    case 'trigger-in-story':
    case 'same-text':
      return mention.reportId
    case 'plan':
      return `${mention.status} ${told(mention)}`
    case 'same-day':
    case 'same-period':
    case 'next-day':
    case 'day-of-zone':
    case 'lasting':
    case 'day-is-news':
    case 'published-together':
    case 'time-strained':
    case 'date':
      return told(mention)
    default:
      return `${names(mention.actors)} > ${names(mention.recipients)}`
  }
}

function told({ date, published }: LinkMention): string {
  if (date === undefined) return `undated, published ${published ?? 'on an unknown day'}`
  return date.start === date.end ? date.start : `${date.start}/${date.end}`
}

function names(parties: readonly PartyKey[]): string {
  const name = ({ country, tokens }: PartyKey) => [...tokens, ...(country ? [`[${country}]`] : [])].join(' ')
  return parties.map(name).join(', ') || '-'
}
