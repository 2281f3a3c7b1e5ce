import { ADJECTIVES, bodyPhrase, type Fragment, personPhrase, pick, timePhrase } from './fragments.ts'
import { random } from './random.ts'
import { sentenceOf, type TreebankSentence } from './treebank.ts'

/** A tree that can be cut and joined: heads are indices, -1 the root. */
interface Tree {
  readonly forms: string[]
  readonly tags: string[]
  readonly heads: number[]
  readonly deprels: string[]
}

type Rng = () => number

/**
 * Sentences made of treebank sentences by what newswire does and the treebanks seldom show: "X on Tuesday
 * condemned …", "…, said X", "According to X, …", "X told reporters on Monday that …", long titles, appositions.
 */
export function newsIdioms(sentences: readonly TreebankSentence[], share: number, seed = 3): TreebankSentence[] {
  const rng = random(seed)
  const made: TreebankSentence[] = []
  for (const sentence of sentences) {
    if (rng() >= share || sentence.forms.length < 5 || sentence.forms.length > 45) continue
    let tree = treeOf(sentence)
    const subject = subjectOf(tree)
    if (!subject) continue
    if (rng() < 0.75) tree = replaceSubject(tree, subject, rng)
    tree = swapNames(tree, rng)
    tree = pick(IDIOMS, rng)(tree, rng)
    made.push(sentenceFrom(tree, `idiom-${made.length}`))
  }
  return made
}

/**
 * Plain acts as somebody reports them, two of them at a time now and then: what opens the clause that is told is often
 * a plural without article, which a name may not swallow.
 */
export function reportedActs(acts: readonly TreebankSentence[], share: number, seed = 4): TreebankSentence[] {
  const rng = random(seed)
  return acts.flatMap((act, i) => {
    if (rng() >= share) return []
    const tree = treeOf(act)
    const told = rng() < 0.3 ? saidTwice(tree, treeOf(pick(acts, rng)), rng) : pick(REPORTS, rng)(tree, rng)
    return [sentenceFrom(told, `told-${i}`)]
  })
}

/** Each with its weight, by how often it is listed. */
const IDIOMS: readonly ((tree: Tree, rng: Rng) => Tree)[] = [
  timeBeforeVerb,
  timeBeforeVerb,
  timeBeforeVerb,
  timeBeforeVerb,
  (tree) => tree,
  saidAfter,
  saidAfter,
  accordingTo,
  saidBefore,
  saidBefore,
]

const REPORTS = [accordingTo, accordingTo, saidBefore, saidAfter]

function treeOf(sentence: TreebankSentence): Tree {
  return {
    forms: [...sentence.forms],
    tags: sentence.forms.map((_, i) => `${sentence.upos[i]}/${sentence.xpos[i]}`),
    heads: [...sentence.heads],
    deprels: [...sentence.deprels],
  }
}

function sentenceFrom(tree: Tree, doc: string): TreebankSentence {
  return sentenceOf({
    doc,
    forms: tree.forms,
    lemmas: tree.forms,
    upos: tree.tags.map((tag) => tag.split('/')[0]!),
    xpos: tree.tags.map((tag) => tag.split('/')[1]!),
    feats: tree.forms.map(() => '_'),
    heads: tree.heads,
    deprels: tree.deprels,
  })
}

interface Range {
  readonly start: number
  readonly end: number
  readonly head: number
}

/** The subject of a finite verbal root, where it is one stretch of words just before the verb and its auxiliaries. */
function subjectOf(tree: Tree): Range | undefined {
  const root = tree.heads.indexOf(-1)
  if (!/^VERB\/(?:VBD|VBZ|VBN|VB|VBP)$/.test(tree.tags[root]!)) return undefined
  const head = tree.heads.findIndex((h, i) => h === root && tree.deprels[i] === 'nsubj' && i < root)
  if (head < 0 || !/^(?:NOUN|PROPN|PRON)\/(?:NN|NNP|PRP|NNS)$/.test(tree.tags[head]!)) return undefined
  if (tree.forms.at(-1) === '?' || (head > 0 && /^(?:aux|cop)/.test(tree.deprels[0]!))) return undefined
  if (/^(?:i|you|we|there)$/i.test(tree.forms[head]!)) return undefined
  const range = subtree(tree, head)
  if (!range) return undefined
  for (let i = range.end; i < root; i++)
    if (tree.heads[i] !== root || !/^(?:aux|advmod)/.test(tree.deprels[i]!)) return undefined
  // Plural verbs in the present would not agree with a person or a state.
  return /VBP$/.test(tree.tags[root]!) || /^(?:are|were|have|do|'ve|'re)$/i.test(tree.forms[range.end]!)
    ? undefined
    : range
}

