import type { Report } from '../../acquire/index.ts'
import type { ParsedDoc, Sent, Timex, Token } from '../doc.ts'
import { parseDay } from './calendar.ts'
import { type Discourse, tell } from './discourse.ts'
import { intervalOf } from './interval.ts'
import { type Captured, cutItems, foundItem, type Item, type Node } from './items.ts'
import { readNumber } from './numbers.ts'
import { hasRest, matchEnd, type Step, takeCaptures } from './pattern.ts'
import { reckon } from './reckon.ts'
import type { Reckoned, Setting } from './reckoned.ts'
import type { Followers, Layer, Start, Starts, TimeRule, TimeRules } from './rules.ts'
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
    now,
    lead: undefined,
    stated: undefined,
    nowFrom: isDateline ? 'dateline' : 'dct',
    leadBlockIdx: sents.find((s) => report.blocks[s.blockIdx]?.kind === 'paragraph')?.blockIdx ?? -1,
    blockIdx: -1,
    sentIdx: -1,
    told: [],
  }
}

/** The items of a sentence after all layers of rules: what is found stands as one item with a node. */
function matchSentence(text: string, sent: Sent, rules: TimeRules): readonly Item[] {
  let items = cutItems(text, sent, rules.types)
  for (let layerIdx = 0; layerIdx < rules.layers.length; layerIdx++) {
    const before = items
    items = applyLayer(items, rules.layers[layerIdx]!, layerIdx)
    // Later layers build on what the first has found.
    if (items === before && layerIdx === 0) break
  }
  return items
}

function applyLayer(items: Item[], layer: Layer, layerIdx: number): Item[] {
  let result: Item[] | undefined
  let at = 0
  while (at < items.length) {
    const item = items[at]!
    const found = item.node || item.starts[layerIdx] ? longestAt(items, at, layer, layerIdx) : undefined
    if (found) {
      result ??= items.slice(0, at)
      result.push(replace(items, at, found))
      at = found.end
    } else {
      result?.push(item)
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
function longestAt(items: readonly Item[], at: number, layer: Layer, layerIdx: number): Found | undefined {
  const item = items[at]!
  let best: Found | undefined
  if (item.node) {
    for (const entry of item.entries) {
      const starts = layer.byNode.get(entry.cls)
      if (starts) best = longest(items, at, starts, at + 1, best)
    }
    return best
  }
  for (const { rest, starts } of item.starts[layerIdx]!)
    if (rest.length === 0 || hasRest(rest, items, at)) best = longest(items, at, starts, at + 1 + rest.length, best)
  return best
}

// The functions below run for every word of every report, so that they take what they need one by one.

/** `next` is the item after the first step of the patterns. */
function longest(
  items: readonly Item[],
  at: number,
  starts: Starts,
  next: number,
  before: Found | undefined,
): Found | undefined {
  let best = longestOf(items, at, starts.open, before)
  best = longestFollowed(items, at, starts.followed, next, best)
  if (!starts.numbered) return best
  const read = readNumber(items, at)
  return read ? longestFollowed(items, at, starts.numbered, at + read.length, best) : best
}

function longestFollowed(
  items: readonly Item[],
  at: number,
  { byWord, byClass }: Followers,
  next: number,
  before: Found | undefined,
): Found | undefined {
  const follower = items[next]
  if (!follower) return before
  let best = longestOf(items, at, byWord.get(follower.lower), before)
  for (const entry of follower.entries) best = longestOf(items, at, byClass.get(entry.cls), best)
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
    const end = matchEnd(pattern, items, at)
    if (end < 0 || (best && (end < best.end || (end === best.end && rule.idx >= best.rule.idx)))) continue
    const captures = takeCaptures()
    const context = fitContext(rule, items, at, end)
    if (context) best = { rule, end, captures: context === NO_CONTEXT ? captures : { ...context, ...captures } }
  }
  return best
}

type Bound = Record<string, Captured>
const NO_CONTEXT: Bound = {}

/** What the context captured where the rule fits it, undefined where it does not. */
function fitContext(rule: TimeRule, items: readonly Item[], at: number, end: number): Bound | undefined {
  for (const pattern of rule.notBefore) if (endsAt(pattern, items, at)) return undefined
  for (const pattern of rule.notAfter) if (matchEnd(pattern, items, end) >= 0) return undefined
  const after = rule.after.length === 0 ? NO_CONTEXT : firstOf(rule.after, (pattern) => beginsAt(pattern, items, end))
  if (!after) return undefined
  const before = rule.before.length === 0 ? NO_CONTEXT : firstOf(rule.before, (pattern) => endsAt(pattern, items, at))
  if (!before || before === NO_CONTEXT) return before && after
  return { ...before, ...after }
}

function firstOf<T, R>(list: readonly T[], find: (each: T) => R | undefined): R | undefined {
  for (const each of list) {
    const found = find(each)
    if (found !== undefined) return found
  }
  return undefined
}

/** What a pattern captures that begins at an item. */
function beginsAt(pattern: Step, items: readonly Item[], at: number): Bound | undefined {
  return matchEnd(pattern, items, at) < 0 ? undefined : takeCaptures()
}

// The longest context in the rules has eight items.
const MAX_CONTEXT = 8

/** What a pattern captures that ends just before an item. */
function endsAt(pattern: Step, items: readonly Item[], at: number): Bound | undefined {
  for (let start = at - 1; start >= Math.max(0, at - MAX_CONTEXT); start--) {
    if (matchEnd(pattern, items, start) === at) return takeCaptures()
    if (pattern.next === undefined && pattern.kind === 'one') break
  }
  return undefined
}

/** A match as one item; what a rule says is no time stays as words that later layers cannot take up. */
function replace(items: readonly Item[], at: number, { rule, end, captures }: Found): Item {
  const { start, isCapital } = items[at]!
  const stop = items[end - 1]!.end
  if (!rule.gives) return foundItem({ start, end: stop, isCapital: false, entries: [], node: undefined })
  const node = { ruleIdx: rule.idx, captures }
  return foundItem({ start, end: stop, isCapital, entries: rule.gives.entries, node })
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
  const interval = gives.type === 'DATE' || gives.type === 'TIME' ? intervalOf(reckoned.value) : undefined
  return {
    firstTokenIdx,
    endTokenIdx,
    start: item.start,
    end: item.end,
    type: gives.type,
    value: reckoned.value,
    from: interval?.from,
    to: interval?.to,
    mod: attributeOf(node, 'mod', rules),
    quant: attributeOf(node, 'quant', rules),
    freq: attributeOf(node, 'freq', rules),
    zone: attributeOf(node, 'zone', rules),
    anchor: reckoned.anchor,
    rule: rule.id,
  }
}

type Attribute = 'mod' | 'quant' | 'freq' | 'zone'

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
function attributeOf(node: Node, name: Attribute, rules: TimeRules): string | undefined {
  const given = rules.rules[node.ruleIdx]!.gives![name]
  if (given !== undefined) {
    const value = given.startsWith('$') ? node.captures[given.slice(1)] : given
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  for (const key in node.captures) {
    const captured = node.captures[key]
    const inner = typeof captured === 'object' ? attributeOf(captured, name, rules) : undefined
    if (inner !== undefined) return inner
  }
  return undefined
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
