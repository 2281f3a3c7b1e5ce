import { ReadoutError } from '../../errors.ts'
import type { Captured, Item } from './items.ts'
import { readNumber, readSpokenYear } from './numbers.ts'

/** One way for a step to be met. */
type Alternative =
  | { readonly kind: 'word'; readonly word: string }
  | { readonly kind: 'class'; readonly cls: string; readonly name: string }
  | { readonly kind: 'node'; readonly grain: string; readonly name: string }
  | { readonly kind: 'regex'; readonly regex: RegExp; readonly name: string }

/**
 * A compiled pattern: a chain of steps, undefined at its end. A group is a run of steps that may be missing; its inner
 * chain ends in the group's own successor, so that matching never has to join lists.
 */
export type Step =
  | {
      readonly kind: 'one'
      readonly alternatives: readonly Alternative[]
      readonly isOptional: boolean
      readonly isRepeated: boolean
      readonly next: Step | undefined
    }
  | { readonly kind: 'group'; readonly inner: Step; readonly next: Step | undefined }

/** A pattern as rules write it: strings, and lists for runs that may be missing. */
export type PatternSource = readonly (string | PatternSource)[]

/**
 * Compiles a pattern. A step is a word in lower case, `$class` of the lexicon or of a figure's shape, `@grain` of an
 * expression found before, or `/regex/` over a word; `a|b` gives alternatives, `?`, `*` and `+` repeat, `$class:name`
 * names the capture (and at the end of alternatives names them all), `<end>` is the end of the sentence, and a list
 * inside the list is a run that may be missing.
 */
export function compilePattern(source: PatternSource, end?: Step): Step {
  const chain = source.reduceRight<Step | undefined>((next, step) => {
    if (typeof step !== 'string') return { kind: 'group', inner: compilePattern(step, next), next }
    return compileStep(step, next)
  }, end)
  if (!chain) throw new ReadoutError('bad-rule', 'A pattern needs a step.')
  return chain
}

function compileStep(source: string, next: Step | undefined): Step {
  const operator = source.length > 1 ? /[?*+]$/.exec(source)?.[0] : undefined
  const body = operator ? source.slice(0, -1) : source
  const alternatives = (body.startsWith('/') && body.length > 1 ? [body] : body.split('|')).map(compileAlternative)
  // A name at the end holds for all alternatives: `$unit|$units:unit`.
  const name = /^[$@].*:(\w+)$/.exec(body)?.[1]
  return {
    kind: 'one',
    alternatives: name === undefined ? alternatives : alternatives.map((a) => (a.kind === 'word' ? a : { ...a, name })),
    isOptional: operator === '?' || operator === '*',
    isRepeated: operator === '*' || operator === '+',
    next,
  }
}

function compileAlternative(source: string): Alternative {
  const [body, name] = /^[$@]./.test(source) ? source.split(':') : [source]
  if (/^\$./.test(body!)) return { kind: 'class', cls: body!.slice(1), name: name ?? body!.slice(1) }
  if (/^@./.test(body!)) return { kind: 'node', grain: body!.slice(1), name: name ?? body!.slice(1) }
  if (body!.startsWith('/') && body!.length > 1) {
    if (!body!.endsWith('/')) throw new ReadoutError('bad-rule', `The regular expression "${body}" lacks its end.`)
    return { kind: 'regex', regex: new RegExp(`^(?:${body!.slice(1, -1)})$`), name: 'text' }
  }
  if (body === '' || body !== body!.toLowerCase()) {
    throw new ReadoutError('bad-rule', `"${source}" is no step: words are matched in lower case.`)
  }
  return { kind: 'word', word: body! }
}

/** The classes of the lexicon that a pattern names, for checking. */
export function classesOf(step: Step | undefined): string[] {
  if (!step) return []
  if (step.kind === 'group') return [...classesOf(step.inner), ...classesOf(step.next)]
  return [...step.alternatives.flatMap((a) => (a.kind === 'class' ? [a.cls] : [])), ...classesOf(step.next)]
}

/** The names that a pattern may bind. */
export function namesOf(step: Step | undefined): string[] {
  if (!step) return []
  if (step.kind === 'group') return [...namesOf(step.inner), ...namesOf(step.next)]
  return [...step.alternatives.flatMap((a) => (a.kind === 'word' ? [] : [a.name])), ...namesOf(step.next)]
}

/** One way for a match to open: what its first item is (a word, `$class`, `@grain`) and what may follow its first step. */
export interface Opening {
  readonly first: string
  /** Undefined where anything may follow, or nothing. */
  readonly followers: ReadonlySet<string> | undefined
  /** Whether the first step is a number, which may run over several items. */
  readonly isNumber: boolean
}

/** The ways for a match to open, for dispatch; throws for a pattern that may be empty. */
export function openingsOf(pattern: Step): Opening[] {
  return reachable(pattern).flatMap((step) => {
    if (step === undefined) throw new ReadoutError('bad-rule', 'A pattern must not match the empty text.')
    const followers = [...reachable(step.next), ...(step.isRepeated ? [step] : [])]
    const keys = new Set(followers.flatMap((follower) => (follower ? keysOf(follower) : [ANYTHING])))
    return step.alternatives.flatMap((alternative) => {
      const isNumber = alternative.kind === 'class' && (alternative.cls === 'n' || alternative.cls === 'count')
      // A year may be spelt out in several words.
      const isSpelt = alternative.kind === 'class' && /year$/.test(alternative.cls)
      const followers = isSpelt || keys.has(ANYTHING) ? undefined : keys
      return openingKeys(alternative).map((first) => ({ first, followers, isNumber }))
    })
  })
}

