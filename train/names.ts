import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { loadNamesResources, measureGold, measureUner, NAMES_GOLD } from '../eval/names.ts'
import type { Gazetteer } from '../src/annotate/gazetteer.ts'
import { readGazetteer } from '../src/annotate/gazetteer-index.ts'
import { analyseTokens } from '../src/annotate/language/conllu.ts'
import { hashFolded } from '../src/annotate/language/hash.ts'
import { readClusters } from '../src/annotate/language/words.ts'
import { describe } from '../src/annotate/names/describe.ts'
import { gather, makeEvidenceWork } from '../src/annotate/names/evidence.ts'
import { makeForms, type NameLexicons } from '../src/annotate/names/forms.ts'
import { NAME_LABELS, OUTSIDE } from '../src/annotate/names/labels.ts'
import { type NameTables, packNames } from '../src/annotate/names/model.ts'
import { cleaned } from './namesclean.ts'
import { type CrfOptions, type NamesExample, trainCrf } from './namescrf.ts'
import { makeDocument, type NamesDocument, readNamesData } from './namesdata.ts'
import { random } from './random.ts'
import { noteTrained, sumOf } from './trained.ts'
import { readTreebank } from './treebank.ts'

/** The course of the committed weights. */
const DEFAULTS = {
  data: { type: 'string', default: '../shared/data' },
  silver: { type: 'string' },
  out: { type: 'string', default: 'models/names/names.bin' },
  sets: { type: 'string', default: 'ewt-train:1,gum-train:0.5,wikigold:0.5,wikinews:0.5,re3d:0.5' },
  epochs: { type: 'string', default: '7' },
  seeds: { type: 'string', default: '5,6' },
  cutoff: { type: 'string', default: '2' },
  rate: { type: 'string', default: '0.03' },
  decay: { type: 'string', default: '0.05' },
  recased: { type: 'string', default: '0.15' },
  dropout: { type: 'string', default: '0.2' },
  slots: { type: 'string', default: '17' },
} as const

/** `npm run train -- names --data DIR --silver FILE [--out FILE]`. */
export function run(args: readonly string[]): void {
  const { values } = parseArgs({ args: [...args], options: DEFAULTS })
  if (!values.silver)
    throw new Error('name the silver labels: npm run train -- names --silver FILE (see names-silver.py)')
  const gazetteer = loadGazetteer('rules/annotate')
  const documents = readNamesData(values.data, values.silver, gazetteer)
  const weightOf = setWeights(values.sets)
  const heldBack = new Set(NAMES_GOLD.flatMap(readHeldBack))
  const training = documents.filter((doc) => weightOf(doc.set) > 0 && !heldBack.has(doc.id))
  console.log(`${training.length} documents, ${documents.length - training.length} left out`)
  const crf: CrfOptions = {
    epochs: Number(values.epochs), seeds: values.seeds.split(',').map(Number), cutoff: Number(values.cutoff), nSlots: 1 << Number(values.slots),
    rate: Number(values.rate), decay: Number(values.decay), dropout: Number(values.dropout), log: console.log,
  } // biome-ignore format: one record
  const course = { weightOf, recased: Number(values.recased), crf }
  writeFileSync(values.out, packNames(trainNames(training, retagged(training), gazetteer, course)))
  printFigures(values.data, values.out)
  if (values.out === FILE) noteTrained('names', namesCode())
}

const FILE = 'models/names/names.bin'

interface Course {
  /** What the labels of a set count for. */
  readonly weightOf: (set: string) => number
  /** The share of the documents that are learned from in small letters too. */
  readonly recased: number
  readonly crf: CrfOptions
}

/** The tables learned from documents, of which `tagged` have their tags as reports will have them. */
function trainNames(
  documents: readonly NamesDocument[],
  tagged: readonly NamesDocument[],
  gazetteer: Gazetteer,
  { weightOf, recased: share, crf }: Course,
): NameTables {
  const lexicons = buildLexicons(documents, gazetteer)
  const examples = [...tagged, ...recased(tagged, share)].map((document) =>
    exampleOf(document, lexicons, weightOf(document.set)),
  )
  return { weights: trainCrf(examples, crf), innerWords: lexicons.innerWords, nameWords: lexicons.nameWords }
}

/** A sum of what the code makes of the fixture's names without a gazetteer: the same as long as nothing else is learned. */
export function namesCode(): string {
  const gazetteer = readGazetteer(new Map())
  const sentences = readTreebank(join(import.meta.dirname, 'fixture/news.conllu')).map(({ forms, upos }, i) => {
    const spans = upos.flatMap((tag, at) =>
      tag === 'PROPN' ? [{ first: at, end: at + 1, label: NAME_LABELS[(i + at) % 4]! }] : [],
    )
    return { doc: `fixture-${i % 3}`, words: forms, tags: upos, spans }
  })
  const documents = [0, 1, 2].map((k) =>
    makeDocument(
      'fixture',
      cleaned(
        sentences.filter((_, i) => i % 3 === k),
        gazetteer,
      ),
    ),
  )
  const crf = { epochs: 2, seeds: [5, 6], cutoff: 1, nSlots: 1 << 12, rate: 0.03, decay: 0.05, dropout: 0.2 }
  return sumOf(
    DEFAULTS,
    packNames(trainNames(documents, documents, gazetteer, { weightOf: () => 1, recased: 0.5, crf })),
  )
}

