import type { TreebankSentence } from './treebank.ts'

/** What our own models make of a sentence; `heads` count from 0 with -1 for the root. */
export interface Own {
  readonly doc: string
  readonly forms: readonly string[]
  readonly lemmas: readonly string[]
  readonly upos: readonly string[]
  readonly feats: readonly string[]
  /** The hyphens inside words, which the treebanks cut and newswire does not: "test-fired". */
  readonly hyphens: readonly number[]
  readonly heads: readonly number[]
  readonly deprels: readonly string[]
  /** The names of persons, as first word and the word after the last. */
  readonly persons: readonly (readonly [number, number])[]
}

/** The words as newswire writes them, "test-fired" as one. */
export function asTeacherReads({ forms, hyphens }: Own): string[] {
  const read: string[] = []
  forms.forEach((form, i) => {
    if (hyphens.includes(i) || hyphens.includes(i - 1)) read[read.length - 1] += form
    else read.push(form)
  })
  return read
}

/** A tree over words with hyphens as one over their parts: the last part stands for the whole, the others hang on it. */
function cutAtHyphens(tree: TreebankSentence, ours: Own): TreebankSentence {
  if (ours.hyphens.length === 0) return tree
  const wholeOf: number[] = []
  ours.forms.forEach((_, i) => {
    const isInside = ours.hyphens.includes(i) || ours.hyphens.includes(i - 1)
    wholeOf.push(isInside ? wholeOf[i - 1]! : (wholeOf[i - 1] ?? -1) + 1)
  })
  const lastOf = (whole: number) => wholeOf.lastIndexOf(whole)
  const isLast = (i: number) => lastOf(wholeOf[i]!) === i
  const upper = (i: number) => tree.heads[wholeOf[i]!]!
  const isCut = (i: number) => wholeOf.indexOf(wholeOf[i]!) !== lastOf(wholeOf[i]!)
  const tagOf = (i: number) => {
    const whole = tree.xpos[wholeOf[i]!]!
    return isCut(i) && !(isLast(i) && /^VB/.test(whole)) ? fineTagOf(ours.upos[i]!, ours.feats[i]!) : whole
  }
  return {
    ...tree,
    forms: ours.forms,
    lemmas: ours.lemmas,
    upos: ours.upos,
    xpos: ours.forms.map((_, i) => tagOf(i)),
    heads: ours.forms.map((_, i) => (!isLast(i) ? lastOf(wholeOf[i]!) : upper(i) < 0 ? -1 : lastOf(upper(i)))),
    deprels: ours.forms.map((_, i) => (isLast(i) ? tree.deprels[wholeOf[i]!]! : 'compound')),
  }
}

const FINE_TAGS: ReadonlyMap<string, string> = new Map([
  ['PUNCT', 'HYPH'], ['ADJ', 'JJ'], ['ADV', 'RB'], ['NUM', 'CD'], ['PROPN', 'NNP'], ['ADP', 'IN'], ['CCONJ', 'CC'],
]) // biome-ignore format: one glance

/** The fine tag of a part of a word with hyphens, as our own tagger has it. */
function fineTagOf(upos: string, feats: string): string {
  if (upos === 'NOUN') return feats.includes('Number=Plur') ? 'NNS' : 'NN'
  if (upos !== 'VERB') return FINE_TAGS.get(upos) ?? 'NN'
  if (feats.includes('VerbForm=Part') || feats.includes('VerbForm=Ger'))
    return feats.includes('Tense=Past') ? 'VBN' : 'VBG'
  if (feats.includes('Tense=Past')) return 'VBD'
  return feats.includes('VerbForm=Inf') ? 'VB' : 'VBP'
}

/** The share of words on whose heads teacher and second parser must agree. */
const AGREED = 0.85
/** Of sentences written to be learned from, which are plain and whole, more are taken. */
const AGREED_ON_OWN = 0.6
/** How the texts are called that were written to be learned from. */
export const OWN = 'own-'

