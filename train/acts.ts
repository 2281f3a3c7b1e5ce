import { complementAct } from './complements.ts'
import { demandAct, gathering } from './demands.ts'
import { bodyPhrase, type Fragment, join, one, personPhrase, pick, timePhrase, words } from './fragments.ts'
import { after, groupPhrase, object, place } from './phrases.ts'
import { random } from './random.ts'
import { relativeAct } from './relatives.ts'
import { sentenceOf, type TreebankSentence } from './treebank.ts'

type Rng = () => number

/** Past forms that are also nouns, adjectives or participles, or that treebanks hold few of, and what they may act on. */
const TRANSITIVE: readonly (readonly [string, string])[] = [
  [
    'froze cut halted resumed blocked slashed raised restored',
    'aid|funds|gas supplies|oil exports|food deliveries|flights',
  ],
  ['cut broke severed restored upgraded renewed', 'ties|relations|diplomatic ties|trade ties'],
  [
    'lifted imposed extended eased tightened renewed dropped',
    'sanctions|an arms embargo|a travel ban|import tariffs|the curfew',
  ],
  [
    'struck hit bombed raided attacked stormed captured seized besieged retook',
    'a convoy|a village|an army base|the city|rebel positions|an oil depot',
  ],
  [
    'shot killed stabbed wounded abducted freed beat jailed detained charged',
    'two soldiers|a journalist|a protester|the mayor|three hostages|a former minister',
  ],
  ['dispersed beat chased', 'protesters|demonstrators|students'],
  ['airdropped sent shipped donated pledged delivered', 'food|medicine|supplies|ammunition|winter clothing'],
  ['deployed moved withdrew massed sent', 'troops|tanks|warships|fighter jets|police'],
  ['struck reached broke', 'a deal|a truce|an accord'],
  ['shut reopened closed stormed', 'the embassy|the border|a consulate|schools|the airport'],
  ['backed opposed boycotted won lost', 'the vote|the elections|the plan|early elections'],
]

/** Past forms with the preposition of what they go to, come from or are directed at. */
const INTRANSITIVE =
  'marched into|advanced on|surrendered to|retreated from|withdrew from|fled to|clashed with|met with|voted against|protested against|fired on|drove through|fought with'.split(
    '|',
  )

/** Verbs that take a particle: "shot down a drone". */
const PARTICLES: readonly (readonly [string, string, string])[] = [
  ['shot', 'down', 'a drone|a fighter jet|a helicopter'],
  ['broke', 'off', 'talks|relations|contacts'],
  ['called', 'off', 'a strike|the vote|a visit'],
  ['set', 'up', 'a commission|checkpoints|a task force'],
  ['cut', 'off', 'aid|electricity|water supplies'],
  ['handed', 'over', 'prisoners|a suspect|documents'],
]

/** What moves things, which then go somewhere: the place hangs on the verb, where "sanctions on Iran" hang together. */
const MOVING: readonly (readonly [string, string])[] = [
  ['sent moved flew drove brought marched', 'troops|soldiers|tanks|prisoners|refugees|two battalions'],
  ['shot lobbed hurled aimed', 'rockets|a missile|two missiles|a rocket|mortar rounds|a drone|stones'],
  ['sailed steered sent', 'warships|a tanker|a submarine|three frigates'],
]

/** What is done to meetings. */
const GATHER = words('convened, attended, skipped, left, chaired, boycotted, disrupted, opened')

const WAYS = words('toward, toward, towards, into, at, across, over, through, off, near')

/**
 * `n` short sentences of one plain act each, subject, verb and object without articles as often as with them. In such
 * sentences nothing but their order tells the verb from a noun or a participle, and treebanks hold few of them.
 */
export function newsActs(n: number, seed = 9): TreebankSentence[] {
  const rng = random(seed)
  return Array.from({ length: n }, (_, i) => sentenceFrom(kindOf(rng)(rng), `act-${i}`))
}

function kindOf(rng: Rng): (rng: Rng) => Fragment {
  const r = rng()
  return r < 0.2 ? relativeAct : r < 0.3 ? demandAct : r < 0.38 ? complementAct : act
}

function act(rng: Rng): Fragment {
  const parts: Fragment[] = [subject(rng)]
  const links: [number, string][] = [[1, 'nsubj']]
  const r = rng()
  if (r < 0.2) {
    const [verb, preposition] = pick(INTRANSITIVE, rng).split(' ') as [string, string]
    parts.push(one(verb, 'VERB/VBD'), after(preposition, bodyPhrase(rng)))
    links.push([-1, 'root'], [1, 'obl'])
  } else if (r < 0.35) {
    const [verb, particle, objects] = pick(PARTICLES, rng)
    parts.push(one(verb, 'VERB/VBD'), one(particle, 'ADP/RP'), object(pick(objects.split('|'), rng)))
    links.push([-1, 'root'], [1, 'compound:prt'], [1, 'obj'])
  } else if (r < 0.4) {
    parts.push(one(pick(GATHER, rng), 'VERB/VBD'), gathering(rng))
    links.push([-1, 'root'], [1, 'obj'])
  } else if (r < 0.55) {
    const [verbs, objects] = pick(MOVING, rng)
    parts.push(one(pick(verbs.split(' '), rng), 'VERB/VBD'), object(pick(objects.split('|'), rng)))
    parts.push(after(pick(WAYS, rng), place(rng)))
    links.push([-1, 'root'], [1, 'obj'], [1, 'obl'])
  } else {
    const [verbs, objects] = pick(TRANSITIVE, rng)
    const verb = pick(verbs.split(' '), rng)
    const thing = object(pick(objects.split('|'), rng))
    parts.push(one(verb, 'VERB/VBD'), rng() < 0.3 ? directed(thing, rng) : thing)
    links.push([-1, 'root'], [1, 'obj'])
  }
  if (rng() < 0.3) {
    const { fragment, deprel } = timePhrase(rng)
    parts.push(fragment)
    links.push([1, deprel])
  }
  parts.push(one('.', 'PUNCT/.'))
  links.push([1, 'punct'])
  return join(parts, links)
}

function subject(rng: Rng): Fragment {
  const r = rng()
  return r < 0.4 ? groupPhrase(rng) : r < 0.8 ? bodyPhrase(rng) : personPhrase(rng)
}

/** "sanctions on Iran", "aid for the government": what the object is directed at belongs to it. */
function directed(thing: Fragment, rng: Rng): Fragment {
  return join(
    [thing, after(pick(['on', 'for', 'to', 'against', 'with'], rng), bodyPhrase(rng))],
    [
      [-1, 'root'],
      [0, 'nmod'],
    ],
  )
}

function sentenceFrom(pieces: Fragment, doc: string): TreebankSentence {
  const forms = pieces.map(({ form }, i) => (i === 0 ? form[0]!.toUpperCase() + form.slice(1) : form))
  return sentenceOf({
    doc,
    forms,
    lemmas: forms,
    upos: pieces.map(({ tag }) => tag.split('/')[0]!),
    xpos: pieces.map(({ tag }) => tag.split('/')[1]!),
    feats: forms.map(() => '_'),
    heads: pieces.map(({ head }) => head),
    deprels: pieces.map(({ deprel }) => deprel),
  })
}
