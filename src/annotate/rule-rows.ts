import { ReadoutError } from '../errors.ts'

/** One mapping of a rule file, read by key. Every reader throws `bad-rule`, naming file, rule and key, at another kind of value. */
export interface RuleRow {
  /** File and rule, for messages. */
  readonly where: string
  /** A text that is not empty. */
  text(key: string): string
  optional(key: string): string | undefined
  /** A list of texts, empty where the key is absent. */
  texts(key: string): readonly string[]
  /** A whole number of at least 1. */
  count(key: string, otherwise: number): number
  /** One of some words. */
  choice<T extends string>(key: string, words: readonly T[]): T
  /** What stands there, undefined for nothing. */
  value(key: string): unknown
  /** The error of a value that is not what the key wants. */
  error(key: string, wanted: string): ReadoutError
}

/** The mappings of a list, which may have no other keys than `keys`. Throws `bad-rule` where the file is no such list. */
export function readRuleRows(value: unknown, file: string, keys: readonly string[]): readonly RuleRow[] {
  if (value === null || value === undefined) return []
  if (!Array.isArray(value)) throw new ReadoutError('bad-rule', `${file}: is no list of rules.`)
  return value.map((each: unknown, i) => readRuleRow(each, `${file}: rule ${idOf(each) ?? i}`, keys))
}

function idOf(value: unknown): string | undefined {
  return isMapping(value) && typeof value.id === 'string' ? value.id : undefined
}

/** One mapping; see `readRuleRows`. */
export function readRuleRow(value: unknown, where: string, keys: readonly string[]): RuleRow {
  if (!isMapping(value)) throw new ReadoutError('bad-rule', `${where}: is no mapping.`)
  for (const key of Object.keys(value))
    if (!keys.includes(key)) throw new ReadoutError('bad-rule', `${where}: unknown key "${key}".`)
  const error = (key: string, wanted: string) =>
    new ReadoutError('bad-rule', `${where}, ${key}: ${JSON.stringify(value[key]) ?? 'nothing'} is not ${wanted}.`)
  const optional = (key: string): string | undefined => {
    const found = value[key]
    if (found !== undefined && typeof found !== 'string') throw error(key, 'a text')
    return found
  }
  return {
    where,
    error,
    optional,
    value: (key) => value[key],
    text(key) {
      const found = optional(key)
      if (!found) throw error(key, 'a text')
      return found
    },
    texts(key) {
      const found = value[key] ?? []
      if (!isTexts(found)) throw error(key, 'a list of texts')
      return found
    },
    count(key, otherwise) {
      const found = value[key] ?? otherwise
      if (typeof found !== 'number' || !Number.isInteger(found) || found < 1) throw error(key, 'a whole number from 1')
      return found
    },
    choice(key, words) {
      const found = words.find((word) => word === value[key])
      if (found === undefined) throw error(key, `one of ${words.join(', ')}`)
      return found
    },
  }
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string')
}
