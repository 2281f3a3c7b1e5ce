import type { ArcState, Nodes } from './arcfeatures.ts'
import {
  B0C,
  B0K,
  B0L,
  B0LT,
  B0LW,
  B0T,
  B0W,
  B1T,
  B1W,
  B2T,
  B3T,
  distance,
  FAR,
  NEAR,
  S0C,
  S0K,
  S0L,
  S0L2T,
  S0LT,
  S0LW,
  S0R,
  S0R2T,
  S0RT,
  S0RW,
  S0T,
  S0W,
  S1C,
  S1K,
  S1L,
  S1LT,
  S1R,
  S1R2T,
  S1RT,
  S1RW,
  S1T,
  S1W,
  S2T,
  setKey,
} from './arckeys.ts'
import { KEYS } from './hash.ts'

/** Fills `state.features` from `k` on with the keys of the first round of the guide; returns the place after the last. */
export function fillGuide1({ form, tagKey }: Nodes, state: ArcState, k: number): number {
  const { stack, top, next, end, features: f, right1, right2, leftLabels, rightLabels } = state
  const s0 = stack[top]!
  const s1 = top > 0 ? stack[top - 1]! : 1
  const b0 = Math.min(next, end)
  const b1 = Math.min(b0 + 1, end)
  const s0t = Math.imul(tagKey[s0]!, S0T)
  const s1t = Math.imul(tagKey[s1]!, S1T)
  const b0t = Math.imul(tagKey[b0]!, B0T)
  const b1t = Math.imul(tagKey[b1]!, B1T)
  const s0w = Math.imul(form[s0]!, S0W)
  const b0w = Math.imul(form[b0]!, B0W)
  const s0b0 = s0t ^ b0t
  const s1s0 = s1t ^ s0t
  const s0L = Math.imul(setKey(leftLabels[s0]!), S0L)
  const s0R = Math.imul(setKey(rightLabels[s0]!), S0R)
  const s1R = Math.imul(setKey(rightLabels[s1]!), S1R)
  const b0L = Math.imul(setKey(leftLabels[b0]!), B0L)
  f[k] = s1t ^ Math.imul(form[right1[s1]!]!, S1RW)
  f[k + 1] = s1t ^ s1R
  f[k + 2] = s0b0 ^ b0L
  f[k + 3] = s1s0 ^ Math.imul(tagKey[right2[s1]!]!, S1R2T)
  f[k + 4] = s0t ^ Math.imul(form[right1[s0]!]!, S0RW)
  f[k + 5] = s0w ^ s0R
  f[k + 6] = s0b0
  f[k + 7] = s1t ^ b0t
  f[k + 8] = b0w ^ b0L
  f[k + 9] = s1t ^ Math.imul(setKey(leftLabels[s1]!), S1L)
  f[k + 10] = b0t ^ b1t
  f[k + 11] = s1s0 ^ s0L
  return k + 12
}

/** As `fillGuide1`, for the second round. */
export function fillGuide2({ form, tagKey, fine }: Nodes, state: ArcState, k: number): number {
  const { stack, top, next, end, features: f, left1, right1, leftLabels, rightLabels } = state
  const s0 = stack[top]!
  const s1 = top > 0 ? stack[top - 1]! : 1
  const b0 = Math.min(next, end)
  const b1 = Math.min(b0 + 1, end)
  const b2 = Math.min(b0 + 2, end)
  const s0t = Math.imul(tagKey[s0]!, S0T)
  const s1t = Math.imul(tagKey[s1]!, S1T)
  const b0t = Math.imul(tagKey[b0]!, B0T)
  const b1t = Math.imul(tagKey[b1]!, B1T)
  const b2t = Math.imul(tagKey[b2]!, B2T)
  const s0w = Math.imul(form[s0]!, S0W)
  const s0c = Math.imul(fine[s0]!, S0C)
  const s0b0 = s0t ^ b0t
  const s1s0 = s1t ^ s0t
  const far = Math.imul(KEYS[distance(b0 - s0)]!, FAR)
  const near = Math.imul(KEYS[distance(s0 - s1)]!, NEAR)
  const s0lt = Math.imul(tagKey[left1[s0]!]!, S0LT)
  const s0rt = Math.imul(tagKey[right1[s0]!]!, S0RT)
  const s0L = Math.imul(setKey(leftLabels[s0]!), S0L)
  const s0R = Math.imul(setKey(rightLabels[s0]!), S0R)
  const s1R = Math.imul(setKey(rightLabels[s1]!), S1R)
  const b0L = Math.imul(setKey(leftLabels[b0]!), B0L)
  f[k] = s0b0 ^ s0R ^ s0L
  f[k + 1] = s0b0 ^ far
  f[k + 2] = s1s0 ^ s1R
  f[k + 3] = s0t ^ b1t
  f[k + 4] = b2t ^ Math.imul(tagKey[Math.min(b0 + 3, end)]!, B3T)
  f[k + 5] = s0w ^ s0L
  f[k + 6] = b0t ^ b0L
  f[k + 7] = s1s0 ^ near
  f[k + 8] = s1s0 ^ s0rt
  f[k + 9] = s0c ^ b0t
  f[k + 10] = s1s0 ^ s0lt
  f[k + 11] = b0t ^ b1t ^ b2t
  return k + 12
}

