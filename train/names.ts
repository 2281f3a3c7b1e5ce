import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type Gazetteer, readGazetteer } from '../src/annotate/gazetteer.ts'
import { hashFolded } from '../src/annotate/language/hash.ts'
import { readClusters } from '../src/annotate/language/words.ts'
import { decode, spansOf } from '../src/annotate/names/decode.ts'
import { describe, type NameLexicons } from '../src/annotate/names/describe.ts'
import { gather } from '../src/annotate/names/evidence.ts'
import { NAME_LABELS, OUTSIDE, opens } from '../src/annotate/names/labels.ts'
import { type NameTables, packNames } from '../src/annotate/names/model.ts'
import { type CrfOptions, type NamesExample, trainCrf } from './namescrf.ts'
import { type NamesDocument, readNamesData } from './namesdata.ts'

/** `npm run train -- names --data DIR --silver FILE [--out FILE]`. */
export function run(args: readonly string[]): void {
  const options = {
    data: { type: 'string', default: '../shared/data' },
    silver: { type: 'string' },
    out: { type: 'string', default: 'models/names/names.bin' },
    sets: { type: 'string', default: 'ewt-train:1,gum-train:1,wikigold:1,wikinews:0.5,re3d:0.5' },
    epochs: { type: 'string', default: '8' },
    cutoff: { type: 'string', default: '2' },
    rate: { type: 'string', default: '0.2' },
    decay: { type: 'string', default: '0.02' },
    slots: { type: 'string', default: '18' },
  } as const
  const { values } = parseArgs({ args: [...args], options })
  if (!values.silver)
    throw new Error('name the silver labels: npm run train -- names --silver FILE (see names-silver.py)')
  const gazetteer = loadGazetteer('rules/annotate')
  const documents = readNamesData(values.data, values.silver, gazetteer)
  const weightOf = setWeights(values.sets)
  const training = documents.filter((doc) => weightOf(doc.set) > 0)
  const lexicons = buildLexicons(training, gazetteer)
  const examples = training.map((document) => exampleOf(document, lexicons, weightOf(document.set)))
  const crf: CrfOptions = {
    epochs: Number(values.epochs), cutoff: Number(values.cutoff), nSlots: 1 << Number(values.slots),
    rate: Number(values.rate), decay: Number(values.decay), log: console.log,
  } // biome-ignore format: one record
  const model: NameTables = {
    passes: [trainCrf(examples, crf)],
    innerWords: lexicons.innerWords,
    nameWords: lexicons.nameWords,
  }
  for (const set of ['ewt-dev', 'gum-dev']) report(set, documents, model, lexicons)
  writeFileSync(values.out, packNames(model))
}

function loadGazetteer(folder: string): Gazetteer {
  return readGazetteer(new Map(readdirSync(folder).map((name) => [name, readFileSync(`${folder}/${name}`, 'utf8')])))
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
  const innerWords = [...inner].filter(([, n]) => n >= 2).map(([hash]) => hash)
  return {
    gazetteer,
    clusters: readClusters(readFileSync('models/language/words.bin')),
    innerWords: new Set(innerWords),
    nameWords: new Set(nameWords),
  }
}

function exampleOf(document: NamesDocument, lexicons: NameLexicons, weight: number): NamesExample {
  const doc = describe(document.tokens, document.sents, lexicons)
  return { doc, evidence: gather(doc), states: document.states, weight }
}

/** Prints precision, recall and F1 by label, and micro over PERSON, ORG and places as one label. */
function report(set: string, documents: readonly NamesDocument[], model: NameTables, lexicons: NameLexicons): void {
  const counts = new Map<string, [right: number, found: number, gold: number]>()
  const count = (label: string, at: 0 | 1 | 2): void => {
    const cell = counts.get(label) ?? [0, 0, 0]
    cell[at] += 1
    counts.set(label, cell)
  }
  for (const document of documents.filter((doc) => doc.set === set)) {
    const doc = describe(document.tokens, document.sents, lexicons)
    const found = decode(doc, gather(doc), model.passes[0]!)
    const gold = keysOf(document.states)
    const keys = keysOf(found)
    for (const key of gold) for (const label of labelsOf(key)) count(label, 2)
    for (const key of keys) {
      for (const label of labelsOf(key)) {
        count(label, 1)
        if (gold.has(key)) count(label, 0)
      }
    }
    const merge = (from: Set<string>) => new Set([...from].map((key) => key.replace(/ (GPE|LOC|FAC)$/u, ' PLACE')))
    const [goldMerged, foundMerged] = [merge(gold), merge(keys)]
    for (const key of goldMerged) if (!key.endsWith('NORP')) count('micro', 2)
    for (const key of goldMerged) if (key.endsWith('PLACE')) count('PLACE', 2)
    for (const key of foundMerged) {
      if (key.endsWith('PLACE')) count('PLACE', 1)
      if (key.endsWith('PLACE') && goldMerged.has(key)) count('PLACE', 0)
      if (key.endsWith('NORP')) continue
      count('micro', 1)
      if (goldMerged.has(key)) count('micro', 0)
    }
  }
  for (const [label, [right, found, gold]] of counts) {
    const [p, r] = [(100 * right) / Math.max(1, found), (100 * right) / Math.max(1, gold)]
    console.log(
      `${set}\t${label}\t${gold}\tP ${p.toFixed(1)}\tR ${r.toFixed(1)}\tF ${((2 * p * r) / Math.max(1e-9, p + r)).toFixed(1)}`,
    )
  }
}

function labelsOf(key: string): string[] {
  return [key.split(' ')[2]!]
}

function keysOf(states: Uint8Array): Set<string> {
  const keys = new Set<string>()
  if (opens(OUTSIDE)) throw new Error('a name cannot open outside')
  spansOf(states, (first, end, label) => keys.add(`${first} ${end} ${NAME_LABELS[label]}`))
  return keys
}
