import { hashFolded } from '../src/annotate/language/hash.ts'
import {
  findCandidates,
  IRREGULAR_LOOK,
  isIrregular,
  looksKey,
  N_LOOKS,
  type TagDictionary,
} from '../src/annotate/language/tag.ts'
import { describeWord, makeWordFeatures, type WordKnowledge } from '../src/annotate/language/words.ts'
import type { TreebankSentence } from './treebank.ts'

/** A word seen this often bears no tag that it was never seen with. */
const KNOWN = 12
/** A word this often and this surely of one tag needs no scores. */
const SURE = 0.998

/** Tag of a treebank word: the universal one and the treebank's own. */
export function tagOf(sentence: TreebankSentence, i: number): string {
  return `${sentence.upos[i]}/${sentence.xpos[i]}`
}

/** What is told of the tags of each word by its hash, or of each look of words by its key. */
type Tags = Map<number, Map<number, number>>

/** The tags of common words, and of rare words by their looks, that the sentences show. */
export function buildDictionary(
  sentences: readonly TreebankSentence[],
  number: ReadonlyMap<string, number>,
  known: WordKnowledge,
): TagDictionary {
  const { byWord, forms } = readTags(sentences, number)
  const words = new Map<number, number>()
  for (const tags of byWord.values()) for (const tag of tags.keys()) count(words, tag)
  const open = [...words].filter(([, n]) => n >= 40).map(([tag]) => tag)
  open.sort((a, b) => a - b)
  const lists = new Map<number, readonly number[]>()
  for (const [key, list] of listsOfLooks(byWord, forms, known)) lists.set(key, list)
  for (const [hash, tags] of byWord) {
    const list = candidatesOf(tags, open)
    if (list) lists.set(hash, list)
  }
  return layOut(lists, open)
}

/** A word seen this often tells of its tags as much as those that look like it. */
const SEEN = 4

/**
 * The dictionary with a look for rare irregular forms of verbs, which their letters do not tell, and with those rare
 * words that were seen with a tag which no word that looks like them bears.
 */
export function withRareWords(
  dictionary: TagDictionary,
  sentences: readonly TreebankSentence[],
  number: ReadonlyMap<string, number>,
  known: WordKnowledge,
): TagDictionary {
  const { byWord, forms } = readTags(sentences, number)
  const words = makeWordFeatures(1)
  const lists = Array.from(dictionary.lists)
  const hashes = dictionary.hashes.slice()
  const offsets = dictionary.offsets.slice()
  const add = placer(lists)
  for (const [key, tags] of irregularTags(byWord, forms, known)) put({ hashes, offsets }, key, add(tags))
  for (const [hash, tags] of [...byWord].sort((a, b) => a[0] - b[0])) {
    if (total(tags) >= KNOWN || total(tags) < SEEN) continue
    // Of several spellings the first one seen tells the looks.
    describeWord([...forms.get(hash)!][0]!, known, words, 0)
    const at = findCandidates({ ...dictionary, hashes, offsets }, words, 0)
    const list = lists.slice(at + 1, at + 1 + lists[at]!)
    const missing = byCount(tags)
      .map(([tag]) => tag)
      .filter((tag) => !list.includes(tag))
    if (missing.length > 0) put({ hashes, offsets }, hash, add([...list, ...missing]))
  }
  return { ...dictionary, hashes, offsets, lists: Uint8Array.from(lists) }
}

/** The tags that rare irregular forms of verbs bear, by their look; a tag that a single one bears is left out. */
function irregularTags(byWord: Tags, forms: ReadonlyMap<number, ReadonlySet<string>>, known: WordKnowledge) {
  const byLook: Tags = new Map()
  const words = makeWordFeatures(1)
  for (const [hash, tags] of byWord) {
    if (total(tags) >= KNOWN) continue
    for (const form of forms.get(hash)!) {
      describeWord(form, known, words, 0)
      if (!isIrregular(words.verb[0]!)) continue
      for (const tag of tags.keys()) tally(byLook, looksKey(words, 0, IRREGULAR_LOOK), tag)
    }
  }
  const lists: [number, readonly number[]][] = []
  for (const [key, tags] of byLook) {
    const kept = byCount(tags).filter(([, n]) => n >= 2)
    if (kept.length > 0) lists.push([key, kept.map(([tag]) => tag)])
  }
  return lists
}

