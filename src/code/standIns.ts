import { FEAT, REL } from '../annotate/index.ts'
import { type Clauses, dependents, hasFeature, isTime, token } from './clause.ts'
import { beginsWithOneOf, lettersOf } from './letters.ts'
import { participantsAt } from './participants.ts'

/**
 * The things that a word which only stands for a thing may mean, or one that is filled with explosives is, nearest first: "a missile exploded after it was launched", "said
 * it had tested one", "launched the weapon". They are the nouns of this sentence and the one before that name nobody.
 * None for other words, and none for a subject that the report knows as somebody: that one acts.
 */
export function thingsMeant(clauses: Clauses, idx: number): readonly number[] {
  if ((clauses.words[idx]!.below & REL.acl) !== 0) {
    const charge = explosivesIn(clauses, idx)
    if (charge !== undefined) return [charge]
  }
  const isCounted = token(clauses, idx).upos === 'NUM' && OBJECT.has(token(clauses, idx).deprel)
  if (!isCounted && !isStandIn(clauses.forms[idx]!)) return NOTHING
  // "arrested 280 of them": of whom is said.
  if (isCounted && (clauses.words[idx]!.below & REL.nmod) !== 0) return NOTHING
  const { tokens } = clauses.doc
  const { sentIdx, deprel } = tokens[idx]!
  if (deprel === 'nsubj' && participantsAt(clauses, idx).length > 0) return []
  // "hosted talks but suspended them": no fighting is meant.
  const isPlural = isCounted || PLURAL.has(clauses.forms[idx]!) ? true : clauses.forms[idx] === 'it' ? false : undefined
  const things: number[] = []
  for (let i = idx - 1; i >= 0 && tokens[i]!.sentIdx >= sentIdx - 1; i--) {
    const isOther = isPlural !== undefined && hasFeature(clauses, i, FEAT.plural) !== isPlural
    if (
      token(clauses, i).upos === 'NOUN' &&
      (isCounted || clauses.mentionAt[i] === undefined) &&
      !isTime(clauses, i) &&
      !isOther
    )
      things.push(i)
  }
  return things
}

const NOTHING: readonly number[] = []

/** "a car packed with explosives", "a truck carrying a bomb": what is filled with them is one. */
function explosivesIn(clauses: Clauses, idx: number): number | undefined {
  for (const participle of dependents(clauses, idx, REL.acl)) {
    const lemma = clauses.lemmas[participle]!
    if (beginsWithOneOf(OF_FILLED, lemma) && FILLED.has(lemma))
      return dependents(clauses, participle, REL.obl | REL.obj).find((i) => EXPLOSIVES.has(clauses.lemmas[i]!))
  }
  return undefined
}

const FILLED = new Set(['carry', 'cram', 'fill', 'lade', 'load', 'pack', 'rig', 'stuff', 'wire'])
const OF_FILLED = lettersOf(FILLED)
const EXPLOSIVES = new Set(['bomb', 'dynamite', 'explosive', 'explosives', 'grenade', 'mine', 'tnt'])

/** "expelled 13": a number without its noun. */
const OBJECT = new Set(['obj', 'nsubj:pass'])
const PLURAL = new Set(['them', 'ones', 'others'])
function isStandIn(form: string): boolean {
  return form.length <= LONGEST && beginsWithOneOf(LETTERS, form) && STAND_INS.has(form)
}

const STAND_INS = new Set(['others', 'it', 'one', 'ones', 'them', 'another', 'weapon'])
const LETTERS = lettersOf(STAND_INS)
const LONGEST = 'another'.length
