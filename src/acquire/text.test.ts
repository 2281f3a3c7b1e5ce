import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readMarked, writeMarked } from '../../test/marked.ts'
import { plainReport } from './plain.ts'
import { reportFromText, type TextOptions } from './text.ts'

/** The marks say what each block is; everything between blocks is white space, so nothing else need be marked. */
function checkBlocks(marked: string, options: TextOptions = {}) {
  const { text } = readMarked(marked)
  const report = reportFromText(text, options)
  expect(
    writeMarked(
      text,
      report.blocks.map((block) => ({ ...block, label: block.kind })),
    ),
  ).toBe(marked)
  return report
}

describe('blocks', () => {
  const BODY = '{paragraph:The two ministers met on Tuesday and agreed to meet again.}'

  test.each([
    ['title, date, body', `{title:Ministers meet}\n\n{date:February 2, 2022}\n\n${BODY}\n`],
    ['no title', `${BODY}\n\n${BODY}`],
    ['a title that ends in an abbreviation', `{title:Envoy leaves the U.S.}\n\n${BODY}`],
    ['a title with a stop over a date', `{title:Ministers meet in Oslo.}\n{date:2 Feb 2022}\n${BODY}`],
    ['a date over the title', `{date:Published: 2022-02-02}\n{title:Ministers meet}\n${BODY}`],
    ['a byline', `{title:Ministers meet}\n{byline:By Jane Roe and John Doe}\n{date:Feb. 2, 2022}\n\n${BODY}`],
    [
      'a date under the body',
      `{title:Ministers meet}\n\n${BODY}\n\n${BODY}\n\n${BODY}\n\n{date:Oslo, February 2, 2022}`,
    ],
    [
      'a section over the title',
      `{heading:World News}\n{title:Ministers meet in Oslo again}\n{date:2 Feb 2022}\n${BODY}`,
    ],
    ['an inline prefix', ` {date:date 2022-01-06} ${BODY}`],
    ['an inline prefix after a title', `{title:Ministers meet} {date:date 2022-01-06} ${BODY}`],
    ['a heading among paragraphs', `${BODY}\n\n{heading:Talks ahead of the summit}\n\n${BODY}`],
    ['single line breaks', `{title:Ministers meet}\n${BODY}\n${BODY}`],
    ['CRLF', `{title:Ministers meet}\r\n\r\n{date:2 February 2022}\r\n\r\n${BODY}\r\n`],
    [
      'furniture',
      `${BODY}\n{furniture:Advertisement}\n${BODY}\n{furniture:Read more: Envoys to talk}\n{furniture:© 2022 The Daily}`,
    ],
    ['an embedded post', `${BODY}\n{furniture:— Ned Price (@StateDeptSpox) February 1, 2022}\n${BODY}`],
    ['social-media lines', `${BODY}\n{furniture:Follow us on Twitter}\n{furniture:Facebook Twitter WhatsApp}`],
    [
      'a list',
      '{title:Outcomes}\n{paragraph:The two sides agreed on three things today:}\n{paragraph:- a pact on trade}\n{paragraph:- talks in May}',
    ],
    ['one line alone', '{paragraph:Ministers meet}'],
    [
      'a hard-wrapped paragraph',
      '{title:Ministers meet}\n\n{paragraph:The foreign ministers of the two countries met on Tuesday in Oslo and\nagreed that their envoys would meet again before the end of the month in\nGeneva.}\n\n{paragraph:They parted as friends.}',
    ],
    [
      'an official readout',
      `{title:Secretary's Call with Minister Roe}\n\n{byline:Office of the Spokesperson}\n\n{date:February 1, 2022}\n\n{paragraph:The below is attributable to Spokesperson Jane Doe:}\n\n${BODY}`,
    ],
  ])('%s', (_, marked) => void checkBlocks(marked))
})

