import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { plainReport, type Report, reportFromText } from '../src/acquire/index.ts'
import { annotate, type Doc } from '../src/annotate/index.ts'
import { type CodedEvent, code, type Participant } from '../src/code/index.ts'
import type { Resources } from '../src/run.ts'
import { type MarkedSpan, readMarked } from '../test/marked.ts'

/** PLOVER's types of each CAMEO root, and of codes that the contract gives another type than their root's. */
const TYPES_OF_ROOT: Readonly<Record<string, readonly string[]>> = {
  '02': ['REQUEST'], '03': ['AGREE'], '04': ['CONSULT'], '05': ['SUPPORT'], '06': ['COOPERATE'], '07': ['AID'], '08': ['CONCEDE', 'RETREAT'],
  '09': ['ACCUSE'], '10': ['REQUEST'], '11': ['ACCUSE'], '12': ['REJECT'], '13': ['THREATEN'], '14': ['PROTEST'], '15': ['MOBILIZE'], '16': ['SANCTION'],
  '17': ['COERCE'], '18': ['ASSAULT'], '19': ['ASSAULT'], '20': ['ASSAULT'],
} // biome-ignore format: one glance
const TYPES_OF_CODE: Readonly<Record<string, readonly string[]>> = {
  '055': ['CONCEDE'], '056': ['CONCEDE'], '057': ['AGREE'], '116': ['SANCTION'], '1712': ['COERCE', 'ASSAULT'], '175': ['COERCE', 'ASSAULT'], '191': ['COERCE', 'ASSAULT'],
} // biome-ignore format: one glance

interface Act {
  readonly cameo: string
  readonly example: string
  readonly half: (typeof HALVES)[number]
}

const HALVES = [
  'acts-open',
  'acts-kept',
  'plain-open',
  'plain-kept',
  'plain-second-open',
  'plain-second-kept',
  'codebook',
] as const

/**
 * Prints how our own sentences of eval/gold/acts.tsv, plain.tsv and plain-second.tsv and the codebook's examples come out: an event of the right type, with
 * both sides, and the right CAMEO root where the type is right; returns the rows for the frozen table. Only even lines are ever shown.
 */
export function measureActs(resources: Resources, withErrors: boolean): (string | number)[][] {
  const acts = [...readActs(), ...codebookActs(resources)]
  const rows = HALVES.map((half) => {
    const judged = acts.filter((act) => act.half === half).map((act) => judge(act, resources))
    const typed = judged.filter(({ typeFound }) => typeFound)
    return {
      half,
      n: judged.length,
      type: percent(typed.length / judged.length),
      dyad: percent(judged.filter(({ dyadFound }) => dyadFound).length / judged.length),
      root: percent(typed.filter(({ rootFound }) => rootFound).length / Math.max(1, typed.length)),
      code: percent(typed.filter(({ codeFound }) => codeFound).length / Math.max(1, typed.length)),
    }
  })
  console.table(rows)
  if (withErrors) for (const act of acts) if (act.half.endsWith('-open')) printFault(act, resources)
  return rows.map(({ half, n, type, dyad, root, code }) => [half, 'all', n, '', root, code, type, dyad])
}

function judge({ cameo, example }: Act, resources: Resources) {
  const { spans, doc, events } = read(example, resources)
  const typed = events.filter((event) => isOfType(event, cameo))
  const isSided = ({ actors, recipients }: CodedEvent) =>
    spans.every((marked) => [...actors, ...recipients].some((one) => isMarked(doc, one, marked)))
  const isRoot = (event: CodedEvent) => event.cameo.slice(0, 2) === cameo.slice(0, 2)
  return {
    typeFound: typed.length > 0,
    dyadFound: typed.some(isSided),
    rootFound: typed.some(isRoot),
    codeFound: typed.some((event) => event.cameo === cameo),
  }
}

/** Whether a participant's words overlap the marked ones; "it" is whom it stands for. */
function isMarked({ mentions }: Doc, { span, entity, resolvedBy }: Participant, { start, end }: MarkedSpan): boolean {
  if (span.start < end && start < span.end) return true
  if (resolvedBy !== 'pronoun') return false
  return mentions.some(
    (one) => one.start < end && start < one.end && one.referentIdxs.some((referentIdx) => entity === `e${referentIdx}`),
  )
}

function isOfType({ eventType }: CodedEvent, cameo: string): boolean {
  return (TYPES_OF_CODE[cameo] ?? TYPES_OF_ROOT[cameo.slice(0, 2)] ?? []).includes(eventType)
}

interface Read {
  readonly spans: readonly MarkedSpan[]
  readonly doc: Doc
  readonly events: readonly CodedEvent[]
}

function read(example: string, resources: Resources): Read {
  const { text, spans } = readMarked(example)
  const doc = annotate(reportOf(text), resources.annotate)
  return { spans, doc, events: code(doc, resources.code).events }
}

/** The report that one sentence is; a dateline before it is read as one. */
function reportOf(text: string): Report {
  if (!/^\p{Lu}{3}/u.test(text)) return plainReport(text, 'act', '2024-03-08')
  return reportFromText(text, { origin: 'act', published: '2024-03-08' })
}

function printFault(act: Act, resources: Resources): void {
  const { typeFound, dyadFound, rootFound } = judge(act, resources)
  if (typeFound && dyadFound && rootFound) return
  const coded = read(act.example, resources).events.map(
    ({ eventType, rule, actors, recipients }) =>
      `${eventType} (${rule}) ${actors.map(({ name }) => name).join('+')} > ${recipients.map(({ name }) => name).join('+')}`,
  )
  console.log(
    [typeFound ? (rootFound ? 'sides' : 'root') : 'type', act.cameo, act.example, coded.join('; ')].join('\t'),
  )
}

function readActs(): Act[] {
  return [
    ...readLines('acts.tsv', 'acts-open', 'acts-kept'),
    ...readLines('plain.tsv', 'plain-open', 'plain-kept'),
    ...readLines('plain-second.tsv', 'plain-second-open', 'plain-second-kept'),
  ]
}

/** The acts of a file of eval/gold/: `open` of its even lines, `kept` of its odd ones, the first line being 1. */
function readLines(file: string, open: Act['half'], kept: Act['half']): Act[] {
  return readFileSync(join(import.meta.dirname, 'gold', file), 'utf8')
    .split('\n')
    .map((line, idx) => ({ line, half: idx % 2 === 1 ? open : kept }))
    .filter(({ line }) => line !== '' && !line.startsWith('#'))
    .map(({ line, half }) => {
      const [cameo, example] = line.split('\t')
      return { cameo: cameo!, example: example!, half }
    })
}

function codebookActs({ code: { codebook } }: Resources): Act[] {
  return codebook.entries
    .filter(({ gives }) => gives.eventType !== 'NONE')
    .flatMap(({ gives: { cameo }, yes }) => yes.map((example) => ({ cameo, example, half: 'codebook' as const })))
}

const percent = (x: number) => Math.round(x * 1000) / 10
