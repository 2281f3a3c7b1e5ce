/**
 * A hash of 64 bits as 16 hexadecimal digits (cyrb: two multiplicative hashes of 32 bits, mixed at the end): the same
 * on every machine and in a browser. For names of things, not for secrets.
 */
export function hash64(text: string): string {
  let [a, b] = [0xdeadbeef, 0x41c6ce57]
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    a = Math.imul(a ^ unit, 2654435761)
    b = Math.imul(b ^ unit, 1597334677)
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909)
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909)
  return hex(b) + hex(a)
}

function hex(bits: number): string {
  return (bits >>> 0).toString(16).padStart(8, '0')
}