/** As `fillGuide1`, for the third round. */
export function fillGuide3({ form, tagKey, fine }: Nodes, state: ArcState, k: number): number {
  const { stack, top, next, end, features: f, left1, left2, right1, rightLabels } = state
  const s0 = stack[top]!
  const s1 = top > 0 ? stack[top - 1]! : 1
  const s2 = top > 1 ? stack[top - 2]! : 1
  const b0 = Math.min(next, end)
  const b1 = Math.min(b0 + 1, end)
  const s0t = Math.imul(tagKey[s0]!, S0T)
  const s1t = Math.imul(tagKey[s1]!, S1T)
  const b0t = Math.imul(tagKey[b0]!, B0T)
  const b1t = Math.imul(tagKey[b1]!, B1T)
  const s0w = Math.imul(form[s0]!, S0W)
  const s1w = Math.imul(form[s1]!, S1W)
  const b0c = Math.imul(fine[b0]!, B0C)
  const s0b0 = s0t ^ b0t
  const s1s0 = s1t ^ s0t
  const far = Math.imul(KEYS[distance(b0 - s0)]!, FAR)
  const s0lt = Math.imul(tagKey[left1[s0]!]!, S0LT)
  const s0rt = Math.imul(tagKey[right1[s0]!]!, S0RT)
  const s1R = Math.imul(setKey(rightLabels[s1]!), S1R)
  f[k] = s0t ^ b0c
  f[k + 1] = s0b0 ^ s0lt
  f[k + 2] = s1w ^ s1R
  f[k + 3] = s1s0 ^ Math.imul(tagKey[right1[s1]!]!, S1RT)
  f[k + 4] = s0b0 ^ s0rt
  f[k + 5] = s0w ^ far
  f[k + 6] = s0b0 ^ Math.imul(tagKey[left2[s0]!]!, S0L2T)
  f[k + 7] = s1s0
  f[k + 8] = s1s0 ^ b1t
  f[k + 9] = Math.imul(tagKey[s2]!, S2T) ^ s1s0
  f[k + 10] = s0b0 ^ Math.imul(tagKey[left1[b0]!]!, B0LT)
  f[k + 11] = s1s0 ^ b0t
  return k + 12
}

/** As `fillGuide1`, for the last round. */
export function fillGuide4({ form, tagKey, fine, coarse }: Nodes, state: ArcState, k: number): number {
  const { stack, top, next, end, features: f, left1, right2, leftLabels, rightLabels } = state
  const s0 = stack[top]!
  const s1 = top > 0 ? stack[top - 1]! : 1
  const b0 = Math.min(next, end)
  const b1 = Math.min(b0 + 1, end)
  const s0t = Math.imul(tagKey[s0]!, S0T)
  const s1t = Math.imul(tagKey[s1]!, S1T)
  const b0t = Math.imul(tagKey[b0]!, B0T)
  const b1t = Math.imul(tagKey[b1]!, B1T)
  const s0w = Math.imul(form[s0]!, S0W)
  const s1w = Math.imul(form[s1]!, S1W)
  const b0w = Math.imul(form[b0]!, B0W)
  const s0c = Math.imul(fine[s0]!, S0C)
  const s1c = Math.imul(fine[s1]!, S1C)
  const b0c = Math.imul(fine[b0]!, B0C)
  const s0k = Math.imul(coarse[s0]!, S0K)
  const s0b0 = s0t ^ b0t
  const s1s0 = s1t ^ s0t
  const far = Math.imul(KEYS[distance(b0 - s0)]!, FAR)
  const near = Math.imul(KEYS[distance(s0 - s1)]!, NEAR)
  const s0L = Math.imul(setKey(leftLabels[s0]!), S0L)
  const s0R = Math.imul(setKey(rightLabels[s0]!), S0R)
  f[k] = s0b0 ^ b1t
  f[k + 1] = Math.imul(coarse[s1]!, S1K) ^ s0k
  f[k + 2] = s1w ^ near
  f[k + 3] = s0w ^ near
  f[k + 4] = s0c ^ s1t ^ b0t
  f[k + 5] = b0w ^ far
  f[k + 6] = s0c ^ b0c
  f[k + 7] = s0t ^ s0L
  f[k + 8] = b0c ^ s1t ^ s0t
  f[k + 9] = s0b0 ^ Math.imul(tagKey[right2[s0]!]!, S0R2T)
  f[k + 10] = s0w ^ b0t
  f[k + 11] = s1c ^ s0c
  f[k + 12] = s0k ^ Math.imul(coarse[b0]!, B0K)
  f[k + 13] = b0t ^ Math.imul(form[left1[b0]!]!, B0LW)
  f[k + 14] = s0t ^ Math.imul(form[left1[s0]!]!, S0LW)
  f[k + 15] = s0t ^ b0w
  f[k + 16] = Math.imul(form[Math.min(b0 + 1, end)]!, B1W) ^ s0t ^ b0t
  f[k + 17] = s1c ^ s0t ^ b0t
  f[k + 18] = s1s0 ^ Math.imul(tagKey[left1[s1]!]!, S1LT)
  f[k + 19] = s1t ^ s0w
  f[k + 20] = s1w ^ s0t
  f[k + 21] = s0t ^ s0R
  return k + 22
}
