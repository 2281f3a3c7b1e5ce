import { type PiecedWord, type PieceNumbers, type PieceTable, piecesOf } from './pieces.ts'

/** What a matcher needs of a token. */
export interface FormToken {
  readonly form: string
  readonly lemma?: string
  /** How the indexes read the form, where it has been looked up. */
  readonly pieced?: PiecedWord
}

/** Entries that match a range of tokens, most likely first. */
export interface FormMatch<T> {
  readonly firstTokenIdx: number
  readonly endTokenIdx: number
  readonly entries: readonly T[]
}

/**
 * Forms by their pieces: the stretches between spaces and hyphens, without periods, apostrophes and diacritics.
 * Pieces rather than tokens, because a treebank writes "al - Qaeda" where a report and a lexicon have "al-Qaeda".
 *
 * A trie in numbers. Nodes are numbered level by level, so that edge k leads to node k + 1; node 0 is the root and the edges
 * of node n are `firstEdges[n] .. firstEdges[n + 1]`, sorted by piece.
 */
export interface FormIndex<T> {
  readonly table: PieceTable
  readonly trie: FormTrie
  /** By piece, the node that the root leads to, 0 for none: nearly every look-up ends here. */
  readonly openers: Int32Array
  readonly entriesAt: (list: number) => readonly T[]
}

/** What of an index can be written down. */
export interface FormTrie {
  readonly firstEdges: Int32Array
  readonly edgePieces: Int32Array
  /** By node, the number of its list of entries, -1 for none. */
  readonly lists: Int32Array
}

/** An index over a trie whose pieces are numbered by `table`. */
export function openIndex<T>(
  table: PieceTable,
  trie: FormTrie,
  entriesAt: (list: number) => readonly T[],
): FormIndex<T> {
  const openers = new Int32Array(table.numbers.size)
  for (let edge = 0; edge < (trie.firstEdges[1] ?? 0); edge += 1) openers[trie.edgePieces[edge]!] = edge + 1
  return { table, trie, openers, entriesAt }
}

interface Node<T> {
  readonly next: Map<string, Node<T>>
  readonly entries: T[]
}

/** Forms on their way into an index. */
export interface FormBuilder<T> {
  readonly root: Node<T>
}

export function makeBuilder<T>(): FormBuilder<T> {
  return { root: { next: new Map(), entries: [] } }
}

/** Adds an entry under a form; entries of one form keep the order in which they were added. */
export function addForm<T>(builder: FormBuilder<T>, form: string, entry: T): void {
  let node = builder.root
  for (const word of form.split(' ')) {
    for (const piece of piecesOf(word)) {
      let next = node.next.get(piece)
      if (!next) {
        next = { next: new Map(), entries: [] }
        node.next.set(piece, next)
      }
      node = next
    }
  }
  // A form of punctuation alone would hang its entry on the root and match everywhere.
  if (node !== builder.root && !node.entries.includes(entry)) node.entries.push(entry)
}

/** The trie of the forms added, its pieces numbered in `numbers`, which grows, and its lists of entries. */
export function buildTrie<T>(
  { root }: FormBuilder<T>,
  numbers: Map<string, number>,
): { readonly trie: FormTrie; readonly lists: readonly (readonly T[])[] } {
  const nodes = [root]
  const firstEdges: number[] = []
  const edgePieces: number[] = []
  const listOf: number[] = []
  const lists: (readonly T[])[] = []
  for (const node of nodes) {
    firstEdges.push(edgePieces.length)
    listOf.push(node.entries.length > 0 ? lists.push(node.entries) - 1 : -1)
    const edges = [...node.next].map(([piece, next]) => ({ number: numberOf(piece, numbers), next }))
    for (const { number, next } of edges.sort((a, b) => a.number - b.number)) {
      edgePieces.push(number)
      nodes.push(next)
    }
  }
  firstEdges.push(edgePieces.length)
  const trie = {
    firstEdges: Int32Array.from(firstEdges),
    edgePieces: Int32Array.from(edgePieces),
    lists: Int32Array.from(listOf),
  }
  return { trie, lists }
}

function numberOf(piece: string, numbers: Map<string, number>): number {
  const known = numbers.get(piece) ?? numbers.size
  numbers.set(piece, known)
  return known
}

