import type { CodedEvent, CodedReport, Participant } from '../code/index.ts'

/**
 * A coded report as one list: the values of its fields in their order, without their names, lists behind their length. What is absent
 * is 0 in place of a text or an object and null in place of a number. A list is written and read in half the time of the report's JSON.
 */
export type Flat = (string | number | null)[]

type Event = CodedEvent
type Quotation = CodedReport['quotations'][number]
type Timex = CodedReport['times'][number]
type Span = Event['evidence']

/** Writes the values of a coded report one after the other. */
export function flatten({ report, events, quotations, offices, times, counts, problems, version }: CodedReport): Flat {
  const { id, origin, title, publisher, url, published, language, text, dateline, blocks, sentences } = report
  const out: Flat = [version, id, origin, title ?? NONE, publisher ?? NONE, url ?? NONE]
  if (published === undefined) out.push(NONE)
  else out.push(published.value, published.from)
  out.push(language, text)
  if (dateline === undefined) out.push(NONE)
  else {
    out.push(1, dateline.place ?? NONE, dateline.value ?? NONE)
    addSpan(out, dateline.span)
  }
  out.push(blocks.length)
  for (const block of blocks) {
    out.push(block.kind)
    addSpan(out, block)
  }
  out.push(sentences.length)
  for (const sentence of sentences) addSpan(out, sentence)
  out.push(events.length)
  for (const event of events) addEvent(out, event, id)
  out.push(quotations.length)
  for (const quotation of quotations) addQuotation(out, quotation)
  out.push(offices.length)
  for (const { person, title: called, country, organization, former, span } of offices) {
    out.push(person, called, country ?? NONE, organization ?? NONE, former ? 1 : 0)
    addSpan(out, span)
  }
  out.push(times.length)
  for (const { span, type, value, start, end, zone, rule } of times) {
    addSpan(out, span)
    out.push(type, value, start ?? NONE, end ?? NONE, zone ?? NONE, rule)
  }
  out.push(counts.length)
  for (const { what, actor, ordinal, cardinal, period, span } of counts) {
    out.push(what)
    addMaybe(out, actor)
    out.push(ordinal ?? null, cardinal ?? null, period ?? NONE)
    addSpan(out, span)
  }
  out.push(problems.length)
  for (const { code, message, span } of problems) {
    out.push(code, message, span === undefined ? 0 : 1)
    if (span !== undefined) addSpan(out, span)
  }
  return out
}

const NONE = 0

/** The end is told by the length, which has fewer figures. */
function addSpan(out: Flat, { start, end }: Span): void {
  out.push(start, end - start)
}

function addEvent(out: Flat, event: Event, report: string): void {
  const { id, eventType, contexts, cameo, quad, intensity, accordingTo, rule, mode, actors, recipients } = event
  const { date, location, weapon, casualties, topic, status, mentions, confidence } = event
  // Most ids begin with that of the report and a dash.
  out.push(id.startsWith(`${report}-`) ? id.slice(report.length) : ` ${id}`, eventType, contexts.length)
  for (const context of contexts) out.push(context)
  out.push(cameo, quad, intensity, accordingTo.length)
  for (const { name, country, cue, quotation } of accordingTo) out.push(name, country ?? NONE, cue, quotation ?? null)
  addTelling(out, event)
  out.push(rule, mode ?? NONE, actors.length)
  for (const actor of actors) addParticipant(out, actor)
  out.push(recipients.length)
  for (const recipient of recipients) addParticipant(out, recipient)
  addDate(out, date)
  addLocation(out, location)
  if (weapon === undefined) out.push(NONE)
  else out.push(weapon.kind, weapon.designation ?? NONE, weapon.class ?? NONE)
  if (casualties === undefined) out.push(NONE)
  else out.push(1, casualties.killed ?? null, casualties.injured ?? null, casualties.arrested ?? null)
  out.push(topic ?? NONE, status)
  if (mentions.length === 1 && isSameTelling(mentions[0]!, event)) out.push(0)
  else {
    out.push(mentions.length)
    for (const mention of mentions) addTelling(out, mention)
  }
  out.push(confidence)
}

type Telling = Event['mentions'][number]

function addTelling(out: Flat, { sentence, trigger, evidence }: Telling): void {
  out.push(sentence)
  addSpan(out, trigger)
  addSpan(out, evidence)
}

