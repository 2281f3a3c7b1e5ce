import { bodyPhrase, type Fragment, one, personPhrase, pick, timePhrase, words } from './fragments.ts'
import { groupPhrase, object, type Part, phrase } from './phrases.ts'

type Rng = () => number

/** Past forms of verbs that call somebody or something what stands behind the object, or make it so. */
const NAMING = words(
  'called, called, called, branded, labelled, declared, deemed, considered, termed, pronounced, dubbed',
)
const MAKING = words('named, appointed, elected, designated, made')

const THINGS =
  'the vote|the raid|the move|the decision|the expulsion|the launch|the sanctions|the offer|the report|the ruling|the drills|the law|the arrests|the remarks'
const FAULTS = words(
  'illegal, unacceptable, irresponsible, appalling, void, invalid, unlawful, baseless, provocative, shameful, hostile, absurd, necessary, historic, legitimate',
)
const NAMES =
  'a sham|a provocation|a hostile act|a threat|a mistake|a success|a breach of law|an act of war|an insult|a farce|a step forward|an attack on democracy|blackmail|aggression'
const PEOPLE = 'terrorists|traitors|criminals|a terrorist organization|liars|a puppet|heroes|foreign agents|a dictator'
const POSTS = 'prime minister|ambassador|special envoy|army chief|chairman|interim president|foreign minister'

/** "The Kremlin called the move a hostile act.", "Kenya declared the envoy persona non grata", "named X special envoy". */
export function complementAct(rng: Rng): Fragment {
  const subject = rng() < 0.6 ? bodyPhrase(rng) : personPhrase(rng)
  const [verb, whom, what] = named(rng)
  const time: Part[] = []
  if (rng() < 0.3) {
    const { fragment, deprel } = timePhrase(rng)
    time.push([fragment, 1, deprel])
  }
  return phrase(
    [subject, 1, 'nsubj'],
    [one(verb, 'VERB/VBD'), -1, 'root'],
    [whom, 1, 'obj'],
    [what, 1, 'xcomp'],
    ...time,
    [one('.', 'PUNCT/.'), 1, 'punct'],
  )
}

function named(rng: Rng): [verb: string, whom: Fragment, what: Fragment] {
  const r = rng()
  if (r < 0.35) return [pick(NAMING, rng), someThing(rng), one(pick(FAULTS, rng), 'ADJ/JJ')]
  if (r < 0.65) return [pick(NAMING, rng), someThing(rng), described(pick(NAMES.split('|'), rng))]
  if (r < 0.85) return [pick(NAMING, rng), people(rng), described(pick(PEOPLE.split('|'), rng))]
  return [pick(MAKING, rng), personPhrase(rng), object(pick(POSTS.split('|'), rng))]
}

const someThing = (rng: Rng): Fragment => object(pick(THINGS.split('|'), rng))

function people(rng: Rng): Fragment {
  const r = rng()
  return r < 0.4 ? groupPhrase(rng) : r < 0.7 ? bodyPhrase(rng) : personPhrase(rng)
}

const ADJECTIVES = /^(?:hostile|foreign|special|interim)$/

/** A phrase of such a list with what follows its head: "a breach of law", "a step forward", "an attack on democracy". */
function described(text: string): Fragment {
  const all = text.split(' ')
  const behind = all.findIndex((word) => /^(?:of|on|forward)$/.test(word))
  const noun = object(all.slice(0, behind < 0 ? all.length : behind).join(' ')).map((piece) =>
    ADJECTIVES.test(piece.form) ? { ...piece, tag: 'ADJ/JJ', deprel: 'amod' } : piece,
  )
  if (behind < 0) return noun
  if (all[behind] === 'forward') return phrase([noun, -1, 'root'], [one('forward', 'ADV/RB'), 0, 'advmod'])
  const inner = phrase([one(all[behind]!, 'ADP/IN'), 1, 'case'], [one(all[behind + 1]!, 'NOUN/NN'), -1, 'root'])
  return phrase([noun, -1, 'root'], [inner, 0, 'nmod'])
}