/** The stretch of words under `head`, where it has no gap. */
function subtree(tree: Tree, head: number): Range | undefined {
  const within = tree.forms.map((_, i) => isUnder(tree, i, head))
  const start = within.indexOf(true)
  const end = within.lastIndexOf(true) + 1
  for (let i = start; i < end; i++) if (!within[i]) return undefined
  return { start, end, head }
}

function isUnder(tree: Tree, i: number, head: number): boolean {
  for (let at = i; at >= 0; at = tree.heads[at]!) if (at === head) return true
  return false
}

/** Puts `fragment` in place of the words from `start` to `end`, hung on `head` (an index of the old tree). */
function splice(
  tree: Tree,
  start: number,
  end: number,
  insert: { fragment: Fragment; head: number; deprel: string },
): Tree {
  const { fragment, head, deprel } = insert
  const shift = fragment.length - (end - start)
  const inner = fragment.findIndex((piece) => piece.head < 0)
  const moved = (h: number) => (h < start ? h : h >= end ? h + shift : start + inner)
  const keep = tree.forms.map((_, i) => i).filter((i) => i < start || i >= end)
  const before = keep.filter((i) => i < start)
  const after = keep.filter((i) => i >= end)
  const map = <T>(list: readonly T[], made: readonly T[]) => [
    ...before.map((i) => list[i]!),
    ...made,
    ...after.map((i) => list[i]!),
  ]
  return {
    forms: map(
      tree.forms,
      fragment.map((piece) => piece.form),
    ),
    tags: map(
      tree.tags,
      fragment.map((piece) => piece.tag),
    ),
    heads: map(
      tree.heads.map((h) => (h < 0 ? -1 : moved(h))),
      fragment.map((piece) => (piece.head < 0 ? (head < 0 ? -1 : moved(head)) : start + piece.head)),
    ),
    deprels: map(
      tree.deprels,
      fragment.map((piece) => (piece.head < 0 ? deprel : piece.deprel)),
    ),
  }
}

/** A fragment that opens the sentence begins with a capital, and what stood first loses it. */
function capitalised(fragment: Fragment): Fragment {
  return fragment.map((piece, i) =>
    i === 0 ? { ...piece, form: piece.form[0]!.toUpperCase() + piece.form.slice(1) } : piece,
  )
}

function phraseFor(rng: Rng): Fragment {
  return rng() < 0.6 ? personPhrase(rng) : bodyPhrase(rng)
}

function replaceSubject(tree: Tree, subject: Range, rng: Rng): Tree {
  const fragment = phraseFor(rng)
  const { start, end, head } = subject
  const insert = {
    fragment: start === 0 ? capitalised(fragment) : fragment,
    head: tree.heads[head]!,
    deprel: tree.deprels[head]!,
  }
  return splice(tree, start, end, insert)
}

/** Objects and obliques that are names become names of news now and then; what introduces them stays. */
function swapNames(tree: Tree, rng: Rng): Tree {
  for (let i = tree.forms.length - 1; i > 0; i--) {
    if (!/^(?:obj|obl|nmod|iobj|obl:agent)$/.test(tree.deprels[i]!) || !/^PROPN/.test(tree.tags[i]!) || rng() < 0.4)
      continue
    const range = subtree(tree, i)
    if (!range) continue
    const from = tree.deprels[range.start] === 'case' && range.start < i ? range.start + 1 : range.start
    if (range.end - from > 6 || tree.deprels[range.end - 1] === 'case') continue
    return splice(tree, from, range.end, { fragment: phraseFor(rng), head: tree.heads[i]!, deprel: tree.deprels[i]! })
  }
  return tree
}

