import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as chrono from 'chrono-node'
import type { Report } from '../src/acquire/index.ts'
import type { ParsedDoc } from '../src/annotate/doc.ts'
import { analyse, type LanguageModels, readLanguageModels } from '../src/annotate/language/analyse.ts'
import { findTimes } from '../src/annotate/times/find.ts'
import { plainDoc, shippedRules } from '../test/times.ts'

// Time expressions on TimeBank and AQUAINT (TimeML), by the rules of TempEval-3: a span is right if it is the gold one
// (strict) or overlaps it (relaxed); a value is right if it is the gold one to the letter on a relaxed match. The document
// creation time is given and not counted. The last column forgives notation: TimeBank writes one year as 1948 and as
// 1948-XX, one week as 2000-W07 and as 2000-W7, and clock times without the zone that the text names.

interface Expression {
  readonly start: number
  readonly end: number
  readonly type: string
  readonly value: string
}

interface GoldDoc {
  readonly name: string
  readonly dct: string
  readonly text: string
  readonly gold: readonly Expression[]
}

interface Tally {
  nGold: number
  nFound: number
  nStrict: number
  nRelaxed: number
  nType: number
  nValue: number
  nSameValue: number
}

const DATA = '../shared/data/time'
const FROZEN = join(import.meta.dirname, 'times-frozen.tsv')

/** `npm run eval -- times [--errors] [--plain] [--freeze] [--data DIR]`: prints scores by corpus, ours and chrono-node's. */
export async function run(args: readonly string[]): Promise<void> {
  const dataIdx = args.indexOf('--data')
  const dir = dataIdx >= 0 ? args[dataIdx + 1]! : DATA
  if (!existsSync(dir)) {
    console.log(`No TimeML below ${dir}; give its folder with --data.`)
    return
  }
  const find = finder(args.includes('--plain'))
  const rows: string[] = [
    'system\tcorpus\tgold\tfound\tstrict_f1\trelaxed_f1\ttype_f1\tvalue_f1\tvalue_but_for_notation_f1',
  ]
  const errors: string[] = []
  const systems = { readout: find, 'chrono-node': findByChrono }
  for (const [system, run] of Object.entries(systems)) {
    const all = newTally()
    for (const corpus of ['TimeBank', 'AQUAINT']) {
      const tally = newTally()
      for (const doc of readCorpus(join(dir, corpus))) {
        count(tally, doc, run(doc), system === 'readout' ? errors : [])
      }
      rows.push(row(system, corpus, tally))
      for (const key of Object.keys(all) as (keyof Tally)[]) all[key] += tally[key]
    }
    rows.push(row(system, 'all', all))
  }
  if (args.includes('--errors')) for (const line of errors.sort()) console.log(line)
  console.log(rows.join('\n'))
  if (args.includes('--freeze')) writeFileSync(FROZEN, `${rows.join('\n')}\n`)
}

const newTally = (): Tally => ({ nGold: 0, nFound: 0, nStrict: 0, nRelaxed: 0, nType: 0, nValue: 0, nSameValue: 0 })

function row(system: string, corpus: string, t: Tally): string {
  const f1 = (n: number) => ((200 * n) / Math.max(1, t.nGold + t.nFound)).toFixed(1)
  return [
    system,
    corpus,
    t.nGold,
    t.nFound,
    f1(t.nStrict),
    f1(t.nRelaxed),
    f1(t.nType),
    f1(t.nValue),
    f1(t.nSameValue),
  ].join('\t')
}

/** Matches found to gold in text order, one to one by overlap, and lists what went wrong by kind. */
function count(tally: Tally, doc: GoldDoc, found: readonly Expression[], errors: string[]): void {
  const free = new Set(found)
  tally.nGold += doc.gold.length
  tally.nFound += found.length
  for (const gold of doc.gold) {
    const overlapping = [...free].filter((f) => f.start < gold.end && gold.start < f.end)
    const match = overlapping.find((f) => isSameSpan(doc.text, f, gold)) ?? overlapping[0]
    if (!match) {
      errors.push(describe('missed', doc, gold))
      continue
    }
    free.delete(match)
    tally.nRelaxed++
    if (isSameSpan(doc.text, match, gold)) tally.nStrict++
    else errors.push(describe('span', doc, gold, match))
    if (match.type === gold.type) tally.nType++
    if (notation(match.value) === notation(gold.value)) tally.nSameValue++
    if (match.value === gold.value) tally.nValue++
    else errors.push(describe('value', doc, gold, match))
  }
  for (const extra of free) errors.push(describe('extra', doc, extra))
}

/** A value in one of its notations. */
function notation(value: string): string {
  return value
    .replace(/(?:-XX)+$/, '')
    .replace(/^(\d{2,3})X{1,2}$/, '$1')
    .replace(/-W(\d)$/, '-W0$1')
    .replace(/(T\d\d)$/, '$1:00')
    .replace(/(T\d\d:\d\d)(?:Z|[+-]\d\d:\d\d)$/, '$1')
}

