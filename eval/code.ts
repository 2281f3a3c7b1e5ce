import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { plainReport } from '../src/acquire/index.ts'
import { annotate } from '../src/annotate/index.ts'
import { type CodedEvent, code, codePair } from '../src/code/index.ts'
import { loadResources, type Resources } from '../src/run.ts'
import { measureActs } from './acts.ts'

interface Labelled {
  readonly id: string
  readonly text: string
  readonly type: string
  readonly actor: string
  readonly recipient: string
}

const FROZEN = join(import.meta.dirname, 'code-frozen.tsv')
const HEAD = 'half\ttype\tn\tpair_p\tpair_r\tpair_f1\ttype_found\tdyad_found'

/**
 * `npm run eval -- code [FILE] [--errors] [--freeze]`: measures the codebook on labelled sentences (PLOVER root between two named parties): with the parties given, with nothing given,
 * and with actor and recipient to be found. Even ids are developed on; odd ids are looked at only as a score. Then the CAMEO codes of
 * our own sentences, likewise.
 */
export async function run(args: readonly string[]): Promise<void> {
  const [file = '../shared/eval/plv_train.jsonl'] = args.filter((arg) => !arg.startsWith('--'))
  const resources = loadResources()
  const sentences = readLabelled(file)
  const frozen = [HEAD]
  for (const [name, parity] of [
    ['even', 0],
    ['odd', 1],
  ] as const) {
    const half = sentences.filter(({ id }) => Number(id.split('-').at(-1)) % 2 === parity)
    const results = half.map((sentence) => judge(sentence, resources))
    console.log(`${name} ids, ${half.length} sentences`)
    frozen.push(...printTypes(results).map((row) => [name, ...row].join('\t')))
    if (parity === 0 && args.includes('--errors')) writeErrors(results)
  }
  frozen.push(...measureActs(resources, args.includes('--errors')).map((row) => row.join('\t')))
  if (args.includes('--freeze')) writeFileSync(FROZEN, `${frozen.join('\n')}\n`)
}

interface Judged {
  readonly sentence: Labelled
  readonly pair: string | undefined
  readonly events: readonly CodedEvent[]
  readonly nWrong: number
  readonly typeFound: boolean
  readonly dyadFound: boolean
}

function judge(sentence: Labelled, resources: Resources): Judged {
  const doc = annotate(plainReport(sentence.text, sentence.id), resources.annotate)
  const span = (text: string) => {
    const start = Math.max(0, sentence.text.indexOf(text))
    return { start, end: start + text.length }
  }
  const pair = codePair(doc, span(sentence.actor), span(sentence.recipient), resources.code)
  const { events } = code(doc, resources.code)
  const right = events.filter((event) => merged(event.eventType) === sentence.type || labelOf(event) === sentence.type)
  const isNamed = ({ actors, recipients }: CodedEvent, side: string) => {
    const { start, end } = span(side)
    // "it" is whom it stands for.
    return [...actors, ...recipients].some(
      (one) =>
        (one.span.start < end && start < one.span.end) ||
        (one.resolvedBy === 'pronoun' && (side.includes(one.name) || one.name.includes(side))),
    )
  }
  const dyads = right.filter((event) => isNamed(event, sentence.actor) && isNamed(event, sentence.recipient))
  return {
    sentence,
    pair: pair && merged(pair),
    events,
    nWrong: events.length - right.length,
    typeFound: right.length > 0,
    dyadFound: dyads.length > 0,
  }
}

const merged = (type: string) => (type === 'CONCEDE' || type === 'RETREAT' ? 'YIELD' : type)

/**
 * The labels follow CAMEO's roots, where an accord signed is 05 and sanctions are 163, a cooperative act that is yet to come is an
 * agreement and a hostile one a threat.
 */
function labelOf({ cameo, eventType, status }: CodedEvent): string {
  if (cameo.startsWith('057')) return 'SUPPORT'
  if (status === 'planned' && /^(04|06|07|08)/.test(cameo)) return 'AGREE'
  if (status === 'planned' && /^(14|16|17|18|19|20)/.test(cameo)) return 'THREATEN'
  return cameo.startsWith('163') ? 'COERCE' : merged(eventType)
}

/** Prints the scores and returns their rows for the frozen table. */
function printTypes(results: readonly Judged[]): (string | number)[][] {
  const types = [...new Set(results.map(({ sentence }) => sentence.type))].sort()
  const rows = types.map((type) => {
    const gold = results.filter(({ sentence }) => sentence.type === type)
    const given = results.filter(({ pair }) => pair === type)
    const hit = gold.filter(({ pair }) => pair === type).length
    const [p, r] = [hit / Math.max(1, given.length), hit / gold.length]
    return {
      type,
      n: gold.length,
      p: percent(p),
      r: percent(r),
      f1: percent(hit === 0 ? 0 : (2 * p * r) / (p + r)),
      found: share(gold, 'typeFound'),
      dyad: share(gold, 'dyadFound'),
    }
  })
  console.table(rows)
  const macro = rows.reduce((sum, { f1 }) => sum + f1, 0) / rows.length
  const all = [
    'macro',
    results.length,
    '',
    '',
    macro.toFixed(1),
    share(results, 'typeFound'),
    share(results, 'dyadFound'),
  ]
  const silent = results.filter(({ pair }) => pair === undefined).length
  console.log(`pairs: macro-F1 ${macro.toFixed(1)}, no answer ${silent}`)
  console.log(`nothing given: type ${scores(results, 'typeFound')}; dyad and type ${scores(results, 'dyadFound')}`)
  return [...rows.map((row) => Object.values(row)), all]
}

const share = (results: readonly Judged[], key: 'typeFound' | 'dyadFound') =>
  percent(results.filter((one) => one[key]).length / results.length)

/** One gold act a sentence; each coded event that is not it counts against precision. */
function scores(results: readonly Judged[], key: 'typeFound' | 'dyadFound'): string {
  const hits = results.filter((one) => one[key]).length
  const coded = results.reduce(
    (sum, one) => sum + Math.max(one.events.length > 0 ? 1 : 0, one.nWrong + (one[key] ? 1 : 0)),
    0,
  )
  const [p, r] = [hits / coded, hits / results.length]
  return `P ${percent(p)} R ${percent(r)} F1 ${percent((2 * p * r) / (p + r))}`
}

const percent = (x: number) => Math.round(x * 1000) / 10

function writeErrors(results: readonly Judged[]): void {
  const lines = results
    .filter(({ pair, sentence }) => pair !== sentence.type)
    .map(({ sentence, pair, events }) =>
      [
        sentence.id,
        sentence.type,
        pair ?? '-',
        events.map(({ eventType, rule }) => `${eventType}:${rule}`).join(' '),
        `[${sentence.actor}] [${sentence.recipient}]`,
        sentence.text,
      ].join('\t'),
    )
  mkdirSync('eval/runs', { recursive: true })
  writeFileSync('eval/runs/code-errors.tsv', `${lines.join('\n')}\n`)
}

function readLabelled(file: string): Labelled[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const { id, text, events } = JSON.parse(line) as {
        id: string
        text: string
        events: { plover: string; source: string; target: string }[]
      }
      const first = events[0]!
      return { id, text, type: first.plover, actor: first.source, recipient: first.target }
    })
}
