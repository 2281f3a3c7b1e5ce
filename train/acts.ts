import {
  bodyPhrase,
  type Fragment,
  join,
  nationality,
  one,
  personPhrase,
  pick,
  timePhrase,
  words,
} from './fragments.ts'
import { random } from './random.ts'
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

/**
 * `n` short sentences of one plain act each, subject, verb and object without articles as often as with them. In such
 * sentences nothing but their order tells the verb from a noun or a participle, and treebanks hold few of them.
 */
export function newsActs(n: number, seed = 9): TreebankSentence[] {
  const rng = random(seed)
  return Array.from({ length: n }, (_, i) => sentenceFrom(act(rng), `act-${i}`))
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

const GROUPS = words(
  'troops, soldiers, rebels, militants, police, protesters, forces, warplanes, jets, officials, gunmen, lawmakers, diplomats, negotiators, prosecutors, guerrillas, insurgents, separatists, students, workers',
)
const MEMBERS = words(
  'gunman, soldier, commander, court, judge, crowd, suicide bomber, drone, mob, warship, delegation, spokesman, lawmaker',
)

/** People or a thing without a name: "rebels", "Turkish troops", "riot police", "a gunman". */
function groupPhrase(rng: Rng): Fragment {
  const r = rng()
  if (r < 0.3) {
    const parts = pick(MEMBERS, rng).split(' ')
    const noun = parts.length === 1 ? one(parts[0]!, 'NOUN/NN') : nounPair(parts[0]!, one(parts[1]!, 'NOUN/NN'))
    return join(
      [one('a', 'DET/DT'), noun],
      [
        [1, 'det'],
        [-1, 'root'],
      ],
    )
  }
  const plural = one(pick(GROUPS, rng), 'NOUN/NNS')
  if (r < 0.45) return plural
  if (r < 0.6) return nounPair(pick(['riot', 'border', 'security', 'government', 'rebel', 'army'], rng), plural)
  const nation = nationality(rng)
  return join(
    [nation.fragment, plural],
    [
      [1, nation.deprel],
      [-1, 'root'],
    ],
  )
}

function nounPair(first: string, noun: Fragment): Fragment {
  return join(
    [one(first, 'NOUN/NN'), noun],
    [
      [1, 'compound'],
      [-1, 'root'],
    ],
  )
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

function after(preposition: string, phrase: Fragment): Fragment {
  return join(
    [one(preposition, 'ADP/IN'), phrase],
    [
      [1, 'case'],
      [-1, 'root'],
    ],
  )
}

/** A phrase of the lists above: its last word is its head. */
function object(phrase: string): Fragment {
  const all = phrase.split(' ')
  const head = all.length - 1
  return all.map((form, i) => {
    if (i === head) return { form, tag: `NOUN/${isPlural(form) ? 'NNS' : 'NN'}`, head: -1, deprel: 'root' }
    if (/^(?:an?|the)$/.test(form)) return { form, tag: 'DET/DT', head, deprel: 'det' }
    if (/^(?:two|three)$/.test(form)) return { form, tag: 'NUM/CD', head, deprel: 'nummod' }
    if (/^(?:diplomatic|former|early)$/.test(form)) return { form, tag: 'ADJ/JJ', head, deprel: 'amod' }
    return { form, tag: 'NOUN/NN', head, deprel: 'compound' }
  })
}

function isPlural(form: string): boolean {
  return form.endsWith('s')
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
