import { describe, expect, test } from 'vitest'
import { plainReport } from '../acquire/index.ts'
import { annotate } from '../annotate/index.ts'
import { loadAnnotateResources } from '../load-annotate.ts'
import { linkMentions, toldMention } from './index.ts'

const resources = loadAnnotateResources()
const QUAKE =
  'A strong earthquake struck Aceh on Tuesday. The quake damaged hundreds of houses near Takengon, officials said.'
const AGAIN = 'Rescuers in Aceh searched houses that were damaged near Takengon when an earthquake struck on Tuesday.'
const OTHER = 'Workers at the car plant struck for higher pay, and the union said that talks had failed.'

/** The marked acts of texts, named `text:words`. */
function told(...acts: readonly (readonly [text: string, words: string])[]) {
  return acts.map(([text, words]) => {
    const start = text.indexOf(words)
    const trigger = { start, end: start + words.length }
    return toldMention(
      { id: `${text.slice(0, 8)}:${words}`, reportId: text, trigger },
      annotate(plainReport(text, text), resources),
    )
  })
}

describe('marked acts', () => {
  test('of one word in reports of one story are one', () => {
    expect(linkMentions(told([QUAKE, 'damaged'], [AGAIN, 'damaged']))).toHaveLength(1)
  })

  test('of one word in reports of two stories are two', () => {
    expect(linkMentions(told([QUAKE, 'struck'], [OTHER, 'struck']))).toHaveLength(2)
  })

  test('of two words are two', () => {
    expect(linkMentions(told([QUAKE, 'struck'], [QUAKE, 'damaged']))).toHaveLength(2)
  })

  test('compare the head of a phrase by its lemma', () => {
    expect(told([QUAKE, 'damaged hundreds of houses'])[0]!.trigger[0]).toBe('damag')
  })
})