type OneStep = Extract<Step, { kind: 'one' }>

/** The steps that may come next, undefined among them where the pattern may end here. */
function reachable(step: Step | undefined): (OneStep | undefined)[] {
  if (!step) return [undefined]
  if (step.kind === 'group') return [...reachable(step.inner), ...reachable(step.next)]
  return step.isOptional ? [step, ...reachable(step.next)] : [step]
}

const ANYTHING = ''
const keysOf = (step: OneStep): string[] => step.alternatives.flatMap(openingKeys)

/** A number may begin with a figure, a number word, "a hundred" or a quantifier; a year may be spelt out. */
function openingKeys(alternative: Alternative): string[] {
  if (alternative.kind === 'word') return [alternative.word]
  if (alternative.kind === 'node') return [`@${alternative.grain}`]
  if (alternative.kind === 'regex') return [ANYTHING]
  if (alternative.cls === 'n' || alternative.cls === 'count') return ['$n', '$num', '$quantity', '$articled']
  if (alternative.cls === 'spokenyear') return ['$num']
  return alternative.cls === 'year' ? ['$year', '$num'] : [`$${alternative.cls}`]
}

/** Where the first match of a pattern from an item ends, long ones tried first; -1 where it fails. */
export function matchEnd(pattern: Step, items: readonly Item[], at: number): number {
  trail.items = items
  trail.length = 0
  return run(pattern, trail, at)
}

/** What the steps of the match last found captured, to be taken before another is sought. */
export function takeCaptures(): Record<string, Captured> {
  const captures: Record<string, Captured> = {}
  for (let i = 0; i < trail.length; i++) captures[trail.names[i]!] = trail.values[i]!
  return captures
}

/** What has been captured on the way to the current step; a branch given up takes its captures along. */
interface Trail {
  items: readonly Item[]
  readonly names: string[]
  readonly values: Captured[]
  /** How many there are: what lies beyond is left from matches given up. */
  length: number
}

/** One for all matches, of which most fail at the second item. */
const trail: Trail = { items: [], names: [], values: [], length: 0 }

// The functions below run for every word of every report, so that they take what they need one by one.

function run(step: Step | undefined, trail: Trail, at: number): number {
  if (!step) return at
  if (step.kind === 'group') {
    const end = run(step.inner, trail, at)
    return end >= 0 ? end : run(step.next, trail, at)
  }
  for (const alternative of step.alternatives) {
    const end = meet(alternative, step, trail, at)
    if (end >= 0) return end
  }
  return step.isOptional ? run(step.next, trail, at) : -1
}

/** The step that only the end of a sentence meets. */
const END = '<end>'

function meet(alternative: Alternative, step: OneStep, trail: Trail, at: number): number {
  const item = trail.items[at]
  if (!item) return alternative.kind === 'word' && alternative.word === END ? run(step.next, trail, at) : -1
  switch (alternative.kind) {
    case 'word':
      return item.lower === alternative.word ? proceed(step, trail, at + 1) : -1
    case 'regex':
      return alternative.regex.test(item.lower) ? capture(alternative.name, item.lower, step, trail, at + 1) : -1
    case 'node':
      if (!item.node || !item.entries.some((e) => e.cls === alternative.grain)) return -1
      return capture(alternative.name, item.node, step, trail, at + 1)
    case 'class':
      return meetClass(alternative, step, trail, at)
  }
}

function meetClass({ cls, name }: { cls: string; name: string }, step: OneStep, trail: Trail, at: number): number {
  const { items } = trail
  if (cls === 'n' || cls === 'count') {
    const read = readNumber(items, at)
    // "several" is a number, but nothing can be counted with it.
    return read && (cls === 'n' || read.value !== 'X') ? capture(name, read.value, step, trail, at + read.length) : -1
  }
  const item = items[at]!
  for (const entry of item.entries) {
    if (entry.cls !== cls || (entry.isCapital && !item.isCapital) || !hasRest(entry.rest, items, at)) continue
    const end = capture(name, entry.value, step, trail, at + 1 + entry.rest.length)
    if (end >= 0) return end
  }
  if (cls !== 'year' && cls !== 'spokenyear') return -1
  const year = readSpokenYear(items, at)
  return year ? capture(name, year.value, step, trail, at + year.length) : -1
}

/** Whether the words after an item are those of a phrase. */
export function hasRest(rest: readonly string[], items: readonly Item[], at: number): boolean {
  for (let i = 0; i < rest.length; i++) if (items[at + 1 + i]?.lower !== rest[i]) return false
  return true
}

function capture(name: string, value: Captured, step: OneStep, trail: Trail, at: number): number {
  const idx = trail.length++
  trail.names[idx] = name
  trail.values[idx] = value
  const end = proceed(step, trail, at)
  if (end < 0) trail.length = idx
  return end
}

function proceed(step: OneStep, trail: Trail, at: number): number {
  if (step.isRepeated) {
    const end = run(step, trail, at)
    if (end >= 0) return end
  }
  return run(step.next, trail, at)
}
