import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plainDoc, readMarkedTimes, shippedRules, timesIn } from '../../../test/times.ts'
import type { Token } from '../doc.ts'
import { formatTimexForContract } from './contract.ts'
import { findTimes } from './find.ts'
import { grainOf, intervalOf } from './interval.ts'

const rules = shippedRules()

/** Finds exactly the marked expressions. */
function check(source: string): void {
  const { text, dct, marks } = readMarkedTimes(source)
  const times = timesIn(text, rules, dct)
  expect(times.map((t) => `{${t.type}=${t.value}:${text.slice(t.start, t.end)}}`)).toEqual(
    marks.map((m) => `{${m.type}=${m.value}:${text.slice(m.start, m.end)}}`),
  )
}

describe('one day in many words', () => {
  test.each([
    ['on {DATE=2022-02-01:Tuesday}'],
    ['on {DATE=2022-02-01:Feb. 1}'],
    ['on {DATE=2022-02-01:February 1}'],
    ['on {DATE=2022-02-01:February 1st}'],
    ['on {DATE=2022-02-01:1 February}'],
    ['on {DATE=2022-02-01:the 1st of February}'],
    ['on {DATE=2022-02-01:Tuesday, Feb. 1}'],
    ['on {DATE=2022-02-01:Tuesday, Feb. 1, 2022}'],
    ['on {DATE=2022-02-01:Tuesday (Feb. 1)}'],
    ['on {DATE=2022-02-01:02/01/2022}'],
    ['on {DATE=2022-02-01:2022-02-01}'],
    ['{DATE=2022-02-01:yesterday}'],
    ['{DATE=2022-02-01:last Tuesday}'],
    ['{DATE=2022-02-01:one day ago}'],
  ])('He resigned %s in Kyiv.', (phrase) => check(`[2022-02-02] He resigned ${phrase} in Kyiv.`))
})

describe('the report as a whole', () => {
  test.each([
    [
      '[2022-02-02] He called on {DATE=2022-02-01:Tuesday}. Price spoke on {DATE=2022-01-31:Monday}. She called too on {DATE=2022-02-01:the day}.',
    ],
    [
      '[2022-02-02] It fired a missile on {DATE=2022-01-30:Sunday (Seoul time)}, the seventh test {DATE=2022:this year}.',
    ],
    ['[2022-02-02] The call was asked for {DATE=2022-W05:this week}; {DATE=2022-W04-WE:the weekend} saw a launch.'],
    [
      '[2022-01-06] Talks follow on {DATE=2022-01-06:January 6}, {DURATION=P1D:one day} ahead of {DATE=2022-01-07:Friday}.',
    ],
    [
      '[2022-06-10] Troops crossed on {DATE=2022-02-24:Feb. 24}. {DATE=2022-02-25:The next day} they took the plant; {DATE=2022-02-24:a day earlier} it had been calm.',
    ],
    [
      '[2022-06-10] War came in {DATE=2014:2014}. {DATE=2014:That year} a truce was signed; {DATE=2022:eight years later} it failed.',
    ],
    [
      '[2022-02-02] The truce began at {TIME="2022-01-29T21:00":9 p.m. local time} ({TIME="2022-01-29T18:00Z":1800 GMT}) on {DATE=2022-01-29:Saturday}.',
    ],
    ['[2022-02-02] SEOUL, {DATE=2022-02-01:Feb. 1} (Yonhap) – The North said so {DATE=2022-02-01:Tuesday}.'],
    ['[2022-02-02] May said in {DATE=2021-05:May} that Resolution 1929 cost $2000 for 1950 people.'],
  ])('%s', (source) => check(source))

  test('nothing is invented without a date of writing', () => {
    for (const phrase of [
      'on Tuesday',
      'last week',
      'yesterday',
      'on Jan. 5',
      'a year ago',
      'this summer',
      'the day',
      'at noon',
      'at Easter',
      'over the weekend',
      'a day earlier',
      'in the third quarter',
    ]) {
      for (const time of timesIn(`He resigned ${phrase}.`, rules))
        expect([phrase, time.from, time.to]).toEqual([phrase, undefined, undefined])
    }
  })

  test('without a date of writing a date told before serves', () => {
    check(
      'It was signed on {DATE=2022-02-04:Feb. 4, 2022}. {DATE=2022-02-05:The next day} he left, and on {DATE=2022-02-07:the following Monday} she.',
    )
  })

  test('a dateline shortly before publication is the day of writing', () => {
    const doc = plainDoc('He resigned today.', '2022-02-03')
    const report = { ...doc.report, dateline: { value: '2022-02-01', span: { start: 0, end: 0 } } }
    const [time] = findTimes({ ...doc, report }, rules)
    expect([time?.value, time?.anchor]).toEqual(['2022-02-01', 'dateline'])
  })
})

test('the date of a dateline is not the day that the lead tells of', () => {
  const text = 'SEOUL, Feb. 2 – He called her on Tuesday. She called him on the day.'
  const doc = plainDoc(text, '2022-02-02')
  const report = { ...doc.report, dateline: { place: 'SEOUL', value: '2022-02-02', span: { start: 0, end: 15 } } }
  expect(findTimes({ ...doc, report }, rules).map((t) => t.value)).toEqual(['2022-02-02', '2022-02-01', '2022-02-01'])
})

test('any space between words will do', () =>
  check('[2022-02-02] He left on {DATE=2022-01-05:Jan.\u00a05,\u20092022}.'))

