import type { CodedEvent, CodedReport, Participant } from '../src/code/index.ts'

/** What a test says of an act; parties as `Antony Blinken/USA`, a bare code for a state. */
export interface Act
  extends Partial<Pick<CodedEvent, 'eventType' | 'mode' | 'status' | 'weapon' | 'location' | 'casualties'>> {
  readonly actors: string
  readonly recipients?: string
  /** A day, or two between which it was. */
  readonly on?: string
  /** The clause that tells it. */
  readonly text: string
}

/** A call between two ministers, told in a line. */
export const CALL: Act = {
  actors: 'Antony Blinken/USA',
  recipients: 'Yoshimasa Hayashi/JPN',
  on: '2022-01-05',
  text: 'Blinken and Hayashi held a call.',
}

/** A coded report of acts, one a line of its text, published on a day. */
export function codedReport(id: string, published: string, acts: readonly Act[]): CodedReport {
  const text = acts.map((act) => act.text).join('\n')
  let start = 0
  const events = acts.map((act, i) => {
    const event = codedEvent(`${id}-${i}`, act, start, i)
    start += act.text.length + 1
    return event
  })
  return {
    report: {
      id,
      origin: `${id}.txt`,
      title: `Report ${id}`,
      published: { value: published, from: 'text' },
      language: 'en',
      text,
      blocks: [],
      sentences: events.map(({ evidence }) => evidence),
    },
    events,
    quotations: [],
    offices: [],
    times: [],
    counts: [],
    problems: [],
    version: '0.0.0',
  }
}

function codedEvent(id: string, act: Act, start: number, sentence: number): CodedEvent {
  const evidence = { start, end: start + act.text.length }
  const [from, to] = act.on?.split('/') ?? []
  return {
    id,
    eventType: act.eventType ?? 'CONSULT',
    ...(act.mode === undefined ? {} : { mode: act.mode }),
    contexts: [],
    cameo: '040',
    quad: 1,
    intensity: 1,
    actors: parties(act.actors),
    recipients: parties(act.recipients ?? ''),
    ...(from === undefined ? {} : { date: { value: from, start: from, end: to ?? from, from: 'text' } }),
    ...(act.location === undefined ? {} : { location: act.location }),
    status: act.status ?? 'occurred',
    accordingTo: [],
    ...(act.weapon === undefined ? {} : { weapon: act.weapon }),
    ...(act.casualties === undefined ? {} : { casualties: act.casualties }),
    sentence,
    trigger: evidence,
    evidence,
    mentions: [{ sentence, trigger: evidence, evidence }],
    rule: 'test',
    confidence: 0.9,
  }
}

/** `Antony Blinken/USA, JPN`: a person with his country, a state. */
function parties(list: string): Participant[] {
  return list
    .split(', ')
    .filter(Boolean)
    .map((one): Participant => {
      const [name = '', code] = one.split('/')
      const isState = code === undefined && /^[A-Z]{2,3}$/.test(name)
      const country = isState ? name : code
      return {
        name,
        kind: isState ? 'country' : /Ministry|Department|Council|Command/.test(name) ? 'organization' : 'person',
        ...(country === undefined || country === '' ? {} : { country }),
        entity: name,
        span: { start: 0, end: 0 },
        mention: name,
        resolvedBy: 'name',
      }
    })
}
