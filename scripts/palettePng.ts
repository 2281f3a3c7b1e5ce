import { deflateSync, inflateSync } from 'node:zlib'

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const MAX_COLOURS = 256

interface Pixels {
  readonly width: number
  readonly height: number
  /** Red, green and blue of every pixel, row by row. */
  readonly rgb: Uint8Array
}

/**
 * A PNG of at most 256 colours from one of true colour, such as a browser makes: a third of its size, which for a picture
 * of text is no loss that the eye finds.
 */
export function palettePng(png: Buffer): Buffer {
  const { width, height, rgb } = decoded(png)
  const counts = new Map<number, number>()
  for (let i = 0; i < rgb.length; i += 3) {
    const colour = colourAt(rgb, i)
    counts.set(colour, (counts.get(colour) ?? 0) + 1)
  }
  const palette = [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, MAX_COLOURS)
    .map(([colour]) => colour)
  const nearest = new Map(palette.map((colour, idx) => [colour, idx]))
  const rows = Buffer.alloc((width + 1) * height)
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i += 3) {
      const colour = colourAt(rgb, i)
      const known = nearest.get(colour) ?? closest(palette, colour)
      nearest.set(colour, known)
      rows[y * (width + 1) + 1 + x] = known
    }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  // Eight bits a pixel, of a palette.
  header.set([8, 3, 0, 0, 0], 8)
  const colours = Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]))
  const body = deflateSync(rows, { level: 9 })
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', colours),
    chunk('IDAT', body),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** The colour of a pixel as one number. */
function colourAt(rgb: Uint8Array, i: number): number {
  return (rgb[i]! << 16) | (rgb[i + 1]! << 8) | rgb[i + 2]!
}

function closest(palette: readonly number[], colour: number): number {
  const apart = (other: number) =>
    ((other >> 16) - (colour >> 16)) ** 2 +
    (((other >> 8) & 255) - ((colour >> 8) & 255)) ** 2 +
    ((other & 255) - (colour & 255)) ** 2
  let best = 0
  for (let idx = 1; idx < palette.length; idx++) if (apart(palette[idx]!) < apart(palette[best]!)) best = idx
  return best
}

/** Reads a PNG of eight bits a channel, with or without opacity, not interlaced. */
function decoded(png: Buffer): Pixels {
  const width = png.readUInt32BE(16)
  const height = png.readUInt32BE(20)
  const channels = png[25] === 6 ? 4 : 3
  const data: Buffer[] = []
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at)
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') data.push(png.subarray(at + 8, at + 8 + length))
    at += length + 12
  }
  const raw = unfiltered(inflateSync(Buffer.concat(data)), width * channels, { height, channels })
  const rgb = new Uint8Array(width * height * 3)
  for (let i = 0, j = 0; i < raw.length; i += channels, j += 3) rgb.set(raw.subarray(i, i + 3), j)
  return { width, height, rgb }
}

/** Takes the filters of PNG's rows back (specification, section 9). */
function unfiltered(
  raw: Buffer,
  stride: number,
  { height, channels }: { height: number; channels: number },
): Uint8Array {
  const out = new Uint8Array(stride * height)
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (stride + 1)]!
    for (let x = 0; x < stride; x++) {
      const left = x < channels ? 0 : out[y * stride + x - channels]!
      const up = y === 0 ? 0 : out[(y - 1) * stride + x]!
      const corner = x < channels || y === 0 ? 0 : out[(y - 1) * stride + x - channels]!
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter]!
      out[y * stride + x] = raw[y * (stride + 1) + 1 + x]! + guess
    }
  }
  return out
}

function paeth(left: number, up: number, corner: number): number {
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)]
  return a <= b && a <= c ? left : b <= c ? up : corner
}

function chunk(type: string, body: Buffer): Buffer {
  const out = Buffer.alloc(body.length + 12)
  out.writeUInt32BE(body.length, 0)
  out.write(type, 4, 'latin1')
  body.copy(out, 8)
  out.writeUInt32BE(checksum(out.subarray(4, body.length + 8)), body.length + 8)
  return out
}

/** CRC-32, as PNG has it. */
function checksum(bytes: Buffer): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return (crc ^ 0xffffffff) >>> 0
}