/** The spans without punctuation at their ends, which annotators took in or left out as it came. */
function isSameSpan(text: string, a: Expression, b: Expression): boolean {
  const trim = ({ start, end }: Expression) => {
    while (end > start && /[\s.,]/.test(text[end - 1]!)) end--
    return `${start}:${end}`
  }
  return trim(a) === trim(b)
}

function describe(kind: string, doc: GoldDoc, gold: Expression, found?: Expression): string {
  const show = (e: Expression) => `${e.type} ${e.value} "${doc.text.slice(e.start, e.end).replace(/\s+/g, ' ')}"`
  const from = Math.min(gold.start, found?.start ?? gold.start)
  const context = doc.text.slice(Math.max(0, from - 50), gold.end + 40).replace(/\s+/g, ' ')
  return [kind, show(gold), found ? show(found) : '', doc.dct.slice(0, 10), doc.name, context].join('\t')
}

function finder(isPlain: boolean): (doc: GoldDoc) => readonly Expression[] {
  const rules = shippedRules()
  const models = isPlain ? undefined : loadModels()
  return ({ text, dct }) => {
    const plain = plainDoc(text, /^\d{4}-\d\d-\d\d/.exec(dct)?.[0])
    return findTimes(models ? parsed(plain.report, models) : plain, rules)
  }
}

function parsed(report: Report, models: LanguageModels): ParsedDoc {
  const blocks = [...report.text.matchAll(/\S(?:.(?!\n\s*\n))*\S?/gs)].map((m) => ({
    kind: 'paragraph' as const,
    start: m.index,
    end: m.index + m[0].length,
  }))
  const withBlocks = { ...report, blocks }
  return { report: withBlocks, ents: [], ...analyse(withBlocks, models) }
}

function loadModels(): LanguageModels {
  const dir = join(import.meta.dirname, '../models/language')
  const names = readdirSync(dir)
  return readLanguageModels(new Map(names.map((name) => [`language/${name}`, readFileSync(join(dir, name))])))
}

function readCorpus(dir: string): GoldDoc[] {
  return readdirSync(dir)
    .filter((name) => name.endsWith('.tml'))
    .sort()
    .map((name) => readTimeml(name, readFileSync(join(dir, name), 'utf8')))
}

/** The text inside `<TEXT>` with its TIMEX3 elements; other elements are dropped, their text stays. */
function readTimeml(name: string, xml: string): GoldDoc {
  const body = /<TEXT>\n?([\s\S]*?)<\/TEXT>/.exec(xml)?.[1] ?? ''
  const dct = /<DCT>[\s\S]*?value="([^"]*)"/.exec(xml)?.[1] ?? ''
  const gold: Expression[] = []
  const open: { start: number; attributes: string }[] = []
  let text = ''
  let at = 0
  for (const tag of body.matchAll(/<(\/?)(\w+)([^>]*)>/g)) {
    text += unescapeXml(body.slice(at, tag.index))
    at = tag.index + tag[0].length
    if (tag[2] !== 'TIMEX3') continue
    if (!tag[1]) {
      open.push({ start: text.length, attributes: tag[3]! })
      continue
    }
    const { start, attributes } = open.pop()!
    const attribute = (key: string) => new RegExp(`\\b${key}="([^"]*)"`).exec(attributes)?.[1] ?? ''
    gold.push({ start, end: text.length, type: attribute('type'), value: attribute('value') })
  }
  return { name, dct, text: text + unescapeXml(body.slice(at)), gold }
}

function unescapeXml(text: string): string {
  return text.replace(
    /&(lt|gt|quot|apos|amp);/g,
    (_, name: string) => ({ lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' })[name]!,
  )
}

/** chrono-node's finds, its values cut to the parts that the text gave. */
function findByChrono({ text, dct }: GoldDoc): readonly Expression[] {
  const reference = new Date(`${/^\d{4}-\d\d-\d\d/.exec(dct)?.[0] ?? '2000-01-01'}T12:00:00`)
  return chrono.parse(text, reference).map((result) => {
    const { start } = result
    const two = (n: number | null) => String(n ?? 0).padStart(2, '0')
    const isDay = start.isCertain('day') || start.isCertain('weekday')
    const month = `${start.get('year')}-${two(start.get('month'))}`
    const day = `${month}-${two(start.get('day'))}`
    const isTime = start.isCertain('hour')
    const value = isTime
      ? `${day}T${two(start.get('hour'))}:${two(start.get('minute'))}`
      : isDay
        ? day
        : start.isCertain('month')
          ? month
          : String(start.get('year'))
    return { start: result.index, end: result.index + result.text.length, type: isTime ? 'TIME' : 'DATE', value }
  })
}
