import type { Family } from './mention.ts'

/**
 * What each feature adds to the score of two mentions; the score must reach `NEEDED`. The features are facts about
 * kinds of act, never names. Those of coded acts were set by hand and checked on the gold of the samples (`eval/link.ts`);
 * those of marked acts, from `context` to `same-text` and `told`, are fitted by `npm run train -- link`.
 */
export const WEIGHTS = {
  /** Both texts state the day, and it is the same. */
  'same-day': 2.5,
  /** Both texts state a time and the wider one holds the narrower. */
  'same-period': 1.2,
  /** Both texts state the day, one day apart: another time zone, or another act. */
  'next-day': -1,
  /** As `next-day`, of weapon tests. */
  'day-of-zone': 0.8,
  /** Both tell a state that lasts, in reports of the same weeks. */
  lasting: 1,
  /** One text states the day, and the other report was published within the days in which that is news. */
  'day-is-news': 1.5,
  /** Neither states the day; the reports are at most two days apart. */
  'published-together': 1.2,
  /** The time of one lies outside what the other usually means; the further, the more. */
  'time-strained': -1.5,
  'same-person': 2.2,
  'same-body': 1.6,
  'same-country': 1.5,
  /** A body or group and its state. */
  'same-side': 0.9,
  /** A person and the state or body that he may act for, or speak apart from. */
  'person-and-side': -0.2,
  /** Another body of the same state. */
  'other-body': -0.8,
  /** A further state takes part. */
  'further-party': -1.2,
  /** The parties of one side are not known from one of the texts. */
  'party-unknown': -0.6,
  'same-weapon': 0.5,
  'other-weapon': -1,
  'same-designation': 1.5,
  'same-place': 0.8,
  'other-place': -0.8,
  'same-mode': 0.4,
  'other-mode': -1.2,
  'other-type': -1,
  'other-status': -0.4,
  /** One text tells as done what the other denies or supposes. */
  'other-claim': -1,
  /** Times the likeness of the clauses. */
  words: 1.6,
  'other-words': -0.3,
  /** Each report tells one act of such a family by its actors, so that words need not tell which. */
  'only-act': 1,
  /** One text tells several acts as one. */
  series: -2,
  /** Times the likeness of the words around marked acts. */
  context: 2.1,
  /** The triggers are one word; the rarer, the more (times rarity, 0-1). */
  'same-trigger': -0.27,
  'rare-trigger': 2.38,
  /** The triggers begin alike. */
  'like-trigger': 2.47,
  /** The triggers share a word beside their heads. */
  'shared-trigger': 3.18,
  /** Times the likeness of the reports, 0-1. */
  story: 2.71,
  'like-story': 1.66,
  'trigger-in-story': 3.69,
  /** Two marked acts of one text. */
  'same-text': -1.07,
  /** Features that only ever forbid. */
  'same-report': 0,
  type: 0,
  date: 0,
  counterpart: 0,
  designation: 0,
  place: 0,
  plan: 0,
} as const

export type Feature = keyof typeof WEIGHTS

/**
 * The sum at which two mentions of a family become candidates for one act. Who fires missiles, meets or protests does
 * so once a day; appeals, pledges and words of support come by the dozen from the same people, so that more must agree.
 */
export const NEEDED: Readonly<Record<Family, number>> = {
  arms: 2.7,
  consult: 2.6,
  protest: 2.7,
  punish: 3,
  force: 3.4,
  yield: 3.2,
  reject: 3.6,
  blame: 3.8,
  ask: 4.8,
  commit: 4.8,
  told: 6.42,
}

/** Families in which the same parties do several things a day: the words must tell which. */
export const WORDY: ReadonlySet<Family> = new Set(['ask', 'commit', 'reject'])
