import type { Chunk } from './chunks.ts'
import { BLANK_DRAFT, type Draft, type Entity } from './draft.ts'
import { addEntity, bodyKey, type Registry } from './registry.ts'
import { wordsOf } from './rules.ts'
import { baseRelation, isBeforeVerb, placingToken, textOf, type View } from './view.ts'

/**
 * A name that neither tagger nor gazetteer knows ("Uribe defended …", "the PA lifted …"): proper nouns alone that are
 * the subject of a verb whose subject is somebody. Undefined where the chunk is none.
 */
export function unlistedName(view: View, registry: Registry, chunk: Chunk): Draft | undefined {
  const first = view.doc.tokens[chunk.first]!.upos === 'DET' ? chunk.first + 1 : chunk.first
  const ship = warship(view, registry, chunk)
  if (ship) return ship
  if (!isName(view, first, chunk.end)) return undefined
  const head = placingToken(view, chunk.first, chunk.end, chunk.head)
  if (!isSomebody(view, chunk, head)) return undefined
  const text = textOf(view, first, chunk.end)
  const entities = [entityFor(registry, text, first > chunk.first)]
  const { sentIdx } = view.doc.tokens[head]!
  return { ...BLANK_DRAFT, first: chunk.first, end: chunk.end, head, sentIdx, chunk, entities }
}

/** "the USS Carney", "the destroyer HMS Diamond": whose navy a ship is of stands before its name. */
function warship(view: View, registry: Registry, { first, end, head, ...chunk }: Chunk): Draft | undefined {
  for (let i = first; i < end - 1; i += 1) {
    const { form } = view.doc.tokens[i]!
    const country = NAVIES.get(form)?.find((code, _, codes) => codes.length === 1 || view.sureCountries.has(code))
    if (country === undefined || !/^\p{Lu}/u.test(view.doc.tokens[i + 1]!.form)) continue
    const name = textOf(view, i, end)
    const key = `ship|${name.toLowerCase()}`
    const entity =
      registry.bodies.get(key) ??
      addEntity(registry, { kind: 'organization', name, number: 'one', country, sector: 'MIL' })
    registry.bodies.set(key, entity)
    const placing = placingToken(view, first, end, head)
    const { sentIdx } = view.doc.tokens[placing]!
    return {
      ...BLANK_DRAFT,
      first,
      end,
      head: placing,
      sentIdx,
      chunk: { ...chunk, first, end, head },
      entities: [entity],
    }
  }
  return undefined
}

const NAVIES: ReadonlyMap<string, readonly string[]> = new Map([
  ['USS', ['USA']], ['USNS', ['USA']], ['USCGC', ['USA']], ['HMS', ['GBR']], ['HMAS', ['AUS']], ['HMCS', ['CAN']], ['HMNZS', ['NZL']], ['HNLMS', ['NLD']],
  ['INS', ['IND', 'ISR']], ['PNS', ['PAK']], ['ROKS', ['KOR']], ['BRP', ['PHL']], ['ARA', ['ARG']], ['JS', ['JPN']], ['TCG', ['TUR']], ['FGS', ['DEU']],
  ['KRI', ['IDN']], ['HTMS', ['THA']], ['ORP', ['POL']], ['IRIS', ['IRN']],
]) // biome-ignore format: one glance

function isName(view: View, first: number, end: number): boolean {
  if (first >= end || end - first > 4) return false
  for (let i = first; i < end; i += 1) {
    const { upos, form } = view.doc.tokens[i]!
    if (upos !== 'PROPN' || !/^\p{Lu}/u.test(form) || view.entAt[i]! >= 0 || view.nameAt[i]! >= 0 || view.isTime[i])
      return false
  }
  return true
}

function isSomebody(view: View, chunk: Chunk, head: number): boolean {
  const verb = view.doc.tokens[head]!.head
  const isSubject = baseRelation(view, head) === 'nsubj' || isBeforeVerb(view, chunk.first, chunk.end)
  if (!isSubject || verb < 0 || view.doc.tokens[verb]!.upos !== 'VERB') return false
  const lemma = view.lemmas[verb]!
  return wordsOf(view.rules, 'pronoun/agentive-verbs').has(lemma) || wordsOf(view.rules, 'speech/verbs').has(lemma)
}

/** With an article or in capitals a body; else a person, whose surname alone is what reports use. */
function entityFor(registry: Registry, text: string, hasArticle: boolean): Entity {
  const key = `?|${bodyKey(text)}`
  const known = registry.bodies.get(key)
  if (known) return known
  const isBody = hasArticle || /^[\p{Lu}\d&./-]{2,}$/u.test(text)
  const entity = addEntity(registry, { kind: isBody ? 'organization' : 'person', name: text, number: 'one' })
  registry.bodies.set(key, entity)
  return entity
}
