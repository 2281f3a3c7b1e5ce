/** The fields that a search may name, and the parameter of an address that each is. */
export const FIELDS = {
  actor: 'actor',
  recipient: 'recipient',
  type: 'type',
  status: 'status',
  place: 'place',
  publisher: 'publisher',
  after: 'from',
  before: 'to',
} as const

export type Field = keyof typeof FIELDS

/** Fields that may be given more than once: any of them may hold. */
const MANY: ReadonlySet<Field> = new Set(['type', 'status', 'place', 'publisher'])

/** One part of a search as it was written. */
export interface Term {
  readonly field?: Field
  readonly value: string
  /** Where it stands in the text. */
  readonly start: number
  readonly end: number
}

/** What a search asks for. */
export interface Search {
  /** Words that are no field, with their quotation marks. */
  readonly text: string
  readonly fields: Readonly<Partial<Record<Field, readonly string[]>>>
}

const TERM = /([A-Za-z]+):(?=\s|$)|(?:([A-Za-z]+):)?(?:["“”]([^"“”]*)["“”]?|([^\s"“”]+))/g

/** The parts of a search: words, phrases in quotation marks, and fields with a word or phrase; any text is a search. */
export function readTerms(text: string): Term[] {
  return [...text.matchAll(TERM)].map((match) => {
    const [whole, bare, name, phrase, word] = match
    const [start, end] = [match.index, match.index + whole.length]
    const field = (name ?? bare)?.toLowerCase()
    if (isField(field)) return { field, value: (phrase ?? word ?? '').trim(), start, end }
    return { value: phrase === undefined || name !== undefined ? whole : `"${phrase}"`, start, end }
  })
}

function isField(name: string | undefined): name is Field {
  return name !== undefined && name in FIELDS
}

/** What a text asks for; of a field that can be given once the last is taken. */
export function readSearch(text: string): Search {
  const fields: Partial<Record<Field, readonly string[]>> = {}
  const words: string[] = []
  for (const { field, value } of readTerms(text)) {
    if (field === undefined) words.push(value)
    else if (value !== '') fields[field] = MANY.has(field) ? [...(fields[field] ?? []), value] : [value]
  }
  return { text: words.join(' '), fields }
}

/** The parameters of a search: names as addresses have them, types in capitals. */
export function searchParameters({ text, fields }: Search): (readonly [name: string, value: string])[] {
  const given = (Object.keys(FIELDS) as Field[]).flatMap((field) =>
    (fields[field] ?? []).map((value) => [FIELDS[field], normal(field, value)] as const),
  )
  return text === '' ? given : [['text', text] as const, ...given]
}

function normal(field: Field, value: string): string {
  if (field === 'type') return value.toUpperCase()
  return field === 'status' ? value.toLowerCase() : value
}

/** The search that an address holds, as a reader would write it. */
export function writeSearch(query: URLSearchParams): string {
  const fields = (Object.keys(FIELDS) as Field[]).flatMap((field) =>
    query.getAll(FIELDS[field]).map((value) => writeTerm(field, value)),
  )
  return [query.get('text') ?? '', ...fields].filter((part) => part !== '').join(' ')
}

/** "actor:Blinken", "place:"new york usa"". */
export function writeTerm(field: Field, value: string): string {
  const shown = field === 'type' ? value.toLowerCase() : value
  return /[\s"]/.test(shown) ? `${field}:"${shown.replaceAll('"', '')}"` : `${field}:${shown}`
}

/** The first date of a search that is none; undefined where all are. */
export function badDate({ fields }: Search): string | undefined {
  return [...(fields.after ?? []), ...(fields.before ?? [])].find((value) => !/^\d{4}(?:-\d\d){0,2}$/.test(value))
}
