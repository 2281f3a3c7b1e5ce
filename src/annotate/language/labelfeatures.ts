import type { ArcState, Nodes } from './arcfeatures.ts'
import { setKey } from './arckeys.ts'
import { KEYS } from './hash.ts'

export const N_LABEL_FEATURES = 44
/** How many of them are the first. */
export const N_FIRST = 14
export const N_LABEL_CELLS = 1 << 22

/** Low bits of a feature's key that a table of `nCells` (a power of two) leaves out. */
export function spareLabelBits(nCells: number): number {
  return Math.clz32(nCells) + 1
}

/** The odd numbers of the places that keys stand in; `keyOf` tells what for. */
const HW = 0x676b1b69
const HT = 0x61790135
const HC = 0x333824ff
const HK = 0x9974d75b
const DW = 0x2dc5fd3d
const DT = 0x3af27f81
const DC = 0x3f9931ef
const DK = 0x221c4e01
const SIDE = 0xc28753f9
const FAR = 0x162a01df
const FIRSTW = 0x404b6eaf
const FIRSTT = 0xbaa1c6f1
const SECONDW = 0x6210b785
const LASTT = 0xaf2ed9dd
const LASTW = 0xb35331cf
const DL = 0x89e3995b
const DR = 0x16ff82e3
const HL = 0xf0397723
const HR = 0x9fb932d5
const DBT = 0x7d411fab
const DAT = 0x331057cb
const DBW = 0x6bf08d63
const DAW = 0xb8e3c71f
const HBT = 0x9cfbba43
const HAT = 0x96a1da2d
const SIBT = 0x377925b3
const SIBW = 0xcae8c077

/**
 * Fills `state.features` with the keys of the first N_FIRST features of the arc; the cell of label l is the high bits of a
 * key XOR l. They are ordered by how much they tell of the outcome beyond those before them.
 */
export function fillFirst({ form, tagKey, fine }: Nodes, state: ArcState, head: number, dep: number): void {
  const { features: f, left1, leftLabels, rightLabels } = state
  const side = Math.imul(KEYS[sideOf(head, dep)]!, SIDE)
  const ht = Math.imul(tagKey[head]!, HT)
  const dw = Math.imul(form[dep]!, DW)
  const dt = Math.imul(tagKey[dep]!, DT)
  const tags = ht ^ dt ^ side
  const hl = Math.imul(setKey(leftLabels[head]!), HL)
  const hr = Math.imul(setKey(rightLabels[head]!), HR)
  const dl = Math.imul(setKey(leftLabels[dep]!), DL)
  const dr = Math.imul(setKey(rightLabels[dep]!), DR)
  f[0] = dl ^ dr ^ tags
  f[1] = tags ^ dr
  f[2] = hr ^ hl ^ tags
  f[3] = dw ^ dl
  f[4] = tags ^ dl
  f[5] = dw ^ side
  f[6] = tags ^ hr
  f[7] = dw ^ Math.imul(KEYS[span(Math.abs(head - dep))]!, FAR) ^ side
  f[8] = Math.imul(form[head]!, HW) ^ side ^ hr
  f[9] = Math.imul(fine[dep]!, DC) ^ ht ^ side
  f[10] = dt ^ Math.imul(tagKey[dep - 1]!, DBT) ^ Math.imul(tagKey[dep + 1]!, DAT)
  f[11] = tags ^ hl
  f[12] = tags ^ Math.imul(tagKey[head + 1]!, HAT)
  f[13] = Math.imul(fine[head]!, HC) ^ Math.imul(form[left1[dep]!]!, FIRSTW) ^ dt
}

/** Fills `state.features` with the keys of the features after the first. */
export function fillMore(nodes: Nodes, state: ArcState, head: number, dep: number): void {
  const { form, tagKey, fine, coarse } = nodes
  const { features: f, left1, left2, right1, right2, leftLabels } = state
  const kind = sideOf(head, dep)
  const sibling = kind === 0 ? left1[head]! : right1[head]!
  const side = Math.imul(KEYS[kind]!, SIDE)
  const hw = Math.imul(form[head]!, HW) ^ side
  const hc = Math.imul(fine[head]!, HC)
  const dw = Math.imul(form[dep]!, DW)
  const dt = Math.imul(tagKey[dep]!, DT)
  const dc = Math.imul(fine[dep]!, DC)
  const dk = Math.imul(coarse[dep]!, DK)
  const ht = Math.imul(tagKey[head]!, HT)
  const tags = ht ^ dt ^ side
  const firstW = Math.imul(form[left1[dep]!]!, FIRSTW)
  const dl = Math.imul(setKey(leftLabels[dep]!), DL)
  f[14] = tags ^ Math.imul(KEYS[span(Math.abs(head - dep))]!, FAR)
  f[15] = dk ^ tags ^ dl
  f[16] = hw
  f[17] = dw ^ firstW
  f[18] = tags ^ Math.imul(tagKey[head < 1 ? 1 : head - 1]!, HBT)
  f[19] = tags ^ firstW
  f[20] = hc ^ dt ^ side
  f[21] = hw ^ dl ^ dt
  f[22] = Math.imul(coarse[head]!, HK) ^ dk ^ side
  f[23] = Math.imul(form[right2[dep]!]!, LASTW) ^ tags
  f[24] = tags ^ Math.imul(tagKey[sibling]!, SIBT)
  f[25] = tags ^ Math.imul(tagKey[dep - 1]!, DBT)
  f[26] = hw ^ Math.imul(setKey(leftLabels[head]!), HL)
  f[27] = tags ^ Math.imul(tagKey[right1[dep]!]!, LASTT)
  f[28] = tags ^ dc
  f[29] = hc ^ dc
  f[30] = hw ^ dt
  f[31] = tags ^ Math.imul(form[left2[dep]!]!, SECONDW)
  f[32] = hc ^ dw
  f[33] = dw ^ Math.imul(form[dep + 1]!, DAW)
  f[34] = tags ^ hc
  f[35] = tags ^ Math.imul(tagKey[dep + 1]!, DAT)
  f[36] = tags ^ Math.imul(tagKey[left1[dep]!]!, FIRSTT)
  f[37] = tags
  f[38] = ht ^ side ^ dw
  f[39] = dw ^ Math.imul(form[dep - 1]!, DBW)
  f[40] = hw ^ firstW
  f[41] = hw ^ dc
  f[42] = hw ^ Math.imul(form[sibling]!, SIBW) ^ dt
  f[43] = hw ^ dw
}

/** On which side of its head the word hangs: to the left (0), to the right (1), or on the root (2). */
function sideOf(head: number, dep: number): number {
  return head === 0 ? 2 : head < dep ? 1 : 0
}

function span(distance: number): number {
  return distance < 5 ? distance : distance < 10 ? 5 : 6
}