function timeBeforeVerb(tree: Tree, rng: Rng): Tree {
  const subject = subjectOf(tree)
  if (!subject) return tree
  const { fragment, deprel } = timePhrase(rng)
  return splice(tree, subject.end, subject.end, { fragment, head: tree.heads[subject.head]!, deprel })
}

/** The tree without its final stop and with a small first letter where that is no name. */
function asClause(tree: Tree): Tree {
  const last = tree.forms.length - 1
  const cut =
    tree.tags[last] === 'PUNCT/.' && !tree.heads.includes(last)
      ? splice(tree, last, last + 1, { fragment: [], head: -1, deprel: '' })
      : tree
  const first = cut.forms[0]!
  if (/^(?:PROPN|PUNCT)/.test(cut.tags[0]!) || /^(?:I|North|South)$/.test(first) || ADJECTIVES.includes(first))
    return cut
  return { ...cut, forms: cut.forms.map((form, i) => (i === 0 ? form[0]!.toLowerCase() + form.slice(1) : form)) }
}

const SAID = [
  'said',
  'said',
  'said',
  'said',
  'added',
  'announced',
  'reported',
  'stated',
  'confirmed',
  'noted',
  'warned',
]

/** "S, said X.", "S, X said on Monday.", with or without quotation marks. */
function saidAfter(tree: Tree, rng: Rng): Tree {
  const bare = dropStop(tree)
  const root = bare.heads.indexOf(-1)
  const open =
    rng() < 0.5
      ? pick(
          [
            ['"', '"'],
            ['“', '”'],
          ] as const,
          rng,
        )
      : undefined
  const speaker = phraseFor(rng)
  const verb = { form: pick(SAID, rng), tag: 'VERB/VBD' }
  const time = rng() < 0.4 ? timePhrase(rng) : undefined
  const build = new Builder()
  const clauseAt = open ? 1 : 0
  const n = bare.forms.length
  const speakerFirst = rng() < 0.6
  const tail = clauseAt + n + 1 + (open ? 1 : 0)
  const said = speakerFirst ? tail + speaker.length : tail
  if (open) build.word(open[0], 'PUNCT/``', clauseAt + root, 'punct')
  build.tree(bare, said, 'ccomp')
  build.word(',', 'PUNCT/,', clauseAt + root, 'punct')
  if (open) build.word(open[1], "PUNCT/''", clauseAt + root, 'punct')
  if (speakerFirst) build.fragment(speaker, said, 'nsubj')
  build.word(verb.form, verb.tag, -1, 'root')
  if (!speakerFirst) build.fragment(speaker, said, 'nsubj')
  if (time) build.fragment(time.fragment, said, time.deprel)
  build.word('.', 'PUNCT/.', said, 'punct')
  return build.done()
}

function dropStop(tree: Tree): Tree {
  const last = tree.forms.length - 1
  const isStop = /^PUNCT/.test(tree.tags[last]!) && !tree.heads.includes(last) && tree.heads[last]! >= 0
  return isStop ? splice(tree, last, last + 1, { fragment: [], head: -1, deprel: '' }) : tree
}

/** "According to X, S." and "S, according to X." */
function accordingTo(tree: Tree, rng: Rng): Tree {
  const bare = dropStop(tree)
  const who = phraseFor(rng)
  const inner = who.findIndex((piece) => piece.head < 0)
  const build = new Builder()
  if (rng() < 0.5) {
    const clause = asClause(tree)
    const at = 3 + who.length
    const head = 2 + inner
    build.word('According', 'VERB/VBG', head, 'case')
    build.word('to', 'ADP/IN', 0, 'fixed')
    build.fragment(who, at + clause.heads.indexOf(-1), 'obl')
    build.word(',', 'PUNCT/,', head, 'punct')
    build.tree(clause, -1, 'root')
    build.word('.', 'PUNCT/.', at + clause.heads.indexOf(-1), 'punct')
    return build.done()
  }
  const root = bare.heads.indexOf(-1)
  const n = bare.forms.length
  const head = n + 3 + inner
  build.tree(bare, -1, 'root')
  build.word(',', 'PUNCT/,', head, 'punct')
  build.word('according', 'VERB/VBG', head, 'case')
  build.word('to', 'ADP/IN', n + 1, 'fixed')
  build.fragment(who, root, 'obl')
  build.word('.', 'PUNCT/.', root, 'punct')
  return build.done()
}

