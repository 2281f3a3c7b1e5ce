import type { Weighing } from './compare.ts'
import type { LinkMention } from './mention.ts'
import { WORDY } from './weights.ts'
import { likeness, MAX_RARITY, rarity } from './words.ts'

/** Compares the words that tell the acts, those around them, and the stories that they belong to. */
export function compareWords(a: LinkMention, b: LinkMention, weighing: Weighing): void {
  const isSame = compareTriggers(a, b, weighing)
  compareStories(a, b, { isSame, weighing })
  const alike = likeness(a.found.words, b.found.words)
  if (WORDY.has(a.family) && a.found.isOnly && b.found.isOnly) weighing.add('only-act')
  if (a.family === 'told') weighing.add('context', alike)
  else if (alike < FEW_WORDS)
    weighing.add('other-words', WORDY.has(a.family) && !(a.found.isOnly && b.found.isOnly) ? 4 : 1)
  else weighing.add('words', alike)
}

/** Tellings of one act share at least its trigger or its object; one word of twenty is chance. */
const FEW_WORDS = 0.08

/** Whether the heads of the triggers are one word, so far as stems tell. */
function compareTriggers(a: LinkMention, b: LinkMention, weighing: Weighing): boolean {
  const [x, y] = [a.trigger[0], b.trigger[0]]
  if (x === undefined || y === undefined) return false
  if (x === y) {
    weighing.add('same-trigger')
    weighing.add('rare-trigger', rarity(x) / MAX_RARITY)
    return true
  }
  if (x.slice(0, PREFIX) === y.slice(0, PREFIX) && x.length >= PREFIX) weighing.add('like-trigger')
  if (a.trigger.some((word) => b.trigger.includes(word))) weighing.add('shared-trigger')
  return false
}

/** Stems that begin alike are often one word's verb and noun: acquire and acquisition. */
export const PREFIX = 4

function compareStories(
  a: LinkMention,
  b: LinkMention,
  { isSame, weighing }: { readonly isSame: boolean; readonly weighing: Weighing },
): void {
  if (a.story === undefined || b.story === undefined) return
  const alike = Math.min(1, likeness(a.story, b.story) / SAME_STORY)
  weighing.add('story', alike)
  if (alike > LIKE_STORY) weighing.add('like-story')
  if (isSame) weighing.add('trigger-in-story', alike)
  if (a.reportId === b.reportId) weighing.add('same-text')
}

/** From this likeness on, two reports tell one story. */
const SAME_STORY = 0.5
const LIKE_STORY = 0.35
