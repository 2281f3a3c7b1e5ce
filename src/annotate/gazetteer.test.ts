import { expect, test } from 'vitest'
import { agentAt, countryByCode, entriesFor, matchNames, titleAt } from './gazetteer.ts'
import { compileGazetteer, readGazetteer } from './gazetteer-index.ts'

const FILES = new Map([
  [
    'countries.tsv',
    'code\tcow\tname\tabbreviations\tadjectives\tdemonyms\tcapitals\tseats\tnicknames\n' +
      'PRK\t731\tNorth Korea\tDPRK\tNorth Korean|N. Korean\tNorth Koreans\tPyongyang\t\tthe North?\n' +
      "CIV\t437\tCôte d'Ivoire\t\tIvorian\tIvorians\tYamoussoukro\t\t\n" +
      'USA\t2\tUnited States\tU.S.\tAmerican\tAmericans\tWashington?\tWhite House\t\n',
  ],
  ['armed-groups.tsv', 'name\tcountry\tsector\tlabel\nal-Qaeda\tAFG|PAK\tREB\tORG\n'],
  ['organizations.tsv', 'id\tname\tabbreviations\tcountry\nnato\tNorth Atlantic Treaty Organization\tNATO\tNATO\n'],
  ['places.tsv', 'name\thow\tcountry\tlabel\nThe National?\tregion\tUSA\tLOC\n'],
  ['titles.tsv', 'title\tvariants\ttype\tsector\nforeign minister\tFM\toffice\tGOV\n'],
  ['agents.tsv', 'noun\tkind\tsector\tequipment\nfighter jet\tgroup\tMIL\tyes\n'],
])
const gazetteer = readGazetteer(FILES)
const tokensOf = (text: string) => text.split(' ').map((form) => ({ form }))

test.each([
  ['DPRK', 'PRK', 'abbreviation'],
  ['N. Korean', 'PRK', 'adjective'],
  ['PYONGYANG', 'PRK', 'capital'],
  ["North Korea's", 'PRK', 'name'],
  ['North Korea’s', 'PRK', 'name'],
  ['Cote d’Ivoire', 'CIV', 'name'],
  ['the U.S.', 'USA', 'abbreviation'],
  ['US', 'USA', 'abbreviation'],
  ['al - Qaeda', 'AFG', 'name'],
  ['al-Qaeda', 'AFG', 'name'],
  ['the White House', 'USA', 'seat'],
])('reads %s as %s', (phrase, country, how) => {
  expect(entriesFor(gazetteer, phrase)[0]).toMatchObject({ country, how })
})

test.each(['us', 'north korea', 'Korea', '-', '', 'North'])('finds nothing in %j', (phrase) => {
  expect(entriesFor(gazetteer, phrase)).toEqual([])
})

test('takes the longest name and leaves its article unless the form needs it', () => {
  const tokens = tokensOf('The North and the NATO envoy left North Korea .')
  expect(matchNames(gazetteer, tokens).map((m) => [m.firstTokenIdx, m.endTokenIdx])).toEqual([
    [0, 2],
    [4, 5],
    [7, 9],
  ])
})

test('takes a title that begins with an article for one only where it stands as such', () => {
  const found = (text: string) => matchNames(gazetteer, tokensOf(text)).length
  expect(['The National said so', 'The National Police said', 'the National said'].map(found)).toEqual([1, 0, 0])
})

test('finds titles and agents in any case and number', () => {
  expect(titleAt(gazetteer, tokensOf('Foreign Minister Ng'), 0, 3)?.endTokenIdx).toBe(2)
  const jets = [{ form: 'fighter' }, { form: 'jets', lemma: 'jet' }]
  expect(agentAt(gazetteer, jets, 0, 2)?.entries[0]).toMatchObject({ sector: 'MIL', isEquipment: true })
})

test('tells countries and bodies by code', () => {
  expect(countryByCode(gazetteer, 'PRK')).toMatchObject({ name: 'North Korea', cow: 731 })
  expect(countryByCode(gazetteer, 'NATO')).toMatchObject({ kind: 'organization' })
})

test('names file and line of a bad row', () => {
  expect(() => readGazetteer(new Map([['titles.tsv', 'title\ttype\nking\troyal\n']]))).toThrow('titles.tsv:2')
})

test('is the same compiled', () => {
  const compiled = readGazetteer(new Map([['gazetteer.jsonl', compileGazetteer(FILES)]]))
  for (const phrase of ['the North', "Cote d'Ivoire", 'al-Qaeda', 'North Atlantic Treaty Organization', 'Korea'])
    expect(entriesFor(compiled, phrase)).toEqual(entriesFor(gazetteer, phrase))
  expect(titleAt(compiled, tokensOf('Foreign Minister Ng'), 0, 3)).toEqual(
    titleAt(gazetteer, tokensOf('Foreign Minister Ng'), 0, 3),
  )
  expect(compiled.countries).toEqual(gazetteer.countries)
})

test('says that a compiled file is cut short', () => {
  const [head] = compileGazetteer(FILES).split('\n')
  expect(() => readGazetteer(new Map([['gazetteer.jsonl', `${head}\n`]]))).toThrow('npm run build')
})
