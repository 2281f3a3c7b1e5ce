import { bodyPhrase, type Fragment, join, nationality, one, pick, words } from './fragments.ts'

type Rng = () => number

/** A part of a sentence, the part that it hangs on (-1: the root), and how. */
export type Part = readonly [phrase: Fragment, head: number, deprel: string]

/** Parts side by side. */
export function phrase(...parts: readonly Part[]): Fragment {
  return join(
    parts.map(([fragment]) => fragment),
    parts.map(([, head, deprel]) => [head, deprel]),
  )
}

const GROUPS = words(
  'troops, soldiers, rebels, militants, police, protesters, forces, warplanes, jets, officials, gunmen, lawmakers, diplomats, negotiators, prosecutors, guerrillas, insurgents, separatists, students, workers',
)
const MEMBERS = words(
  'gunman, soldier, commander, court, judge, crowd, suicide bomber, drone, mob, warship, delegation, spokesman, lawmaker',
)

/** People or a thing without a name: "rebels", "Turkish troops", "riot police", "a gunman". */
export function groupPhrase(rng: Rng): Fragment {
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

/** A phrase behind its preposition. */
export function after(preposition: string, phrase: Fragment): Fragment {
  return join(
    [one(preposition, 'ADP/IN'), phrase],
    [
      [1, 'case'],
      [-1, 'root'],
    ],
  )
}

/** Where something may go: "the border", "the Gulf of Aden", "Cuba". */
export function place(rng: Rng): Fragment {
  const r = rng()
  if (r < 0.3) return bodyPhrase(rng)
  if (r < 0.65)
    return object(
      pick(['the border', 'the coast', 'the river', 'the capital', 'the sea', 'the city', 'the island'], rng),
    )
  const [kind, name] = pick(WATERS, rng)
  const water = join(
    [one('the', 'DET/DT'), one(kind, 'PROPN/NNP'), after('of', one(name, 'PROPN/NNP'))],
    [
      [1, 'det'],
      [-1, 'root'],
      [1, 'nmod'],
    ],
  )
  return water
}

const WATERS = [
  ['Gulf', 'Aden'],
  ['Gulf', 'Oman'],
  ['Strait', 'Hormuz'],
  ['Sea', 'Azov'],
  ['Bay', 'Bengal'],
  ['Sea', 'Marmara'],
] as const

/** A phrase of such a list: its last word is its head. */
export function object(phrase: string): Fragment {
  const all = phrase.split(' ')
  const head = all.length - 1
  return all.map((form, i) => {
    if (i === head) return { form, tag: nounTag(form), head: -1, deprel: 'root' }
    if (/^(?:an?|the)$/.test(form)) return { form, tag: 'DET/DT', head, deprel: 'det' }
    if (/^[A-Z]/.test(form)) return { form, tag: 'PROPN/NNP', head, deprel: 'compound' }
    if (/^(?:two|three)$/.test(form)) return { form, tag: 'NUM/CD', head, deprel: 'nummod' }
    if (/^(?:diplomatic|former|early|foreign|naval|crude|several|most)$/.test(form))
      return { form, tag: 'ADJ/JJ', head, deprel: 'amod' }
    return { form, tag: 'NOUN/NN', head, deprel: 'compound' }
  })
}

function nounTag(form: string): string {
  if (/^[A-Z]/.test(form)) return 'PROPN/NNP'
  return form.endsWith('s') ? 'NOUN/NNS' : 'NOUN/NN'
}
