import { featureBits } from '../trees/relations.ts'
import type { Growing } from '../trees/words.ts'
import { type FeatureSentence, featsInTree, readChildren } from './agreement.ts'
import type { RawSentence } from './analyse.ts'
import type { LanguageModels, Workspace } from './models.ts'
import { PAD } from './words.ts'

interface Target {
  readonly sentIdx: number
  readonly tokens: Growing[]
}

/** Appends the words of the analysed sentence, with heads counted in the document; they do not know their dependents yet. */
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
    const known = lexemeTable.feats[lexeme]!
    const feats = featsInTree(tree, i, known)
    target.tokens.push({
      start: words.starts[first + i]!,
      end: words.ends[first + i]!,
      form: table.forms[rows[i + PAD]!]!,
      lemma: lexemeTable.lemmas[lexeme]!,
      upos: models.upos[tags[i + PAD]!]!,
      feats,
      head: head < 0 ? -1 : base + head,
      deprel: names[labels[i]!]!,
      sentIdx: target.sentIdx,
      relation: models.relations[labels[i]!]!,
      features: feats === known ? lexemeTable.features[lexeme]! : featureBits(feats),
      traits: lexemeTable.traits[lexeme]!,
      marks: lexemeTable.marks[lexeme]!,
      hash: lexemeTable.hashes[lexeme]!,
      below: 0,
      firstChild: -1,
      nextSibling: -1,
    })
  }
}
