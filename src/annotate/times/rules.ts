import { YAMLException } from 'js-yaml'
import { z } from 'zod'
import { ReadoutError } from '../../errors.ts'
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

const patternSchema: z.ZodType<PatternSource> = z.array(z.union([z.string(), z.lazy(() => patternSchema)])).min(1)
const contexts = z.array(z.union([z.string(), patternSchema])).default([])
const ruleSchema = z.strictObject({
  id: z.string().regex(/^time\/[a-z0-9-]+$/),
  layer: z.int().min(1).max(4).default(1),
  match: z.array(patternSchema).min(1),
  before: contexts,
  after: contexts,
  'not-before': contexts,
  'not-after': contexts,
  gives: z.union([
    z.literal('nothing'),
    z.strictObject({
      type: z.enum(['DATE', 'TIME', 'DURATION', 'SET']),
      value: z.union([z.string(), z.number()]),
      mod: z.string().optional(),
      quant: z.string().optional(),
      freq: z.string().optional(),
      zone: z.string().optional(),
      as: z.array(z.string()).default([]),
    }),
  ]),
  why: z.string().min(1),
  yes: z.array(z.string()).default([]),
  no: z.array(z.string()).default([]),
})
const fileSchema = z.array(ruleSchema)
type RuleSource = z.infer<typeof ruleSchema>

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
  const parsed = fileSchema.safeParse(source ?? [])
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]!
  const id = Array.isArray(source) ? (source[Number(issue.path[0])] as { id?: unknown })?.id : undefined
  throw new ReadoutError(
    'bad-rule',
    `${name}: rule ${String(id ?? issue.path[0])}, ${issue.path.slice(1).join('.')}: ${issue.message}`,
  )
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

type GivesSource = Exclude<RuleSource['gives'], 'nothing'>

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
