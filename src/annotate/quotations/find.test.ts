import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkMarked, quotationsIn } from '../../../test/quotations.ts'

test.each([
  ['split', '“{direct:We will not wait,}” {speaker:Borrell} {cue:said}, “{direct:and we will not beg.}”'],
  ['second sentence', '“{direct:We will not wait,}” said {speaker:Josep Borrell}. “{direct:And we will not beg.}”'],
  [
    'several paragraphs',
    '“{direct:We will not wait,” {speaker:Borrell} said.\n“And we will not beg.}”'
      .replace('{direct:We will not wait,”', '{direct:We will not wait,}”')
      .replace('“And we will not beg.}”', '“{direct:And we will not beg.}”'),
  ],
  [
    'unclosed paragraph',
    '“{direct:We will not wait,}” {speaker:Borrell} said. “{direct:We are ready.}\n“{direct:And we will not beg.}”',
  ],
  ['title and name', '“{direct:The talks were useful,}” {cue:said} {speaker:ministry spokesperson Mao Ning}.'],
  ['relative clause between', '“{direct:The talks were useful,}” {speaker:Kuleba}, who flew to Brussels, {cue:said}.'],
  ['addressee', '“{direct:The talks were useful,}” {speaker:Kuleba} {cue:told} {addressee:reporters}.'],
  [
    'addressee and medium',
    '{speaker:Kuleba} {cue:told} {addressee:Reuters} in {medium=interview:an interview}: “{direct:The talks were useful.}”',
  ],
  [
    'medium after',
    '“{direct:The talks were useful,}” {speaker:Kuleba} {cue:said} in {medium=press release:a press release}.',
  ],
  ['time', '{speaker:Price} {time:on Monday} {cue:said} {indirect:the talks had ended}.'],
  ['statement read', '“{direct:The talks were useful,}” {speaker:the ministry}’s statement {cue:read}.'],
  ['quoted as saying', '“{direct:The talks were useful,}” {speaker:Kim} was {cue:quoted} as saying.'],
  ['the agency quotes', 'KCNA quoted {speaker:Kim} as {cue:saying}, “{direct:The talks were useful.}”'],
  [
    'date after the addressee',
    '“{direct:The talks were useful,}” {speaker:Kuleba} {cue:told} {addressee:lawmakers} on {time:Monday}.',
  ],
  ['as X put it', 'As {speaker:Lavrov} put it, “{direct:we are not in a hurry.}”'],
  ['no cue after a colon', '{speaker:Macron} had a warning for the allies: “{direct:Europe must arm itself.}”'],
  [
    'parenthesis before the cue',
    '{speaker:Kim}, quoted by state media, {cue:said} the country would “{mixed:mercilessly destroy}” its enemies.',
  ],
  [
    'passive',
    'The launch was {cue:described} by {speaker:officials} as “{mixed:a clear violation of UN resolutions.}”',
  ],
  [
    'medium before',
    'In {medium=tweet:a tweet} on Friday, {speaker:Borrell} {cue:called} the attack “{mixed:a heinous war crime.}”',
  ],
  [
    'asked first',
    'Asked whether sanctions would be lifted, {speaker:Peskov} {cue:replied}: "{direct:It is too early to speak about that.}"',
  ],
  [
    'within a statement',
    '{speaker:The ministry} {cue:said} in {medium=statement:a statement} that Russian forces "{mixed:had to leave the city}" but would return.',
  ],
  [
    'a report in a report',
    '{speaker:A diplomat in Vienna} {cue:said} the deal was "{mixed:basically dead}", Reuters reported.',
  ],
  [
    'fragments at both ends',
    'China "{mixed:firmly opposes}" the sale and will take "{mixed:all necessary measures,}" {speaker:spokesperson Wang Wenbin} {cue:told} {medium=briefing:a regular briefing}.',
  ],
  ['nested', '“{direct:He said, ‘We must not wait,’ and then he left,}” {speaker:Smith} {cue:recalled}.'],
  ['adding', 'Sergei {speaker:Lavrov} said the talks would go on, {cue:adding}: "{direct:We will wait.}"'],
  [
    'on whom the agency relies',
    '{cue:According to} {speaker:Yonhap News Agency}, citing an unnamed official, {indirect:the missile failed shortly after launch}.',
  ],
  [
    'present joined to past',
    '{speaker:The Secretary} emphasized that {indirect:the United States stands with Ukraine} and called on {indirect:Russia to withdraw its forces}.',
  ],
  [
    'that behind an addressee',
    '{speaker:Sisi} {cue:told} {addressee:Biden} by {medium=phone call:phone} that {indirect:Egypt stands by the accord}.',
  ],
  [
    'two fragments',
    '{speaker:Jake Sullivan} on {time:Sunday} {cue:said} the threat was "{mixed:very real indeed}" and could come "{mixed:any day now.}"',
  ],
  ['tweeted', '“{direct:The talks were useful,}” {speaker:Kuleba} {medium=tweet:tweeted}.'],
])('%s', (_name, marked) =>
  checkMarked(marked, ['direct', 'mixed', ...(marked.includes('{indirect:') ? ['indirect'] : [])]),
)

test('two reports joined', () =>
  checkMarked(
    '{speaker:Wang Yi} pointed out that {indirect:China and Russia are partners}, and stressed that {indirect:sanctions never solve problems}.',
    ['direct', 'mixed', 'indirect'],
  ))

test('a question is told from the sentence that goes on after it', () => {
  expect(
    quotationsIn('“Why are they waiting?” she asked. “What do they want?”').filter(({ kind }) => kind !== 'indirect'),
  ).toMatchObject([
    { kind: 'direct', speaker: 'she', cue: 'asked' },
    { kind: 'direct', speaker: 'she' },
  ])
})

test('any text is accepted; spans lie in bounds and nest', () => {
  const words = fc.constantFrom(
    '"',
    '“',
    '”',
    '’',
    ' said ',
    ' he ',
    ', ',
    '. ',
    ' that ',
    'Price',
    ' told ',
    '\n',
    'according to ',
    ': ',
    ' we ',
    'will go',
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(words, { maxLength: 30 }).map((parts) => parts.join('')),
        fc.string({ unit: 'binary' }),
      ),
      (text) => {
        const found = quotationsIn(text)
        for (const { start, end, content } of found) {
          expect(start).toBeGreaterThanOrEqual(0)
          expect(end).toBeGreaterThan(start)
          expect(text.slice(start, end)).toBe(content)
        }
        const marked = found.filter(({ kind }) => kind !== 'indirect')
        for (const a of marked)
          for (const b of marked)
            expect(
              a.end <= b.start ||
                b.end <= a.start ||
                (a.start <= b.start && b.end <= a.end) ||
                (b.start <= a.start && a.end <= b.end),
            ).toBe(true)
      },
    ),
    { numRuns: 200, seed: 2022 },
  )
})

test.each(['he said that ', '“a b,” said he and ', ', and said that he ', 'according to him '])(
  'time is linear in a sentence of %s',
  (unit) => {
    const before = performance.now()
    quotationsIn(unit.repeat(3000))
    expect(performance.now() - before).toBeLessThan(15_000)
  },
  30_000,
)
