/**
 * A function of a text that keeps what it gave for up to `limit` texts, since words and names recur from report to
 * report; past the limit it begins anew. What it keeps is no part of any report's text.
 */
export function remembered<V>(make: (text: string) => V, limit = 16_384): (text: string) => V {
  const known = new Map<string, V>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const own = ownCopy(text)
    const value = make(own)
    if (known.size >= limit) known.clear()
    known.set(own, value)
    return value
  }
}

/**
 * The same for words where they stand in a text: they are found by their letters, so that none is cut out of the text that
 * is known already. `limit` is a power of two.
 */
export function rememberedWords<V>(
  make: (word: string) => V,
  limit = 8192,
): (text: string, start: number, end: number) => V {
  const words: string[] = []
  const values: V[] = []
  /** Open-addressed table of words, 0 for an empty slot and else one more than the index. */
  const slots = new Int32Array(4 * limit)
  const mask = slots.length - 1
  return (text, start, end) => {
    let hash = 0x811c9dc5
    for (let i = start; i < end; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
    hash ^= hash >>> 15
    let slot = hash & mask
    for (let idx = slots[slot]!; idx > 0; idx = slots[slot]!) {
      if (isAt(words[idx - 1]!, text, start, end)) return values[idx - 1]!
      slot = (slot + 1) & mask
    }
    const word = ownCopy(text.slice(start, end))
    const value = make(word)
    if (words.length >= limit) {
      slots.fill(0)
      words.length = values.length = 0
      slot = hash & mask
    }
    slots[slot] = words.push(word)
    values.push(value)
    return value
  }
}

/** V8 makes slices that point into a longer string from 13 code units on. */
const SHORT = 13

/** The same text in memory of its own: a slice of a report would keep the whole report in memory; engines copy short ones anyway. */
export function ownCopy(text: string): string {
  return text.length < SHORT ? text : ` ${text}`.slice(1)
}

/**
 * The same text, the one that the engine keeps for these letters as it keeps names of fields and the words of this program: such texts
 * are told apart at a glance, where others are compared letter by letter. It is no part of any longer text.
 */
export function interned(text: string): string {
  const field: Record<string, true> = Object.create(null)
  field[text] = true
  return Object.keys(field)[0]!
}

/** Whether the word stands there in the text. */
export function isAt(word: string, text: string, start: number, end: number): boolean {
  const length = end - start
  if (word.length !== length) return false
  for (let i = 0; i < length; i++) if (word.charCodeAt(i) !== text.charCodeAt(start + i)) return false
  return true
}

/** FNV-1a over the UTF-16 code units of a form and its lemma, 32 bits with a sign. */
export function hashOfWord(form: string, lemma: string): number {
  return hashOn(hashOn(0x811c9dc5, form) ^ 1, lemma)
}

function hashOn(before: number, text: string): number {
  let hash = before
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash
}
