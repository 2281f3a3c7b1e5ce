import type { Token } from '../doc.ts'
import { remembered } from '../remembered.ts'

/** Children and extents of every token's subtree, as arrays over token indices; -1 ends a list of children. */
export interface Tree {
  readonly firstChild: Int32Array
  readonly nextSibling: Int32Array
  /** Least token index of the subtree. */
  readonly left: Int32Array
  /** One past the greatest token index of the subtree. */
  readonly right: Int32Array
}

/** Returns the tree of all sentences in time linear in the tokens; a head outside the document counts as none. */
export function treeOf(tokens: readonly Token[]): Tree {
  const n = tokens.length
  const firstChild = new Int32Array(n).fill(-1)
  const nextSibling = new Int32Array(n).fill(-1)
  const left = new Int32Array(n)
  const right = new Int32Array(n)
  const nChildren = new Int32Array(n)
  for (let i = n - 1; i >= 0; i--) {
    left[i] = i
    right[i] = i + 1
    const head = headOf(tokens, i)
    if (head < 0) continue
    nextSibling[i] = firstChild[head]!
    firstChild[head] = i
    nChildren[head]!++
  }
  // Leaves first, each handing its extent to its head once all its children have done so.
  const ready = new Int32Array(n)
  let nReady = 0
  for (let i = 0; i < n; i++) if (nChildren[i] === 0) ready[nReady++] = i
  for (let next = 0; next < nReady; next++) {
    const i = ready[next]!
    const head = headOf(tokens, i)
    if (head < 0) continue
    if (left[i]! < left[head]!) left[head] = left[i]!
    if (right[i]! > right[head]!) right[head] = right[i]!
    if (--nChildren[head]! === 0) ready[nReady++] = head
  }
  return { firstChild, nextSibling, left, right }
}

/** The governing token, or -1. */
export function headOf(tokens: readonly Token[], tokenIdx: number): number {
  const head = tokens[tokenIdx]?.head ?? -1
  return head >= 0 && head < tokens.length && head !== tokenIdx ? head : -1
}

/** The children of a token in text order. */
export function childrenOf(tree: Tree, tokenIdx: number): number[] {
  const children: number[] = []
  for (let i = tree.firstChild[tokenIdx] ?? -1; i >= 0; i = tree.nextSibling[i] ?? -1) children.push(i)
  return children
}

/** The first child for which the test holds, or -1. */
export function findChild(tree: Tree, tokenIdx: number, test: (child: number) => boolean): number {
  for (let i = tree.firstChild[tokenIdx] ?? -1; i >= 0; i = tree.nextSibling[i] ?? -1) if (test(i)) return i
  return -1
}

/** Whether `ancestor` governs `tokenIdx` directly or through others, or is it. */
export function isUnder(tokens: readonly Token[], tokenIdx: number, ancestor: number): boolean {
  for (let at = tokenIdx, steps = 0; at >= 0 && steps < 100; at = headOf(tokens, at), steps++)
    if (at === ancestor) return true
  return false
}

/** The relation without its subtype: `nsubj` of `nsubj:pass`. */
export function relation(token: Token | undefined): string {
  const deprel = token?.deprel ?? ''
  return deprel.includes(':') ? baseOf(deprel) : deprel
}

const baseOf = remembered((deprel) => deprel.slice(0, deprel.indexOf(':')), 256)
