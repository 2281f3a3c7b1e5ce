import { YAMLException } from 'js-yaml'
import { ReadoutError } from '../../errors.ts'
import { type RuleRow, readRuleRow, readRuleRows } from '../rule-rows.ts'
import { readYaml } from '../yaml.ts'
import { capturesOf, type Expression, parseExpression } from './expression.ts'
import { type ItemTypes, itemTypes } from './items.ts'
import { type Entry, type Lexicon, readLexicon } from './lexicon.ts'
import { classesOf, compilePattern, namesOf, openingsOf, type PatternSource, type Step } from './pattern.ts'
import { FUNCTION_NAMES } from './reckon.ts'

/** One rule of rules/annotate/times*.yaml, compiled. */
export interface TimeRule {
  readonly id: string
  readonly idx: number
  readonly layer: number
  readonly patterns: readonly Step[]
  /** Contexts, each a pattern that ends where the match begins (or begins where it ends); any one is enough. */
  readonly before: readonly Step[]
  readonly after: readonly Step[]
  readonly notBefore: readonly Step[]
  readonly notAfter: readonly Step[]
  /** Undefined for rules that only say what is no time. */
  readonly gives: Gives | undefined
  readonly why: string
  readonly yes: readonly string[]
  readonly no: readonly string[]
}

/** What a rule gives; attributes beginning with `$` are filled from the capture of that name. */
export interface Gives {
  readonly type: 'DATE' | 'TIME' | 'DURATION' | 'SET'
  readonly value: Expression
  readonly mod?: string
  readonly quant?: string
  readonly freq?: string
  readonly zone?: string
  /** What later layers may call it: `@day`, `@month`; `@date` holds every DATE. */
  readonly entries: readonly Entry[]
}

/** The rules and their lexicon, indexed by what a match can begin with. */
export interface TimeRules {
  readonly rules: readonly TimeRule[]
  readonly lexicon: Lexicon
  readonly layers: readonly Layer[]
  readonly types: ItemTypes
}

/** The patterns of one layer by what their first item is. */
export interface Layer {
  readonly byWord: ReadonlyMap<string, Starts>
  readonly byClass: ReadonlyMap<string, Starts>
  readonly byNode: ReadonlyMap<string, Starts>
}

/** The patterns that begin alike. Most would fail on what follows, so that those that fix it are found by it. */
export interface Starts {
  readonly open: readonly Start[]
  readonly followed: Followers
  /** Patterns that begin with a number, by what follows it; undefined for none. */
  readonly numbered: Followers | undefined
}

/** Patterns by the item after their first step. */
export interface Followers {
  readonly byWord: ReadonlyMap<string, readonly Start[]>
  /** By class of the lexicon or grain of an expression. */
  readonly byClass: ReadonlyMap<string, readonly Start[]>
}

/** A pattern of a rule. */
export interface Start {
  readonly rule: TimeRule
  readonly pattern: Step
}

const CONTEXTS = ['before', 'after', 'not-before', 'not-after'] as const
const RULE_KEYS = ['id', 'layer', 'match', ...CONTEXTS, 'gives', 'why', 'yes', 'no']
const GIVES_KEYS = ['type', 'value', 'mod', 'quant', 'freq', 'zone', 'as']
const MAX_LAYER = 4

/** A rule as its file has it, checked. */
interface RuleSource extends Readonly<Record<(typeof CONTEXTS)[number], readonly (string | PatternSource)[]>> {
  readonly id: string
  readonly layer: number
  readonly match: readonly PatternSource[]
  readonly gives: 'nothing' | GivesSource
  readonly why: string
  readonly yes: readonly string[]
  readonly no: readonly string[]
}

interface GivesSource {
  readonly type: Gives['type']
  readonly value: string | number
  readonly mod: string | undefined
  readonly quant: string | undefined
  readonly freq: string | undefined
  readonly zone: string | undefined
  readonly as: readonly string[]
}

/**
 * Compiles the time rules among the files given (by base name: `times*.yaml` rules in the order of their names,
 * `times*.tsv` lexicons); throws a `bad-rule` error naming file and rule.
 */
