import type { Report } from '../../acquire/index.ts'
import type { ParsedDoc, Sent, Timex, Token } from '../doc.ts'
import { parseDay } from './calendar.ts'
import { type Discourse, tell } from './discourse.ts'
import { intervalOf } from './interval.ts'
import { type Captured, cutItems, type Item, type Node } from './items.ts'
import { hasRest, matchPattern, type Step } from './pattern.ts'
import { reckon } from './reckon.ts'
import type { Reckoned, Setting } from './reckoned.ts'
import type { Layer, Start, Starts, TimeRule, TimeRules } from './rules.ts'
import { tenseAt } from './tense.ts'

/** The time expressions of a document, in text order, resolved against its publication date, dateline and what it tells. */
export function findTimes(doc: Pick<ParsedDoc, 'report' | 'sents' | 'tokens'>, rules: TimeRules): Timex[] {
  const discourse = startDiscourse(doc)
  const times: Timex[] = []
  for (const [sentIdx, sent] of doc.sents.entries()) {
    discourse.blockIdx = sent.blockIdx
    discourse.sentIdx = sentIdx
    const items = matchSentence(doc.report.text, sent, rules)
    for (let itemIdx = 0; itemIdx < items.length; itemIdx++) {
      const item = items[itemIdx]!
      const time = item.node && toTimex(doc, { sent, items, itemIdx, node: item.node }, { rules, discourse })
      if (!time) continue
      times.push(time)
      // A comparison ("a year earlier") does not move the narrative on; the date of a dateline is no part of it.
      if (isCalled(item, 'aside') || (discourse.now !== undefined && isInDateline(doc.report, time))) continue
      tell(discourse, time)
    }
  }
  return times
}

const isInDateline = ({ dateline }: Report, time: Timex): boolean =>
  dateline !== undefined && time.start >= dateline.span.start && time.end <= dateline.span.end

// A dispatch is published at most some days after it was dated; anything else in a dateline is not its date.
const MAX_DATELINE_LAG_DAYS = 7

function startDiscourse({ report, sents }: Pick<ParsedDoc, 'report' | 'sents'>): Discourse {
  const dct = report.published && parseDay(report.published.value)
  const dated = report.dateline?.value === undefined ? undefined : parseDay(report.dateline.value)
  const isDateline = dated !== undefined && (dct === undefined || (dated < dct && dct - dated <= MAX_DATELINE_LAG_DAYS))
  const now = isDateline ? dated : dct
  return {
    ...(now === undefined ? {} : { now }),
    nowFrom: isDateline ? 'dateline' : 'dct',
    leadBlockIdx: sents.find((s) => report.blocks[s.blockIdx]?.kind === 'paragraph')?.blockIdx ?? -1,
    blockIdx: -1,
    sentIdx: -1,
    told: [],
  }
}

/** The items of a sentence after all layers of rules: what is found stands as one item with a node. */
function matchSentence(text: string, sent: Sent, rules: TimeRules): readonly Item[] {
  let items = cutItems(text, sent, rules.lexicon)
  for (const layer of rules.layers) {
    const before = items
    items = applyLayer(items, layer)
    // Later layers build on what the first has found.
    if (items === before && layer === rules.layers[0]) break
  }
  return items
}

function applyLayer(items: Item[], layer: Layer): Item[] {
  let result: Item[] | undefined
  let at = 0
  while (at < items.length) {
    const found = longestAt(items, at, layer)
    if (found) {
      result ??= items.slice(0, at)
      result.push(replace(items, at, found))
      at = found.end
    } else {
      result?.push(items[at]!)
      at++
    }
  }
  return result ?? items
}

interface Found {
  readonly rule: TimeRule
  readonly end: number
  readonly captures: Record<string, Captured>
}

/** The longest match at an item; of equal ones that of the earlier rule. */
function longestAt(items: readonly Item[], at: number, layer: Layer): Found | undefined {
  const item = items[at]!
  if (item.node) {
    let best: Found | undefined
    for (const entry of item.entries) best = longest(items, at, layer.byNode.get(entry.cls), best)
    return best
  }
  let best = longest(items, at, layer.byWord.get(item.lower), undefined)
  for (const entry of item.entries) {
    const starts = layer.byClass.get(entry.cls)
    if (starts && hasRest(entry.rest, items, at)) best = longest(items, at, starts, best)
  }
  return best
}

// The functions below run for every word of every report, so that they take what they need one by one.

function longest(
  items: readonly Item[],
  at: number,
  starts: Starts | undefined,
  before: Found | undefined,
): Found | undefined {
  if (!starts) return before
  let best = longestOf(items, at, starts.open, before)
  const following = items[at + 1]
  if (!following) return best
  best = longestOf(items, at, starts.bySecondWord.get(following.lower), best)
  for (const entry of following.entries) best = longestOf(items, at, starts.bySecondClass.get(entry.cls), best)
  return best
}

function longestOf(
  items: readonly Item[],
  at: number,
  starts: readonly Start[] | undefined,
  before: Found | undefined,
): Found | undefined {
  let best = before
  if (!starts) return best
  for (const { rule, pattern } of starts) {
    const match = matchPattern(pattern, items, at)
    if (!match || (best && (match.end < best.end || (match.end === best.end && rule.idx >= best.rule.idx)))) continue
    const context = fitContext(rule, items, at, match.end)
    if (context) best = { rule, end: match.end, captures: { ...context, ...match.captures } }
  }
  return best
}

type Bound = Record<string, Captured>

