import { brotliCompressSync, deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { codedReport } from '../../test/coded.ts'
import type { CodedReport, Participant } from '../code/index.ts'
import { flatten, restore, restoreTellings } from './flat.ts'
import { pack, unpack } from './pack.ts'

const span = fc.tuple(fc.nat(5000), fc.nat(300)).map(([start, length]) => ({ start, end: start + length }))
const text = fc.string({ maxLength: 12, unit: 'grapheme' })
const count = fc.nat(1000)
const day = fc.constantFrom('2022-01-05', '2022-01-31', '')

/** Objects with some of the optional fields, all in the order that is given. */
function some<T>(fields: { [Key in keyof T]-?: fc.Arbitrary<Exclude<T[Key], undefined>> }, optional: (keyof T)[]) {
  const keys = Object.keys(fields) as (keyof T & string)[]
  return fc.record(fields, { requiredKeys: keys.filter((key) => !optional.includes(key)) }).map((made) => {
    const known = made as Partial<Record<string, unknown>>
    return Object.fromEntries(keys.filter((key) => key in known).map((key) => [key, known[key]])) as T
  })
}

const participant = some<Participant>(
  {
    name: text.filter((name) => name !== ''),
    kind: fc.constantFrom('person', 'organization', 'country', 'group'),
    country: text,
    sector: text,
    actorCode: text,
    cow: count,
    title: text,
    entity: text,
    span,
    mention: text,
    resolvedBy: fc.constantFrom('name', 'pronoun'),
  },
  ['country', 'sector', 'actorCode', 'cow', 'title'],
)
type Event = CodedReport['events'][number]
const date = some<NonNullable<Event['date']>>(
  { value: day, start: day, end: day, from: fc.constantFrom('text', 'dct'), span },
  ['span'],
)
const telling = fc.record({ sentence: count, trigger: span, evidence: span })
const event = some<Event>(
  {
    id: fc.oneof(
      text,
      text.map((rest) => `r1${rest}`),
    ),
    eventType: fc.constantFrom('CONSULT', 'ASSAULT'),
    contexts: fc.array(text, { maxLength: 2 }),
    cameo: text,
    quad: fc.constantFrom(1, 2, 3, 4),
    intensity: fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => x + 0),
    accordingTo: fc.array(
      some<Event['accordingTo'][number]>({ name: text, country: text, cue: text, quotation: count }, [
        'country',
        'quotation',
      ]),
      { maxLength: 2 },
    ),
    sentence: count,
    trigger: span,
    evidence: span,
    rule: text,
    mode: text,
    actors: fc.array(participant, { maxLength: 2 }),
    recipients: fc.array(participant, { maxLength: 2 }),
    date,
    location: some<NonNullable<Event['location']>>(
      {
        name: text,
        country: text,
        admin1: text,
        lat: count,
        lon: count,
        geonamesId: count,
        precision: fc.constantFrom('city', 'country'),
        span,
      },
      ['country', 'admin1', 'lat', 'lon', 'geonamesId'],
    ),
    weapon: some<NonNullable<Event['weapon']>>({ kind: text, designation: text, class: text }, [
      'designation',
      'class',
    ]),
    casualties: some<NonNullable<Event['casualties']>>({ killed: count, injured: count, arrested: count }, [
      'killed',
      'injured',
      'arrested',
    ]),
    topic: text,
    status: fc.constantFrom('occurred', 'denied'),
    mentions: fc.array(telling, { minLength: 1, maxLength: 2 }),
    confidence: fc.constantFrom(0.5, 0.95, 1),
  },
  ['mode', 'date', 'location', 'weapon', 'casualties', 'topic'],
).chain((one) =>
  // Most acts are told once, where they are told best.
  fc.boolean().map((isOnce): Event => {
    const { sentence, trigger, evidence } = one
    return isOnce ? { ...one, mentions: [{ sentence, trigger, evidence }] } : one
  }),
)
const report = some<CodedReport['report']>(
  {
    id: fc.constant('r1'),
    origin: text,
    title: text,
    publisher: text,
    url: text,
    published: fc.record({ value: day, from: fc.constantFrom('text', 'option') }),
    language: text,
    text,
    dateline: some<NonNullable<CodedReport['report']['dateline']>>({ place: text, value: day, span }, [
      'place',
      'value',
    ]),
    blocks: fc.array(
      fc.tuple(fc.constantFrom('title' as const, 'paragraph' as const), span).map(([kind, own]) => ({ kind, ...own })),
      { maxLength: 3 },
    ),
    sentences: fc.array(span, { maxLength: 3 }),
  },
  ['title', 'publisher', 'url', 'published', 'dateline'],
)
const coded: fc.Arbitrary<CodedReport> = fc.record({
  report,
  events: fc.array(event, { maxLength: 3 }),
  quotations: fc.array(
    some<CodedReport['quotations'][number]>(
      {
        speaker: participant,
        addressee: participant,
        cue: text,
        content: text,
        span,
        kind: fc.constantFrom('direct', 'mixed'),
        medium: text,
        date,
      },
      ['speaker', 'addressee', 'cue', 'medium', 'date'],
    ),
    { maxLength: 2 },
  ),
  offices: fc.array(
    some<CodedReport['offices'][number]>(
      { person: text, title: text, country: text, organization: text, former: fc.constant(true), span },
      ['country', 'organization', 'former'],
    ),
    { maxLength: 2 },
  ),
  times: fc.array(
    some<CodedReport['times'][number]>(
      { span, type: fc.constantFrom('DATE', 'SET'), value: day, start: day, end: day, zone: text, rule: text },
      ['start', 'end', 'zone'],
    ),
    { maxLength: 2 },
  ),
  counts: fc.array(
    some<CodedReport['counts'][number]>(
      { what: text, actor: participant, ordinal: count, cardinal: count, period: text, span },
      ['actor', 'ordinal', 'cardinal', 'period'],
    ),
    { maxLength: 2 },
  ),
  problems: fc.array(
    some<CodedReport['problems'][number]>({ code: fc.constantFrom('empty', 'no-date'), message: text, span }, ['span']),
    { maxLength: 2 },
  ),
  version: text,
})

const through = (one: CodedReport) => restore(JSON.parse(JSON.stringify(flatten(one))))

test('a coded report comes back as it was, whatever it lacks, its fields in their order', () => {
  fc.assert(
    fc.property(coded, (one) => {
      expect(JSON.stringify(through(one))).toBe(JSON.stringify(one))
      const { id, published, text } = one.report
      const told = { report: { id, ...(published === undefined ? {} : { published }), text }, events: one.events }
      expect(restoreTellings(flatten(one))).toEqual(told)
    }),
  )
})

test('reads what older versions packed', () => {
  const one = codedReport('r1', '2022-01-06', [{ actors: 'JPN', text: 'Japan protested.' }])
  const json = JSON.stringify(one)
  expect(unpack(pack(Buffer.from(JSON.stringify(flatten(one)))))).toEqual(one)
  expect(unpack(`~${brotliCompressSync(json).toString('base64')}`)).toEqual(one)
  expect(unpack(deflateRawSync(json).toString('base64'))).toEqual(one)
})

test('is shorter than the report', () => {
  const one = codedReport('r1', '2022-01-06', [
    { actors: 'Antony Blinken/USA', recipients: 'JPN', text: 'Blinken called.' },
  ])
  expect(through(one)).toEqual(one)
  expect(JSON.stringify(flatten(one)).length * 2).toBeLessThan(JSON.stringify(one).length)
})
