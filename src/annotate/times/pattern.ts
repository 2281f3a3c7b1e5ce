import { ReadoutError } from '../../errors.ts'
import type { Captured, Item } from './items.ts'
import { readNumber, readSpokenYear } from './numbers.ts'

/** One way for a step to be met. */
type Alternative =
  | { readonly kind: 'word'; readonly word: string }
  | { readonly kind: 'class'; readonly cls: string; readonly name: string }
  | { readonly kind: 'node'; readonly grain: string; readonly name: string }
  | { readonly kind: 'regex'; readonly regex: RegExp; readonly name: string }

/** One step of a pattern: a set of alternatives, or an optional run of steps. */
export type Step =
  | { readonly kind: 'one'; readonly alternatives: readonly Alternative[]; readonly min: 0 | 1; readonly max: number }
  | { readonly kind: 'optional'; readonly steps: readonly Step[] }

/** A pattern as rules write it: strings, and lists for runs that may be missing. */
export type PatternSource = readonly (string | PatternSource)[]

/**
 * Compiles a pattern. A step is a word in lower case, `$class` of the lexicon or of a figure's shape, `@grain` of an
 * expression found before, or `/regex/` over a word; `a|b` gives alternatives, `?`, `*` and `+` repeat, `$class:name`
 * names the capture, and a list inside the list is a run that may be missing.
 */
export function compilePattern(source: PatternSource): Step[] {
  return source.map((step) =>
    typeof step === 'string' ? compileStep(step) : { kind: 'optional', steps: compilePattern(step) },
  )
}

function compileStep(source: string): Step {
  const operator = source.length > 1 ? /[?*+]$/.exec(source)?.[0] : undefined
  const body = operator ? source.slice(0, -1) : source
  const alternatives = (body.startsWith('/') && body.length > 1 ? [body] : body.split('|')).map(compileAlternative)
  // A name at the end holds for all alternatives: `$unit|$units:unit`.
  const name = /^[$@].*:(\w+)$/.exec(body)?.[1]
  return {
    kind: 'one',
    alternatives: name === undefined ? alternatives : alternatives.map((a) => (a.kind === 'word' ? a : { ...a, name })),
    min: operator === '?' || operator === '*' ? 0 : 1,
    max: operator === '*' || operator === '+' ? 8 : 1,
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

/** What a pattern can begin with, for dispatch: words, `$class` and `@grain`; throws for a pattern that may be empty. */
export function firstKeys(steps: readonly Step[]): string[] {
  const keys: string[] = []
  if (collectFirst(steps, keys)) throw new ReadoutError('bad-rule', 'A pattern must not match the empty text.')
  return keys
}

/** Whether the steps may all be missing. */
function collectFirst(steps: readonly Step[], keys: string[]): boolean {
  for (const step of steps) {
    if (step.kind === 'optional') {
      collectFirst(step.steps, keys)
      continue
    }
    for (const alternative of step.alternatives) {
      if (alternative.kind === 'word') keys.push(alternative.word)
      else if (alternative.kind === 'class') keys.push(`$${alternative.cls}`)
      else if (alternative.kind === 'node') keys.push(`@${alternative.grain}`)
      else throw new ReadoutError('bad-rule', 'A pattern must not begin with a regular expression.')
    }
    if (step.min > 0) return false
  }
  return true
}

/** Names bound so far, as a chain, so that giving up a branch costs nothing. */
interface Binding {
  readonly name: string
  readonly value: Captured
  readonly before: Binding | undefined
}

/** The end of the longest-first match from an item, with what it captured; undefined where the pattern fails. */
export function matchPattern(
  steps: readonly Step[],
  items: readonly Item[],
  at: number,
): { readonly end: number; readonly captures: Record<string, Captured> } | undefined {
  let captures: Record<string, Captured> | undefined
  const end = run({ steps, items }, { stepIdx: 0, at, repeats: 0 }, undefined, (binding) => {
    captures = {}
    for (let b = binding; b; b = b.before) captures[b.name] ??= b.value
  })
  return captures && end >= 0 ? { end, captures } : undefined
}

interface Program {
  readonly steps: readonly Step[]
  readonly items: readonly Item[]
}

interface Position {
  readonly stepIdx: number
  readonly at: number
  /** Times that the current step was met already. */
  readonly repeats: number
}

type OnMatch = (binding: Binding | undefined) => void

function run(program: Program, position: Position, binding: Binding | undefined, onMatch: OnMatch): number {
  const { stepIdx, at, repeats } = position
  const step = program.steps[stepIdx]
  if (!step) {
    onMatch(binding)
    return at
  }
  const skip = { stepIdx: stepIdx + 1, at, repeats: 0 }
  if (step.kind === 'optional') {
    const inlined = { steps: [...step.steps, ...program.steps.slice(stepIdx + 1)], items: program.items }
    const end = run(inlined, { stepIdx: 0, at, repeats: 0 }, binding, onMatch)
    return end >= 0 ? end : run(program, skip, binding, onMatch)
  }
  if (repeats < step.max) {
    for (const alternative of step.alternatives) {
      for (const { length, value } of meets(alternative, program.items, at)) {
        const isLast = repeats + 1 === step.max
        const next = { stepIdx: isLast ? stepIdx + 1 : stepIdx, at: at + length, repeats: isLast ? 0 : repeats + 1 }
        const bound =
          alternative.kind === 'word' || value === undefined
            ? binding
            : { name: alternative.name, value, before: binding }
        const end = run(program, next, bound, onMatch)
        if (end >= 0) return end
      }
    }
  }
  return repeats >= step.min ? run(program, skip, binding, onMatch) : -1
}

interface Meeting {
  readonly length: number
  readonly value?: Captured
}

/** The step that only the end of a sentence meets. */
const END = '<end>'

const NONE: readonly Meeting[] = []
const AT_END: readonly Meeting[] = [{ length: 0 }]
const ONE: readonly Meeting[] = [{ length: 1 }]

/** How an alternative can be met at an item, longest first. */
function meets(alternative: Alternative, items: readonly Item[], at: number): readonly Meeting[] {
  const item = items[at]
  if (!item) return alternative.kind === 'word' && alternative.word === END ? AT_END : NONE
  switch (alternative.kind) {
    case 'word':
      return item.lower === alternative.word ? ONE : NONE
    case 'regex':
      return alternative.regex.test(item.lower) ? [{ length: 1, value: item.lower }] : NONE
    case 'node':
      return item.node && item.entries.some((e) => e.cls === alternative.grain)
        ? [{ length: 1, value: item.node }]
        : NONE
    case 'class':
      return meetsClass(alternative.cls, items, at)
  }
}

function meetsClass(cls: string, items: readonly Item[], at: number): readonly Meeting[] {
  if (cls === 'n') return numberMeeting(readNumber(items, at))
  const item = items[at]!
  let found: Meeting[] | undefined
  for (const entry of item.entries) {
    if (entry.cls !== cls || (entry.isCapital && !item.isCapital)) continue
    if (!entry.rest.every((word, i) => items[at + 1 + i]?.lower === word)) continue
    found ??= []
    found.push({ length: 1 + entry.rest.length, value: entry.value })
  }
  if (found) return found
  return cls === 'year' || cls === 'spokenyear' ? numberMeeting(readSpokenYear(items, at)) : NONE
}

const numberMeeting = (read: ReturnType<typeof readNumber>): readonly Meeting[] =>
  read ? [{ length: read.length, value: read.value }] : NONE
