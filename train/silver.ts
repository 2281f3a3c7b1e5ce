import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readWikinews } from '../eval/precision/wikinews.ts'
import { type Report, reportFromText } from '../src/acquire/index.ts'
import { annotate, type Doc } from '../src/annotate/index.ts'
import { loadResources } from '../src/run.ts'
import { asTeacherReads, OWN, type Own, taught } from './silvertree.ts'
import { parseTreebank, readTreebank } from './treebank.ts'

/**
 * `npm run train -- silver --data DIR --write PREFIX`: the sentences of news and of readouts whose licences allow it, cut into words:
 * PREFIX.txt for the teacher, a sentence a line, and PREFIX.jsonl with what our own models make of them.
 *
 * `npm run train -- silver --read PREFIX --trees FILE --second FILE --treebank DIR --out FILE`: the teacher's trees in the treebanks' habits.
 * A sentence is taken where the teacher and a second parser agree on most heads.
 */
export function run(args: readonly string[]): void {
  const { values } = parseArgs({
    args: [...args],
    options: {
      data: { type: 'string', default: '../shared/data' },
      write: { type: 'string' },
      read: { type: 'string' },
      trees: { type: 'string' },
      second: { type: 'string' },
      treebank: { type: 'string', default: '../shared/data/ud' },
      out: { type: 'string' },
    },
  })
  if (values.write) {
    writeSentences(values.data, values.write)
    return
  }
  const { read, trees, second, out } = values
  if (!read || !trees || !second || !out)
    throw new Error('name --write PREFIX, or --read PREFIX --trees FILE --second FILE --out FILE')
  const own = readFileSync(`${read}.jsonl`, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Own)
  const treebank = ['en_ewt-train.conllu', 'en_gum-train.conllu'].flatMap((name) =>
    readTreebank(join(values.treebank, name)),
  )
  const lines = taught(
    own,
    parseTreebank(readFileSync(trees, 'utf8')),
    parseTreebank(readFileSync(second, 'utf8')),
    treebank,
  )
  writeFileSync(out, `${lines.join('\n')}\n`)
}

/** Folders of re3d whose licence allows shipped weights (public domain, OGL 3.0, CC BY 3.0 AU, CC BY-SA 3.0). */
const RE3D = [
  'CENTCOM',
  'US State Department',
  'UK Government',
  'Australian Department of Foreign Affairs',
  'Wikipedia',
]
const SHORTEST = 5
const LONGEST = 55

function writeSentences(data: string, prefix: string): void {
  const resources = loadResources()
  const forms: string[] = []
  const rows: string[] = []
  for (const report of texts(data)) {
    const doc = annotate(report, resources.annotate)
    for (const own of sentencesOf(doc)) {
      forms.push(asTeacherReads(own).join(' '))
      rows.push(JSON.stringify(own))
    }
  }
  writeFileSync(`${prefix}.txt`, `${forms.join('\n')}\n`)
  writeFileSync(`${prefix}.jsonl`, `${rows.join('\n')}\n`)
  console.log(`${rows.length} sentences, ${forms.join(' ').split(' ').length} words`)
}

/** Our own news, Wikinews without the half that is only scored, official texts of re3d, and the sentences of wikigold. */
function texts(data: string): Report[] {
  const news = readWikinews(join(data, 'unlabelled')).filter(({ half }) => half === 'open')
  const official = RE3D.flatMap((folder) =>
    readFileSync(join(data, 'ner', 're3d', folder, 'documents.json'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { _id: string; text: string })
      .map(({ _id, text }) => reportFromText(text, { origin: _id })),
  )
  const encyclopedia = readFileSync(join(data, 'ner', 'wikigold.conll.txt'), 'utf8')
    .split('-DOCSTART- O')
    .map((part, i) => reportFromText(part.trim().split('\n\n').map(joined).join('\n\n'), { origin: `wikigold-${i}` }))
  return [...ownTexts(), ...news.map(({ report }) => report), ...official, ...encyclopedia]
}

/** Sentences written for the parser to learn from, a line each in `train/news/`, and the examples of the codebook without their marks. */
function ownTexts(): Report[] {
  const written = readdirSync(NEWS)
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .map((name) => [name, readFileSync(join(NEWS, name), 'utf8').trimEnd().split('\n')] as const)
  const examples = loadResources().code.codebook.entries.flatMap(({ yes, no }) =>
    [...yes, ...no].map((line) => line.replace(/\{\w+:([^}]*)\}/g, '$1')),
  )
  return [...written, ['codebook', examples] as const].map(([name, lines]) =>
    reportFromText(['News', ...lines].join('\n\n'), { origin: `${OWN}${name}` }),
  )
}

const NEWS = join(import.meta.dirname, 'news')

/** The words of one sentence a line, put together as they are printed. */
function joined(lines: string): string {
  const text = lines
    .split('\n')
    .map((line) => line.split(' ')[0])
    .join(' ')
  return text
    .replace(/ (n't|'\w+|[,.;:?!)\]%])(?= |$)/g, '$1')
    .replace(/([([$]) /g, '$1')
    .replace(/`` ?| ?''/g, '"')
}

function sentencesOf(doc: Doc): Own[] {
  return doc.sents.flatMap(({ firstTokenIdx: first, endTokenIdx: end, blockIdx }) => {
    const tokens = doc.tokens.slice(first, end)
    if (doc.report.blocks[blockIdx]?.kind !== 'paragraph' || tokens.length < SHORTEST || tokens.length > LONGEST)
      return []
    if (tokens.some(({ form }) => form === '' || /\s/.test(form))) return []
    const persons = doc.ents
      .filter((ent) => ent.label === 'PERSON' && ent.firstTokenIdx >= first && ent.endTokenIdx <= end)
      .map((ent) => [ent.firstTokenIdx - first, ent.endTokenIdx - first] as const)
    return [
      {
        doc: doc.report.origin,
        forms: tokens.map(({ form }) => form),
        lemmas: tokens.map(({ lemma }) => lemma),
        upos: tokens.map(({ upos }) => upos),
        feats: tokens.map(({ feats }) => feats),
        hyphens: tokens.flatMap(({ form, start, end }, i) =>
          form === '-' && tokens[i - 1]?.end === start && tokens[i + 1]?.start === end ? [i] : [],
        ),
        heads: tokens.map(({ head }) => (head < 0 ? -1 : head - first)),
        deprels: tokens.map(({ deprel }) => deprel),
        persons,
      },
    ]
  })
}
