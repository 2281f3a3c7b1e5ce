/** V8 makes slices that point into a longer string from 13 code units on. */
const SHORT = 13

/**
 * A function of a text that keeps what it gave for up to `limit` texts, since words and names recur from report to
 * report; past the limit it begins anew. What it keeps is no part of any report's text.
 */
export function remembered<V>(make: (text: string) => V, limit = 16_384): (text: string) => V {
  const known = new Map<string, V>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    // A slice of a report would keep the whole report in memory; engines copy short ones anyway.
    const own = text.length < SHORT ? text : ` ${text}`.slice(1)
    const value = make(own)
    if (known.size >= limit) known.clear()
    known.set(own, value)
    return value
  }
}