describe('publication date', () => {
  test.each([
    [
      '2022-02-02',
      [
        'February 2, 2022',
        'Feb. 2, 2022',
        'FEBRUARY 2, 2022',
        '2 February 2022',
        '2nd February, 2022',
        '2 Feb 2022',
        'Wednesday, February 2, 2022',
        'Wed, 02 Feb 2022 10:00 GMT',
        'Published: February 2, 2022',
        'Published 2 Feb 2022 at 9:15 a.m. EST',
        '2022-02-02',
        '2022-02-02T10:00:00+09:00',
        '2022/02/02',
        '2022.02.02',
        '02.02.2022',
        '2-Feb-2022',
        'Posted on 2022-02-02 by Staff',
        'Washington, DC | February 2, 2022',
        'Updated 2 Feb 2022',
        'Date: 02/02/2022',
        'Feb 02, 2022 | 10:30 IST',
        'First published on Wed 2 Feb 2022 15.04 GMT',
        'Published 2 Feb 2022 | Updated 3 Feb 2022',
        'Last updated: Feb 2, 2022, 08:00 PM',
        'Tokyo, 2 February 2022',
        'February 2, 2022 (Nairobi)',
        'Oslo, 2 February 2022 (NWP)',
        'Wednesday, Feb. 2, 2022, 10:20 a.m. GST',
        'READOUT | PRESS OFFICE | FEBRUARY 2, 2022',
      ],
    ],
  ] as const)('%s in every usual form', (value, forms) => {
    for (const form of forms) {
      const report = reportFromText(`Ministers meet\n\n${form}\n\nThe two met on Tuesday.\n`)
      expect([form, report.published]).toEqual([form, { value, from: 'text' }])
    }
  })

  test.each([
    'The two will meet on February 2, 2022.',
    'By February 2, 2022',
    'Talks on February 2, 2022',
    'February 2022',
    'Tuesday',
  ])('none in a line that says something else: %s', (line) =>
    expect(reportFromText(`Ministers meet\n\n${line}\n\nThe two met on Tuesday.`).published).toBeUndefined(),
  )

  test('text goes before metadata, metadata before the option', () => {
    const options = { date: 'Thu, 03 Feb 2022 10:00:00 GMT', published: '2022-02-04' }
    expect(reportFromText('A\n2022-02-02\nThe two met.', options).published).toEqual({
      value: '2022-02-02',
      from: 'text',
    })
    expect(reportFromText('The two met.', options).published).toEqual({ value: '2022-02-03', from: 'metadata' })
    expect(reportFromText('The two met.', { published: '2022-02-04' }).published).toEqual({
      value: '2022-02-04',
      from: 'option',
    })
  })

  test('a date of publication goes before one of update', () => {
    const report = reportFromText('Ministers meet\nUpdated: 3 Feb 2022\nPublished: 2 Feb 2022\nThe two met.')
    expect(report.published?.value).toBe('2022-02-02')
  })

  test.each([
    ['no-date', 'The two met.', {}],
    ['bad-date', 'Ministers meet\nFebruary 30, 2022\nThe two met.', {}],
    ['bad-date', 'Ministers meet\n02/03/2022\nThe two met.', {}],
    ['bad-date', 'The two met.', { date: 'yesterday' }],
    ['future-date', 'Ministers meet\n2031-02-02\nThe two met.', { now: '2022-02-03' }],
  ])('told: %s', (code, text, options) => {
    expect(reportFromText(text, options).problems.map((problem) => problem.code)).toContain(code)
  })
})

