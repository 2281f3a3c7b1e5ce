import { hash } from 'node:crypto'
import type { CodedReport } from '../code/index.ts'
import { type ActorForm, isOnlyOf, type LinkMention, mentionOf, readClause, type Sketch } from '../link/index.ts'
import { packActs, type ToldAct } from './acts.ts'
import type { KeptFacts } from './assemble.ts'
import { sketchOf } from './copies.ts'
import { flatten } from './flat.ts'
import { bearersOf, factsOf, formsOf, participantsOf, sharedForm, type UsedForm } from './forms.ts'
import { type OfficeFacts, officeFacts } from './offices.ts'
import { pack, unpack } from './pack.ts'
import { actText } from './search.ts'

/**
 * A coded report as it is written: what the tables need of it, the rest packed. What it was made from need not stay in
 * memory until its batch is full, which is a third of what a batch costs.
 */
export interface PreparedReport {
  readonly report: Header
  readonly version: string
  /** Hash of the coded report: tells a report read again from another coding of it. */
  readonly digest: string
  readonly packed: Uint8Array
  /** The acts alone, in little room. */
  readonly told: string
  readonly problems: CodedReport['problems']
  readonly nCounts: number
  /** What tells copies of its text; absent where that is too short. */
  readonly sketch: Sketch | undefined
  readonly forms: readonly UsedForm[]
  readonly acts: readonly PreparedAct[]
  readonly quotations: readonly PreparedQuotation[]
  readonly offices: readonly OfficeFacts[]
}

/** What a report's own row holds. */
export type Header = Pick<
  CodedReport['report'],
  'id' | 'origin' | 'title' | 'publisher' | 'url' | 'published' | 'language' | 'text'
>

export interface PreparedAct {
  readonly mention: LinkMention
  readonly facts: KeptFacts
  /** What full-text search finds it by. */
  readonly searched: string
}

export interface PreparedQuotation {
  /** ISO date; '' where unknown. */
  readonly day: string
  readonly speaker: ActorForm | undefined
  readonly addressee: ActorForm | undefined
  readonly content: string
}

/** A coding of a report by which it is chosen among others. */
export interface Coding {
  readonly version: string
  readonly origin: string
  readonly digest: string
}

/** A coded report whose coding is told from others, before more is made of it. */
export interface Digested extends Coding {
  readonly coded: CodedReport
  /** Its values in a list, as JSON (`flat.ts`). */
  readonly flat: string
}

/** Reads the digest of a coded report. */
export function digestOf(coded: CodedReport): Digested {
  const flat = JSON.stringify(flatten(coded))
  const digest = hash('sha256', written(flat), 'hex').slice(0, 16)
  return { coded, flat, digest, version: coded.version, origin: coded.report.origin }
}

/** A text in UTF-8, in room that the next one is written into. */
function written(text: string): Buffer {
  // No unit of UTF-16 takes more than three bytes.
  const room = text.length * 3 <= ROOM.length ? ROOM : Buffer.allocUnsafe(text.length * 3)
  return room.subarray(0, room.write(text))
}

/** Enough for most reports. */
const ROOM = Buffer.allocUnsafeSlow(2 ** 18)

/** Makes a coded report ready to be recorded. */
export function prepareReport({ coded, flat, digest, version }: Digested): PreparedReport {
  const { report, events, quotations, offices, problems, counts } = coded
  const published = report.published?.value
  const participants = participantsOf(coded)
  const bearers = bearersOf(offices, participants)
  const told = toldActs(events)
  return {
    report: headerOf(report),
    version,
    digest,
    packed: pack(written(flat)),
    told: packActs(report.id, published, told),
    problems,
    nCounts: counts.length,
    sketch: sketchOf(report),
    forms: formsOf(participants, bearers),
    acts: prepareActs(coded, told),
    quotations: quotations.map(({ date, speaker, addressee, content }) => ({
      day: date?.start ?? published ?? '',
      speaker: speaker === undefined ? undefined : sharedForm(speaker),
      addressee: addressee === undefined ? undefined : sharedForm(addressee),
      content,
    })),
    offices: offices.map((office, idx) => officeFacts(office, bearers[idx]!)),
  }
}

function toldActs(events: CodedReport['events']): ToldAct[] {
  const facts: KeptFacts[] = []
  for (const event of events) facts.push(factsOf(event))
  const told: ToldAct[] = []
  for (let i = 0; i < events.length; i++)
    told.push({ id: events[i]!.id, facts: facts[i]!, isOnly: isOnlyOf(facts[i]!, facts) })
  return told
}

/** Mentions are made of facts, as those that are read from the record are, and of clauses: facts are of one shape, coded events of many. */
function prepareActs({ report, events }: CodedReport, told: readonly ToldAct[]): PreparedAct[] {
  const [reportId, published, text] = [report.id, report.published?.value, report.text]
  const acts: PreparedAct[] = []
  for (let i = 0; i < events.length; i++) {
    const { id, facts, isOnly } = told[i]!
    const mention = mentionOf(facts, { id, reportId, published, isOnly }, readClause(events[i]!, text))
    acts.push({ mention, facts, searched: actText(events[i]!, text) })
  }
  return acts
}

/** The coded report whole. */
export function wholeReport({ packed }: PreparedReport): CodedReport {
  return unpack(packed)
}

/** A copy, for the report itself holds its blocks and sentences. */
function headerOf({ id, origin, title, publisher, url, published, language, text }: CodedReport['report']): Header {
  return {
    id,
    origin,
    ...(title === undefined ? {} : { title }),
    ...(publisher === undefined ? {} : { publisher }),
    ...(url === undefined ? {} : { url }),
    ...(published === undefined ? {} : { published }),
    language,
    text,
  }
}
