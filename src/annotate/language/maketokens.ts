import type { Token, Upos } from '../doc.ts'
import { type FeatureSentence, featsInTree, readChildren } from './agreement.ts'
import type { RawSentence } from './analyse.ts'
import { featsOf, lemmaOf } from './forms.ts'
import type { LanguageModels, Workspace } from './models.ts'
import { PAD } from './words.ts'

interface Target {
  readonly sentIdx: number
  readonly tokens: Token[]
}

/** Appends the tokens of the analysed sentence, with heads counted in the document. */
export function makeTokens(sentence: RawSentence, workspace: Workspace, models: LanguageModels, target: Target): void {
  const { words, text, first, end } = sentence
  const { heads, labels, tags } = workspace
  const names = models.parser.label.labels
  const base = target.tokens.length
  const forms: string[] = []
  for (let i = first; i < end; i++) forms.push(text.slice(words.starts[i]!, words.ends[i]!))
  const tree: FeatureSentence = {
    n: end - first,
    tagAt: (i) => models.tagger.tags[tags[i + PAD]!]!,
    lowerAt: (i) => forms[i]!.toLowerCase(),
    labelAt: (i) => names[labels[i]!]!,
    heads,
  }
  const children = readChildren(tree)
  for (let i = 0; i < end - first; i++) {
    const form = forms[i]!
    const tag = tree.tagAt(i)
    const head = heads[i]!
    target.tokens.push({
      start: words.starts[first + i]!,
      end: words.ends[first + i]!,
      form,
      lemma: lemmaOf(models.forms, form, tag),
      // Tags are `UPOS/XPOS` and their first halves are all of the universal set.
      upos: tag.slice(0, tag.indexOf('/')) as Upos,
      feats: featsInTree(tree, children, i, featsOf(models.forms, form, tag)),
      head: head < 0 ? -1 : base + head,
      deprel: tree.labelAt(i),
      sentIdx: target.sentIdx,
    })
  }
}
