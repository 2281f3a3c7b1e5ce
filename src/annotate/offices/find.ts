import type { TitleFact } from '../coreference/draft.ts'
import { titleWords } from '../coreference/offices-match.ts'
import { findPeople, type PersonFound } from '../coreference/people.ts'
import type { CoreferenceRules } from '../coreference/rules.ts'
import { viewOf } from '../coreference/view.ts'
import type { Doc, Office } from '../doc.ts'
import type { Gazetteer } from '../gazetteer.ts'
import { statedOffices } from './stated.ts'

/** A document whose participants are resolved. */
export type ResolvedDoc = Omit<Doc, 'quotations' | 'offices'>

/** An office of a referent with the tokens that tell it. */
export interface OfficeClaim {
  readonly referentIdx: number
  readonly fact: TitleFact
  /** Tokens of the evidence, the name included. */
  readonly first: number
  readonly end: number
}

/**
 * Every office that the document states, each once: from titles before names, from appositions, from "X is the …" and
 * from verbs of appointment. The fullest statement of one office is kept, at the place of its first.
 */
export function findOffices(doc: ResolvedDoc, gazetteer: Gazetteer, rules: CoreferenceRules): readonly Office[] {
  const view = viewOf(doc, gazetteer, rules)
  const people = findPeople(view)
  const referentAt = new Map<number, number>()
  for (const mention of doc.mentions) {
    const only = mention.referentIdxs.length === 1 ? mention.referentIdxs[0] : undefined
    if (only !== undefined && mention.kind === 'name')
      referentAt.set(mention.firstTokenIdx * 1e6 + mention.endTokenIdx, only)
  }
  const claims = people.flatMap((person) => {
    const referentIdx = referentAt.get(person.first * 1e6 + person.end)
    return referentIdx === undefined ? [] : claimsOf(person, referentIdx)
  })
  claims.push(...statedOffices(view, doc))
  claims.sort((a, b) => a.first - b.first || a.end - b.end)
  return onceEach(claims).map((claim) => officeOf(doc, claim))
}

function claimsOf(person: PersonFound, referentIdx: number): OfficeClaim[] {
  return person.facts
    .filter((fact) => !fact.isRole)
    .map((fact) => ({
      referentIdx,
      fact,
      first: Math.min(fact.first, person.nameFirst),
      end: Math.max(fact.end, person.nameEnd),
    }))
}

/** Drops what says no more than another statement about the same person: "Secretary" beside "Secretary of State". */
function onceEach(claims: readonly OfficeClaim[]): readonly OfficeClaim[] {
  const byPerson = new Map<number, OfficeClaim[]>()
  for (const claim of claims) {
    const kept = byPerson.get(claim.referentIdx) ?? []
    byPerson.set(claim.referentIdx, kept)
    const words = titleWords(claim.fact.title)
    const at = kept.findIndex(
      (other) => covers(titleWords(other.fact.title), words) || covers(words, titleWords(other.fact.title)),
    )
    if (at < 0) kept.push(claim)
    else kept[at] = fuller(kept[at]!, claim)
  }
  return [...byPerson.values()].flat().sort((a, b) => a.first - b.first || a.end - b.end)
}

function covers(longer: readonly string[], shorter: readonly string[]): boolean {
  return shorter.every((word) => longer.includes(word))
}

function fuller(known: OfficeClaim, other: OfficeClaim): OfficeClaim {
  const isLonger = titleWords(other.fact.title).length > titleWords(known.fact.title).length
  const [base, rest] = isLonger ? [other, known] : [known, other]
  const country = base.fact.country ?? rest.fact.country
  const organization = base.fact.organization ?? rest.fact.organization
  const fact = { ...base.fact, ...(country ? { country } : {}), ...(organization ? { organization } : {}) }
  return { ...base, fact: { ...fact, isFormer: base.fact.isFormer && rest.fact.isFormer } }
}

function officeOf(doc: ResolvedDoc, claim: OfficeClaim): Office {
  const referent = doc.referents[claim.referentIdx]!
  const { fact } = claim
  const country = fact.country ?? referent.country
  return {
    person: referent.name,
    referentIdx: claim.referentIdx,
    title: fact.title,
    ...(country ? { country } : {}),
    ...(fact.organization ? { organization: fact.organization } : {}),
    ...(fact.isFormer ? { former: true as const } : {}),
    span: { start: doc.tokens[claim.first]!.start, end: doc.tokens[claim.end - 1]!.end },
  }
}
