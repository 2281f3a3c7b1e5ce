/* The odd numbers of the places that keys stand in; `keyOf` tells what for. */
export const S0W = 0x7857dd87
export const S1W = 0x2e84496f
export const S2W = 0xba6f875d
export const B0W = 0x940eee3d
export const B1W = 0x4dc2a627
export const B2W = 0x33406bc5
export const S0T = 0xe325faa7
export const S1T = 0xb938451f
export const S2T = 0x68fb90d7
export const B0T = 0xc1d8fac1
export const B1T = 0xb7740a63
export const B2T = 0xc2354e2b
export const B3T = 0x43e58845
export const S0C = 0x887e8401
export const S1C = 0x3ec33dd7
export const B0C = 0xa2da95a9
export const S0K = 0xd0055979
export const S1K = 0xbc38d757
export const B0K = 0x7f90ade7
export const S0LT = 0x5aab0a37
export const S0RT = 0x6a769807
export const S1LT = 0x86ff0de3
export const S1RT = 0xba4e6c37
export const B0LT = 0x9d9b532b
export const S0L2T = 0xf6978771
export const S0R2T = 0x37d72e4b
export const S1R2T = 0x4f3d4e7b
export const S0LW = 0x8b389065
export const S0RW = 0xb43d4319
export const S1RW = 0x548a84a5
export const B0LW = 0x84f42b4b
export const FAR = 0x131db619
export const NEAR = 0xbb3a6a07
export const S0L = 0xc63d5f77
export const S0R = 0xffe9ec11
export const S1L = 0xddfa7fa5
export const S1R = 0x34d57085
export const B0L = 0xb070e385
export const CODE = 0xc0a9c8bf
export const UP = 0xba49c19f
export const AHEAD = 0x77f1caf1

/** A distance in words, as a number below 8. */
export function distance(d: number): number {
  if (d <= 0) return 0
  return d < 5 ? d : d < 8 ? 5 : d < 12 ? 6 : 7
}

/** Brings the high bits of a set down, for a product looks at its factors from below. */
export function setKey(set: number): number {
  const x = Math.imul(set ^ (set >>> 16), 0x45d9f3b)
  return x ^ (x >>> 15)
}