function readTags(sentences: readonly TreebankSentence[], number: ReadonlyMap<string, number>) {
  const byWord: Tags = new Map()
  const forms = new Map<number, Set<string>>()
  for (const sentence of sentences) {
    for (let i = 0; i < sentence.forms.length; i++) {
      const form = sentence.forms[i]!
      const tag = number.get(tagOf(sentence, i))
      if (tag === undefined) continue
      const hash = hashFolded(form, 0, form.length)
      tally(byWord, hash, tag)
      forms.set(hash, (forms.get(hash) ?? new Set()).add(form))
    }
  }
  return { byWord, forms }
}

function tally(tags: Tags, key: number, tag: number): void {
  const counts = tags.get(key) ?? new Map<number, number>()
  tags.set(key, counts)
  count(counts, tag)
}

/** Rare words needed to tell what tags words that look like them may bear. */
const ALIKE = 25

/** The tags of rare words by their looks, where enough of them look alike; a tag that a single one bears is left out. */
function listsOfLooks(byWord: Tags, forms: ReadonlyMap<number, ReadonlySet<string>>, known: WordKnowledge) {
  const byLooks: Tags = new Map()
  const sizes = new Map<number, number>()
  const words = makeWordFeatures(1)
  for (const [hash, tags] of byWord) {
    if (total(tags) >= KNOWN) continue
    for (const form of forms.get(hash)!) {
      describeWord(form, known, words, 0)
      for (let look = IRREGULAR_LOOK + 1; look < N_LOOKS; look++) {
        const key = looksKey(words, 0, look)
        count(sizes, key)
        for (const tag of tags.keys()) tally(byLooks, key, tag)
      }
    }
  }
  const lists: [number, readonly number[]][] = []
  for (const [key, tags] of byLooks) {
    const kept = byCount(tags).filter(([, n]) => n >= 2)
    if (sizes.get(key)! >= ALIKE && kept.length > 0) lists.push([key, kept.map(([tag]) => tag)])
  }
  return lists
}

function byCount(tags: ReadonlyMap<number, number>): [number, number][] {
  return [...tags].sort((a, b) => b[1] - a[1] || a[0] - b[0])
}

function total(tags: ReadonlyMap<number, number>): number {
  let sum = 0
  for (const n of tags.values()) sum += n
  return sum
}

/** The dictionary as an open-addressed table with shared lists. */
function layOut(byKey: ReadonlyMap<number, readonly number[]>, open: readonly number[]): TagDictionary {
  const lists: number[] = []
  const add = placer(lists)
  const openAt = add(open)
  const hashes = new Int32Array(N_SLOTS)
  const offsets = new Int32Array(N_SLOTS)
  for (const [key, list] of [...byKey].sort((a, b) => a[0] - b[0])) put({ hashes, offsets }, key, add(list))
  return { hashes, offsets, lists: Uint8Array.from(lists), open: openAt }
}

const N_SLOTS = 1 << 15

/** Adds lists with their length before them to `lists`, each once; gives where one begins. */
function placer(lists: number[]): (tags: readonly number[]) => number {
  const places = new Map<string, number>()
  return (tags) => {
    const key = tags.join()
    const at = places.get(key) ?? lists.length
    if (!places.has(key)) lists.push(tags.length, ...tags)
    places.set(key, at)
    return at
  }
}

function put({ hashes, offsets }: Pick<TagDictionary, 'hashes' | 'offsets'>, key: number, offset: number): void {
  let slot = key & (N_SLOTS - 1)
  while (hashes[slot] !== 0 && hashes[slot] !== key) slot = (slot + 1) & (N_SLOTS - 1)
  hashes[slot] = key
  offsets[slot] = offset
}

/**
 * The tags of a word, or nothing for a rare word of open classes: were rare words listed, their lists would tell
 * the tagger in training what no list can tell it of a word that it never saw.
 */
function candidatesOf(tags: ReadonlyMap<number, number>, open: readonly number[]): number[] | undefined {
  const sorted = byCount(tags)
  const n = total(tags)
  if (n >= 30 && sorted[0]![1] / n >= SURE) return [sorted[0]![0]]
  const seen = sorted.map(([tag]) => tag)
  if (n >= KNOWN) return seen
  if (seen.every((tag) => open.includes(tag))) return undefined
  return [...seen, ...open.filter((tag) => !tags.has(tag))]
}

/** Adds one to what is counted of the key. */
export function count<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}
