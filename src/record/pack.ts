import { brotliCompressSync, brotliDecompressSync, constants, inflateRawSync } from 'node:zlib'
import type { CodedReport } from '../code/index.ts'
import { type Flat, restore, restoreTellings, type Tellings } from './flat.ts'

/** A coded report as a row keeps it: bytes, or text where an older version wrote it. */
export type Packed = Uint8Array | ArrayBuffer | string

/** Packs the JSON of a flat report by Brotli: a sixth of the bytes that the report has as JSON. */
export function pack(flat: Buffer): Uint8Array {
  // A copy, lest each keep the room that it was written into.
  return Buffer.from(brotliCompressSync(flat, FAST))
}

/** The coded report that was packed. */
export function unpack(packed: Packed): CodedReport {
  if (typeof packed === 'string') return JSON.parse(inflated(packed)) as CodedReport
  return restore(flatOf(packed))
}

/** The acts of the coded report that was packed: quicker than the whole. */
export function unpackTellings(packed: Packed): Tellings {
  return typeof packed === 'string' ? unpack(packed) : restoreTellings(flatOf(packed))
}

function flatOf(packed: Uint8Array | ArrayBuffer): Flat {
  return JSON.parse(brotliDecompressSync(packed, ROOMY).toString()) as Flat
}

/** Older reports are JSON in base64, packed by Brotli behind a mark, or deflated. */
function inflated(packed: string): string {
  const bytes = packed.startsWith(BROTLI)
    ? brotliDecompressSync(Buffer.from(packed.slice(BROTLI.length), 'base64'), ROOMY)
    : inflateRawSync(Buffer.from(packed, 'base64'))
  return bytes.toString()
}

/** Never in base64. */
const BROTLI = '~'

/** The least quality takes half the time of deflate for as few bytes; higher ones save no more than a tenth. */
const FAST = {
  chunkSize: 8192,
  params: { [constants.BROTLI_PARAM_QUALITY]: 0, [constants.BROTLI_PARAM_LGWIN]: 16 },
}
const ROOMY = { chunkSize: 32_768 }
