import type { ArcState, Nodes } from './arcfeatures.ts'

/** Cells of a feature's row, one a label. */
export const LABEL_ROW = 64
export const N_LABEL_FEATURES = 44
const TABLE_BITS = 22
export const N_LABEL_CELLS = 1 << TABLE_BITS

/** Fills `state.features` with the cell of label 0 for every feature of the arc; that of label l is the number XOR l. */
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: a table, one feature a line
export function fillLabelFeatures(nodes: Nodes, state: ArcState, head: number, dep: number): void {
  const { form, tag, fine, coarse } = nodes
  const { features: f, left1, left2, right1, right2, leftLabels, rightLabels } = state
  const side = head < dep && head > 0 ? 1 : head === 0 ? 2 : 0
  const hw = form[head]!
  const ht = tag[head]!
  const hc = fine[head]!
  const dw = form[dep]!
  const dt = tag[dep]!
  const dc = fine[dep]!
  const tags = (ht << 8) | (dt << 1) | (side & 1)
  const span = Math.abs(head - dep)
  const far = ((span < 5 ? span : span < 10 ? 5 : 6) << 1) | (side & 1)
  const first = left1[dep]!
  const second = left2[dep]!
  const last = right1[dep]!
  const hl = leftLabels[head]!
  const hr = rightLabels[head]!
  const dl = leftLabels[dep]!
  const dr = rightLabels[dep]!
  const sibling = side === 0 ? left1[head]! : right1[head]!
  f[0] = cell(1, tags, 0)
  f[1] = cell(2, hw, side)
  f[2] = cell(3, dw, side)
  f[3] = cell(4, hw, dw)
  f[4] = cell(5, hw, dt)
  f[5] = cell(6, ht, dw)
  f[6] = cell(7, tags, far)
  f[7] = cell(8, hc, dc)
  f[8] = cell(9, tags, dc)
  f[9] = cell(10, tags, hc)
  f[10] = cell(11, tags, form[first]!)
  f[11] = cell(12, tags, tag[first]!)
  f[12] = cell(13, dw, form[first]!)
  f[13] = cell(14, hw, form[first]!)
  f[14] = cell(15, tags, dl)
  f[15] = cell(16, tags, dr)
  f[16] = cell(17, tags, hl)
  f[17] = cell(18, tags, hr)
  f[18] = cell(19, hw, hl ^ (side << 20))
  f[19] = cell(20, hw, hr ^ (side << 20))
  f[20] = cell(21, tags, form[second]!)
  f[21] = cell(22, tags, tag[last]!)
  f[22] = cell(23, dt, tag[dep - 1]! | (tag[dep + 1]! << 7))
  f[23] = cell(24, tags, tag[dep - 1]!)
  f[24] = cell(25, tags, tag[dep + 1]!)
  f[25] = cell(26, tags, tag[head - 1 < 0 ? 1 : head - 1]!)
  f[26] = cell(27, tags, tag[head + 1]!)
  f[27] = cell(28, dw, form[dep - 1]!)
  f[28] = cell(29, dw, form[dep + 1]!)
  f[29] = cell(30, tags, tag[sibling]!)
  f[30] = cell(31, hw, form[sibling]! ^ dt)
  f[31] = cell(32, dl, dr ^ tags)
  f[32] = cell(33, dw, dl)
  f[33] = cell(34, hw, dl ^ (dt << 20))
  f[34] = cell(35, coarse[head]!, (coarse[dep]! << 1) | (side & 1))
  f[35] = cell(36, coarse[dep]!, tags ^ (dl << 3))
  f[36] = cell(37, hr ^ Math.imul(hl, 31), tags)
  f[37] = cell(38, hc, (dt << 1) | (side & 1))
  f[38] = cell(39, dc, (ht << 1) | (side & 1))
  f[39] = cell(40, hw, dc)
  f[40] = cell(41, hc, dw)
  f[41] = cell(42, hc, form[first]! ^ (dt << 20))
  f[42] = cell(43, form[right2[dep]!]!, tags)
  f[43] = cell(44, dw, far)
}

function cell(template: number, a: number, b: number): number {
  let x = Math.imul(a ^ Math.imul(template, 0x9e3779b1), 0x85ebca6b)
  x ^= x >>> 15
  x = Math.imul(x + b, 0xc2b2ae35)
  x ^= x >>> 14
  x = Math.imul(x, 0x27d4eb2f)
  return x >>> (32 - TABLE_BITS)
}
