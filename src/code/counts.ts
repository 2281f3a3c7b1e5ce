import type { Timex } from '../annotate/index.ts'
import { type Clauses, dependents, subtree, token } from './clause.ts'
import type { Codebook } from './codebook.ts'
import type { Count } from './event.ts'
import { readOrdinal } from './numbers.ts'
import { ownersAt, participantsAt } from './participants.ts'
import type { RoleContext } from './roles.ts'

/** Claims that rank an act among its like: an ordinal on a noun that the codebook knows as an act ("its seventh missile test this year"). */
export function findCounts({ clauses, codebook, antecedents }: RoleContext): Count[] {
  const { doc } = clauses
  const found: Count[] = []
  doc.tokens.forEach((ordinalToken, ordinalIdx) => {
    const ordinal = readOrdinal(ordinalToken.form)
    const nounIdx = ordinalToken.head
    if (
      ordinal === undefined ||
      ordinal < 1 ||
      nounIdx < 0 ||
      !/^(amod|nummod|advmod|compound|nmod)/.test(ordinalToken.deprel)
    )
      return
    if (!isActNoun(codebook, clauses, nounIdx) || isInsideTime(doc.times, ordinalIdx)) return
    const phrase = subtree(clauses, nounIdx)
    const period = periodOf(clauses, nounIdx, phrase)
    // "the first meeting" alone ranks nothing; a period, a possessor or "in a series" makes it a claim that can be checked.
    const actor = ownersAt(clauses, nounIdx)[0] ?? subjectOfClaim(clauses, nounIdx) ?? antecedents(nounIdx)[0]
    if (period === undefined && actor === undefined) return
    found.push({
      what: actName(clauses, nounIdx),
      ...(actor === undefined ? {} : { actor }),
      ordinal,
      ...(period === undefined ? {} : { period: period.value }),
      span: {
        start: Math.min(ordinalToken.start, token(clauses, ordinalIdx).start),
        end: Math.max(token(clauses, nounIdx).end, period?.end ?? 0),
      },
    })
  })
  return found
}

function isActNoun(codebook: Codebook, clauses: Clauses, nounIdx: number): boolean {
  const { lemma, upos } = token(clauses, nounIdx)
  return (
    upos === 'NOUN' &&
    (codebook.nounTriggers.has(lemma.toLowerCase()) || /^(test|launch|round|strike|attack|meeting|visit)$/.test(lemma))
  )
}

function isInsideTime(times: readonly Timex[], idx: number): boolean {
  return times.some((time) => idx >= time.firstTokenIdx && idx < time.endTokenIdx)
}

/** The month, year or span over which the claim counts: in the noun's own phrase, else the last one of its sentence. */
function periodOf({ doc }: Clauses, nounIdx: number, phrase: readonly number[]): Timex | undefined {
  const { sentIdx } = doc.tokens[nounIdx]!
  const periods = doc.times.filter(
    (time) =>
      doc.tokens[time.firstTokenIdx]!.sentIdx === sentIdx &&
      (time.type === 'DATE' || time.type === 'DURATION') &&
      !/^\d{4}-\d{2}-\d{2}/.test(time.value),
  )
  return (
    periods.find((time) => phrase.includes(time.firstTokenIdx)) ?? periods.find((time) => time.firstTokenIdx > nounIdx)
  )
}

/** "North Korea conducted its seventh test": the subject of the verb whose object is counted. */
function subjectOfClaim(clauses: Clauses, nounIdx: number): Count['actor'] {
  const { head, deprel } = token(clauses, nounIdx)
  if (head < 0 || deprel !== 'obj') return undefined
  const subject = dependents(clauses, head, 'nsubj')[0]
  return subject === undefined ? undefined : participantsAt(clauses, subject)[0]
}

/** The noun with its compounds: "missile test". */
function actName(clauses: Clauses, nounIdx: number): string {
  const words = [...dependents(clauses, nounIdx, 'compound'), nounIdx].sort((a, b) => a - b)
  return words.map((idx) => token(clauses, idx).lemma.toLowerCase()).join(' ')
}
