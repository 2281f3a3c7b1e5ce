import type { Chunk } from './chunks.ts'
import { anyCountryIn, countriesIn, entryAt } from './gazetteer-names.ts'
import { spanAt } from './lexicon-spans.ts'
import type { Nominal } from './nominals.ts'
import { chunkOver, entOver, type View } from './view.ts'

/** The end of a phrase with the country behind its noun: "troops | from Chad", "the president | of Russia", "protesters | in Khartoum". */
export function countryPhraseEnd(view: View, chunk: Chunk, sort: Nominal['sort'], isMany: boolean): number {
  const title = spanAt(view.titles, chunk.head)
  if (title && title.endTokenIdx > chunk.end && title.firstTokenIdx >= chunk.first) return title.endTokenIdx
  const preposition = view.lower[chunk.end]
  if (!preposition) return chunk.end
  // "The consulate in Damascus" and "the EU delegation in Dhaka" are some other state's.
  if (preposition === 'in' && isEmbassy(view, chunk)) return chunk.end
  if ((preposition === 'in' || preposition === 'from') && sort === 'counterpart') return capitalsEnd(view, chunk.end)
  const posted =
    POSTED.test(preposition) && sort !== 'body' && sort !== 'state' ? embassyEnd(view, chunk.end + 1) : undefined
  if (posted !== undefined) return posted
  const isPlace = preposition === 'in' || preposition === 'from'
  const isGeneric =
    sort === 'group' || sort === 'role' || sort === 'body' || (sort === 'office' && preposition === 'from')
  const isFor = preposition === 'for' && sort !== 'body' && sort !== 'state'
  if (preposition === 'to' && STAFF.test(view.lemmas[chunk.head]!)) return employerEnd(view, chunk)
  if (preposition !== 'of' && !isFor && !(isPlace && isGeneric)) return chunk.end
  const next = chunkOver(view, chunk.end + 1)
  if (!next || next.first !== chunk.end + 1) return chunk.end
  const entry = entryAt(view, next.head)
  if (isFor) return entry && entry.kind !== 'country' ? next.end : chunk.end
  // "The secretary of the Russian Security Council".
  if (preposition === 'of' && !entry && sort === 'office' && isBodyOfState(view, next)) return next.end
  if (preposition === 'of' && !entry && isGeneric)
    return anyCountryIn(view, next.first, next.end) ? next.end : chunk.end
  if (!entry?.country) return chunk.end
  if (preposition === 'of' && entry.kind === 'place') return chunk.end
  // "The wife of Austria's honorary consul": the name only says whose the next noun is.
  const owned = next.isPossessor ? chunkOver(view, next.end + 1) : undefined
  if (owned !== undefined && owned.possessor >= 0 && view.chunks[owned.possessor] === next) return owned.end
  // "Officials from Kenya, Uganda and Tanzania": several persons may be of several countries.
  const isOfSeveral = preposition === 'of' || (preposition === 'from' && entry.kind === 'country' && isMany)
  const end = nameEnd(view, next)
  return isOfSeveral ? joinedEnd(view, end) : end
}

const POSTED = /^(?:at|from|of)$/

/** "The first secretary at | the Iranian embassy": who is posted there is of that state, which the phrase up to its end names. */
function embassyEnd(view: View, at: number): number | undefined {
  const next = chunkOver(view, at)
  const isPost =
    next !== undefined && next.first === at && (isEmbassy(view, next) || view.lemmas[next.head] === 'mission')
  return isPost && countriesIn(view, next.first, next.end).length > 0 ? next.end : undefined
}

/** The end of a phrase with what the name in it goes on with: "the Republic | of Korea". */
function nameEnd(view: View, { head, end }: Chunk): number {
  return Math.max(end, entOver(view, head)?.endTokenIdx ?? end)
}

/** "in Tehran", "from Iran": what tells of whom colleagues are the colleagues. */
export function isFromLand(view: View, at: number): boolean {
  const entry = entryAt(view, at + 1)
  if (view.lower[at] === 'in') return entry?.how === 'capital'
  return view.lower[at] === 'from' && entry?.kind === 'country' && entry.country !== undefined
}

const STAFF = /^(?:aide|adviser|advisor|assistant|counsel|counsellor|deputy|secretary)$/

/** "An aide to the Peruvian president", "an adviser to Ukraine's president": whom one serves tells of which state one is. */
function employerEnd(view: View, chunk: Chunk): number {
  const next = chunkOver(view, chunk.end + 1)
  if (next?.first !== chunk.end + 1) return chunk.end
  return countriesIn(view, next.first, next.end).length > 0 ? next.end : chunk.end
}

/** "The Russian Security Council": a body named with the adjective of its state. */
function isBodyOfState(view: View, { first, head }: Chunk): boolean {
  const adjective = view.lower[first] === 'the' ? first + 1 : first
  return view.doc.tokens[head]!.upos === 'PROPN' && entryAt(view, adjective)?.how === 'adjective'
}

function isEmbassy(view: View, { head, first }: Chunk): boolean {
  const noun = view.lemmas[head]!
  if (noun === 'embassy' || noun === 'consulate' || noun === 'legation' || noun === 'delegation') return true
  const before = head > first ? view.lower[head - 1] : undefined
  return (noun === 'commission' && before === 'high') || (noun === 'mission' && before === 'diplomatic')
}

/** End of "in Tehran and Islamabad" or "from Iran and Pakistan", the capitals and lands where counterparts sit; `at` itself where there are none. */
function capitalsEnd(view: View, at: number): number {
  let stop = at
  for (let first = at + 1, steps = 0; steps < 6; steps += 1) {
    const next = view.chunks[view.chunkAt[first] ?? -1]
    if (!next || next.first !== first || !entryAt(view, next.head)?.country) break
    stop = next.end
    if (view.lower[stop] !== 'and' && view.lower[stop] !== ',') break
    first = view.lower[stop + 1] === 'and' ? stop + 2 : stop + 1
  }
  return stop
}

const OTHERS = new Set(['other', 'more', 'further'])

/** End of "of Japan, South Korea and the United States", which began with the country that ends at `end`. */
function joinedEnd(view: View, end: number): number {
  let stop = end
  let at = end
  for (let steps = 0; steps < 8; steps += 1) {
    const isAnd = view.lower[at] === 'and' || (view.lower[at] === ',' && view.lower[at + 1] === 'and')
    if (!isAnd && view.lower[at] !== ',') break
    const first = at + (isAnd && view.lower[at] === ',' ? 2 : 1)
    const next = chunkOver(view, first)
    if (!next || next.first !== first) break
    if (entryAt(view, next.head)?.kind !== 'country') {
      // "Of Britain, Canada and eight other countries": a list, too.
      if (isAnd && at > end && OTHERS.has(view.lower[next.head - 1] ?? '')) stop = at
      break
    }
    at = nameEnd(view, next)
    // A comma alone may only open an apposition; the "and" shows that it was a list.
    if (isAnd) stop = at
  }
  return stop
}
