import { brotliCompressSync, brotliDecompressSync, constants, inflateRawSync } from 'node:zlib'
import type { CodedReport } from '../code/index.ts'

/** A coded report as text a third of its length: its JSON in UTF-8, by Brotli, in base64. */
export function pack(json: Buffer): string {
  return BROTLI + brotliCompressSync(json, FAST).toString('base64')
}

/** The coded report that was packed. */
export function unpack(packed: string): CodedReport {
  return JSON.parse(inflated(packed)) as CodedReport
}

function inflated(packed: string): string {
  const bytes = packed.startsWith(BROTLI)
    ? brotliDecompressSync(Buffer.from(packed.slice(BROTLI.length), 'base64'), ROOMY)
    : inflateRawSync(Buffer.from(packed, 'base64'))
  return bytes.toString()
}

/** Stands before what Brotli packed, and never in base64: older reports are deflated. */
const BROTLI = '~'

/** The least quality takes half the time of deflate for as few bytes; higher ones save no more than a tenth. */
const FAST = {
  chunkSize: 8192,
  params: { [constants.BROTLI_PARAM_QUALITY]: 0, [constants.BROTLI_PARAM_LGWIN]: 16 },
}
const ROOMY = { chunkSize: 32_768 }