/** The teacher's trees in the habits of the treebanks, as lines of CoNLL-U. */
export function taught(
  own: readonly Own[],
  trees: readonly TreebankSentence[],
  second: readonly TreebankSentence[],
  treebank: readonly TreebankSentence[],
): string[] {
  if (own.length !== trees.length || own.length !== second.length)
    throw new Error(`${own.length} sentences were given and ${trees.length} and ${second.length} came back`)
  const tagOf = tagsOfTreebank(treebank)
  const lines: string[] = []
  let n = 0
  for (const [i, ours] of own.entries()) {
    const nWords = asTeacherReads(ours).length
    if (trees[i]!.forms.length !== nWords || second[i]!.forms.length !== nWords) continue
    const theirs = cutAtHyphens(trees[i]!, ours)
    const least = ours.doc.startsWith(OWN) ? AGREED_ON_OWN : AGREED
    if (agreement(theirs, cutAtHyphens(second[i]!, ours), ours) < least) continue
    const tree = treeOf(ours, theirs)
    if (tree === undefined) continue
    n++
    lines.push(`# newdoc id = SILVER_${ours.doc}`, ...conllu(ours, theirs, tree, tagOf), '')
  }
  console.log(`${n} of ${own.length} sentences taken`)
  return lines
}

/** The share of words, marks left out, that hang on the same word in both. */
function agreement(a: TreebankSentence, b: TreebankSentence, { upos }: Own): number {
  const words = upos.flatMap((tag, i) => (tag === 'PUNCT' ? [] : [i]))
  return words.filter((i) => a.heads[i] === b.heads[i]).length / Math.max(1, words.length)
}

interface Tree {
  readonly heads: number[]
  readonly deprels: string[]
}

/**
 * One tree of the teacher: its clauses and phrases, with our own reading of what the treebanks do otherwise: the words inside
 * a noun phrase, names of persons, marks. Undefined where that makes no tree.
 */
function treeOf(ours: Own, theirs: TreebankSentence): Tree | undefined {
  const tree: Tree = { heads: [...theirs.heads], deprels: theirs.deprels.map(renamed) }
  for (const person of ours.persons) flatten(tree, person)
  listVerbs(tree, theirs.xpos)
  putUnderSaying(tree, ours)
  keepPhrases(tree, ours)
  for (const [i, tag] of ours.upos.entries()) {
    if (tag === 'PUNCT') tree.deprels[i] = 'punct'
    else tree.deprels[i] = relationOf(tree, ours, i)
  }
  for (const i of tree.heads.keys()) tree.deprels[i] = asAgent(tree, ours, i)
  return isTree(tree) && !tree.deprels.includes('dep') ? tree : undefined
}

const RENAMED = new Map([
  ['obl:tmod', 'obl:unmarked'],
  ['obl:npmod', 'obl:unmarked'],
  ['nmod:tmod', 'nmod:unmarked'],
  ['nmod:npmod', 'nmod:unmarked'],
])

const renamed = (label: string): string => RENAMED.get(label) ?? label

const SAYING = new Set([
  'say', 'tell', 'add', 'announce', 'report', 'write', 'claim', 'confirm', 'note', 'warn', 'declare', 'state', 'insist', 'argue', 'explain', 'reply',
]) // biome-ignore format: one glance

/** "It will end, he said": what is told hangs on the verb of saying at the end, which the teacher hangs beside it. */
function putUnderSaying({ heads, deprels }: Tree, ours: Own): void {
  const root = heads.indexOf(-1)
  const isUnder = (i: number, top: number): boolean => {
    for (let at = i, steps = 0; at >= 0 && steps <= heads.length; at = heads[at]!, steps++) if (at === top) return true
    return false
  }
  const saying = heads.findIndex((head, i) => head === root && deprels[i] === 'parataxis' && i > root)
  if (saying < 0 || !SAYING.has(ours.lemmas[saying]!)) return
  if (!heads.some((head, i) => head === saying && deprels[i]!.startsWith('nsubj'))) return
  const first = heads.findIndex((_, i) => isUnder(i, saying))
  const isInside = heads.some((_, i) => i > first && ours.upos[i] !== 'PUNCT' && !isUnder(i, saying))
  if (isInside) return
  for (const [i, head] of heads.entries())
    if (head === root && i > saying && ours.upos[i] === 'PUNCT') heads[i] = saying
  heads[saying] = -1
  deprels[saying] = 'root'
  heads[root] = saying
  deprels[root] = 'ccomp'
}