export function readTimeRules(files: ReadonlyMap<string, string>): TimeRules {
  const named = [...files].filter(([name]) => /(^|\/)times[^/]*$/.test(name)).sort(([a], [b]) => (a < b ? -1 : 1))
  const lexicon = readLexicon(new Map(named.filter(([name]) => name.endsWith('.tsv'))))
  const classes = new Set([...lexicon.values()].flatMap((entries) => entries.map((e) => e.cls)))
  const rules: TimeRule[] = []
  const ids = new Set<string>()
  for (const [name, text] of named) {
    if (!name.endsWith('.yaml')) continue
    for (const source of parseFile(name, text)) {
      if (ids.has(source.id)) throw new ReadoutError('bad-rule', `${name}: the id ${source.id} is used twice.`)
      ids.add(source.id)
      rules.push(compileRule(source, rules.length, { name, classes }))
    }
  }
  const nLayers = Math.max(0, ...rules.map((rule) => rule.layer))
  const layers = Array.from({ length: nLayers }, (_, i) => indexLayer(rules.filter((rule) => rule.layer === i + 1)))
  return { rules, lexicon, layers, types: itemTypes(lexicon, layers) }
}

function parseFile(name: string, text: string): readonly RuleSource[] {
  let source: unknown
  try {
    source = readYaml(text)
  } catch (error) {
    if (error instanceof YAMLException)
      throw new ReadoutError('bad-rule', `${name}: ${error.message}`, { cause: error })
    throw error
  }
  return readRuleRows(source, name, RULE_KEYS).map(readSource)
}

function readSource(row: RuleRow): RuleSource {
  const id = row.text('id')
  if (!/^time\/[a-z0-9-]+$/.test(id)) throw row.error('id', 'time/ and a name')
  const layer = row.count('layer', 1)
  if (layer > MAX_LAYER) throw row.error('layer', `a layer up to ${MAX_LAYER}`)
  const match = row.value('match')
  if (!Array.isArray(match) || match.length === 0 || !match.every(isPattern))
    throw row.error('match', 'a list of patterns')
  const context = (key: (typeof CONTEXTS)[number]): readonly (string | PatternSource)[] => {
    const found = row.value(key) ?? []
    const isContext = (each: unknown): each is string | PatternSource => typeof each === 'string' || isPattern(each)
    if (!Array.isArray(found) || !found.every(isContext)) throw row.error(key, 'a list of contexts')
    return found
  }
  return {
    id, layer, match, before: context('before'), after: context('after'), 'not-before': context('not-before'),
    'not-after': context('not-after'), gives: readGives(row), why: row.text('why'), yes: row.texts('yes'), no: row.texts('no'),
  } // biome-ignore format: one record
}

function isPattern(value: unknown): value is PatternSource {
  return Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string' || isPattern(item))
}

function readGives(rule: RuleRow): RuleSource['gives'] {
  const given = rule.value('gives')
  if (given === 'nothing') return given
  const row = readRuleRow(given, `${rule.where}, gives`, GIVES_KEYS)
  const value = row.value('value')
  if (typeof value !== 'string' && typeof value !== 'number') throw row.error('value', 'a text or a number')
  return {
    type: row.choice('type', ['DATE', 'TIME', 'DURATION', 'SET']), value, mod: row.optional('mod'), quant: row.optional('quant'),
    freq: row.optional('freq'), zone: row.optional('zone'), as: row.texts('as'),
  } // biome-ignore format: one record
}

// Classes that figures have by their shape (items.ts) or that are read by code (numbers.ts).
const SHAPE_CLASSES =
  'isodate slashdate dotdate hhmm decade ord domth yy n count hhdotmm year lateyear spokenyear hhmm4 digits dom'.split(
    ' ',
  )

