import type { Token, Upos } from '../doc.ts'
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
  const base = target.tokens.length
  for (let i = 0; i < end - first; i++) {
    const start = words.starts[first + i]!
    const stop = words.ends[first + i]!
    const form = text.slice(start, stop)
    const tag = models.tagger.tags[tags[i + PAD]!]!
    const feats = featsOf(models.forms, form, tag)
    const head = heads[i]!
    target.tokens.push({
      start,
      end: stop,
      form,
      lemma: lemmaOf(models.forms, form, tag),
      // Tags are `UPOS/XPOS` and their first halves are all of the universal set.
      upos: tag.slice(0, tag.indexOf('/')) as Upos,
      feats: tag === 'VERB/VBN' && isPassive(i, end - first, workspace, models) ? `${feats}|Voice=Pass` : feats,
      head: head < 0 ? -1 : base + head,
      deprel: models.parser.label.labels[labels[i]!]!,
      sentIdx: target.sentIdx,
    })
  }
}

/** A past participle is passive with "be" or "get", and where it modifies a noun; a conjoined one follows the first. */
function isPassive(i: number, n: number, workspace: Workspace, models: LanguageModels): boolean {
  const { heads, labels } = workspace
  const names = models.parser.label.labels
  const own = voiceOfChildren(i, n, workspace, names)
  if (own !== undefined) return own
  const label = names[labels[i]!]!
  if (label === 'conj' && heads[i]! >= 0) return voiceOfChildren(heads[i]!, n, workspace, names) ?? false
  return label === 'acl' || label === 'amod' || label === 'advcl'
}

function voiceOfChildren(i: number, n: number, workspace: Workspace, names: readonly string[]): boolean | undefined {
  const { heads, labels } = workspace
  for (let child = 0; child < n; child++) {
    if (heads[child] !== i) continue
    const label = names[labels[child]!]!
    if (label === 'aux:pass' || label === 'nsubj:pass') return true
    if (label === 'nsubj' || label === 'aux') return false
  }
  return undefined
}
