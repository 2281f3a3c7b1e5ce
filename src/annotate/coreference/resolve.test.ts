import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { COREFERENCE_RULES, checkReferents, GAZETTEER, resolved, timedDoc } from '../../../test/coreference.ts'
import { resolve } from './resolve.ts'

describe('names', () => {
  test.each([
    '{who="Ana Brnabić":Ana Brnabić} spoke in Belgrade. {who="Ana Brnabić":Brnabic} left.',
    'The talks with {who="Hayashi Yoshimasa":Foreign Minister Hayashi Yoshimasa} ended. {who="Hayashi Yoshimasa":Yoshimasa Hayashi} left.',
    '{who=USA:U.S. Secretary of State Antony Blinken} arrived. {who="Antony Blinken":Blinken} left.',
    '{who=KOR:South Korea’s First Vice Foreign Minister Choi Jong-kun} arrived.',
    '{who=JPN:Japan}’s Coast Guard reported the launch.',
    'Hillary Clinton spoke in Ohio. Bill Clinton was there. {who="Hillary Clinton":Clinton} praised her staff.',
    'The Sahel Monitoring Commission (SMC) met in Niamey. {who="Sahel Monitoring Commission":The SMC} gave no details.',
    'The {who=USA:US}-{who=JPN:Japan} talks resumed.',
    'Antony Blinken met Yoshimasa Hayashi. The {who="Antony Blinken":Blinken}-{who="Yoshimasa Hayashi":Hayashi} call came later.',
    'President Per Lund-Dahl of Norway spoke. Police arrested {who="Per Lund-Dahl":Lund-Dahl} later.',
    '{who=IRN:Iranian} strikes killed five people.',
    '{who=PRK:The Democratic People’s Republic of Korea} fired a missile.',
    'North Korea fired a missile. It was {who=PRK:the North}’s seventh test.',
  ])('%s', checkReferents)
})

describe('titles, nominals and metonyms', () => {
  test.each([
    'U.S. Secretary of State Antony Blinken condemned the test. {who="Antony Blinken":The top U.S. diplomat} also called Seoul.',
    'U.S. Deputy Secretary of State Wendy Sherman called Tokyo. {who="Wendy Sherman":The Deputy Secretary} urged restraint.',
    'French President Emmanuel Macron met Russian President Vladimir Putin. {who="Emmanuel Macron":The French leader} was hopeful.',
    'U.S. special representative Sung Kim landed in Seoul. {who="Sung Kim":The U.S. special envoy} will stay until Friday.',
    'Donald Trump rebuked David Cameron. Cameron thinks that {who="Donald Trump":the New York billionaire} would unite Britain.',
    'Ana Lind said that if elected president she would visit Peru. Emmanuel Macron of France spoke. {who="Emmanuel Macron":The president} left.',
    '{who=CHN:Chinese troops} crossed the border.',
    '{who=CHN:Two Chinese fighter jets} crossed the line.',
    '{who=TCD:Troops from Chad} crossed the border.',
    "{who=KOR:Seoul's foreign ministry} protested.",
    '{who=RUS:The Kremlin} denied the report.',
    '{who=PRK:Pyongyang} fired a missile.',
    'The IMF cut its forecast. {who=International Monetary Fund:The fund} warned of debt.',
    'Hillary Clinton spoke in Ohio. {who="Hillary Clinton":The former secretary of state} promised jobs.',
    'John Carter asked for a divorce from wife Elena Carter. {who="Elena Carter":His ex-wife} agreed.',
    'An article of the New York Times told of it. {who="New York Times":The Times} named nobody.',
    'Kenya’s National Security Council met. {who=KEN:The National Security Council} gave no reason.',
    'Party leader and Prime Minister Edi Rama spoke. {who="Edi Rama":The party leader} was hopeful.',
    'Edi Rama served as {who="Edi Rama":the political leader} of the movement.',
    'French President Emmanuel Macron spoke of the nomination for {who=president:president}.',
    'Carl Winter met John Carter. Carter took a swipe at {who="Carl Winter":the billionaire}.',
    'Edi Rama won {who=nobody:his home state} of Virginia.',
  ])('%s', checkReferents)
})

describe('bodies and owners', () => {
  test.each([
    'The G7 met in Rome. {who=G7:The group} threatened Norway.',
    'Chile pressed the European Union. Peru protested. {who=EU:The bloc} gave no answer.',
    'Kenya sued at the International Criminal Court. Chile threatened {who=ICC:the tribunal}.',
    'The National Liberation Army freed two men in Colombia. {who="army":The army} gave no comment.',
    'The European Union met. Ukraine thanked {who=EU:the member states}.',
    'Hamas asked that it end, while France voiced {who=FRA:its} support.',
    'Norway accused Chile of torturing {who=CHL:its} own citizens.',
    'Chile withdrew after Norway dropped {who=NOR:its} demand.',
    'Kenya is joining Chile in a case before the United Nations, {who=KEN:its} minister said.',
  ])('%s', checkReferents)
})

