/**
 * JSON in about half of its length, still text: spans and the keys that every event repeats become control characters,
 * which JSON never holds bare, so that nothing that a report says can be mistaken for them.
 */
export function pack(value: unknown): string {
  return JSON.stringify(value).replaceAll(PACKED, (found, start, end) => {
    if (start !== undefined) return `${SPAN}${start},${end}${SPAN}`
    return CODES.get(found)!
  })
}

/** What was packed. */
export function unpack<T>(packed: string): T {
  const json = packed.replaceAll(UNPACKED, (found, start, end) => {
    if (start !== undefined) return `{"start":${start},"end":${end}}`
    return FRAGMENTS[found.charCodeAt(0) - FIRST_CODE]!
  })
  return JSON.parse(json) as T
}

const SPAN = '\u0001'
const FIRST_CODE = 2

/** Never reorder or remove: records hold these by position. Up to 29 fit. */
const FRAGMENTS: readonly string[] = [
  '"name":"',
  '","kind":"person"',
  '","kind":"organization"',
  '","kind":"country"',
  '","kind":"group"',
  '"country":"',
  '"sector":"',
  '"actorCode":"',
  '"entity":"',
  '"span":',
  '"mention":"',
  '"resolvedBy":"',
  '"actors":[',
  '"recipients":[',
  '"sentence":',
  '"trigger":',
  '"evidence":',
  '"mentions":[',
  '"contexts":[',
  '"eventType":"',
  '"status":"',
  '"accordingTo":[',
  '"rule":"',
  '"confidence":',
  '"date":{"value":"',
  '"intensity":',
  '"content":"',
  '"title":"',
  '"type":"DATE","value":"',
]

const CODES = new Map(FRAGMENTS.map((fragment, i) => [fragment, String.fromCharCode(FIRST_CODE + i)]))
const PACKED = new RegExp(
  `\\{"start":(\\d+),"end":(\\d+)\\}|${FRAGMENTS.map((fragment) => fragment.replaceAll(/[[{]/g, '\\$&')).join('|')}`,
  'g',
)
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what stands for the fragments.
const UNPACKED = /\u0001(\d+),(\d+)\u0001|[\u0002-\u001f]/g
