import { REL, type Timex } from '../annotate/index.ts'
import {
  type Clauses,
  dependents,
  firstDependent,
  hasDependent,
  inTextOrder,
  isRelated,
  isTime,
  subtree,
  token,
} from './clause.ts'
import type { Codebook } from './codebook.ts'
import type { Count } from './event.ts'
import { readOrdinal } from './numbers.ts'
import { ownersAt, participantsAt } from './participants.ts'
import type { RoleContext } from './roles.ts'
import { USE } from './vocabulary.ts'

/** Claims that rank an act among its like: an ordinal on a noun that tells an act ("its seventh missile test this year"). */
export function findCounts(context: RoleContext): Count[] {
  const { clauses } = context
  const { doc } = clauses
  const found: Count[] = []
  for (let ordinalIdx = 0; ordinalIdx < clauses.words.length; ordinalIdx++) {
    if ((clauses.uses[ordinalIdx]! & USE.ordinal) === 0) continue
    const { form, sentIdx } = clauses.words[ordinalIdx]!
    const ordinal = readOrdinal(form)
    if (ordinal === undefined || ordinal < 1 || isTime(clauses, ordinalIdx)) continue
    if (doc.report.blocks[doc.sents[sentIdx]!.blockIdx]?.kind !== 'paragraph') continue
    const nounIdx = countedNoun(clauses, ordinalIdx)
    const count = nounIdx === undefined ? undefined : countOf(context, { ordinal, ordinalIdx, nounIdx })
    if (count) found.push(count)
  }
  return found
}

/** The noun that an ordinal ranks: what it modifies ("seventh missile test"), or what it is said of ("the launch was its eighth"). */
function countedNoun(clauses: Clauses, ordinalIdx: number): number | undefined {
  const { head, relation } = token(clauses, ordinalIdx)
  const subject = firstDependent(clauses, ordinalIdx, REL.nsubj)
  if (subject !== undefined) return subject
  if (head < 0 || (relation & RANKED) === 0) return undefined
  let noun = head
  while (isRelated(clauses, noun, REL.compound | REL.amod) && token(clauses, noun).head > noun)
    noun = token(clauses, noun).head
  return token(clauses, noun).upos === 'NOUN' ? noun : undefined
}

const RANKED = REL.amod | REL.nummod | REL.advmod | REL.compound | REL.nmod

interface Ranked {
  readonly ordinal: number
  readonly ordinalIdx: number
  readonly nounIdx: number
}

/** A period or a possessor makes a rank a claim that can be checked; "the first meeting" alone is none. */
function countOf(
  { clauses, codebook, antecedents }: RoleContext,
  { ordinal, ordinalIdx, nounIdx }: Ranked,
): Count | undefined {
  if (!isActNoun(codebook, clauses, nounIdx)) return undefined
  const period = periodOf(clauses, { ordinal, ordinalIdx, nounIdx })
  const actor =
    ownersAt(clauses, nounIdx)[0] ??
    ownersAt(clauses, ordinalIdx)[0] ??
    subjectOfClaim(clauses, nounIdx) ??
    antecedents(nounIdx)[0]
  if (period === undefined && actor === undefined) return undefined
  const [first, last] = [Math.min(ordinalIdx, nounIdx), Math.max(ordinalIdx, nounIdx)]
  return {
    what: actName(clauses, nounIdx),
    actor,
    ordinal,
    period: period?.value,
    span: { start: token(clauses, first).start, end: Math.max(token(clauses, last).end, period?.end ?? 0) },
  }
}

function isActNoun(codebook: Codebook, clauses: Clauses, nounIdx: number): boolean {
  const { lemma, upos } = token(clauses, nounIdx)
  return (
    upos === 'NOUN' &&
    !NO_ACTS.has(lemma) &&
    (codebook.nounTriggers[clauses.lemmaNumbers[nounIdx]!] !== undefined ||
      MORE_ACTS.has(lemma) ||
      hasDependent(clauses, nounIdx, REL.nmod))
  )
}

const MORE_ACTS = new Set([
  'test',
  'launch',
  'round',
  'strike',
  'attack',
  'meeting',
  'visit',
  'show',
  'provocation',
  'incident',
  'missile',
  'salvo',
])
/** What ordinals often stand on without ranking an act. */
const NO_ACTS = new Set([
  'time',
  'day',
  'week',
  'month',
  'year',
  'quarter',
  'half',
  'anniversary',
  'place',
  'lady',
  'term',
  'step',
  'world',
  'person',
  'country',
  'floor',
  'century',
  'part',
  'stage',
  'phase',
  'minister',
  'president',
  'leader',
  'state',
  'class',
  'degree',
])

/** The month, year or span over which the claim counts: in the noun's own phrase, else the last one of its sentence. */
function periodOf(clauses: Clauses, { nounIdx, ordinalIdx }: Ranked): Timex | undefined {
  const { doc, timesIn } = clauses
  const { sentIdx } = doc.tokens[ordinalIdx]!
  if (timesIn[sentIdx]!.length === 0) return undefined
  const periods = timesIn[sentIdx]!.filter(
    (time) => (time.type === 'DATE' || time.type === 'DURATION') && !/^\d{4}-\d{2}-\d{2}/.test(time.value),
  )
  const isWithin = ({ firstTokenIdx }: Timex) =>
    subtree(clauses, nounIdx).includes(firstTokenIdx) || subtree(clauses, ordinalIdx).includes(firstTokenIdx)
  return periods.find(isWithin) ?? periods.find((time) => time.firstTokenIdx > ordinalIdx)
}

/** "North Korea conducted its seventh test": the subject of the verb whose object is counted. */
function subjectOfClaim(clauses: Clauses, nounIdx: number): Count['actor'] {
  const { head, deprel } = token(clauses, nounIdx)
  if (head < 0 || deprel !== 'obj') return undefined
  const subject = firstDependent(clauses, head, REL.nsubj)
  return subject === undefined ? undefined : participantsAt(clauses, subject)[0]
}

/** The noun with its compounds: "missile test". */
function actName(clauses: Clauses, nounIdx: number): string {
  if (!hasDependent(clauses, nounIdx, REL.compound)) return clauses.lemmas[nounIdx]!
  const words = inTextOrder([...dependents(clauses, nounIdx, REL.compound), nounIdx])
  return words.map((idx) => clauses.lemmas[idx]!).join(' ')
}