function loadGazetteer(folder: string): Gazetteer {
  return readGazetteer(new Map(readdirSync(folder).map((name) => [name, readFileSync(`${folder}/${name}`, 'utf8')])))
}

/** What a tagger takes a strange name for. */
const SLIPS = ['NOUN', 'ADJ', 'VERB', 'X'] as const

/**
 * The documents with tags as reports will have them: our own tagger's, which has learned from the treebanks and would
 * be too good on those; there the teacher's stand, with slips on capitalised words.
 */
function retagged(documents: readonly NamesDocument[]): NamesDocument[] {
  const { language } = loadNamesResources()
  const rng = random(9)
  return documents.map((document) => {
    if (/^(ewt|gum)/u.test(document.set)) {
      const slip = (upos: string, form: string) =>
        /^\p{Lu}/u.test(form) && rng() < 0.05 ? SLIPS[Math.floor(rng() * SLIPS.length)]! : upos
      return { ...document, tokens: document.tokens.map(({ form, upos }) => ({ form, upos: slip(upos, form) })) }
    }
    const given = document.sents.map(({ firstTokenIdx, endTokenIdx }) => ({
      words: document.tokens.slice(firstTokenIdx, endTokenIdx).map(({ form }) => ({ form, spaceAfter: true })),
    }))
    const { tokens } = analyseTokens(given, language)
    return { ...document, tokens: document.tokens.map(({ form }, i) => ({ form, upos: tokens[i]!.upos })) }
  })
}

/** Copies of a share of the documents in small letters, and of half as many in capitals: web text, headlines, datelines. */
function recased(documents: readonly NamesDocument[], share: number): NamesDocument[] {
  const rng = random(3)
  return documents.flatMap((document) => {
    const draw = rng()
    if (draw >= 1.5 * share) return []
    const recase = (form: string) => (draw < share ? form.toLowerCase() : form.toUpperCase())
    return [{ ...document, tokens: document.tokens.map((token) => ({ ...token, form: recase(token.form) })) }]
  })
}

/** The development figures of eval/names.ts with these weights. */
function printFigures(data: string, file: string): void {
  const resources = loadNamesResources(file)
  for (const [set, figures] of [
    ['uner', measureUner(data, resources, 'documents')],
    ['uner as one', measureUner(data, resources, 'one')],
    ['wikinews', measureGold(resources, NAMES_GOLD[0])],
    ['wikinews, scored only', measureGold(resources, NAMES_GOLD[1])],
  ] as const) {
    const cells = [...figures]
      .filter(([label]) => /^(micro|PERSON|ORG|PLACE|NORP)$/u.test(label))
      .map(([label, n]) => {
        const [p, r] = [(100 * n.right) / Math.max(1, n.found), (100 * n.right) / Math.max(1, n.gold)]
        return `${label} ${p.toFixed(1)}/${r.toFixed(1)}=${((2 * p * r) / Math.max(1e-9, p + r)).toFixed(1)}`
      })
    console.log(`${set}: ${cells.join('  ')}`)
  }
}

/** Addresses of the articles that evaluation is made on; nothing is learned from them. */
function readHeldBack(folder: string): string[] {
  const addresses = readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .map((name) => /^# (\S+)/u.exec(readFileSync(`${folder}/${name}`, 'utf8'))?.[1] ?? '')
  return addresses.flatMap((address) => [address, address.replace('org/', 'org//')])
}

function setWeights(text: string): (set: string) => number {
  const weights = new Map(text.split(',').map((part) => [part.split(':')[0]!, Number(part.split(':')[1])]))
  return (set) => weights.get(set) ?? weights.get(set.split('/')[0]!) ?? 0
}

/** Small words that training has inside names, and of those the ones that are part of a name often enough to begin one. */
function buildLexicons(training: readonly NamesDocument[], gazetteer: Gazetteer): NameLexicons {
  const inner = new Map<number, number>()
  const all = new Map<number, number>()
  for (const { tokens, states } of training) {
    tokens.forEach(({ form }, i) => {
      if (/\p{Lu}/u.test(form) || !/\p{L}/u.test(form)) return
      const hash = hashFolded(form, 0, form.length)
      all.set(hash, (all.get(hash) ?? 0) + 1)
      if (states[i] !== OUTSIDE) inner.set(hash, (inner.get(hash) ?? 0) + 1)
    })
  }
  const nameWords = [...inner].filter(([hash, n]) => n >= 0.1 * (all.get(hash) ?? 0)).map(([hash]) => hash)
  for (const name of gazetteer.firstNames) {
    const hash = hashFolded(name, 0, name.length)
    if (name.length > 2 && (all.get(hash) ?? 0) - 2 < 10 * (inner.get(hash) ?? 0)) nameWords.push(hash)
  }
  const innerWords = [...inner].filter(([, n]) => n >= 2).map(([hash]) => hash)
  return {
    gazetteer,
    clusters: readClusters(readFileSync('models/language/words.bin')),
    innerWords: new Set(innerWords),
    nameWords: new Set(nameWords),
  }
}

/** Documents with their own table of forms each, for examples are kept side by side. */
function exampleOf(document: NamesDocument, lexicons: NameLexicons, weight: number): NamesExample {
  const doc = describe(document.tokens, document.sents, makeForms(lexicons))
  return { doc, evidence: gather(doc, makeEvidenceWork()), states: document.states, weight }
}
