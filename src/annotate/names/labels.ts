/** Labels that the tagger tells apart; WEAPON, LAW and EVENT come from patterns. */
export const NAME_LABELS = ['PERSON', 'NORP', 'ORG', 'GPE', 'LOC', 'FAC'] as const
export type NameLabel = (typeof NAME_LABELS)[number]

/**
 * States of the tagger: 0 outside; then for each label in turn 1 + 4k: B (first of several words), I (inner),
 * E (last) and S (a name of one word).
 */
export const N_STATES = 1 + 4 * NAME_LABELS.length
export const OUTSIDE = 0

const [B, I, E, S] = [0, 1, 2, 3]

/** Index into `NAME_LABELS` of a state that is not `OUTSIDE`. */
export function labelOf(state: number): number {
  return (state - 1) >> 2
}

/** The state of word `at` of a name of `length` words. */
export function stateOf(label: number, at: number, length: number): number {
  const place = length === 1 ? S : at === 0 ? B : at === length - 1 ? E : I
  return 1 + 4 * label + place
}

/** Whether a name begins at this state. */
export function opens(state: number): boolean {
  const place = (state - 1) & 3
  return state !== OUTSIDE && (place === B || place === S)
}

/** Whether a name ends at this state. */
export function closes(state: number): boolean {
  const place = (state - 1) & 3
  return state !== OUTSIDE && (place === E || place === S)
}

/** Whether `next` may follow `state`: a name once begun goes on with its own label to its end. */
export function mayFollow(state: number, next: number): boolean {
  const isOpen = state !== OUTSIDE && !closes(state)
  const goesOn = next !== OUTSIDE && !opens(next)
  return isOpen ? goesOn && labelOf(state) === labelOf(next) : !goesOn
}
