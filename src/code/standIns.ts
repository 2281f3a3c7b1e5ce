import { type Clauses, isTime, token } from './clause.ts'
import { participantsAt } from './participants.ts'

/**
 * The things that a word which only stands for a thing may mean, nearest first: "a missile exploded after it was launched", "said
 * it had tested one", "launched the weapon". They are the nouns of this sentence and the one before that name nobody.
 * None for other words, and none for a subject that the report knows as somebody: that one acts.
 */
export function thingsMeant(clauses: Clauses, idx: number): number[] {
  if (!STAND_INS.has(clauses.forms[idx]!)) return []
  const { tokens } = clauses.doc
  const { sentIdx, deprel } = tokens[idx]!
  if (deprel === 'nsubj' && participantsAt(clauses, idx).length > 0) return []
  const things: number[] = []
  for (let i = idx - 1; i >= 0 && tokens[i]!.sentIdx >= sentIdx - 1; i--) {
    if (token(clauses, i).upos === 'NOUN' && clauses.mentionAt[i] === undefined && !isTime(clauses, i)) things.push(i)
  }
  return things
}

const STAND_INS = new Set(['it', 'one', 'ones', 'them', 'another', 'weapon'])
