import type { CharSpan } from '../acquire/index.ts'
import { type Doc, REL } from '../annotate/index.ts'
import { type Clauses, dependents, MAX_CLIMB, prepositionOf, token } from './clause.ts'
import type { Attribution, Participant } from './event.ts'
import { mentionParticipants, participantsAt } from './participants.ts'

/** Who the report has say that the act took place: the speakers of the quotations it stands in, then "according to" in its sentence. */
export function attributionOf(clauses: Clauses, trigger: CharSpan): Attribution[] {
  const { doc } = clauses
  const found: Attribution[] = []
  for (let i = 0; i < doc.quotations.length; i++) {
    const quotation = doc.quotations[i]!
    // What is condemned or called for is spoken of, not said: nobody vouches for it.
    if (quotation.isTopic) continue
    if (quotation.start > trigger.start || quotation.end < trigger.end || quotation.speakerMentionIdx === undefined)
      continue
    const cue = quotation.cueTokenIdx === undefined ? 'quoted' : token(clauses, quotation.cueTokenIdx).lemma
    for (const { name, country } of speakersOf(doc, quotation.speakerMentionIdx))
      addOnce(found, { name, country, cue, quotation: i })
  }
  return found
}

/** Those for whom a mention stands, of whom the name and the country are asked for: referents have both. */
function speakersOf(doc: Doc, mentionIdx: number): readonly Pick<Participant, 'name' | 'country'>[] {
  const mention = doc.mentions[mentionIdx]
  if (mention === undefined) return NOBODY
  if (mention.referentIdxs.length === 0) return mentionParticipants(doc, mention)
  if (mention.referentIdxs.length === 1) return [doc.referents[mention.referentIdxs[0]!]!]
  return mention.referentIdxs.map((idx) => doc.referents[idx]!)
}

const NOBODY: readonly Participant[] = []

/** Adds what a reporting clause or "according to" says around the token, where no quotation layer covers it. */
export function attributionBySyntax(clauses: Clauses, triggerIdx: number): Attribution[] {
  const found: Attribution[] = []
  let idx = triggerIdx
  for (let steps = 0; steps < MAX_CLIMB; steps++) {
    for (const oblique of dependents(clauses, idx, REL.obl | REL.nmod)) {
      if (prepositionOf(clauses, oblique) === 'according_to') addSpeakers(clauses, found, oblique, 'according to')
    }
    const { deprel, head } = token(clauses, idx)
    if (head < 0) break
    if (deprel === 'ccomp' && REPORTING.has(token(clauses, head).lemma)) {
      for (const subject of dependents(clauses, head, REL.nsubj))
        addSpeakers(clauses, found, subject, token(clauses, head).lemma)
    }
    idx = head
  }
  return found
}

const REPORTING = new Set([
  'say', 'tell', 'announce', 'report', 'state', 'claim', 'confirm', 'add', 'note', 'declare', 'allege', 'assert', 'write', 'acknowledge',
  'admit', 'disclose', 'reveal', 'warn', 'inform', 'reiterate', 'stress', 'insist', 'maintain', 'tweet', 'argue', 'testify', 'indicate',
]) // biome-ignore format: one glance

function addSpeakers(clauses: Clauses, found: Attribution[], idx: number, cue: string): void {
  for (const { name, country } of participantsAt(clauses, idx))
    addOnce(found, { name, country, cue, quotation: undefined })
}

function addOnce(found: Attribution[], attribution: Attribution): void {
  for (const { name } of found) if (name === attribution.name) return
  found.push(attribution)
}
