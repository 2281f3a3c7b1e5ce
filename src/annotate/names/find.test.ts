import fc from 'fast-check'
import { expect, test } from 'vitest'
import { loadNamesResources } from '../../../eval/names.ts'
import { readMarked, writeMarked } from '../../../test/marked.ts'
import { reportFromText } from '../../acquire/index.ts'
import { analyse } from '../language/analyse.ts'
import { findNames } from './find.ts'

const { language, names, gazetteer } = loadNamesResources()

function entsOf(text: string) {
  const report = reportFromText(text, { origin: 'test' })
  const { sents, tokens } = analyse(report, language)
  return { report, sents, tokens, ents: findNames(report, sents, tokens, names, gazetteer) }
}

function check(marked: string): void {
  const { text } = readMarked(marked)
  const { report, ents } = entsOf(text)
  expect(writeMarked(report.text, ents)).toBe(marked)
}

test.each([
  '{GPE:U.S.} Secretary of State {PERSON:Antony Blinken} spoke with Foreign Minister {PERSON:Hayashi Yoshimasa} in {GPE:Tokyo} on Tuesday.',
  'The {GPE:DPRK} fired a missile toward the {LOC:Sea of Japan}, the {ORG:Joint Chiefs of Staff} said.',
  '{NORP:French} President {PERSON:Emmanuel Macron} arrived in {GPE:Kyiv} on Thursday for talks with {PERSON:Volodymyr Zelenskiy}.',
  'The {ORG:European Commission} and {ORG:NATO} condemned the attack by {ORG:al-Shabaab} in {GPE:Mogadishu}.',
  'Protesters marched through {GPE:Minsk} on Sunday, the {ORG:Interior Ministry} said.',
  '{ORG:Hezbollah} said it had fired rockets into northern {GPE:Israel} from southern {GPE:Lebanon}.',
  '{PERSON:Blinken} met {GPE:U.S.} Ambassador to {GPE:Japan} {PERSON:Rahm Emanuel} on Monday.',
  'State department spokesperson {PERSON:Ned Price} spoke on Monday. {PERSON:Price} gave no details.',
  "The {ORG:Kurdistan Workers' Party} ({ORG:PKK}) is banned. The {ORG:PKK} denied it.",
  'President {PERSON:Abdel Fattah el-Sisi} of {GPE:Egypt} opened the {EVENT:G20 Summit}.',
  'The president of {GPE:Kenya} {PERSON:Emine Dastan} spoke on Monday.',
  'The body was found near {LOC:Mount Bulan} on Sunday.',
  'The {GPE:Nairobi} government rejected the plan.',
  'Officers of the {NORP:Russian} {ORG:FSB} searched the office.',
  'Shares of {ORG:Lufthansa} fell after President {PERSON:Moon} spoke.',
  '{GPE:Chad} closed its border with {GPE:Sudan} in April.',
  '{PERSON:Jordan Smith} and {PERSON:Chad Miller} left on Monday.',
  'The court in {GPE:The Hague} will hear {GPE:Ukraine} on Friday at 1500 UTC.',
])('reads %s', check)

test.each([
  'Seoul tracked a {WEAPON:Hwasong-17} launch.',
  'The jets were two {WEAPON:Su-35} fighters.',
  'Berlin will send {WEAPON:Leopard 2} tanks.',
  'Kyiv asked for {WEAPON:Patriot} missiles.',
  'The council adopted {LAW:Resolution 1701} in 2006.',
  'Both sides signed the {LAW:Paris Agreement} on climate.',
  'Lawmakers passed the {LAW:Public Order Act} on Monday.',
  'He served in the {EVENT:Korean War} as a medic.',
  'France ended {EVENT:Operation Barkhane} in November.',
])('finds the weapon, law or event of %s', (marked) => {
  const { text, spans } = readMarked(marked)
  const found = entsOf(text).ents.filter((ent) => /^(WEAPON|LAW|EVENT)$/u.test(ent.label))
  expect(found.map(({ start, end, label }) => ({ start, end, label }))).toEqual(
    spans.map(({ start, end, label }) => ({ start, end, label })),
  )
})

