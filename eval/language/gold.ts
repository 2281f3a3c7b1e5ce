import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A gold sentence: its words with columns of CoNLL-U, and the surface tokens with their characters. */
export interface GoldSentence {
  readonly doc: string
  readonly newParagraph: boolean
  readonly text: string
  readonly words: readonly GoldWord[]
}

export interface GoldWord {
  readonly form: string
  readonly lemma: string
  readonly upos: string
  readonly feats: string
  /** Index in the sentence, -1 for the root. */
  readonly head: number
  readonly deprel: string
  readonly spaceAfter: boolean
  /** Characters of `text`; a word of a multiword token takes its share. */
  readonly start: number
  readonly end: number
}

export function readGold(folder: string, name: string): GoldSentence[] {
  const sentences: GoldSentence[] = []
  let doc = ''
  let newParagraph = true
  let text = ''
  let rows: string[][] = []
  for (const line of `${readFileSync(join(folder, name), 'utf8')}\n`.split('\n')) {
    if (line.startsWith('# newdoc')) doc = line.slice(line.indexOf('=') + 2)
    if (line.startsWith('# newdoc') || line.startsWith('# newpar')) newParagraph = true
    else if (line.startsWith('# text = ')) text = line.slice(9)
    else if (line !== '' && !line.startsWith('#')) rows.push(line.split('\t'))
    else if (line === '' && rows.length > 0) {
      sentences.push({ doc, newParagraph, text, words: placeWords(text, rows) })
      newParagraph = false
      rows = []
    }
  }
  return sentences
}

/** The words with their characters; those of a multiword token are looked for inside it. */
function placeWords(text: string, rows: readonly string[][]): GoldWord[] {
  const words: GoldWord[] = []
  let at = 0
  let range: { last: number; end: number; spaceAfter: boolean } | undefined
  for (const row of rows) {
    const [id, form, lemma, upos, , feats, head, deprel, , misc] = row as [
      string,
      string,
      string,
      string,
      string,
      string,
      string,
      string,
      string,
      string,
    ]
    if (id.includes('.')) continue
    const spaceAfter = !/SpaceAfter=No/.test(misc)
    if (id.includes('-')) {
      at = text.indexOf(form, at)
      range = { last: Number(id.split('-')[1]), end: at + form.length, spaceAfter }
      continue
    }
    const inside = range !== undefined && Number(id) <= range.last
    const found = text.indexOf(form, at)
    const start = found < 0 || (inside && found > range!.end) ? at : found
    const end = inside
      ? Number(id) === range!.last
        ? range!.end
        : Math.min(start + form.length, range!.end)
      : start + form.length
    const space = inside ? Number(id) === range!.last && range!.spaceAfter : spaceAfter
    words.push({ form, lemma, upos, feats, head: Number(head) - 1, deprel, spaceAfter: space, start, end })
    at = end
  }
  return words
}
