import { bodyPhrase, type Fragment, one, personPhrase, pick, timePhrase, words } from './fragments.ts'
import { after, object, type Part, phrase } from './phrases.ts'

type Rng = () => number

/** Verbs of those who want something, with "for": past form and the form in "-ing". */
const WANTING = [
  'called calling',
  'pressed pressing',
  'pushed pushing',
  'appealed appealing',
  'campaigned campaigning',
  'lobbied lobbying',
  'waited waiting',
] as const

/** Nouns that end as participles do; behind an article and what they are compounded with they are heads. */
const GATHERINGS = words('meeting, meeting, hearing, briefing, gathering, sitting, meeting, ruling, screening')
const OF_BODIES = [
  'Security Council',
  'cabinet',
  'party',
  'committee',
  'OPEC',
  'NATO',
  'Senate',
  'board',
  'emergency',
  'G20',
] as const

const DONE = words('held, convened, opened, postponed, broadcast, canceled, moved, scheduled, adjourned')
const THINGS: readonly (readonly [things: string, done: string])[] = [
  ['the sanctions|the ban|the curfew|the tariffs|the blockade', 'lifted|eased|extended|dropped|tightened'],
  ['the prisoners|two journalists|the hostages|the students', 'freed|released|pardoned|moved'],
  ['an inquiry|a commission|a tribunal|a fund', 'opened|set up|created'],
  ['the law|the bill|the charges|the plan|the vote', 'dropped|scrapped|changed|put off'],
  ['the troops|the missiles|the weapons', 'withdrawn|removed|destroyed'],
]
const DEEDS = [
  'stop arms sales',
  'end the war',
  'free the prisoners',
  'join talks',
  'cut tariffs',
  'leave the island',
  'send observers',
] as const

/** "Chad has called for a Council meeting to be held on Friday.", "Lawmakers pressed for the army to leave the island." */
export function demandAct(rng: Rng): Fragment {
  const [past, going] = pick(WANTING, rng).split(' ') as [string, string]
  const r = rng()
  const aux: Part[] = r < 0.35 ? [[one('has', 'AUX/VBZ'), 2, 'aux']] : r < 0.5 ? [[one('is', 'AUX/VBZ'), 2, 'aux']] : []
  const at = 1 + aux.length
  const verb = aux.length === 0 ? one(past, 'VERB/VBD') : r < 0.35 ? one(past, 'VERB/VBN') : one(going, 'VERB/VBG')
  const [wanted, deprel] = wish(rng)
  const subject = rng() < 0.6 ? bodyPhrase(rng) : personPhrase(rng)
  return phrase(
    [subject, at, 'nsubj'],
    ...aux,
    [verb, -1, 'root'],
    [wanted, at, deprel],
    [one('.', 'PUNCT/.'), at, 'punct'],
  )
}

/** What is wanted: a thing, that something be done to it, or that somebody do something. */
function wish(rng: Rng): [Fragment, string] {
  const r = rng()
  if (r < 0.2) return [after('for', gathering(rng)), 'obl']
  if (r < 0.65) return [phrase([one('for', 'SCONJ/IN'), 2, 'mark'], ...passive(rng)), 'advcl']
  const [verb, ...thing] = pick(DEEDS, rng).split(' ') as [string, ...string[]]
  const deed = phrase([one(verb, 'VERB/VB'), -1, 'root'], [object(thing.join(' ')), 0, 'obj'])
  return [
    phrase(
      [one('for', 'SCONJ/IN'), 3, 'mark'],
      [bodyPhrase(rng), 3, 'nsubj'],
      [one('to', 'PART/TO'), 3, 'mark'],
      [deed, -1, 'root'],
    ),
    'advcl',
  ]
}

/** "a meeting to be held on Friday", to stand behind one word. */
function passive(rng: Rng): Part[] {
  const [things, done] = pick(THINGS, rng)
  const meets = rng() < 0.5
  const thing = meets ? gathering(rng) : object(pick(things.split('|'), rng))
  const [participle, particle] = (meets ? pick(DONE, rng) : pick(done.split('|'), rng)).split(' ')
  const time = rng() < 0.5 ? timePhrase(rng) : undefined
  const verb = one(participle!, 'VERB/VBN')
  const deed = particle ? phrase([verb, -1, 'root'], [one(particle, 'ADP/RP'), 0, 'compound:prt']) : verb
  const clause: Part[] = [
    [one('to', 'PART/TO'), 2, 'mark'],
    [one('be', 'AUX/VB'), 2, 'aux:pass'],
    [deed, -1, 'root'],
  ]
  if (time) clause.push([time.fragment, 2, time.deprel])
  return [
    [thing, 2, 'nsubj:pass'],
    [phrase(...clause), -1, 'root'],
  ]
}

/** "a Security Council meeting", "the hearing". */
export function gathering(rng: Rng): Fragment {
  const noun = one(pick(GATHERINGS, rng), 'NOUN/NN')
  const r = rng()
  const body = r < 0.7 ? ofBody(pick(OF_BODIES, rng)) : undefined
  const nation: Part[] =
    body && r < 0.25 ? [[one(pick(['U.N.', 'UN', 'EU', 'U.S.'], rng), 'PROPN/NNP'), 2, 'compound']] : []
  const article = rng() < 0.5 ? 'the' : /^[aeiou]/i.test((nation[0]?.[0] ?? body ?? noun)[0]!.form) ? 'an' : 'a'
  const at = 1 + nation.length + (body ? 1 : 0)
  const parts: Part[] = [[one(article, 'DET/DT'), at, 'det'], ...nation]
  if (body) parts.push([body, at, 'compound'])
  return phrase(...parts, [noun, -1, 'root'])
}

function ofBody(name: string): Fragment {
  const [first, second] = name.split(' ') as [string, string?]
  const tagOf = (form: string) => (/^[A-Z]/.test(form) ? 'PROPN/NNP' : 'NOUN/NN')
  if (second === undefined) return one(first, tagOf(first))
  return phrase([one(first, tagOf(first)), 1, 'compound'], [one(second, tagOf(second)), -1, 'root'])
}
