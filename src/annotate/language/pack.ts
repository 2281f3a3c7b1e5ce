import { ReadoutError } from '../../errors.ts'

/** What a section of a model file may be; on disk little-endian, as every machine that Node runs on has it. */
type Section = Int8Array | Uint8Array | Uint16Array | Int16Array | Int32Array

const KINDS = { i8: Int8Array, u8: Uint8Array, u16: Uint16Array, i16: Int16Array, i32: Int32Array } as const
type Kind = keyof typeof KINDS

interface Entry {
  readonly name: string
  readonly kind: Kind
  readonly at: number
  readonly length: number
}

interface Head<Params> {
  readonly params: Params
  readonly sections: readonly Entry[]
}

/**
 * A model file: 4 bytes of header length, a JSON header padded to 8 bytes, then the sections, each 8-aligned,
 * so that reading it is making views and no copy.
 */
export function packModel(params: object, sections: Readonly<Record<string, Section>>): Uint8Array {
  const entries: Entry[] = []
  let at = 0
  for (const [name, data] of Object.entries(sections)) {
    entries.push({ name, kind: kindOf(data), at, length: data.length })
    at += align(data.byteLength)
  }
  const json = new TextEncoder().encode(JSON.stringify({ params, sections: entries }))
  const base = align(4 + json.length)
  const bytes = new Uint8Array(base + at)
  new DataView(bytes.buffer).setUint32(0, json.length, true)
  bytes.set(json, 4)
  for (const entry of entries) {
    const data = sections[entry.name]!
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), base + entry.at)
  }
  return bytes
}

export interface Model<Params> {
  readonly params: Params
  readonly i8: (name: string) => Int8Array
  readonly u8: (name: string) => Uint8Array
  readonly u16: (name: string) => Uint16Array
  readonly i16: (name: string) => Int16Array
  readonly i32: (name: string) => Int32Array
}

/** Views over the sections of a packed model. */
export function unpackModel<Params>(bytes: Uint8Array, name: string): Model<Params> {
  // A view of 32-bit integers needs an aligned start; small files that Node reads into a shared pool may not have one.
  const data = bytes.byteOffset % 8 === 0 ? bytes : bytes.slice()
  const length = data.length < 4 ? 0 : new DataView(data.buffer, data.byteOffset).getUint32(0, true)
  if (length === 0 || 4 + length > data.length)
    throw new ReadoutError('bad-model', `${name} is no model file; run "npm run train"`)
  const head = JSON.parse(new TextDecoder().decode(data.subarray(4, 4 + length))) as Head<Params>
  const base = data.byteOffset + align(4 + length)
  const section = (kind: Kind) => (wanted: string) => {
    const entry = head.sections.find((e) => e.name === wanted && e.kind === kind)
    if (!entry) throw new ReadoutError('bad-model', `${name} has no section "${wanted}"; run "npm run train"`)
    return new KINDS[kind](data.buffer as ArrayBuffer, base + entry.at, entry.length)
  }
  return {
    params: head.params,
    i8: section('i8') as Model<Params>['i8'],
    u8: section('u8') as Model<Params>['u8'],
    u16: section('u16') as Model<Params>['u16'],
    i16: section('i16') as Model<Params>['i16'],
    i32: section('i32') as Model<Params>['i32'],
  }
}

/** Bytes of two lines of a processor's cache, which are fetched together. */
const LINES = 128
/** Where allocators put the first byte of a large buffer, counted from the beginning of a page. */
const HEAD = 16

/**
 * The same weights at the beginning of a line of the processor's cache, as far as one can tell from here: the candidates of a feature, whose
 * cells differ in their low bits alone, then share one line or two and no third, which saves a twelfth of the time.
 */
export function alignedToLines(weights: Int8Array): Int8Array {
  const room = new ArrayBuffer(weights.length + LINES)
  const aligned = new Int8Array(room, LINES - HEAD, weights.length)
  aligned.set(weights)
  return aligned
}

function kindOf(data: Section): Kind {
  if (data instanceof Int8Array) return 'i8'
  if (data instanceof Uint8Array) return 'u8'
  if (data instanceof Uint16Array) return 'u16'
  return data instanceof Int16Array ? 'i16' : 'i32'
}

function align(n: number): number {
  return (n + 7) & ~7
}