function isSameTelling(a: Telling, b: Telling): boolean {
  return a.sentence === b.sentence && isSameSpan(a.trigger, b.trigger) && isSameSpan(a.evidence, b.evidence)
}

const isSameSpan = (a: Span, b: Span) => a.start === b.start && a.end === b.end

function addParticipant(out: Flat, participant: Participant): void {
  const { name, kind, country, sector, actorCode, cow, title, entity, span, mention, resolvedBy } = participant
  out.push(name, kind, country ?? NONE, sector ?? NONE, actorCode ?? NONE, cow ?? null, title ?? NONE, entity)
  addSpan(out, span)
  out.push(mention === name ? NONE : mention, resolvedBy)
}

function addMaybe(out: Flat, participant: Participant | undefined): void {
  if (participant === undefined) out.push(NONE)
  else addParticipant(out, participant)
}

function addDate(out: Flat, date: Event['date']): void {
  if (date === undefined) return void out.push(NONE)
  const { value, start, end, from, span } = date
  out.push(value, start === value ? NONE : start, end === value ? NONE : end, from, span === undefined ? 0 : 1)
  if (span !== undefined) addSpan(out, span)
}

function addLocation(out: Flat, location: Event['location']): void {
  if (location === undefined) return void out.push(NONE)
  const { name, country, admin1, lat, lon, geonamesId, precision, span } = location
  out.push(name, country ?? NONE, admin1 ?? NONE, lat ?? null, lon ?? null, geonamesId ?? null, precision)
  addSpan(out, span)
}

function addQuotation(out: Flat, { speaker, addressee, cue, content, span, kind, medium, date }: Quotation): void {
  addMaybe(out, speaker)
  addMaybe(out, addressee)
  out.push(cue ?? NONE, content)
  addSpan(out, span)
  out.push(kind, medium ?? NONE)
  addDate(out, date)
}

/**
 * The coded report whose values are in a list, its fields in the order that `code` gives them. Most commands read a few hundred reports, before
 * anything is compiled: what there is most of is read place by place, without a call for each.
 */
export function restore(flat: Flat): CodedReport {
  const from: Reading = { flat, at: 1 }
  const report = readReport(from)
  return {
    report,
    events: readEvents(from, report.id),
    quotations: readList(from, readQuotation),
    offices: readList(from, readOffice),
    times: readList(from, readTimex),
    counts: readList(from, readCount),
    problems: readList(from, readProblem),
    version: flat[0] as string,
  }
}

/** What listings ask of a coded report: its acts, and of itself what shows them. */
export interface Tellings {
  readonly report: Pick<CodedReport['report'], 'id' | 'published' | 'text'>
  readonly events: CodedReport['events']
}

/** As `restore`, as far as acts go; all else is passed over. */
export function restoreTellings(flat: Flat): Tellings {
  const from: Reading = { flat, at: 1 }
  const report: Building<Tellings['report']> = { id: next(from) }
  const [nHeads, nBlock, nSentence] = [4, 3, 2] as const
  from.at += nHeads
  const published = nextText(from)
  if (published !== undefined) report.published = { value: published, from: next(from) }
  from.at++
  report.text = next(from)
  if (next(from) === 1) readDateline(from)
  const nBlocks = next<number>(from)
  from.at += nBlock * nBlocks
  const nSentences = next<number>(from)
  from.at += nSentence * nSentences
  return { report: report as Tellings['report'], events: readEvents(from, report.id!) }
}

/** A list, and the place that is read next. */
interface Reading {
  readonly flat: Flat
  at: number
}

/** What is being put together field by field. */
type Building<T> = { -readonly [Key in keyof T]?: T[Key] }

function next<T extends Flat[number]>(from: Reading): T {
  return from.flat[from.at++] as T
}

/** The next text, if it is not absent. */
function nextText<T extends string = string>(from: Reading): T | undefined {
  const value = from.flat[from.at++]
  return value === NONE ? undefined : (value as T)
}

function nextNumber(from: Reading): number | undefined {
  const value = from.flat[from.at++]
  return value === null ? undefined : (value as number)
}

function readSpan(from: Reading): Span {
  const { flat, at } = from
  from.at = at + 2
  const start = flat[at] as number
  return { start, end: start + (flat[at + 1] as number) }
}

