import type { Problem } from './report.ts'

/** Bytes as text, with what had to be guessed about them; without a byte order mark. */
export interface Decoded {
  readonly text: string
  readonly problems: readonly Problem[]
}

/**
 * Returns the text of `bytes`: UTF-8, or UTF-16 by its byte order mark or its pattern of zero bytes, or else, where
 * the bytes are no UTF-8, windows-1252 or the `declared` encoding. Binary data gives an empty text and a problem.
 */
export function decode(bytes: Uint8Array, declared?: string): Decoded {
  const utf16 = utf16Kind(bytes)
  if (utf16 !== undefined) return decodedAs(bytes, utf16)
  const binary = binaryKind(bytes)
  if (binary !== undefined) return { text: '', problems: [{ code: 'binary', message: binary }] }
  const strict = tryDecode(bytes, 'utf-8')
  if (strict !== undefined) return { text: strict, problems: misdecoded(strict) }
  if (declared !== undefined && !/^utf-?8$/i.test(declared) && isKnown(declared)) return decodedAs(bytes, declared)
  return decodeDamaged(bytes)
}

/** Neither valid UTF-8 nor declared otherwise: damaged UTF-8 if most of its long characters are whole. */
function decodeDamaged(bytes: Uint8Array): Decoded {
  const lenient = new TextDecoder('utf-8').decode(bytes)
  const nBroken = lenient.match(/\ufffd/g)?.length ?? 0
  const nWhole = lenient.match(/[\u0080-\ufffc]/g)?.length ?? 0
  if (nWhole <= nBroken) return decodedAs(bytes, 'windows-1252')
  const message = `The text is UTF-8 with ${nBroken} broken characters; each was read as the replacement character.`
  return { text: lenient, problems: [{ code: 'encoding', message }] }
}

function decodedAs(bytes: Uint8Array, encoding: string): Decoded {
  const text = new TextDecoder(encoding).decode(bytes)
  const message = `The text is not UTF-8; it was read as ${encoding}.`
  return { text, problems: [{ code: 'encoding', message }] }
}

function tryDecode(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

function isKnown(encoding: string): boolean {
  try {
    return new TextDecoder(encoding).encoding !== ''
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

/** How many bytes are looked at to tell text from binary data; both show within the first page. */
const SAMPLE = 8192

/** UTF-16 by its mark, or by the zero byte that every second byte of English text then is. */
function utf16Kind(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const sample = bytes.subarray(0, SAMPLE & ~1)
  if (sample.length < 8) return undefined
  const nZero = [0, 0]
  for (let i = 0; i < sample.length; i++) if (sample[i] === 0) nZero[i & 1]! += 1
  const half = sample.length / 2
  if (nZero[1]! > half * 0.7 && nZero[0]! < half * 0.05) return 'utf-16le'
  if (nZero[0]! > half * 0.7 && nZero[1]! < half * 0.05) return 'utf-16be'
  return undefined
}

const MAGIC: readonly (readonly [string, string])[] = [
  ['%PDF-', 'a PDF document'],
  ['PK\u0003\u0004', 'a ZIP archive or office document'],
  ['\u001f\u008b', 'gzip data'],
  ['\u0089PNG', 'a PNG picture'],
  ['\u00ff\u00d8\u00ff', 'a JPEG picture'],
  ['GIF8', 'a GIF picture'],
  ['\u00d0\u00cf\u0011\u00e0', 'an office document'],
  ['\u007fELF', 'a program'],
  ['{\\rtf', 'an RTF document'],
]

function binaryKind(bytes: Uint8Array): string | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, 8))
  const known = MAGIC.find(([magic]) => head.startsWith(magic))
  if (known !== undefined) return `The input is ${known[1]}, not text; it was left uncoded. Convert it to text first.`
  const sample = bytes.subarray(0, SAMPLE)
  let nControl = 0
  for (const byte of sample) if (byte === 0 || (byte < 32 && (byte < 9 || byte > 13) && byte !== 27)) nControl += 1
  if (nControl === 0 || nControl < sample.length * 0.02) return undefined
  return 'The input is binary data, not text; it was left uncoded.'
}

/** UTF-8 once taken for windows-1252 and saved so: "â€™" for an apostrophe. The text stays as found. */
function misdecoded(text: string): Problem[] {
  const match = /â€[\u0153\u009d\u2122\u02dc\u201c\u201d”œ™˜]|Ã[©¨¡³¶¼±]/.exec(text)
  if (match === null) return []
  const message = `The text holds "${match[0]}", as UTF-8 does when read as windows-1252; it was left as found.`
  return [{ code: 'encoding', message, span: { start: match.index, end: match.index + match[0].length } }]
}
