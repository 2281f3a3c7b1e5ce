import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { CodedReport } from '../code/index.ts'

/** A coded report as text a third of its length: its JSON, deflated, in base64. */
export function pack(json: string): string {
  return deflateRawSync(json, { level: LEVEL }).toString('base64')
}

/** The coded report that was packed. */
export function unpack(packed: string): CodedReport {
  return JSON.parse(inflateRawSync(Buffer.from(packed, 'base64')).toString()) as CodedReport
}

/** Higher levels save a tenth of the bytes for half as much time again. */
const LEVEL = 3
