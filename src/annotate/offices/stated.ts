import { possessorEntry } from '../coreference/gazetteer-names.ts'
import { isTitleChunk, titleEnd } from '../coreference/people.ts'
import { wordsOf } from '../coreference/rules.ts'
import { lemmaOf, readTitle } from '../coreference/titles.ts'
import { baseRelation, caseOf, type View } from '../coreference/view.ts'
import type { OfficeClaim, ResolvedDoc } from './find.ts'

/** Offices told by a clause: "X is the foreign minister", "who serves as …", "was appointed …", "resigned as …". */
export function statedOffices(view: View, doc: ResolvedDoc): readonly OfficeClaim[] {
  const personAt = personsByHead(doc)
  const claims: OfficeClaim[] = []
  view.chunks.forEach((chunk, idx) => {
    if (!isTitleChunk(view, chunk)) return
    const link = linkOf(view, chunk.head, chunk.first)
    if (!link) return
    const referentIdx = personAt.get(link.personTokenIdx)
    if (referentIdx === undefined) return
    const end = titleEnd(view, idx)
    const { fact } = readTitle(view, chunk.first, end, possessorEntry(view, chunk))
    if (!fact || fact.isRole || !isSpecific(view, chunk.first, chunk.end, fact)) return
    const first = Math.min(link.personTokenIdx, chunk.first)
    claims.push({
      referentIdx,
      fact: { ...fact, isFormer: fact.isFormer || link.isPast },
      first,
      end: Math.max(end, link.personTokenIdx + 1),
    })
  })
  return claims
}

/** Persons by the token that places a mention of theirs. */
function personsByHead(doc: ResolvedDoc): ReadonlyMap<number, number> {
  const at = new Map<number, number>()
  for (const { referentIdxs, headTokenIdx } of doc.mentions) {
    const only = referentIdxs.length === 1 ? referentIdxs[0]! : -1
    if (doc.referents[only]?.kind === 'person') at.set(headTokenIdx, only)
  }
  return at
}

interface Link {
  readonly personTokenIdx: number
  /** True where the clause says that the office is no longer held. */
  readonly isPast: boolean
}

/** The person to whom the clause gives the office whose noun is at `head`. */
function linkOf(view: View, head: number, first: number): Link | undefined {
  const copula = child(view, head, 'cop')
  if (copula >= 0) {
    const subject = child(view, head, 'nsubj')
    return subject < 0 ? undefined : { personTokenIdx: subject, isPast: false }
  }
  const verb = view.doc.tokens[head]!.head
  if (verb < 0 || view.doc.tokens[verb]!.upos !== 'VERB') return undefined
  const relation = baseRelation(view, head)
  const preposition = caseOf(view, head, first)
  const lemma = lemmaOf(view, verb)
  const isAs = preposition === 'as'
  if (preposition !== undefined && !isAs) return undefined
  if (isAs && wordsOf(view.rules, 'office/leave-verbs').has(lemma)) return linkTo(child(view, verb, 'nsubj'), true)
  if (wordsOf(view.rules, 'office/hold-verbs').has(lemma) && (isAs || relation === 'xcomp' || relation === 'obj')) {
    return linkTo(child(view, verb, 'nsubj'), false)
  }
  if (wordsOf(view.rules, 'office/appoint-verbs').has(lemma) && (isAs || relation === 'xcomp' || relation === 'obj')) {
    const passive =
      view.doc.tokens[child(view, verb, 'nsubj')]?.deprel === 'nsubj:pass' ? child(view, verb, 'nsubj') : -1
    const object = child(view, verb, 'obj')
    return linkTo(passive >= 0 ? passive : object === head ? child(view, verb, 'iobj') : object, false)
  }
  return undefined
}

function linkTo(personTokenIdx: number, isPast: boolean): Link | undefined {
  return personTokenIdx < 0 ? undefined : { personTokenIdx, isPast }
}

function child(view: View, tokenIdx: number, relation: string): number {
  for (let c = view.firstChild[tokenIdx]!; c >= 0; c = view.nextSibling[c]!)
    if (baseRelation(view, c) === relation) return c
  return -1
}

/** "a politician" says nothing that a register could keep; "a spokesman for the army" and "the president" do. */
function isSpecific(view: View, first: number, end: number, fact: OfficeClaim['fact']): boolean {
  if (fact.country || fact.organization) return true
  const opener = view.lower[first]!
  return opener !== 'a' && opener !== 'an' && end - first > 0
}
