import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { countryByCode, entriesFor, matchNames, titleAt } from './gazetteer.ts'
import { readGazetteer } from './gazetteer-index.ts'

const FOLDER = 'rules/annotate'
const FILES = [
  'agents.tsv', 'armed-groups.tsv', 'cities.tsv', 'countries.tsv', 'first-names.tsv', 'organizations.tsv',
  'peoples.tsv', 'places.tsv', 'titles.tsv',
] // biome-ignore format: one glance
const texts = new Map(FILES.map((name) => [name, readFileSync(`${FOLDER}/${name}`, 'utf8')]))
const gazetteer = readGazetteer(texts)

test.each(FILES)('%s has a provenance line, a header and unique keys', (name) => {
  expect(readdirSync(FOLDER)).toContain(name)
  const lines = (texts.get(name) ?? '').split('\n').filter(Boolean)
  expect(lines[0]).toMatch(/^# /u)
  const rows = lines.filter((line) => !line.startsWith('#')).slice(1)
  const nKeyCells = name === 'cities.tsv' || name === 'places.tsv' ? 4 : 1
  const keys = rows.map((row) => {
    const cells = row.split('\t')
    return name === 'organizations.tsv' ? `${cells[0]}|${cells[1]}|${cells[5]}` : cells.slice(0, nKeyCells).join('|')
  })
  expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([])
})

test('codes are three capital letters for states, and every country of a row is known', () => {
  const known = new Set(gazetteer.countries.keys())
  for (const code of known) {
    if (gazetteer.countries.get(code)?.kind === 'country') expect(code).toMatch(/^[A-Z]{3}$/u)
  }
  for (const [name, text] of texts) {
    const rows = text.split('\n').filter((line) => line && !line.startsWith('#'))
    const column = rows[0]?.split('\t').indexOf('country') ?? -1
    if (column < 0) continue
    for (const row of rows.slice(1)) {
      for (const code of (row.split('\t')[column] ?? '').split('|').filter(Boolean)) {
        expect(known.has(code), `${name}: ${row}`).toBe(true)
      }
    }
  }
})

test.each([
  ['North Korea', 'PRK', 'name'],
  ['the DPRK', 'PRK', 'abbreviation'],
  ['S. Korean', 'KOR', 'adjective'],
  ['Emirati', 'ARE', 'adjective'],
  ['the Kremlin', 'RUS', 'seat'],
  ['Élysée Palace', 'FRA', 'seat'],
  ['Downing Street', 'GBR', 'seat'],
  ['the Blue House', 'KOR', 'seat'],
  ['Kyiv', 'UKR', 'capital'],
  ['the North', 'PRK', 'nickname'],
  ['Soviet Union', 'SUN', 'name'],
  ['Kosovar', 'XKX', 'adjective'],
  ['Taiwanese', 'TWN', 'adjective'],
])('%s names the country %s as its %s', (phrase, country, how) => {
  expect(entriesFor(gazetteer, phrase)[0]).toMatchObject({ kind: 'country', country, how })
})

test.each([
  ['UN Security Council', { country: 'UN' }],
  ['NATO', { country: 'NATO' }],
  ['the Pentagon', { country: 'USA', sector: 'MIL' }],
  ['Foggy Bottom', { country: 'USA', how: 'nickname', name: 'State Department' }],
  ['FSB', { country: 'RUS', sector: 'SPY' }],
  ['Hezbollah', { country: 'LBN', sector: 'REB', kind: 'group' }],
  ['al-Shabaab', { country: 'SOM', sector: 'REB' }],
  ['KCNA', { country: 'PRK', sector: 'JRN' }],
  ['Knesset', { country: 'ISR', sector: 'LEG' }],
  ['IRGC', { country: 'IRN', sector: 'MIL' }],
  ['Idlib', { country: 'SYR' }],
  ['Strait of Hormuz', { how: 'water', label: 'LOC' }],
])('%s is known', (phrase, expected) => {
  expect(entriesFor(gazetteer, phrase)[0]).toMatchObject(expected)
})

test.each(['Georgia', 'the South', 'Jordan', 'Congress', 'Supreme Court'])('%s is ambiguous', (phrase) => {
  expect(entriesFor(gazetteer, phrase)[0]?.isAmbiguous).toBe(true)
})

test.each(['reading', 'mobile', 'nice', 'us', 'who', 'turkey', 'The', 'March', 'it'])('%s names nothing', (phrase) => {
  expect(entriesFor(gazetteer, phrase)).toEqual([])
})

test('every country has its own code and a name, and most a capital', () => {
  expect(countryByCode(gazetteer, 'JPN')).toMatchObject({ name: 'Japan', cow: 740, capitals: ['Tokyo'] })
  expect(gazetteer.countries.size).toBeGreaterThan(280)
})

test('titles are found before names', () => {
  const tokens = 'First Vice Foreign Minister Choi'.split(' ').map((form) => ({ form }))
  expect(titleAt(gazetteer, tokens, 0, tokens.length)?.endTokenIdx).toBe(4)
})

test('matches without overlap in text order', () => {
  const tokens = 'US and South Korean troops met U.N. envoys in St. Petersburg , Russia'
    .split(' ')
    .map((form) => ({ form }))
  expect(matchNames(gazetteer, tokens).map((m) => [m.firstTokenIdx, m.entries[0]?.country])).toEqual([
    [0, 'USA'],
    [2, 'KOR'],
    [6, 'UN'],
    [9, 'RUS'],
    [12, 'RUS'],
  ])
})
