import type { Item } from './items.ts'

/** A number read from the text; `X` stands for "several", "a few" and other counts left open. */
export interface NumberRead {
  readonly value: number | 'X'
  /** Items read. */
  readonly length: number
}

/** The longest number that starts at an item, in figures ("2 1/2") or words ("twenty-four"); undefined for none. */
export function readNumber(items: readonly Item[], at: number): NumberRead | undefined {
  return readQuantifier(items, at) ?? withFraction(items, at, readFigures(items, at) ?? readWords(items, at))
}

/** "several", "a few", "a couple of", from the lexicon's class `quantity`. */
function readQuantifier(items: readonly Item[], at: number): NumberRead | undefined {
  for (const entry of items[at]?.entries ?? []) {
    if (entry.cls === 'quantity' && entry.rest.every((word, i) => items[at + 1 + i]?.lower === word)) {
      return { value: entry.value === 'X' ? 'X' : Number(entry.value), length: 1 + entry.rest.length }
    }
  }
  return undefined
}

function readFigures(items: readonly Item[], at: number): NumberRead | undefined {
  const figure = items[at]?.entries.find((e) => e.cls === 'n')
  if (!figure) return undefined
  const scale = Number(wordValue(items[at + 1], 'scale') ?? 1)
  return { value: Number(figure.value) * scale, length: scale === 1 ? 1 : 2 }
}

const wordValue = (item: Item | undefined, cls: string): string | undefined =>
  item?.entries.find((e) => e.cls === cls)?.value

/** Reads "two", "twenty-four", "a hundred and ten", "two thousand". */
function readWords(items: readonly Item[], at: number): NumberRead | undefined {
  let total = 0
  let group: number | undefined
  let idx = at
  const isArticled = items[at]?.lower === 'a' && wordValue(items[at + 1], 'scale') !== undefined
  if (isArticled) {
    group = 1
    idx++
  }
  for (;;) {
    const scale = wordValue(items[idx], 'scale')
    if (scale !== undefined && group !== undefined) {
      if (Number(scale) >= 1000) {
        total += group * Number(scale)
        group = 0
      } else group *= Number(scale)
      idx++
      continue
    }
    const gap = joint(items, idx, group)
    const word = wordValue(items[idx + gap], 'num')
    if (word === undefined || !isJoinable(group, Number(word))) break
    group = (group ?? 0) + Number(word)
    idx += gap + 1
  }
  return group === undefined ? undefined : { value: total + group, length: idx - at }
}

/** Marks between the parts of a number: the hyphen of "twenty-four", the "and" of "a hundred and ten". */
function joint(items: readonly Item[], idx: number, group: number | undefined): number {
  if (group === undefined) return 0
  const lower = items[idx]?.lower
  if (lower === '-' && group >= 20 && group < 100) return 1
  return lower === 'and' && group >= 100 ? 1 : 0
}

/** Units follow tens, and both follow hundreds: "two three" are two numbers. */
function isJoinable(group: number | undefined, next: number): boolean {
  if (group === undefined || group === 0) return true
  if (group % 100 === 0) return true
  return group % 10 === 0 && group % 100 >= 20 && next < 10
}

/** Adds "1/2", "½", "and a half". */
function withFraction(items: readonly Item[], at: number, read: NumberRead | undefined): NumberRead | undefined {
  if (!read || read.value === 'X') return read
  const next = (i: number) => items[at + read.length + i]?.lower
  if (next(0) === '½') return { value: read.value + 0.5, length: read.length + 1 }
  if (next(0) === '1' && next(1) === '/' && next(2) === '2') return { value: read.value + 0.5, length: read.length + 3 }
  const hyphen = next(0) === '-' ? 1 : 0
  if (next(hyphen) === 'and' && next(2 * hyphen + 1) === 'a' && next(3 * hyphen + 2) === 'half') {
    return { value: read.value + 0.5, length: read.length + 3 * hyphen + 3 }
  }
  return read
}

/** A year in words, as broadcasts have it: "nineteen ninety-six", "twenty twenty-two", "two thousand and four". */
export function readSpokenYear(items: readonly Item[], at: number): NumberRead | undefined {
  const century = Number(wordValue(items[at], 'num'))
  if (century >= 15 && century <= 20) {
    const gap = items[at + 1]?.lower === '-' ? 1 : 0
    const rest = readWords(items, at + 1 + gap)
    if (rest && typeof rest.value === 'number' && rest.value >= 10 && rest.value < 100) {
      return { value: century * 100 + rest.value, length: 1 + gap + rest.length }
    }
  }
  const whole = century === 2 ? readWords(items, at) : undefined
  return whole && typeof whole.value === 'number' && whole.value >= 2000 && whole.value < 2100 ? whole : undefined
}