test.each([
  'He is a patriot and a stinger of a critic.',
  'She holds an H-1B visa and an F in physics.',
  'The act was repealed after the war.',
])('finds no weapon, law or event in %s', (text) => {
  expect(entsOf(text).ents.filter((ent) => /^(WEAPON|LAW|EVENT)$/u.test(ent.label))).toEqual([])
})

test('takes the North for North Korea only where the report speaks of North Korea', () => {
  const about = entsOf('North Korea fired a missile on Sunday. Seoul urged the North to stop.')
  expect(about.ents.map((ent) => about.report.text.slice(ent.start, ent.end))).toContain('North')
  const other = entsOf('Floods spread across the North of England.')
  expect(
    other.ents.filter((ent) => ent.label === 'GPE' && other.report.text.slice(ent.start, ent.end) === 'North'),
  ).toEqual([])
})

test('gives a surname alone to the person named in full elsewhere', () => {
  const { report, ents } = entsOf('Defense Secretary Lloyd Austin arrived on Monday. Austin met troops before he left.')
  const austin = ents.filter((ent) => report.text.slice(ent.start, ent.end) === 'Austin')
  expect(austin.map((ent) => ent.label)).toEqual(['PERSON'])
})

test('spans are sorted, lie in one sentence and do not overlap, whatever the text', () => {
  const words = fc.constantFrom(
    'the', 'North', 'Korea', 'U.S.', 'President', 'Kim', 'Jong', 'of', 'and', '-', '(', ')', 'UN', 'Security', 'Council', 'Act',
    'F-35', 'Operation', 'said', '.', ',', "'s", '“', 'é', '\ud83d\ude00', 'on', 'Tuesday', 'IN', 'resolution', '2270', 'War',
  ) // biome-ignore format: one glance
  fc.assert(
    fc.property(fc.array(fc.oneof(words, fc.string({ maxLength: 6 })), { maxLength: 60 }), (parts) => {
      const { ents, sents, tokens } = entsOf(parts.join(' '))
      let last = 0
      for (const ent of ents) {
        expect(ent.firstTokenIdx).toBeGreaterThanOrEqual(last)
        expect(ent.endTokenIdx).toBeGreaterThan(ent.firstTokenIdx)
        expect(ent.start).toBe(tokens[ent.firstTokenIdx]!.start)
        expect(ent.end).toBe(tokens[ent.endTokenIdx - 1]!.end)
        const sent = sents[tokens[ent.firstTokenIdx]!.sentIdx]!
        expect(ent.endTokenIdx).toBeLessThanOrEqual(sent.endTokenIdx)
        last = ent.endTokenIdx
      }
    }),
    { seed: 20220105, numRuns: 60 },
  )
})

test('takes time in proportion to the length of a sentence', () => {
  const time = (n: number): number => {
    const { report, sents, tokens } = entsOf('Kim of the North Korea '.repeat(n))
    const before = performance.now()
    findNames(report, sents, tokens, names, gazetteer)
    return performance.now() - before
  }
  time(250)
  // A machine under load is slow as a whole: four times the words may take up to sixteen times as long, not 64.
  expect(time(1000)).toBeLessThan(16 * Math.max(time(250), 5))
})

test('answers alike whatever was read before', () => {
  const text =
    'President Emine Dastan of Kenya met the Rally for Unity Party in Nairobi, the Kenya Herald said on Monday.'
  const many = Array.from({ length: 9000 }, (_, i) => `Name${i.toString(36)}`).join(' ')
  const read = (model: typeof names, body: string) => {
    const { sents, tokens } = analyse(reportFromText(body, { origin: 'test' }), language)
    return findNames(reportFromText(body, { origin: 'test' }), sents, tokens, model, gazetteer)
  }
  const fresh = read({ ...names }, text)
  read(names, many)
  read(names, many.toLowerCase())
  expect(read(names, text)).toEqual(fresh)
  expect(read(names, text)).toEqual(fresh)
})
