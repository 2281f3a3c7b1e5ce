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

/** The acts alone of the coded report that was packed: half as much to read. */
export function unpackActs(packed: string): CodedReport['events'] {
  const json = inflated(packed)
  // Quotation marks within strings are escaped, so that these can only be names of fields, and no others are called so.
  const start = json.indexOf(ACTS)
  const end = json.indexOf(BEHIND_ACTS, start)
  if (start < 0 || end < 0) return (JSON.parse(json) as CodedReport).events
  return JSON.parse(json.slice(start + ACTS.length, end + 1)) as CodedReport['events']
}

const [ACTS, BEHIND_ACTS] = ['},"events":', '],"quotations":[']

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
