import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Report } from '../../acquire/index.ts'
import { analyse, readLanguageModels } from './analyse.ts'
import { analyseTokens, docToConllu, readConllu } from './conllu.ts'

const folder = join(import.meta.dirname, '../../../models/language')
const files = new Map(
  readdirSync(folder).map((file) => [`language/${file}`, new Uint8Array(readFileSync(join(folder, file)))] as const),
)
const models = readLanguageModels(files)

function report(text: string): Report {
  const blocks = [{ kind: 'paragraph' as const, start: 0, end: text.length }]
  return { id: 'test', origin: 'test', language: 'en', text, blocks, problems: [] }
}

/** Sentence, what must be its root, and arcs `dependent relation head`. */
const PARSES: readonly (readonly [string, string, readonly string[]])[] = [
  [
    'Serbia on Tuesday condemned the attack.',
    'condemned',
    ['Serbia nsubj condemned', 'Tuesday obl condemned', 'attack obj condemned'],
  ],
  [
    'North Korea fired two missiles into the sea, said a spokesman.',
    'said',
    ['fired ccomp said', 'spokesman nsubj said', 'missiles obj fired', 'Korea nsubj fired'],
  ],
  [
    'According to Moscow, the rebels seized the town.',
    'seized',
    ['rebels nsubj seized', 'town obj seized', 'Moscow obl seized'],
  ],
  [
    'The plan failed, according to state department spokesperson Ned Price.',
    'failed',
    ['plan nsubj failed', 'department compound spokesperson'],
  ],
  [
    'The minister told reporters that the talks had failed.',
    'told',
    ['minister nsubj told', 'failed ccomp told', 'talks nsubj failed'],
  ],
  [
    'The envoy was arrested by police on Friday.',
    'arrested',
    ['envoy nsubj:pass arrested', 'police obl:agent arrested'],
  ],
  [
    'Iran and Iraq signed an accord in Baghdad.',
    'signed',
    ['Iran nsubj signed', 'Iraq conj Iran', 'accord obj signed'],
  ],
  [
    'A US drone strike killed six militants in Yemen.',
    'killed',
    ['strike nsubj killed', 'drone compound strike', 'militants obj killed'],
  ],
  ['France will send troops to Lebanon.', 'send', ['will aux send', 'troops obj send', 'Lebanon obl send']],
  ['Turkey did not attack the convoy.', 'attack', ['not advmod attack', 'Turkey nsubj attack', 'convoy obj attack']],
]

