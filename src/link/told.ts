import type { CharSpan } from '../acquire/index.ts'
import type { Doc, Token } from '../annotate/index.ts'
import type { LinkMention } from './mention.ts'
import { foldText } from './names.ts'
import { bagOf, contentWords, stem, storyWords } from './words.ts'

/** An act that somebody marked in a text, whatever it is: what `readout link --mentions` compares. */
export interface MarkedAct {
  readonly id: string
  /** Names the text; acts of one text share it. */
  readonly reportId: string
  /** ISO date. */
  readonly published?: string
  /** The words that tell the act. */
  readonly trigger: CharSpan
}

/** The mention of a marked act: no type, party or date is known, so its words and those around it must tell. */
export function toldMention({ id, reportId, published, trigger }: MarkedAct, doc: Doc): LinkMention {
  const head = headOf(trigger, doc)
  const own = triggerWords(trigger, head, doc)
  const words = wordsAround(head, doc).filter((word) => !own.includes(word))
  const none = { parties: [], countries: [] }
  return {
    id,
    reportId,
    family: 'told',
    status: 'occurred',
    actors: [],
    recipients: [],
    ...(published === undefined ? {} : { published }),
    isSeries: false,
    trigger: own,
    words,
    story: storyOf(doc),
    found: { window: undefined, isOnly: false, words: bagOf(words), actors: none, recipients: none },
  }
}

const OPEN = new Set(['VERB', 'NOUN', 'PROPN', 'ADJ'])

/** The word that the others of the span depend on, a content word if there is one; undefined where the span has no word. */
function headOf({ start, end }: CharSpan, { tokens }: Doc): { token: Token; idx: number } | undefined {
  const own: { token: Token; idx: number }[] = []
  tokens.forEach((token, idx) => {
    if (token.start < end && token.end > start) own.push({ token, idx })
  })
  const isInside = (head: number) => own.some(({ idx }) => idx === head)
  const heads = own.filter(({ token }) => !isInside(token.head))
  return (
    heads.find(({ token }) => OPEN.has(token.upos)) ??
    own.find(({ token }) => OPEN.has(token.upos)) ??
    heads[0] ??
    own[0]
  )
}

/** Stems of the trigger, that of its head's lemma first. */
function triggerWords({ start, end }: CharSpan, head: ReturnType<typeof headOf>, { report }: Doc): readonly string[] {
  const words = contentWords([report.text.slice(start, end)])
  if (head === undefined) return words
  const first = stem(foldText(head.token.lemma))
  const form = stem(foldText(head.token.form))
  return [first, ...words.filter((word) => word !== first && word !== form)]
}

/** Words to either side that place the act. */
const REACH = 6

function wordsAround(head: ReturnType<typeof headOf>, { tokens }: Doc): readonly string[] {
  if (head === undefined) return []
  const near = tokens.slice(Math.max(0, head.idx - REACH), head.idx + REACH + 1)
  return storyWords(near.map(({ form }) => form).join(' '))
}

/** The content words of a whole text, found once. */
function storyOf(doc: Doc): NonNullable<LinkMention['story']> {
  let story = stories.get(doc)
  if (story === undefined) {
    story = bagOf(storyWords(doc.report.text))
    stories.set(doc, story)
  }
  return story
}

const stories = new WeakMap<Doc, NonNullable<LinkMention['story']>>()