/** What the context captured where the rule fits it, undefined where it does not. */
function fitContext(rule: TimeRule, items: readonly Item[], at: number, end: number): Bound | undefined {
  if (rule.notBefore.some((pattern) => endsAt(pattern, items, at))) return undefined
  if (rule.notAfter.some((pattern) => matchPattern(pattern, items, end))) return undefined
  const after =
    rule.after.length === 0 ? {} : firstOf(rule.after, (pattern) => matchPattern(pattern, items, end)?.captures)
  if (!after) return undefined
  const before = rule.before.length === 0 ? {} : firstOf(rule.before, (pattern) => endsAt(pattern, items, at))
  return before && { ...before, ...after }
}

function firstOf<T, R>(list: readonly T[], find: (each: T) => R | undefined): R | undefined {
  for (const each of list) {
    const found = find(each)
    if (found !== undefined) return found
  }
  return undefined
}

// The longest context in the rules has eight items.
const MAX_CONTEXT = 8

/** What a pattern captures that ends just before an item. */
function endsAt(pattern: Step, items: readonly Item[], at: number): Bound | undefined {
  for (let start = at - 1; start >= Math.max(0, at - MAX_CONTEXT); start--) {
    const match = matchPattern(pattern, items, start)
    if (match?.end === at) return match.captures
    if (pattern.next === undefined && pattern.kind === 'one') break
  }
  return undefined
}

/** A match as one item; what a rule says is no time stays as words that later layers cannot take up. */
function replace(items: readonly Item[], at: number, { rule, end, captures }: Found): Item {
  const span = { start: items[at]!.start, end: items[end - 1]!.end }
  if (!rule.gives) return { ...span, lower: '', isCapital: false, entries: [] }
  const entries = rule.gives.as.map((cls) => ({ cls, value: '', rest: [], isCapital: false }))
  return { ...span, lower: '', isCapital: items[at]!.isCapital, entries, node: { ruleIdx: rule.idx, captures } }
}

interface Place {
  readonly sent: Sent
  readonly items: readonly Item[]
  readonly itemIdx: number
  readonly node: Node
}

function toTimex(
  doc: Pick<ParsedDoc, 'sents' | 'tokens'>,
  { sent, items, itemIdx, node }: Place,
  { rules, discourse }: { readonly rules: TimeRules; readonly discourse: Discourse },
): Timex | undefined {
  const rule = rules.rules[node.ruleIdx]!
  const gives = rule.gives!
  const item = items[itemIdx]!
  const [firstTokenIdx, endTokenIdx] = tokenRange(doc.tokens, sent, item)
  const setting: Setting = {
    discourse,
    tense: () => tenseAt(doc, sent, [firstTokenIdx, endTokenIdx]),
    dayAhead: () => dayAhead(items, itemIdx),
    part: (inner) => reckonNode(inner, rules, setting),
  }
  const reckoned = reckonNode(node, rules, setting)
  if (!reckoned) return undefined
  const attribute = (name: 'mod' | 'quant' | 'freq' | 'zone') => attributeOf(node, name, rules)
  const interval = gives.type === 'DATE' || gives.type === 'TIME' ? intervalOf(reckoned.value) : undefined
  return {
    firstTokenIdx,
    endTokenIdx,
    start: item.start,
    end: item.end,
    type: gives.type,
    value: reckoned.value,
    ...interval,
    ...attribute('mod'),
    ...attribute('quant'),
    ...attribute('freq'),
    ...attribute('zone'),
    anchor: reckoned.anchor,
    rule: rule.id,
  }
}

const isCalled = (item: Item, name: string): boolean =>
  item.node !== undefined && item.entries.some((e) => e.cls === name)

/** The day that follows a clock time with nothing but other clock times, marks and "on" between them. */
function dayAhead(items: readonly Item[], at: number): Node | undefined {
  for (let i = at + 1; i < items.length; i++) {
    const item = items[i]!
    if (isCalled(item, 'day')) return item.node
    if (!isCalled(item, 'time') && !['(', ')', ',', '/', 'on', 'or'].includes(item.lower)) return undefined
  }
  return undefined
}

function reckonNode(node: Node, rules: TimeRules, setting: Setting): Reckoned | undefined {
  return reckon(rules.rules[node.ruleIdx]!.gives!.value, node.captures, setting)
}

/** An attribute of the rule, or of a part of the match where the rule itself says nothing of it. */
function attributeOf(node: Node, name: 'mod' | 'quant' | 'freq' | 'zone', rules: TimeRules): Record<string, string> {
  const given = rules.rules[node.ruleIdx]!.gives![name]
  if (given !== undefined) {
    const value = given.startsWith('$') ? node.captures[given.slice(1)] : given
    return typeof value === 'string' && value !== '' ? { [name]: value } : {}
  }
  for (const captured of Object.values(node.captures)) {
    if (typeof captured !== 'object') continue
    const inner = attributeOf(captured, name, rules)
    if (inner[name] !== undefined) return inner
  }
  return {}
}

/** The tokens that overlap an item; binary search, since a report has many. */
function tokenRange(tokens: readonly Token[], sent: Sent, item: Item): readonly [number, number] {
  let low = sent.firstTokenIdx
  let high = sent.endTokenIdx
  while (low < high) {
    const middle = (low + high) >> 1
    if (tokens[middle]!.end <= item.start) low = middle + 1
    else high = middle
  }
  let end = low
  while (end < sent.endTokenIdx && tokens[end]!.start < item.end) end++
  return [low, Math.max(end, low + 1)]
}