/** "X said on Monday that S.", "X told reporters S.", "X on Tuesday said S." */
function saidBefore(tree: Tree, rng: Rng): Tree {
  const clause = asClause(tree)
  const who = capitalised(phraseFor(rng))
  const early = rng() < 0.4 ? timePhrase(rng) : undefined
  const late = !early && rng() < 0.4 ? timePhrase(rng) : undefined
  const told =
    rng() < 0.35 ? pick(['reporters', 'journalists', 'lawmakers', 'AFP', 'Reuters', 'parliament'], rng) : undefined
  const said = who.length + (early?.fragment.length ?? 0)
  const build = new Builder()
  build.fragment(who, said, 'nsubj')
  if (early) build.fragment(early.fragment, said, early.deprel)
  build.word(told ? 'told' : pick(SAID, rng), 'VERB/VBD', -1, 'root')
  if (told)
    build.word(told, /^[A-Z]/.test(told) ? 'PROPN/NNP' : told === 'parliament' ? 'NOUN/NN' : 'NOUN/NNS', said, 'iobj')
  if (late) build.fragment(late.fragment, said, late.deprel)
  const that = rng() < 0.6
  const at = build.length + (that ? 1 : 0)
  if (that) build.word('that', 'SCONJ/IN', at + clause.heads.indexOf(-1), 'mark')
  build.tree(clause, said, 'ccomp')
  build.word('.', 'PUNCT/.', said, 'punct')
  return build.done()
}

/** "X said (that) S, and added that S." */
function saidTwice(first: Tree, second: Tree, rng: Rng): Tree {
  const [one, other] = [asClause(first), asClause(second)]
  const who = capitalised(phraseFor(rng))
  const said = who.length
  const build = new Builder()
  build.fragment(who, said, 'nsubj')
  build.word(pick(SAID, rng), 'VERB/VBD', -1, 'root')
  const that = rng() < 0.7 ? 1 : 0
  const again = said + 1 + that + one.forms.length + 1
  const comma = rng() < 0.5 ? 1 : 0
  if (that) build.word('that', 'SCONJ/IN', said + 2 + one.heads.indexOf(-1), 'mark')
  build.tree(one, said, 'ccomp')
  if (comma) build.word(',', 'PUNCT/,', again + comma, 'punct')
  build.word(pick(['and', 'and', 'but'], rng), 'CCONJ/CC', again + comma, 'cc')
  build.word(pick(SAID, rng), 'VERB/VBD', said, 'conj')
  build.word('that', 'SCONJ/IN', again + comma + 2 + other.heads.indexOf(-1), 'mark')
  build.tree(other, again + comma, 'ccomp')
  build.word('.', 'PUNCT/.', said, 'punct')
  return build.done()
}

/** Lays words side by side; heads are places in what is being built. */
class Builder {
  readonly #tree: Tree = { forms: [], tags: [], heads: [], deprels: [] }

  get length(): number {
    return this.#tree.forms.length
  }

  word(form: string, tag: string, head: number, deprel: string): void {
    this.#tree.forms.push(form)
    this.#tree.tags.push(tag)
    this.#tree.heads.push(head)
    this.#tree.deprels.push(deprel)
  }

  fragment(fragment: Fragment, head: number, deprel: string): void {
    const base = this.length
    for (const piece of fragment) {
      if (piece.head < 0) this.word(piece.form, piece.tag, head, deprel)
      else this.word(piece.form, piece.tag, base + piece.head, piece.deprel)
    }
  }

  tree(tree: Tree, head: number, deprel: string): void {
    const base = this.length
    tree.forms.forEach((form, i) => {
      const own = tree.heads[i]!
      this.word(form, tree.tags[i]!, own < 0 ? head : base + own, own < 0 ? deprel : tree.deprels[i]!)
    })
  }

  done(): Tree {
    return this.#tree
  }
}