describe('dateline', () => {
  const published = '2022-02-02'
  test.each([
    ['SEOUL, Feb. 1 (Yonhap) -- ', 'SEOUL', '2022-02-01'],
    ['WASHINGTON — ', 'WASHINGTON', undefined],
    ['WASHINGTON (AP) — ', 'WASHINGTON', undefined],
    ['BERLIN, Feb. 1 (dpa) - ', 'BERLIN', '2022-02-01'],
    ['KYIV, Ukraine (AP) — ', 'KYIV, Ukraine', undefined],
    ['LONDON/PARIS, Feb 1 (Reuters) - ', 'LONDON/PARIS', '2022-02-01'],
    ['(Reuters) - ', undefined, undefined],
    ['Feb 1 (Reuters) - ', undefined, '2022-02-01'],
    ['MOSCOW, February 1. /TASS/. ', 'MOSCOW', '2022-02-01'],
    ['New Delhi [India], February 2 (ANI): ', 'New Delhi [India]', '2022-02-02'],
    ['Tokyo, Dec. 31 (Jiji Press)--', 'Tokyo', '2021-12-31'],
    ['Geneva, 1 February 2022 – ', 'Geneva', '2022-02-01'],
    ['NEW DELHI: ', 'NEW DELHI', undefined],
    ['DHAKA (BSS) : ', 'DHAKA', undefined],
    ['TOKYO - ', 'TOKYO', undefined],
    ['OSLO: ', 'OSLO', undefined],
    ['Seoul, Feb 1 (IANS) ', 'Seoul', '2022-02-01'],
    ['SCRANTON, Pa. (AP) _ ', 'SCRANTON, Pa.', undefined],
    ['MOSCOW. Feb 1 (Interfax) - ', 'MOSCOW', '2022-02-01'],
    ['LUSAKA (NWP), January 31, 2022: ', 'LUSAKA', '2022-01-31'],
    ['NAPLES, Italy (Feb. 1, 2022) -- ', 'NAPLES, Italy', '2022-02-01'],
    ['VIENNA - Feb. 1, 2022. ', 'VIENNA', '2022-02-01'],
    ['THE HAGUE, Feb. 1 - ', 'THE HAGUE', '2022-02-01'],
    ['UNITED NATIONS, Jan 31 (Xinhua) -- ', 'UNITED NATIONS', '2022-01-31'],
  ])('%s', (opening, place, value) => {
    const text = `${opening}The two ministers met on Tuesday.`
    const report = reportFromText(text, { published })
    expect(report.dateline).toEqual({
      ...(place === undefined ? {} : { place }),
      ...(value === undefined ? {} : { value }),
      span: { start: 0, end: opening.trimEnd().length },
    })
    expect(report.blocks).toEqual([{ kind: 'paragraph', start: opening.length, end: text.length }])
    const { dateline, blocks } = plainReport(text, 'sentence', published)
    expect({ dateline, blocks }).toEqual({ dateline: report.dateline, blocks: report.blocks })
  })

  test('a sentence that is nothing but a dateline stays whole', () => {
    expect(plainReport('TOKYO -', 'sentence')).toMatchObject({ blocks: [{ kind: 'paragraph', start: 0, end: 7 }] })
  })

  test.each([
    'Seoul — long a critic — agreed on Tuesday.',
    'UNSC: two resolutions were passed.',
    'The United Nations (UN) The body met.',
    'NATO: a history of the alliance since its founding.',
    'SECRETARY BLINKEN: Thank you all for coming today.',
    'BREAKING: The two ministers met on Tuesday.',
    'U.S. officials met on Tuesday - the third time this year.',
    'North Korea - which has not commented - fired a missile.',
    'I - we - said so.',
    'SMITH: We met.\n\nThe two met.\n\nThey parted.\n\nDOE: We did.',
  ])('none in: %s', (text) => expect(reportFromText(text).dateline).toBeUndefined())

  test.each([
    ['MOSCOW, 12 March 2021', 'MOSCOW', '2021-03-12'],
    ['Geneva, March 12, 2021', 'Geneva', '2021-03-12'],
    ['Friday, March 12, 2021', undefined, undefined],
  ])('in a line of the head: %s', (line, place, value) => {
    const { dateline, published: day } = reportFromText(
      `Ministers meet\nBy Ana Lind\n${line}\n\nThe two ministers met.`,
    )
    expect(day?.value).toBe('2021-03-12')
    expect([dateline?.place, dateline?.value]).toEqual([place, value])
  })

  test('a full date in it is the publication date where nothing else is', () => {
    expect(reportFromText('KYIV, March 3, 2022 — The two met.').published).toEqual({
      value: '2022-03-03',
      from: 'text',
    })
  })
})

describe('any input', () => {
  test('blocks lie in order within the text, without white space around them', () => {
    const line = fc.constantFrom(
      'February 2, 2022',
      'By Jane Roe',
      'SEOUL, Feb. 1 (AP) -- It met.',
      'Read more: x',
      '',
      '😀 é',
      'date 2022-01-06 It met',
      '\ud800',
      'A title',
    )
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(line).map((lines) => lines.join('\n')),
      fc.array(line).map((lines) => lines.join(' ')),
    )
    fc.assert(
      fc.property(text, (input) => {
        const { text: found, blocks } = reportFromText(input)
        let last = 0
        for (const { start, end } of blocks) {
          expect(start).toBeGreaterThanOrEqual(last)
          expect(end).toBeGreaterThan(start)
          expect(found.slice(start, end).trim()).toBe(found.slice(start, end))
          last = end
        }
        expect(last).toBeLessThanOrEqual(found.length)
      }),
      { seed: 20220201, numRuns: 500 },
    )
  })

  test('the id is that of the content, however it came', () => {
    const id = reportFromText('Ministers meet\n\nThe two met.').id
    expect(reportFromText('\ufeffMinisters meet\r\n\r\nThe two met.\r\n', { origin: 'x', title: 'y' }).id).toBe(id)
    expect(reportFromText('Ministers meet\n\nThe two parted.').id).not.toBe(id)
  })
})