/** "He paused, smiled and left": verbs in a row that the teacher only hangs together are a list where an "and" closes it. */
function listVerbs({ heads, deprels }: Tree, tags: readonly string[]): void {
  for (const [i, head] of heads.entries()) {
    if (deprels[i] !== 'dep' || head < 0 || head > i || !/^VB/.test(tags[i]!) || tags[i] !== tags[head]) continue
    if (heads.some((other, k) => k > i && (other === head || other === i) && deprels[k] === 'conj')) deprels[i] = 'conj'
  }
}

/** A person's name hangs on its first word. */
function flatten({ heads, deprels }: Tree, [first, end]: readonly [number, number]): void {
  const inside = (i: number) => i >= first && i < end
  const tops: number[] = []
  for (let i = first; i < end; i++) if (!inside(heads[i]!)) tops.push(i)
  const [top] = tops
  if (top === undefined || tops.length > 1 || end - first < 2) return
  const [head, label] = [heads[top]!, deprels[top]!]
  for (const [i, governor] of heads.entries()) if (!inside(i) && inside(governor)) heads[i] = first
  for (let i = first + 1; i < end; i++) [heads[i], deprels[i]] = [first, 'flat']
  heads[first] = head
  deprels[first] = label
}

const LEFT = new Set(['compound', 'amod', 'nummod', 'det', 'nmod:poss', 'nmod:desc', 'flat', 'dep'])

/** The teacher hangs all that stands before a noun on the noun; we keep our own order among them where it stays among them. */
function keepPhrases({ heads, deprels }: Tree, ours: Own): void {
  const before = [...heads]
  for (const [i, head] of before.entries()) {
    const own = ours.heads[i]!
    if (head <= i || !LEFT.has(deprels[i]!) || own === head || own <= i || own > head) continue
    if (before[own] !== head && own !== head) continue
    heads[i] = own
    deprels[i] = ours.deprels[i]!
  }
}

/** Relations that the teacher has no name for, or another habit with: ours is taken where the heads are one. */
const HABITS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['compound', new Set(['amod', 'nmod:desc', 'flat', 'nummod', 'nmod:unmarked', 'nmod'])],
  ['amod', new Set(['compound'])],
  ['nummod', new Set(['nmod:unmarked', 'compound', 'appos'])],
  ['appos', new Set(['nmod:unmarked', 'flat'])],
  ['obj', new Set(['iobj', 'obl:unmarked'])],
  ['xcomp', new Set(['advcl', 'acl', 'ccomp'])],
  ['obl', new Set(['obl:agent', 'obl:unmarked', 'advcl'])],
  ['obl:unmarked', new Set(['nmod:unmarked', 'advmod', 'obl'])],
  ['nmod:unmarked', new Set(['obl:unmarked', 'nummod'])],
  ['acl', new Set(['acl:relcl', 'advcl'])],
  ['mark', new Set(['case'])],
  ['case', new Set(['mark'])],
  ['expl', new Set(['nsubj'])],
])

const CONTROL = new Set([
  'advise', 'allow', 'appeal', 'ask', 'authorize', 'beg', 'call', 'cause', 'challenge', 'command', 'compel', 'convince', 'direct', 'enable',
  'encourage', 'expect', 'forbid', 'force', 'get', 'help', 'implore', 'instruct', 'invite', 'lead', 'oblige', 'order', 'permit', 'persuade',
  'press', 'pressure', 'prompt', 'push', 'remind', 'request', 'require', 'tell', 'urge', 'want', 'warn',
]) // biome-ignore format: one glance

function relationOf({ heads, deprels }: Tree, ours: Own, i: number): string {
  const theirs = deprels[i]!
  const own = ours.deprels[i]!
  if (heads[i] !== ours.heads[i]) return theirs
  // What one is urged or ordered to do is a complement in both; only other infinitives may say what for.
  if (theirs === 'xcomp' && own === 'advcl' && CONTROL.has(ours.lemmas[heads[i]!] ?? '')) return theirs
  if (theirs === 'dep' || theirs.split(':')[0] === own.split(':')[0]) return own
  return HABITS.get(theirs)?.has(own) ? own : theirs
}

