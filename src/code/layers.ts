import { type Doc, type Gazetteer, mapped, type QuotationLayer } from '../annotate/index.ts'
import { withCodes } from './actorCodes.ts'
import type { Clauses } from './clause.ts'
import { toEventDate } from './dates.ts'
import type { Building } from './draft.ts'
import type { CodedOffice, CodedReport, CodedTimex, Participant, Quotation } from './event.ts'
import { mentionParticipants } from './participants.ts'

/** The report as it leaves the program. */
export function reportHead({ report, sents }: Doc): CodedReport['report'] {
  const { id, origin, title, publisher, url, published, language, text, dateline, blocks } = report
  // Fields that may be absent are added in between, all in the order in which they are printed.
  const head = { id, origin } as Building<CodedReport['report']>
  if (title !== undefined) head.title = title
  if (publisher !== undefined) head.publisher = publisher
  if (url !== undefined) head.url = url
  if (published !== undefined) head.published = published
  head.language = language
  head.text = text
  if (dateline !== undefined) head.dateline = dateline
  head.blocks = blocks
  head.sentences = mapped(sents, ({ start, end }) => ({ start, end }))
  return head
}

/** The quotations with speakers and addressees as participants. Here and below what is absent has its place too: records of one kind are of one shape. */
export function codedQuotations(doc: Doc, clauses: Clauses, gazetteer: Gazetteer): Quotation[] {
  return mapped(doc.quotations, (quotation) => codedQuotation(doc, clauses, gazetteer, quotation))
}

function codedQuotation(
  doc: Doc,
  { doc: { tokens } }: Clauses,
  gazetteer: Gazetteer,
  quotation: QuotationLayer,
): Quotation {
  const speaker = participantOf(doc, quotation.speakerMentionIdx)
  const addressee = participantOf(doc, quotation.addresseeMentionIdx)
  const cue = quotation.cueTokenIdx === undefined ? undefined : tokens[quotation.cueTokenIdx]?.form
  const time = quotation.timeIdx === undefined ? undefined : doc.times[quotation.timeIdx]
  const date = time && toEventDate(time, 'text')
  return {
    speaker: speaker && withCodes(gazetteer, speaker),
    addressee: addressee && withCodes(gazetteer, addressee),
    cue,
    content: quotation.content,
    span: { start: quotation.start, end: quotation.end },
    kind: quotation.kind,
    medium: quotation.medium,
    date,
  }
}

function participantOf(doc: Doc, mentionIdx: number | undefined): Participant | undefined {
  const mention = mentionIdx === undefined ? undefined : doc.mentions[mentionIdx]
  return mention && mentionParticipants(doc, mention)[0]
}

/** The offices without the indices that are only good inside one document. */
export function codedOffices({ offices }: Doc): CodedOffice[] {
  return mapped(offices, ({ person, title, country, organization, former, span }) => {
    return { person, title, country, organization, former, span }
  })
}

/** The time expressions with their closed intervals. */
export function codedTimes({ times }: Doc): CodedTimex[] {
  return mapped(times, ({ start, end, type, value, from, to, zone, rule }) => {
    return { span: { start, end }, type, value, start: from, end: to, zone, rule }
  })
}