describe('analyse', () => {
  test.each(PARSES)('%s', (text, root, arcs) => {
    const { tokens } = analyse(report(text), models)
    expect(tokens.find((token) => token.head === -1)?.form).toBe(root)
    const found = tokens.map((token) => `${token.form} ${token.deprel} ${tokens[token.head]?.form}`)
    for (const arc of arcs) expect(found).toContain(arc)
  })

  test('a bare plural behind a source', () => {
    const { tokens } = analyse(report('According to Moscow, rebels seized the town.'), models)
    expect(tokens.find((token) => token.form === 'Moscow')?.deprel).toBe('obl')
  })

  test('a bare plural that opens a clause', () => {
    const { tokens } = analyse(report('The minister told reporters that talks had failed.'), models)
    expect(tokens.find((token) => token.form === 'talks')?.upos).toBe('NOUN')
  })

  test('lemmas and features', () => {
    const { tokens } = analyse(report('The missiles were fired, and they haven’t said why.'), models)
    expect(tokens.map((token) => token.lemma).join(' ')).toBe('the missile be fire , and they have not say why .')
    const fired = tokens.find((token) => token.form === 'fired')!
    expect(fired.feats).toBe('Tense=Past|VerbForm=Part|Voice=Pass')
    expect(tokens[1]!.feats).toContain('Number=Plur')
  })

  test('only paragraphs, headings and titles have sentences', () => {
    const text = 'Title here\n\nFebruary 2, 2022\n\nA body. It is long.'
    const blocks = [
      { kind: 'title' as const, start: 0, end: 10 },
      { kind: 'date' as const, start: 12, end: 28 },
      { kind: 'paragraph' as const, start: 30, end: text.length },
    ]
    const { sents } = analyse({ ...report(text), blocks }, models)
    expect(sents.map((sent) => sent.blockIdx)).toEqual([0, 2, 2])
  })

  test('a dateline is parsed apart from the sentence that it opens', () => {
    const text = 'SEOUL, Feb. 1 (Yonhap) -- South Korea on Tuesday rejected the offer.'
    const dateline = { place: 'Seoul', span: { start: 0, end: 25 } }
    const { tokens, sents } = analyse({ ...report(text), dateline }, models)
    expect(sents).toHaveLength(1)
    expect(tokens.find((token) => token.head === -1)?.form).toBe('rejected')
    expect(tokens.find((token) => token.form === 'Korea')?.deprel).toBe('nsubj')
  })

  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.string({ unit: 'grapheme', maxLength: 300 }),
    fc
      .array(
        fc.constantFrom(
          'U.S.',
          'He',
          'said',
          '.',
          ' ',
          '“',
          '”',
          "n't",
          '’s',
          '\ud800',
          '\n',
          '5',
          '-',
          'Kim',
          '...',
          '(',
          ')',
        ),
      )
      .map((parts) => parts.join('')),
  )

  test('tokens and gaps tile any text, sentences hold them, heads form a tree', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { tokens, sents } = analyse(report(text), models)
        let at = 0
        for (const token of tokens) {
          expect(token.start).toBeGreaterThanOrEqual(at)
          expect(token.end).toBeGreaterThan(token.start)
          expect(text.slice(at, token.start)).toMatch(/^[\s\u0085\u180e\u200b\u2060\ufeff\p{Cc}]*$/u)
          at = token.end
        }
        expect(text.slice(at)).toMatch(/^[\s\u0085\u180e\u200b\u2060\ufeff\p{Cc}]*$/u)
        for (const sent of sents) {
          const within = tokens.slice(sent.firstTokenIdx, sent.endTokenIdx)
          expect(within[0]!.start).toBe(sent.start)
          expect(within.at(-1)!.end).toBe(sent.end)
          expect(within.filter((token) => token.head === -1)).toHaveLength(1)
          for (const token of within) expect(reachesRoot(tokens, tokens.indexOf(token), within.length)).toBe(true)
        }
      }),
      { seed: 7, numRuns: 150 },
    )
  })

  test('the same text gives the same analysis', () => {
    const text = 'Blinken on Tuesday condemned the tests. “We will respond,” he said.'
    expect(analyse(report(text), models)).toEqual(analyse(report(text), models))
  })

  test('what is remembered of words changes nothing that is found', () => {
    const fresh = () => readLanguageModels(files)
    const text = 'The envoy left Baghdad. Telecommunications experts shot down the internationally known plan, he said.'
    const first = analyse(report(text), fresh())
    const used = fresh()
    const others = Array.from({ length: 3000 }, (_, i) => `Word${i.toString(36)} ran by xx${i}y and z${i}z.`).join(' ')
    for (const other of [text, others, `${'x'.repeat(5000)} ran. ${text}`, 'the '.repeat(9000), others])
      analyse(report(other), used)
    expect(analyse(report(text), used)).toEqual(first)
    expect(analyse(report(text), used)).toEqual(first)
  })

  test('a sentence of 10,000 words is told and takes linear time', () => {
    const read = (n: number) => {
      const text = `${'the old minister of Ghana said that '.repeat(n)}he left.`
      const before = process.cpuUsage().user
      const { sents, problems } = analyse(report(text), models)
      return { sents, problems, time: process.cpuUsage().user - before }
    }
    read(150)
    const few = read(150)
    const many = read(1500)
    expect(many.sents).toHaveLength(1)
    expect(many.problems.map((problem) => problem.code)).toEqual(['long-sentence'])
    expect(many.time).toBeLessThan(30 * few.time + 500_000)
  })
})

function reachesRoot(tokens: readonly { readonly head: number }[], from: number, limit: number): boolean {
  let at = from
  for (let step = 0; step <= limit; step++) {
    if (tokens[at]!.head === -1) return true
    at = tokens[at]!.head
  }
  return false
}

describe('CoNLL-U', () => {
  test('contractions are ranges, spaces are told, entities stand in MISC', () => {
    const text = 'Kim hasn’t left (yet).'
    const found = analyse(report(text), models)
    const ents = [{ label: 'PERSON' as const, firstTokenIdx: 0, endTokenIdx: 1, start: 0, end: 3 }]
    const rows = docToConllu({ report: report(text), ...found, ents })
      .split('\n')
      .filter((line) => /^\d/.test(line))
      .map((line) => line.split('\t'))
    expect(rows.map((row) => [row[0], row[1], row[9]].join(' '))).toEqual([
      '1 Kim NE=B-PERSON',
      '2-3 hasn’t _',
      '2 has _',
      '3 n’t _',
      '4 left _',
      '5 ( SpaceAfter=No',
      '6 yet SpaceAfter=No',
      '7 ) SpaceAfter=No',
      '8 . _',
    ])
  })

  test('given words and sentences are kept exactly', () => {
    const given =
      '1\tDo\t_\n2\tn’t\t_\n3\tU.S.A\t_\n\n1-2\tcan’t\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n1\tca\t_\n2\tn’t\t_\n3\t!\t_\n'
    const sentences = readConllu(given)
    const { report: made, sents, tokens } = analyseTokens(sentences, models)
    expect(tokens.map((token) => token.form)).toEqual(['Do', 'n’t', 'U.S.A', 'ca', 'n’t', '!'])
    expect(made.text).toBe('Do n’t U.S.A can’t! ')
    expect(sents.map((sent) => made.text.slice(sent.start, sent.end))).toEqual(['Do n’t U.S.A', 'can’t!'])
  })
})
