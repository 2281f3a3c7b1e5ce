import { type Model, packModel, unpackModel } from '../language/pack.ts'
import { N_STATES } from './labels.ts'

/** Weights of one pass of the tagger. */
export interface NameWeights {
  /** An open-addressed table: the upper bits of each feature's hash, 0 for an empty slot; a slot's row is its index. */
  readonly checks: Uint16Array
  /** `N_STATES` weights a slot. */
  readonly rows: Int8Array
  /** Weight of `next` after `state` at `state * N_STATES + next`. */
  readonly transitions: Int8Array
}

/** What the entity tagger has learned. */
export interface NameTables {
  /** The tagging of each sentence by itself, then the one that knows what the first made of the whole document. */
  readonly passes: readonly NameWeights[]
  readonly innerWords: ReadonlySet<number>
  readonly nameWords: ReadonlySet<number>
}

const PROBES = 16

/** The slot of a feature, or -1 where training kept none. */
export function slotOf(checks: Uint16Array, hash: number): number {
  const mask = checks.length - 1
  const check = checkOf(hash)
  let slot = hash & mask
  for (let probe = 0; probe < PROBES; probe += 1) {
    const found = checks[slot]!
    if (found === check) return slot
    if (found === 0) return -1
    slot = (slot + 1) & mask
  }
  return -1
}

/** Claims a slot for a feature, -1 where its neighbourhood is full. */
export function claimSlot(checks: Uint16Array, hash: number): number {
  const mask = checks.length - 1
  const check = checkOf(hash)
  let slot = hash & mask
  for (let probe = 0; probe < PROBES; probe += 1) {
    if (checks[slot] === check) return slot
    if (checks[slot] === 0) {
      checks[slot] = check
      return slot
    }
    slot = (slot + 1) & mask
  }
  return -1
}

function checkOf(hash: number): number {
  return (hash >>> 16) | 1
}

/** The model as bytes of a file. */
export function packNames(model: NameTables): Uint8Array {
  const sections: Record<string, Int8Array | Uint16Array | Int32Array> = {
    innerWords: Int32Array.from(model.innerWords),
    nameWords: Int32Array.from(model.nameWords),
  }
  model.passes.forEach((pass, i) => {
    sections[`checks${i}`] = pass.checks
    sections[`rows${i}`] = pass.rows
    sections[`transitions${i}`] = pass.transitions
  })
  return packModel({ nPasses: model.passes.length, nStates: N_STATES }, sections)
}

/** Views over the bytes that `packNames` gave. */
export function unpackNames(bytes: Uint8Array, name: string): NameTables {
  const model: Model<{ nPasses: number }> = unpackModel(bytes, name)
  const passes = Array.from({ length: model.params.nPasses }, (_, i) => ({
    checks: model.u16(`checks${i}`),
    rows: model.i8(`rows${i}`),
    transitions: model.i8(`transitions${i}`),
  }))
  return { passes, innerWords: new Set(model.i32('innerWords')), nameWords: new Set(model.i32('nameWords')) }
}
