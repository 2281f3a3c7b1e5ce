import type { QuotationRule } from './rules.ts'
import type { QuotedSpan, View } from './view.ts'

/** Small words that titles of works and names leave small. */
const SMALL = /^(?:a|an|and|as|at|but|by|for|from|in|into|nor|of|on|or|over|the|to|vs|with|n)$/

/** Why words in quotation marks are no quotation, by the name rules/annotate/quotations.yaml gives the way. */
export const NOT_QUOTED_WAYS: Readonly<Record<string, (view: View, span: QuotedSpan, rule: QuotationRule) => boolean>> =
  {
    'single-word': (_view, span) => span.nWords < 2,
    'title-case': (view, span, rule) => span.nWords <= rule.maxWords && isTitle(view, span) && !opensSpeech(view, span),
    'named-by': (view, span, rule) =>
      span.nWords <= rule.maxWords && isNamed(view, span, rule.words) && !/[,!?]$/.test(contentOf(view, span)),
  }

function contentOf(view: View, span: QuotedSpan): string {
  return view.doc.report.text.slice(span.start, span.end)
}

/** "Face the Nation": every word that is not small begins with a capital or figure. */
function isTitle(view: View, span: QuotedSpan): boolean {
  const words = contentOf(view, span)
    .split(/[\s—–-]+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
  const isCapital = (word: string): boolean => /^[^\p{L}\p{N}]*[\p{Lu}\p{N}]/u.test(word)
  return words.slice(1).some(isCapital) && words.every((word) => isCapital(word) || SMALL.test(word.toLowerCase()))
}

/** With a stop or comma inside, at the start of a sentence or after a colon or comma, capitals tell speech, not a name. */
function opensSpeech(view: View, span: QuotedSpan): boolean {
  if (!/[.,!?…]$/.test(contentOf(view, span))) return false
  const before = view.doc.report.text.slice(Math.max(0, span.openStart - 30), span.openStart).trimEnd()
  return (
    before === '' ||
    /[.!?:,"”]$/.test(before) ||
    view.tokens[span.firstTokenIdx]!.sentIdx !== view.tokens[span.firstTokenIdx - 2]?.sentIdx
  )
}

/** The words right before the opening mark say that a name follows. */
function isNamed(view: View, span: QuotedSpan, words: ReadonlySet<string>): boolean {
  const before = view.doc.report.text.slice(Math.max(0, span.openStart - 40), span.openStart)
  // Most often a comma or colon stands there, and the words before it say nothing of a name.
  if (!/[\p{L}\s(-]$/u.test(before.trimEnd())) return false
  const last = before.toLowerCase().match(/([\p{L}-]+)(?:\s+([\p{L}-]+))?[\s(]*$/u)
  if (!last) return false
  const pair = last[2] === undefined ? last[1]! : `${last[1]} ${last[2]}`
  return words.has(pair) || words.has(last[2] ?? last[1]!)
}
