/** What a matcher needs of a token. */
export interface FormToken {
  readonly form: string
  readonly lemma?: string
}

/** Entries that match a range of tokens, most likely first. */
export interface FormMatch<T> {
  readonly firstTokenIdx: number
  readonly endTokenIdx: number
  readonly entries: readonly T[]
}

/** Most nodes are leaves or have one way on, so neither table is made before it is needed. */
export interface Node<T> {
  next?: Map<string, Node<T>>
  entries?: T[]
}

/**
 * Forms by their pieces: the stretches between spaces and hyphens, without periods, apostrophes and diacritics.
 * Pieces rather than tokens, because a treebank writes "al - Qaeda" where a report and a lexicon have "al-Qaeda".
 */
export interface FormIndex<T> {
  readonly root: Node<T> & { readonly next: Map<string, Node<T>> }
  readonly nForms: number
}

/** An index without forms. */
export function emptyIndex<T>(): FormIndex<T> {
  return { root: { next: new Map() }, nForms: 0 }
}

/** Adds an entry under a form; entries of one form keep the order in which they were added. */
export function addForm<T>(index: FormIndex<T>, form: string, entry: T): void {
  let node: Node<T> = index.root
  for (const word of form.split(' ')) {
    for (const piece of piecesOf(word)) {
      node.next ??= new Map()
      let next = node.next.get(piece)
      if (!next) {
        next = {}
        node.next.set(piece, next)
      }
      node = next
    }
  }
  // A form of punctuation alone would hang its entry on the root and match everywhere.
  if (node === index.root || node.entries?.includes(entry)) return
  node.entries ??= []
  node.entries.push(entry)
  ;(index as { nForms: number }).nForms += 1
}

/**
 * The longest form that covers whole tokens from `firstTokenIdx` on. `exact` heeds capitals, but reads "SEOUL" as
 * "Seoul"; `folded` does not, and tries lemmas too; `small` takes words in small letters for names that have capitals.
 */
export function longestMatch<T>(
  index: FormIndex<T>,
  tokens: readonly FormToken[],
  firstTokenIdx: number,
  endTokenIdx: number,
  letterCase: 'exact' | 'folded' | 'small',
): FormMatch<T> | undefined {
  let node: Node<T> | undefined = index.root
  let best: FormMatch<T> | undefined
  for (let i = firstTokenIdx; i < endTokenIdx; i += 1) {
    const token = tokens[i]!
    if (isHyphen(token.form) || isGenitive(token.form)) {
      if (i === firstTokenIdx) return undefined
      continue
    }
    node = STEPS[letterCase](node, token)
    if (!node) break
    if (node.entries) best = { firstTokenIdx, endTokenIdx: i + 1, entries: node.entries }
  }
  return best
}

const STEPS = { exact: stepExact, folded: stepFolded, small: stepSmall } as const

/** "florida" as "Florida"; the small words of a name as they are. */
function stepSmall<T>(node: Node<T>, token: FormToken): Node<T> | undefined {
  if (PLAIN_WORD.test(token.form)) return stepPlain(node, withCapital(token.form)) ?? stepPlain(node, token.form)
  const pieces = piecesOf(token.form)
  return walk(node, pieces.map(withCapital)) ?? walk(node, pieces)
}

function withCapital(piece: string): string {
  return piece.slice(0, 1).toUpperCase() + piece.slice(1)
}

/** Most words are one piece and need no list of pieces. */
function stepPlain<T>(node: Node<T>, word: string): Node<T> | undefined {
  return node.next?.get(word === 'The' ? 'the' : word)
}

function stepExact<T>(node: Node<T>, token: FormToken): Node<T> | undefined {
  if (PLAIN_WORD.test(token.form)) {
    const found = stepPlain(node, token.form)
    return found ?? (CAPITALS.test(token.form) ? stepPlain(node, capitalised(token.form)) : undefined)
  }
  const pieces = piecesOf(token.form)
  const found = walk(node, pieces)
  if (found || pieces.length === 0) return found
  if (!/^[\p{Lu}\p{M}'’.-]{4,}$/u.test(token.form)) return undefined
  return walk(node, pieces.map(capitalised))
}

function stepFolded<T>(node: Node<T>, token: FormToken): Node<T> | undefined {
  const found = stepWord(node, token.form.toLowerCase())
  if (found || !token.lemma || token.lemma === token.form) return found
  return stepWord(node, token.lemma.toLowerCase())
}

function stepWord<T>(node: Node<T>, word: string): Node<T> | undefined {
  return PLAIN_WORD.test(word) ? stepPlain(node, word) : walk(node, piecesOf(word))
}

function walk<T>(node: Node<T>, pieces: readonly string[]): Node<T> | undefined {
  if (pieces.length === 0) return undefined
  let at: Node<T> | undefined = node
  for (const piece of pieces) {
    at = at.next?.get(piece)
    if (!at) return undefined
  }
  return at
}

const HYPHENS = /[-‐‑‒–]/u

/** The possessive marker as a token: "People 's Republic" is one name, whose listed form lost its "'s" too. */
function isGenitive(form: string): boolean {
  return form === "'s" || form === '’s' || form === "'" || form === '’'
}

function isHyphen(form: string): boolean {
  return form.length === 1 && HYPHENS.test(form)
}

const PLAIN_WORD = /^[A-Za-z0-9]+$/
const CAPITALS = /^[A-Z]{4,}$/
const UNDECOMPOSED: Readonly<Record<string, string>> = {
  ł: 'l', Ł: 'L', ø: 'o', Ø: 'O', đ: 'd', Đ: 'D', ı: 'i', ß: 'ss', æ: 'ae', Æ: 'Ae', œ: 'oe', Œ: 'Oe', ð: 'd', þ: 'th',
} // biome-ignore format: one glance

/** The pieces of one word: empty for punctuation. */
export function piecesOf(word: string): readonly string[] {
  // The article is one whether it opens a sentence or belongs to the name ("The Hague").
  if (PLAIN_WORD.test(word)) return word === 'The' ? ['the'] : [word]
  // Treebank tokens have "'s" apart; text split at spaces alone does not.
  const bare = word.replace(/(?<=.)['’]s$/u, '').replace(/['’‘ʼ.`]/gu, '')
  const plain = bare
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[łŁøØđĐıßæÆœŒðþ]/gu, (letter) => UNDECOMPOSED[letter] ?? letter)
  return plain.split(HYPHENS).filter((piece) => /[\p{L}\p{N}&]/u.test(piece))
}

function capitalised(piece: string): string {
  return piece.slice(0, 1) + piece.slice(1).toLowerCase()
}
