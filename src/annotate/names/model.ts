import { ReadoutError } from '../../errors.ts'
import { type Model, packModel, unpackModel } from '../language/pack.ts'
import { N_STATES } from './labels.ts'

/** Weights of the tagger. */
export interface NameWeights {
  /** An open-addressed table: the upper bits of each feature's hash, 0 for an empty slot; a slot's row is its index. */
  readonly checks: Uint16Array
  /**
   * `ROW_WORDS` words a slot: four weights a word, the first in the lowest byte, each with 128 added so that a byte is
   * not negative and words can be added two bytes at a time.
   */
  readonly rows: Int32Array
  /** Weight of `next` after `state` at `state * N_STATES + next`. */
  readonly transitions: Int32Array
}

/** Words of a row: a byte for each state. */
export const ROW_WORDS = Math.ceil(N_STATES / 4)

/** The weights of a row, -128 to 127 each, as `NameWeights.rows` has them. */
export function packRow(weights: ArrayLike<number>, rows: Int32Array, slot: number): void {
  for (let word = 0; word < ROW_WORDS; word += 1) {
    let packed = 0
    for (let k = 0; k < 4; k += 1) packed |= ((weights[4 * word + k] ?? 0) + 128) << (8 * k)
    rows[slot * ROW_WORDS + word] = packed
  }
}

/** What the entity tagger has learned. */
export interface NameTables {
  readonly weights: NameWeights
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
export function packNames({ weights, innerWords, nameWords }: NameTables): Uint8Array {
  const { checks, rows, transitions } = weights
  const words = { innerWords: Int32Array.from(innerWords), nameWords: Int32Array.from(nameWords) }
  return packModel({ nStates: N_STATES }, { checks, rows, transitions, ...words })
}

/** Views over the bytes that `packNames` gave; `name` is the file's, for messages. */
export function unpackNames(bytes: Uint8Array, name: string): NameTables {
  const model: Model<{ nStates: number }> = unpackModel(bytes, name)
  if (model.params.nStates !== N_STATES)
    throw new ReadoutError(
      'bad-model',
      `${name} knows ${model.params.nStates} states where ${N_STATES} are needed; run "npm run train -- names".`,
    )
  return {
    weights: { checks: model.u16('checks'), rows: model.i32('rows'), transitions: model.i32('transitions') },
    innerWords: new Set(model.i32('innerWords')),
    nameWords: new Set(model.i32('nameWords')),
  }
}