/** How words are read: see `longestMatch`. */
export type LetterCase = 'exact' | 'folded' | 'small'

/**
 * The longest form that covers whole tokens from `firstTokenIdx` on. `exact` heeds capitals, but reads "SEOUL" as
 * "Seoul"; `folded` does not, and tries lemmas too; `small` takes words in small letters for names that have capitals.
 * Lemmas that have been looked up may be handed over in `lemmas`, for `folded` alone.
 */
export function longestMatch<T>(
  index: FormIndex<T>,
  tokens: readonly FormToken[],
  firstTokenIdx: number,
  endTokenIdx: number,
  letterCase: LetterCase,
  lemmas?: readonly FormToken[],
): FormMatch<T> | undefined {
  let node = 0
  let end = -1
  let list = -1
  for (let i = firstTokenIdx; i < endTokenIdx; i += 1) {
    const token = tokens[i]!
    const word = token.pieced ?? index.table.wordOf(token.form)
    if (word.isPassed) {
      if (i === firstTokenIdx) return undefined
      continue
    }
    node = lemmas ? stepFolded(index, node, word, lemmas[i]!) : step(index, node, word, token, letterCase)
    if (node === 0) break
    const found = index.trie.lists[node]!
    if (found < 0) continue
    list = found
    end = i + 1
  }
  return list < 0 ? undefined : { firstTokenIdx, endTokenIdx: end, entries: index.entriesAt(list) }
}

/** Whether a form may begin with this word; a hyphen and a possessive marker begin none. */
export function mayOpen<T>(index: FormIndex<T>, token: FormToken, letterCase: LetterCase): boolean {
  const word = token.pieced ?? index.table.wordOf(token.form)
  return !word.isPassed && step(index, 0, word, token, letterCase) !== 0
}

/** The entries of the form that is this word alone, as it is; undefined where there is none. */
export function entriesOfWord<T>(index: FormIndex<T>, form: string): readonly T[] | undefined {
  const node = walk(index, 0, index.table.wordOf(form).exact)
  const list = node === 0 ? -1 : index.trie.lists[node]!
  return list < 0 ? undefined : index.entriesAt(list)
}

/** The same where no longer form begins with the word. */
export function leafEntries<T>(index: FormIndex<T>, form: string): readonly T[] | undefined {
  const node = walk(index, 0, index.table.wordOf(form).exact)
  const { firstEdges } = index.trie
  return node === 0 || firstEdges[node] !== firstEdges[node + 1] ? undefined : entriesOfWord(index, form)
}

/** The node that a word leads to, 0 for none. */
function step<T>(
  index: FormIndex<T>,
  node: number,
  word: PiecedWord,
  token: FormToken,
  letterCase: LetterCase,
): number {
  if (letterCase === 'exact') return walk(index, node, word.exact) || walk(index, node, word.capitals)
  if (letterCase === 'small') return walk(index, node, word.raised) || walk(index, node, word.exact)
  const found = walk(index, node, word.lower)
  if (found !== 0 || !token.lemma || token.lemma === token.form) return found
  return walk(index, node, index.table.wordOf(token.lemma).lower)
}

function stepFolded<T>(index: FormIndex<T>, node: number, word: PiecedWord, lemma: FormToken): number {
  const found = walk(index, node, word.lower)
  const other = lemma.pieced ?? index.table.wordOf(lemma.form)
  return found !== 0 || other === word ? found : walk(index, node, other.lower)
}

function walk<T>(index: FormIndex<T>, from: number, pieces: PieceNumbers): number {
  if (pieces === undefined) return 0
  let node = from
  for (let k = 0; k < pieces.length; k += 1) {
    node = node === 0 ? index.openers[pieces[k]!]! : next(index.trie, node, pieces[k]!)
    if (node === 0) return 0
  }
  return node
}

/** The child of a node that is not the root. */
function next({ firstEdges, edgePieces }: FormTrie, node: number, piece: number): number {
  let low = firstEdges[node]!
  let high = firstEdges[node + 1]!
  while (low < high) {
    const middle = (low + high) >> 1
    const found = edgePieces[middle]!
    if (found === piece) return middle + 1
    if (found < piece) low = middle + 1
    else high = middle
  }
  return 0
}