/** "by the army" after a passive is an agent of its own name. */
function asAgent({ heads, deprels }: Tree, { forms }: Own, i: number): string {
  if (deprels[i] !== 'obl') return deprels[i]!
  const isBy = heads.some((head, k) => head === i && deprels[k] === 'case' && forms[k]!.toLowerCase() === 'by')
  const isPassive = heads.some((head, k) => head === heads[i] && /:pass$/.test(deprels[k]!))
  return isBy && isPassive ? 'obl:agent' : 'obl'
}

/** Whether one word is the root and all others lead to it. */
function isTree({ heads }: Tree): boolean {
  if (heads.filter((head) => head < 0).length !== 1) return false
  return heads.every((_, i) => {
    let at = i
    for (let steps = 0; at >= 0; steps++) {
      if (steps > heads.length) return false
      at = heads[at]!
    }
    return true
  })
}

/** How the treebanks pair their two tags: for the fine tag of a word, its coarse ones, the most frequent first. */
function tagsOfTreebank(treebank: readonly TreebankSentence[]): ReadonlyMap<string, readonly string[]> {
  const counts = new Map<string, Map<string, number>>()
  for (const { upos, xpos } of treebank) {
    for (const [i, fine] of xpos.entries()) {
      const of = counts.get(fine) ?? new Map<string, number>()
      counts.set(fine, of.set(upos[i]!, (of.get(upos[i]!) ?? 0) + 1))
    }
  }
  const frequent = ([, n]: readonly [string, number]) => n >= 20
  return new Map(
    [...counts].map(([fine, of]) => [
      fine,
      [...of]
        .filter(frequent)
        .sort((a, b) => b[1] - a[1])
        .map(([tag]) => tag),
    ]),
  )
}

/** The teacher tags before it parses; whether a form in -ed is a past tense or a participle, its tree knows better. */
function fineTag({ heads, deprels }: Tree, { forms }: Own, tags: readonly string[], i: number): string {
  const tag = tags[i]!
  if (tag !== 'VBD' && tag !== 'VBN') return tag
  const has = (label: string, form = /./) =>
    heads.some((head, k) => head === i && deprels[k] === label && form.test(forms[k]!.toLowerCase()))
  if (tag === 'VBD') {
    const isParticiple = has('aux:pass') || has('aux', /^(?:ha|'ve|'d|be|is|was|are|were)/)
    return isParticiple || deprels[i] === 'acl' || deprels[i] === 'amod' ? 'VBN' : tag
  }
  if (has('aux') || has('aux:pass') || has('obl:agent') || has('nsubj:pass')) return tag
  if (/^(?:root|ccomp|acl:relcl|advcl|parataxis)$/.test(deprels[i]!) && has('nsubj')) return 'VBD'
  const head = heads[i]!
  return deprels[i] === 'conj' && head >= 0 && tags[head] === 'VBD' ? 'VBD' : tag
}

const AUXILIARY =
  /^(?:am|are|be|been|being|is|was|were|do|does|did|had|has|have|having|get|gets|got|['’](?:m|re|s|d|ve|ll)|m|re|ve|ai)$/

function conllu(
  ours: Own,
  theirs: TreebankSentence,
  { heads, deprels }: Tree,
  tagOf: ReadonlyMap<string, readonly string[]>,
): string[] {
  return ours.forms.map((form, i) => {
    const fine = fineTag({ heads, deprels }, ours, theirs.xpos, i)
    const coarse = tagOf.get(fine) ?? []
    const isMain = /^VB/.test(fine) && !AUXILIARY.test(form.toLowerCase())
    const usual = isMain ? 'VERB' : (coarse[0] ?? ours.upos[i]!)
    const upos = coarse.includes(ours.upos[i]!) && !(isMain && ours.upos[i] === 'AUX') ? ours.upos[i]! : usual
    return [i + 1, form, ours.lemmas[i], upos, fine, ours.feats[i], heads[i]! + 1, deprels[i], '_', '_'].join('\t')
  })
}