describe('tense', () => {
  const parse = (text: string, heads: readonly (readonly [string, number, string, string, string])[]) => {
    const doc = plainDoc(text, '2022-02-02')
    const tokens = doc.tokens.map((t, i): Token => {
      const [lemma, head, deprel, upos, feats] = heads[i]!
      return { ...t, lemma, head, deprel, upos: upos as Token['upos'], feats }
    })
    return findTimes({ ...doc, tokens }, rules)[0]?.value
  }

  test('is that of the clause that governs the day, not of the nearest verb', () => {
    const value = parse('Talks on Friday, he said, will fail', [
      ['talk', 7, 'nsubj', 'NOUN', '_'],
      ['on', 2, 'case', 'ADP', '_'],
      ['Friday', 0, 'nmod', 'PROPN', '_'],
      [',', 5, 'punct', 'PUNCT', '_'],
      ['he', 5, 'nsubj', 'PRON', '_'],
      ['say', 8, 'parataxis', 'VERB', 'Tense=Past|VerbForm=Fin'],
      [',', 5, 'punct', 'PUNCT', '_'],
      ['will', 8, 'aux', 'AUX', 'VerbForm=Fin'],
      ['fail', -1, 'root', 'VERB', 'VerbForm=Inf'],
    ])
    expect(value).toBe('2022-02-04')
  })

  test.each([
    ['[2022-02-02] The king met him {DATE=2022-01-31:Monday} and will meet her {DATE=2022-02-07:Monday}.'],
    ['[2022-02-02] They have until {DATE=2022-02-04:Friday} to leave.'],
    ['[2022-02-02] Up until {DATE=2022-01-27:Thursday} they had not left.'],
    ['[2022-02-02] The deadline is {DATE=2022-02-04:Friday}.'],
    ['[2022-02-02] According to officials on {DATE=2022-01-29:Saturday}, it will rain.'],
    ['[2022-02-02] He could go as early as {DATE=2022-02-03:Thursday}.'],
  ])('%s', (source) => check(source))
})

test.each([
  ['Four F2000 jets and GreenIn2010 flew on.'],
  ['He hired 1707 guards and 2000 troops.'],
  ['Theresa May said that March for Life rallies may march.'],
  ['The Council adopted Resolution 1929; Vision 2030 was not on Room 2010.'],
  ['The score was 3:30, and it cost $1990.'],
  ['The Sunday Times and USA Today told of the 26th of July Movement.'],
  ['Three-quarters of voters in their 30s stayed at home for a second time.'],
  ['The fall of Kabul moved a 52-year-old man.'],
  ['They sailed to Easter Island on Friday the 13th.'],
  ['It was the last Tuesday of the trial.'],
])('no time in: %s', (text) => check(`[2022-02-02] ${text}`))

const words = fc.constantFrom(
  ..."on in the last next this Monday Tuesday Jan. 5 11 31 2022 1950 - 53 , ( ) Seoul time 9 p.m. GMT week weeks year years ago later earlier early end of day two several a the same that first quarter half Easter weekend summer May March every each twice before after until morning noon 1990s '90s 3:30 13th two hundred 99/99/9999 30.02.2021 2022-02-31 will said".split(
    ' ',
  ),
)
const sentences = fc.array(words, { maxLength: 30 }).map((list) => list.join(' '))
const dcts = fc.option(
  fc
    .date({ min: new Date('1000-01-02'), max: new Date('9990-01-01'), noInvalidDate: true })
    .map((d) => d.toISOString().slice(0, 10)),
  { nil: undefined },
)

describe('any text', () => {
  test.each([
    ['words of time', sentences],
    ['any Unicode', fc.string({ unit: 'binary', maxLength: 200 })],
  ] as const)('%s gives spans in bounds and order, and intervals that run forward', (_name, texts) => {
    fc.assert(
      fc.property(texts, dcts, (text, dct) => {
        let last = 0
        const doc = plainDoc(text, dct)
        for (const time of findTimes(doc, rules)) {
          expect(time.start).toBeGreaterThanOrEqual(last)
          expect(time.end).toBeGreaterThan(time.start)
          expect(time.end).toBeLessThanOrEqual(text.length)
          expect(doc.tokens[time.firstTokenIdx]!.start).toBeLessThan(time.end)
          expect(doc.tokens[time.endTokenIdx - 1]!.end).toBeGreaterThan(time.start)
          expect(time.value).not.toMatch(/NaN|undefined|Infinity/)
          expect(time.from === undefined).toBe(time.to === undefined)
          if (time.from !== undefined) expect(time.from <= time.to!).toBe(true)
          last = time.end
        }
      }),
      { numRuns: 400, seed: 2022 },
    )
  })

  test('no value is finer than the words: a day needs a day, a clock time an hour', () => {
    fc.assert(
      fc.property(sentences, dcts, (text, dct) => {
        for (const time of timesIn(text, rules, dct)) {
          const phrase = text.slice(time.start, time.end)
          const grain = grainOf(time.value)
          if (grain === 'D') expect(phrase).toMatch(/\d|day|weekend|Easter|first/i)
          if (/T\d\d:\d\d/.test(time.value)) expect(phrase).toMatch(/\d|noon|morning|half|two|first/i)
        }
      }),
      { numRuns: 400, seed: 2022 },
    )
  })

  test('a long text takes time in proportion', () => {
    const text = 'On Jan. 5 and 11 the two men met a day earlier than last week in the first quarter. '.repeat(2000)
    const started = performance.now()
    expect(timesIn(text, rules, '2022-02-02').length).toBeGreaterThan(5000)
    expect(performance.now() - started).toBeLessThan(5000)
  })
})

test('the contract form has its bounds under start and end', () => {
  const [time] = timesIn('He left this week.', rules, '2022-02-02')
  expect(formatTimexForContract(time!)).toEqual({
    span: { start: 8, end: 17 },
    type: 'DATE',
    value: '2022-W05',
    start: intervalOf('2022-W05')!.from,
    end: '2022-02-06',
    rule: 'time/unit-beside',
  })
})