describe('counterparts and parties', () => {
  test.each([
    'U.S. Secretary of State Antony Blinken called {who="Hayashi Yoshimasa":his Japanese counterpart Hayashi Yoshimasa}.',
    'U.S. Secretary of State Antony Blinken met Russian Foreign Minister Sergei Lavrov. {who="Antony Blinken+Sergei Lavrov":The two ministers} discussed Ukraine.',
    'U.S. Secretary of State Antony Blinken met Russian Foreign Minister Sergei Lavrov. {who="Antony Blinken+Sergei Lavrov":Both sides} agreed to talk again.',
    'Egypt signed a pact with Sudan. {who="EGY+SDN":The two countries} will share the water.',
    'U.S. Deputy Secretary of State Wendy Sherman spoke with {who="Mori Takeo+Choi Jong-kun":her Japanese and South Korean counterparts}. The call included Vice Foreign Minister Mori Takeo of Japan and South Korean Vice Foreign Minister Choi Jong-kun.',
    'In a call with {who="Juan Ortega+Piet Bakker":her Chilean and Dutch counterparts}, Juan Ortega and Piet Bakker, Ana Lind condemned the raid.',
  ])('%s', checkReferents)
})

describe('pronouns', () => {
  test.each([
    'Prime Minister Ana Brnabić thanked Edi Rama. {who="Ana Brnabić":She} will visit Tirana.',
    'North Korea announced that {who=PRK:it} had fired a missile off {who=PRK:its} coast.',
    'North Korea fired two missiles on Friday, South Korea said, {who=PRK:its} third test in a month.',
    '“We will respond,” Ned Price said. “{who="Ned Price":I} have nothing to add,” {who="Ned Price":he} said.',
    '{who=nobody:It} is clear that the talks failed.',
    'Sergei Lavrov, {who="Sergei Lavrov":who} arrived on Monday, left.',
    'Iran and Iraq accused {who="Iran+Iraq":each other} of violations.',
    'The Ministry said that {who=nobody:it} is likely to rain.',
    'Ned Price told the Associated Press the blaze was out. {who=nobody:It} took five hours to put it out.',
    'Ana Brnabić added:\n\n{who="Ana Brnabić":I} have never seen such a crowd in all these years of work.\n\nThe talks will go on.',
    "''{who=\"Ned Price\":I} have nothing to add,'' Ned Price said. ''{who=\"Ned Price\":I} am tired.''",
    'Ned Price spoke first. “When Edi Rama comes we will be ready,” {who="Ned Price":he} said.',
    'Norway said in a statement that it was wrong. “{who=NOR:We} call on Chile to talk,” the statement said.',
    'Wendy Sherman has been critical of Edi Rama since {who="Wendy Sherman+Edi Rama":they} both ran for office.',
    'Israel and Egypt said {who="Israel+Egypt":they} would reopen the crossing.',
    'A reporter saw Anna Lind and {who="Anna Lind":her} aide.',
    'The opposition expects Peter Holm to excuse {who="Peter Holm":himself}.',
    '“I thought Peter Holm did well,” said host Carl Berg. “{who="Peter Holm":He} was calm.”',
    'Chris Walls of Fox News, {who="Chris Walls":who} will host the debate, left.',
  ])('%s', checkReferents)
})

test('offers a near spelling of one office as the same, and says so', () => {
  const text =
    'North Korean leader Kim Jong Un watched the launch. Later, North Korean leader Jim Jong Un praised the army.'
  const { referents, problems } = resolved(text)
  expect(referents.filter(({ kind }) => kind === 'person').map(({ name }) => name)).toEqual(['Kim Jong Un'])
  expect(problems.map(({ code, span }) => [code, text.slice(span!.start, span!.end)])).toEqual([
    ['possible-misspelling', 'Jim Jong Un'],
  ])
})

describe('any text', () => {
  const WORDS = [
    'The',
    'he',
    'they',
    'U.S.',
    'Seoul',
    "'s",
    'foreign',
    'ministers',
    'and',
    ',',
    'said',
    'Kim',
    '“',
    '”',
    'who',
    'both',
    'its',
    '-',
    'Japan',
    'counterparts',
    '.',
    'his',
    'General',
    'of',
    '\n',
  ]
  const texts = fc.array(fc.oneof(fc.constantFrom(...WORDS), fc.string({ unit: 'grapheme', maxLength: 6 })), {
    maxLength: 60,
  })

  test('gives mentions in bounds and in order, with referents that exist', () => {
    fc.assert(
      fc.property(texts, (words) => {
        const { doc, mentions, referents } = resolved(words.join(' '))
        let last = 0
        for (const mention of mentions) {
          expect(mention.start).toBeGreaterThanOrEqual(last)
          last = mention.start
          expect(mention.end).toBeGreaterThan(mention.start)
          expect(mention.end).toBeLessThanOrEqual(doc.report.text.length)
          expect(mention.headTokenIdx).toBeGreaterThanOrEqual(mention.firstTokenIdx)
          expect(mention.headTokenIdx).toBeLessThan(mention.endTokenIdx)
          for (const idx of mention.referentIdxs) expect(referents[idx]).toBeDefined()
        }
        for (const referent of referents) expect(referent.name).not.toBe('')
      }),
      { numRuns: 150, seed: 2022 },
    )
  })

  test('gives the same answer twice', () => {
    fc.assert(
      fc.property(texts, (words) => {
        const doc = timedDoc(words.join(' '))
        expect(resolve(doc, GAZETTEER, COREFERENCE_RULES)).toEqual(resolve(doc, GAZETTEER, COREFERENCE_RULES))
      }),
      { numRuns: 30, seed: 2022 },
    )
  })

  test('takes time in proportion to its length', () => {
    const report =
      'U.S. Secretary of State Antony Blinken met his Japanese counterpart. The two ministers said they would act.\n'
    const time = (n: number) => {
      const doc = timedDoc(report.repeat(n))
      const start = performance.now()
      resolve(doc, GAZETTEER, COREFERENCE_RULES)
      return performance.now() - start
    }
    time(100)
    expect(time(1600)).toBeLessThan(100 * Math.max(5, time(100)))
  })
})