function readList<T>(from: Reading, read: (from: Reading) => T): T[] {
  const items: T[] = []
  for (let left = next<number>(from); left > 0; left--) items.push(read(from))
  return items
}

/** Gives an object a field, unless that is absent. */
function put<T, Key extends keyof T>(object: Building<T>, key: Key, value: T[Key] | undefined): void {
  if (value !== undefined) object[key] = value
}

function readReport(from: Reading): CodedReport['report'] {
  const report: Building<CodedReport['report']> = { id: next(from), origin: next(from) }
  put(report, 'title', nextText(from))
  put(report, 'publisher', nextText(from))
  put(report, 'url', nextText(from))
  const published = nextText(from)
  if (published !== undefined) report.published = { value: published, from: next(from) }
  report.language = next(from)
  report.text = next(from)
  if (next(from) === 1) report.dateline = readDateline(from)
  report.blocks = readList(from, readBlock)
  report.sentences = readList(from, readSpan)
  return report as CodedReport['report']
}

type Dateline = NonNullable<CodedReport['report']['dateline']>

function readDateline(from: Reading): Dateline {
  const dateline: Building<Dateline> = {}
  put(dateline, 'place', nextText(from))
  put(dateline, 'value', nextText(from))
  dateline.span = readSpan(from)
  return dateline as Dateline
}

type Block = CodedReport['report']['blocks'][number]

function readBlock(from: Reading): Block {
  const { flat, at } = from
  from.at = at + 3
  const start = flat[at + 1] as number
  return { kind: flat[at] as Block['kind'], start, end: start + (flat[at + 2] as number) }
}

function readEvents(from: Reading, report: string): Event[] {
  const events: Event[] = []
  for (let left = next<number>(from); left > 0; left--) events.push(readEvent(from, report))
  return events
}

function readEvent(from: Reading, report: string): Event {
  const { flat, at } = from
  from.at = at + 2
  const rest = flat[at] as string
  const event: Building<Event> = {
    id: rest.startsWith(' ') ? rest.slice(1) : report + rest,
    eventType: flat[at + 1] as Event['eventType'],
    contexts: readList<string>(from, next),
    cameo: next(from),
    quad: next(from),
    intensity: next(from),
    accordingTo: readList(from, readAttribution),
    sentence: next(from),
    trigger: readSpan(from),
    evidence: readSpan(from),
    rule: next(from),
  }
  put(event, 'mode', nextText(from))
  event.actors = readParticipants(from)
  event.recipients = readParticipants(from)
  put(event, 'date', readDate(from))
  put(event, 'location', readLocation(from))
  put(event, 'weapon', readWeapon(from))
  put(event, 'casualties', readCasualties(from))
  put(event, 'topic', nextText(from))
  event.status = next(from)
  const mentions = readList(from, readTelling)
  const { sentence, trigger, evidence } = event as Event
  event.mentions = mentions.length === 0 ? [{ sentence, trigger, evidence }] : mentions
  event.confidence = next(from)
  return event as Event
}

function readTelling(from: Reading): Telling {
  return { sentence: next(from), trigger: readSpan(from), evidence: readSpan(from) }
}

function readAttribution(from: Reading): Event['accordingTo'][number] {
  const attribution: Building<Event['accordingTo'][number]> = { name: next(from) }
  put(attribution, 'country', nextText(from))
  attribution.cue = next(from)
  put(attribution, 'quotation', nextNumber(from))
  return attribution as Event['accordingTo'][number]
}

function readParticipants(from: Reading): Participant[] {
  const all: Participant[] = []
  for (let left = next<number>(from); left > 0; left--) all.push(readParticipant(from)!)
  return all
}

function readParticipant(from: Reading): Participant | undefined {
  const { flat, at } = from
  if (flat[at] === NONE) {
    from.at++
    return undefined
  }
  from.at = at + 12
  const name = flat[at] as string
  const participant: Building<Participant> = { name, kind: flat[at + 1] as Participant['kind'] }
  if (flat[at + 2] !== NONE) participant.country = flat[at + 2] as string
  if (flat[at + 3] !== NONE) participant.sector = flat[at + 3] as string
  if (flat[at + 4] !== NONE) participant.actorCode = flat[at + 4] as string
  if (flat[at + 5] !== null) participant.cow = flat[at + 5] as number
  if (flat[at + 6] !== NONE) participant.title = flat[at + 6] as string
  participant.entity = flat[at + 7] as string
  const start = flat[at + 8] as number
  participant.span = { start, end: start + (flat[at + 9] as number) }
  participant.mention = flat[at + 10] === NONE ? name : (flat[at + 10] as string)
  participant.resolvedBy = flat[at + 11] as Participant['resolvedBy']
  return participant as Participant
}

