import type { CharSpan, Report } from '../../acquire/index.ts'
import { splitSentences } from './sentences.ts'
import { tokenise } from './tokenise.ts'

/** The sentences of every paragraph, heading and title of the report, as `analyse` cuts them; needs no model. */
export function sentenceSpans(report: Report): CharSpan[] {
  const spans: CharSpan[] = []
  for (const { kind, start, end } of report.blocks) {
    if (kind !== 'paragraph' && kind !== 'heading' && kind !== 'title') continue
    const words = tokenise(report.text, start, end)
    let first = 0
    for (const last of splitSentences(report.text, words)) {
      spans.push({ start: words.starts[first]!, end: words.ends[last - 1]! })
      first = last
    }
  }
  return spans
}
