import type { Token } from '../doc.ts'
import { type FeatureSentence, featsInTree, readChildren } from './agreement.ts'
import type { RawSentence } from './analyse.ts'
import type { LanguageModels, Workspace } from './models.ts'
import { PAD } from './words.ts'

interface Target {
  readonly sentIdx: number
  readonly tokens: Token[]
}

/** Appends the tokens of the analysed sentence, with heads counted in the document. */
export function makeTokens(sentence: RawSentence, workspace: Workspace, models: LanguageModels, target: Target): void {
  const { words, first, end } = sentence
  const { heads, labels, tags, rows, lexemes, table, lexemeTable } = workspace
  const names = models.parser.label.labels
  const base = target.tokens.length
  const n = end - first
  const tree: FeatureSentence = {
    n,
    tagAt: (i) => models.tagger.tags[tags[i + PAD]!]!,
    lowerAt: (i) => table.forms[rows[i + PAD]!]!.toLowerCase(),
    labelAt: (i) => names[labels[i]!]!,
    roleAt: (i) => models.roles[labels[i]!]!,
    heads,
  }
  const children = readChildren(tree)
  for (let i = 0; i < n; i++) {
    const head = heads[i]!
    const lexeme = lexemes[i + PAD]!
    const tag = tags[i + PAD]!
    const feats = lexemeTable.feats[lexeme]!
    target.tokens.push({
      start: words.starts[first + i]!,
      end: words.ends[first + i]!,
      form: table.forms[rows[i + PAD]!]!,
      lemma: lexemeTable.lemmas[lexeme]!,
      upos: models.upos[tag]!,
      feats: models.hangsOnTree[tag] === 1 ? featsInTree(tree, children, i, feats) : feats,
      head: head < 0 ? -1 : base + head,
      deprel: names[labels[i]!]!,
      sentIdx: target.sentIdx,
    })
  }
}
