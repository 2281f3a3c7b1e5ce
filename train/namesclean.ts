import { type Gazetteer, nameAt, titleAt } from '../src/annotate/gazetteer.ts'
import type { NameLabel } from '../src/annotate/names/labels.ts'
import type { NameSpan, NamesSentence } from './namesdata.ts'

/**
 * The teacher's labels of one document put right where the document or the gazetteers know better: a teacher reads each
 * sentence by itself and slips on surnames alone, on foreign names and on bodies that it has never seen.
 */
export function cleaned(sentences: readonly NamesSentence[], gazetteer: Gazetteer): NamesSentence[] {
  const corrected = sentences.map((sentence) => ({ ...sentence, spans: correctOne(sentence, gazetteer) }))
  const votes = countLabels(corrected)
  const surnames = surnamesOf(corrected)
  return corrected.map((sentence) => ({ ...sentence, spans: agree(sentence, votes, surnames) }))
}

/** Drops parts of titles, takes the gazetteer's unambiguous names and their labels. */
function correctOne({ words, spans }: NamesSentence, gazetteer: Gazetteer): NameSpan[] {
  const tokens = words.map((form) => ({ form }))
  const out: NameSpan[] = spans.filter((span) => !isInTitle(tokens, span, gazetteer))
  for (let i = 0; i < words.length; ) {
    const match = nameAt(gazetteer, tokens, i, words.length)
    const entry = match?.entries[0]
    if (!match || !entry || entry.isAmbiguous || /^the$/iu.test(words[i]!)) {
      i += 1
      continue
    }
    const known = { first: i, end: match.endTokenIdx, label: entry.label as NameLabel }
    // A longer name of the teacher's holds more than the gazetteer knows ("Bank of China").
    const around = out.findIndex((span) => span.first <= known.first && known.end <= span.end)
    if (around < 0) {
      for (let k = out.length - 1; k >= 0; k -= 1)
        if (out[k]!.first < known.end && known.first < out[k]!.end) out.splice(k, 1)
      out.push(known)
    } else if (out[around]!.first === known.first && out[around]!.end === known.end && isSure(entry.kind, entry.how))
      out[around] = known
    i = match.endTokenIdx
  }
  return out
}

function isSure(kind: string, how: string): boolean {
  return kind === 'country' || kind === 'group' || how === 'city'
}

/** "State" of "Secretary of State" is no name; "White House" of "White House chief of staff" is. */
function isInTitle(tokens: readonly { form: string }[], span: NameSpan, gazetteer: Gazetteer): boolean {
  for (let i = Math.max(0, span.first - 4); i < span.first; i += 1) {
    const title = titleAt(gazetteer, tokens, i, tokens.length)
    if (title && title.endTokenIdx >= span.end) return true
  }
  return false
}

type Votes = Map<string, Map<NameLabel, number>>

function countLabels(sentences: readonly NamesSentence[]): Votes {
  const votes: Votes = new Map()
  for (const { words, spans } of sentences) {
    for (const { first, end, label } of spans) {
      const text = words.slice(first, end).join(' ')
      const own = votes.get(text) ?? new Map<NameLabel, number>()
      own.set(label, (own.get(label) ?? 0) + 1)
      votes.set(text, own)
    }
  }
  return votes
}

function surnamesOf(sentences: readonly NamesSentence[]): Set<string> {
  const surnames = new Set<string>()
  for (const { words, spans } of sentences) {
    for (const { first, end, label } of spans)
      if (label === 'PERSON' && end - first >= 2 && /^\p{Lu}\p{L}+/u.test(words[end - 1]!))
        surnames.add(words[end - 1]!)
  }
  return surnames
}

/** Gives every occurrence of a form the label that most of them have, and surnames alone that of the full name. */
function agree({ words, spans }: NamesSentence, votes: Votes, surnames: ReadonlySet<string>): NameSpan[] {
  const out = spans.map((span) => {
    const text = words.slice(span.first, span.end).join(' ')
    if (surnames.has(text) && span.label !== 'GPE' && span.label !== 'NORP')
      return { ...span, label: 'PERSON' as const }
    const best = [...(votes.get(text) ?? [])].sort((a, b) => b[1] - a[1])[0]
    return best && best[1] >= 2 ? { ...span, label: best[0] } : span
  })
  words.forEach((word, i) => {
    if (out.some((span) => span.first <= i && i < span.end) || !/^\p{Lu}\p{L}{2,}/u.test(word)) return
    const isAlone = !/^\p{Lu}/u.test(words[i - 1] ?? '') && !/^\p{Lu}/u.test(words[i + 1] ?? '')
    if (surnames.has(word) && isAlone) out.push({ first: i, end: i + 1, label: 'PERSON' })
  })
  return out
}
