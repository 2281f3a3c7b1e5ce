import type { ArcState } from '../src/annotate/language/arcfeatures.ts'
import { LEFT, mayGoRight, SHIFT } from '../src/annotate/language/parse.ts'

/** Whether `move` loses a gold arc that is still within reach (Goldberg and Nivre 2013); `gold` holds padded heads. */
export function losesArcs(state: ArcState, gold: Int32Array, move: number): boolean {
  return move === SHIFT ? shiftLoses(state, gold) : attachLoses(state, gold, move)
}

/** The next word can no more get a head below the top of the stack, nor a dependent on the stack. */
function shiftLoses(state: ArcState, gold: Int32Array): boolean {
  const next = state.next
  for (let k = 0; k < state.top; k++) if (gold[next] === state.stack[k]) return true
  for (let k = 1; k <= state.top; k++) if (gold[state.stack[k]!] === next) return true
  return false
}

/** The top of the stack leaves: it gets no other head and no more dependents. */
function attachLoses(state: ArcState, gold: Int32Array, move: number): boolean {
  const top = state.stack[state.top]!
  const below = state.stack[state.top - 1]!
  const head = gold[top]!
  for (let at = state.next; at < state.end; at++) if (gold[at] === top) return true
  if (move === LEFT) return head === below || head > state.next
  return head >= state.next
}

export function isPossible(state: ArcState, move: number): boolean {
  if (move === SHIFT) return state.next < state.end
  if (move === LEFT) return state.next < state.end && state.top > 0
  return mayGoRight(state)
}

/** Whether the arc that `move` would make is in the gold tree. */
export function isGoldArc(state: ArcState, gold: Int32Array, move: number): boolean {
  const top = state.stack[state.top]!
  return gold[top] === (move === LEFT ? state.next : state.stack[state.top - 1]!)
}
