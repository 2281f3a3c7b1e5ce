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
  const { heads, labels, tags, rows, lexemes, table, lexemeTable, children } = workspace
  const { tagBits, relationBits } = models
  const names = models.parser.label.labels
  const base = target.tokens.length
  const n = end - first
  const lowerAt = (i: number) => table.lowers[rows[i + PAD]!]!
  const tree: FeatureSentence = { n, tags, tagBits, labels, relationBits, heads, lowerAt, children }
  readChildren(tree)
  for (let i = 0; i < n; i++) {
    const head = heads[i]!
    const lexeme = lexemes[i + PAD]!
    target.tokens.push({
      start: words.starts[first + i]!,
      end: words.ends[first + i]!,
      form: table.forms[rows[i + PAD]!]!,
      lemma: lexemeTable.lemmas[lexeme]!,
      upos: models.upos[tags[i + PAD]!]!,
      feats: featsInTree(tree, i, lexemeTable.feats[lexeme]!),
      head: head < 0 ? -1 : base + head,
      deprel: names[labels[i]!]!,
      sentIdx: target.sentIdx,
    })
  }
}