function readDate(from: Reading): Event['date'] {
  const { flat, at } = from
  if (flat[at] === NONE) {
    from.at++
    return undefined
  }
  from.at = at + 5
  const value = flat[at] as string
  const start = flat[at + 1] === NONE ? value : (flat[at + 1] as string)
  const end = flat[at + 2] === NONE ? value : (flat[at + 2] as string)
  const date = { value, start, end, from: flat[at + 3] as NonNullable<Event['date']>['from'] }
  return flat[at + 4] === 0 ? date : { ...date, span: readSpan(from) }
}

type Location = NonNullable<Event['location']>

function readLocation(from: Reading): Location | undefined {
  const name = nextText(from)
  if (name === undefined) return undefined
  const location: Building<Location> = { name }
  put(location, 'country', nextText(from))
  put(location, 'admin1', nextText(from))
  put(location, 'lat', nextNumber(from))
  put(location, 'lon', nextNumber(from))
  put(location, 'geonamesId', nextNumber(from))
  location.precision = next(from)
  location.span = readSpan(from)
  return location as Location
}

function readWeapon(from: Reading): Event['weapon'] {
  const kind = nextText(from)
  if (kind === undefined) return undefined
  const weapon: Building<NonNullable<Event['weapon']>> = { kind }
  put(weapon, 'designation', nextText(from))
  put(weapon, 'class', nextText(from))
  return weapon as Event['weapon']
}

function readCasualties(from: Reading): Event['casualties'] {
  if (next(from) === NONE) return undefined
  const casualties: Building<NonNullable<Event['casualties']>> = {}
  put(casualties, 'killed', nextNumber(from))
  put(casualties, 'injured', nextNumber(from))
  put(casualties, 'arrested', nextNumber(from))
  return casualties
}

function readQuotation(from: Reading): Quotation {
  const quotation: Building<Quotation> = {}
  put(quotation, 'speaker', readParticipant(from))
  put(quotation, 'addressee', readParticipant(from))
  put(quotation, 'cue', nextText(from))
  quotation.content = next(from)
  quotation.span = readSpan(from)
  quotation.kind = next(from)
  put(quotation, 'medium', nextText(from))
  put(quotation, 'date', readDate(from))
  return quotation as Quotation
}

type Office = CodedReport['offices'][number]

function readOffice(from: Reading): Office {
  const office: Building<Office> = { person: next(from), title: next(from) }
  put(office, 'country', nextText(from))
  put(office, 'organization', nextText(from))
  if (next(from) === 1) office.former = true
  office.span = readSpan(from)
  return office as Office
}

function readTimex(from: Reading): Timex {
  const { flat, at } = from
  from.at = at + 8
  const start = flat[at] as number
  const timex: Building<Timex> = {
    span: { start, end: start + (flat[at + 1] as number) },
    type: flat[at + 2] as Timex['type'],
    value: flat[at + 3] as string,
  }
  if (flat[at + 4] !== NONE) timex.start = flat[at + 4] as string
  if (flat[at + 5] !== NONE) timex.end = flat[at + 5] as string
  if (flat[at + 6] !== NONE) timex.zone = flat[at + 6] as string
  timex.rule = flat[at + 7] as string
  return timex as Timex
}

type Count = CodedReport['counts'][number]

function readCount(from: Reading): Count {
  const count: Building<Count> = { what: next(from) }
  put(count, 'actor', readParticipant(from))
  put(count, 'ordinal', nextNumber(from))
  put(count, 'cardinal', nextNumber(from))
  put(count, 'period', nextText(from))
  count.span = readSpan(from)
  return count as Count
}

type Problem = CodedReport['problems'][number]

function readProblem(from: Reading): Problem {
  const problem: Building<Problem> = { code: next(from), message: next(from) }
  if (next(from) === 1) problem.span = readSpan(from)
  return problem as Problem
}