function compileRule(source: RuleSource, idx: number, file: { name: string; classes: ReadonlySet<string> }): TimeRule {
  const where = `${file.name}: rule ${source.id}`
  try {
    const context = (key: 'before' | 'after' | 'not-before' | 'not-after') =>
      source[key].map((pattern) => compilePattern(typeof pattern === 'string' ? [pattern] : pattern))
    const rule: TimeRule = {
      id: source.id,
      idx,
      layer: source.layer,
      patterns: source.match.map((pattern) => compilePattern(pattern)),
      before: context('before'),
      after: context('after'),
      notBefore: context('not-before'),
      notAfter: context('not-after'),
      gives: source.gives === 'nothing' ? undefined : compileGives(source.gives),
      why: source.why,
      yes: source.yes,
      no: source.no,
    }
    checkNames(rule, file.classes)
    return rule
  } catch (error) {
    if (error instanceof ReadoutError)
      throw new ReadoutError('bad-rule', `${where}: ${error.message}`, { cause: error })
    throw error
  }
}

function compileGives({ type, value, as, ...attributes }: GivesSource): Gives {
  const given = Object.entries(attributes).filter(([, v]) => v !== undefined)
  return {
    ...(Object.fromEntries(given) as Pick<Gives, 'mod'>),
    type,
    value: parseExpression(String(value), FUNCTION_NAMES),
    entries: [...as, type.toLowerCase()].map((cls) => ({ cls, value: '', rest: [], isCapital: false })),
  }
}

/** The capture that no pattern binds: an argument left out. */
const NOTHING = 'none'

function checkNames(rule: TimeRule, classes: ReadonlySet<string>): void {
  const steps = [...rule.patterns, ...rule.before, ...rule.after, ...rule.notBefore, ...rule.notAfter]
  const unknown = steps.flatMap(classesOf).find((cls) => !classes.has(cls) && !SHAPE_CLASSES.includes(cls))
  if (unknown !== undefined) throw new ReadoutError('bad-rule', `There is no class $${unknown} in the lexicon.`)
  if (!rule.gives) return
  const bound = new Set([NOTHING, ...[...rule.patterns, ...rule.before, ...rule.after].flatMap(namesOf)])
  const { value, mod, quant, freq, zone } = rule.gives
  const attributes = [mod, quant, freq, zone].filter((a) => a?.startsWith('$')).map((a) => a!.slice(1))
  const free = [...capturesOf(value), ...attributes].find((name) => !bound.has(name))
  if (free !== undefined) throw new ReadoutError('bad-rule', `No pattern binds $${free}; write $none for nothing.`)
}

type Building = Record<'byWord' | 'byClass' | 'byNode', Map<string, StartsBuilding>>
interface StartsBuilding {
  readonly open: Start[]
  readonly followed: FollowersBuilding
  numbered: FollowersBuilding | undefined
}
type FollowersBuilding = Record<'byWord' | 'byClass', Map<string, Start[]>>

function indexLayer(rules: readonly TimeRule[]): Layer {
  const layer: Building = { byWord: new Map(), byClass: new Map(), byNode: new Map() }
  for (const rule of rules) {
    for (const pattern of rule.patterns) {
      for (const { first, followers, isNumber } of openingsOf(pattern)) {
        if (first === '') throw new ReadoutError('bad-rule', `${rule.id}: a pattern must not begin with an expression.`)
        const starts = startsFor(layer, first)
        const start = { rule, pattern }
        if (!followers) starts.open.push(start)
        else if (!isNumber) addStart(starts.followed, start, followers)
        else {
          starts.numbered ??= { byWord: new Map(), byClass: new Map() }
          addStart(starts.numbered, start, followers)
        }
      }
    }
  }
  return layer
}

const isClassKey = (key: string): boolean => /^[$@]./.test(key)

function startsFor(layer: Building, first: string): StartsBuilding {
  const index = !isClassKey(first) ? layer.byWord : first.startsWith('$') ? layer.byClass : layer.byNode
  return getOrMake(index, isClassKey(first) ? first.slice(1) : first, () => ({
    open: [],
    followed: { byWord: new Map(), byClass: new Map() },
    numbered: undefined,
  }))
}

function addStart(followed: FollowersBuilding, start: Start, followers: ReadonlySet<string>): void {
  for (const key of followers) {
    if (isClassKey(key)) getOrMake(followed.byClass, key.slice(1), () => []).push(start)
    else getOrMake(followed.byWord, key, () => []).push(start)
  }
}

function getOrMake<V>(map: Map<string, V>, key: string, make: () => V): V {
  let value = map.get(key)
  if (value === undefined) {
    value = make()
    map.set(key, value)
  }
  return value
}
