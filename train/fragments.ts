/** A word of a phrase: `head` is its index in the phrase, -1 for the head of the phrase. */
export interface Piece {
  readonly form: string
  /** `UPOS/XPOS`. */
  readonly tag: string
  readonly head: number
  readonly deprel: string
}

/** A phrase; the relation of its head is set where it is used. */
export type Fragment = readonly Piece[]

type Rng = () => number

export function pick<T>(items: readonly T[], rng: Rng): T {
  return items[Math.floor(rng() * items.length)]!
}

/** The items of a list with commas. */
export function words(list: string): readonly string[] {
  return list.split(/\s*,\s*/)
}

const FIRST = words(
  'Marta, Paulo, Ingrid, Tomasz, Yuki, Mehmet, Anwar, Fatima, Olena, Dmytro, Pierre, Giulia, Hans, Karin, Juan, Lucía, Kofi, Amina, Sunil, Priya, Wei, Mei, Minh, Ali, Reza, Leila, David, Sarah, John, Emily, Boris, Natalia, Ivan, Petra, Sergio, Ahmed, Hassan, Omar, Thabo, Grace, Joseph, Daniel, Ruth, Viktor, Zoran, Eui-kyum, Jae-ho, Min-jung, Xiaoming, Kenji, Haruka, Mohammed, Abdul, Nguyen, Somchai, Rodrigo, Elena, Marie, Christine, Jens',
)
const LAST = words(
  'Nowak, Sato, Tanaka, Yilmaz, Haddad, Kovalenko, Dubois, Rossi, Schneider, Lindqvist, García, Mensah, Diallo, Kumar, Sharma, Zhang, Liu, Tran, Hosseini, Rezaei, Cohen, Miller, Carter, Petrov, Ivanova, Horvat, Jovanović, Mahmoud, Saleh, Okafor, Mbeki, Wilson, Osei, Kim, Park, Choi, Lee, Watanabe, Suzuki, al-Masri, al-Hashimi, Khan, Siddiqui, Fernández, Silva, Costa, Popescu, Nagy, Virtanen, Hansen, Larsen, Murphy, van Dijk, Romero, Castillo, Abdi, Tesfaye, Bekele',
)
/** Names of peoples as adjectives, which keep their capital in the middle of a sentence. */
export const ADJECTIVES = words(
  'Israeli, Japanese, Russian, Chinese, French, German, British, Iranian, Iraqi, Syrian, Turkish, Egyptian, Indian, Pakistani, Afghan, Ukrainian, Polish, Italian, Spanish, Mexican, Brazilian, Cuban, Venezuelan, Ethiopian, Kenyan, Nigerian, Sudanese, Libyan, Saudi, Yemeni, Jordanian, Lebanese, Thai, Vietnamese, Philippine, Indonesian, Malaysian, Australian, Canadian, Greek, Serbian, Georgian, Armenian, Azerbaijani, Kazakh, Cambodian, Haitian, Colombian',
)
const COUNTRIES = words(
  'Israel, Japan, Russia, China, France, Germany, Britain, Iran, Iraq, Syria, Turkey, Egypt, India, Pakistan, Afghanistan, Ukraine, Poland, Italy, Mexico, Brazil, Cuba, Venezuela, Ethiopia, Kenya, Nigeria, Sudan, Libya, Yemen, Jordan, Lebanon, Thailand, Vietnam, Indonesia, Australia, Canada, Greece, Serbia, Georgia, Armenia, Cambodia, Haiti, Colombia, Moscow, Beijing, Tehran, Washington, London, Seoul, Pyongyang, Damascus, Ankara, Kyiv, Hamas, Hezbollah, NATO, Taiwan',
)
const TITLES: readonly Fragment[] = [
  one('President', 'PROPN/NNP'),
  one('Chancellor', 'PROPN/NNP'),
  one('Ambassador', 'PROPN/NNP'),
  one('Senator', 'PROPN/NNP'),
  one('Secretary', 'PROPN/NNP'),
  one('General', 'PROPN/NNP'),
  one('Gen.', 'PROPN/NNP'),
  one('Col.', 'PROPN/NNP'),
  one('Sen.', 'PROPN/NNP'),
  ...words(
    'Mayor, King, Queen, Admiral, Judge, Pope, Representative, Gov., Lt., Maj., Governor, Envoy, Commissioner',
  ).map((title) => one(title, 'PROPN/NNP')),
  pair('Lt.', 'Gen.', 'compound'),
  pair('Maj.', 'Gen.', 'compound'),
  pair('Special', 'Envoy', 'amod'),
  pair('Special', 'Representative', 'amod'),
  pair('High', 'Representative', 'amod'),
  pair('Attorney', 'General', 'compound'),
  ...words('envoy, leader, lawmaker, diplomat, general, analyst, lawyer, prosecutor').map((title) =>
    one(title, 'NOUN/NN'),
  ),
  one('spokesman', 'NOUN/NN'),
  one('spokeswoman', 'NOUN/NN'),
  one('spokesperson', 'NOUN/NN'),
  ...words('Prime, Foreign, Defense, Defence, Interior, Finance, Energy, Justice, Vice Foreign').map((kind) =>
    ministerTitle(kind),
  ),
  ...words('State, Defense, Commerce').map((of) => secretaryTitle(of)),
  pair('Vice', 'President', 'compound'),
  pair('Chief', 'Cabinet', 'amod', 'Secretary'),
  pair('Army', 'Chief', 'compound'),
  pair('Security', 'Adviser', 'compound'),
]

const DAYS = words('Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday')
const MONTHS = words(
  'Jan., Feb., March, April, May, June, July, Aug., Sept., Oct., Nov., Dec., January, February, August, September, October, November, December',
)

/** A phrase of one word. */
export function one(form: string, tag: string): Fragment {
  return [{ form, tag, head: -1, deprel: 'root' }]
}

function pair(first: string, second: string, deprel: string, third?: string): Fragment {
  const all = [first, second, ...(third ? [third] : [])]
  const head = all.length - 1
  return all.map((form, i) => ({
    form,
    tag: 'PROPN/NNP',
    head: i === head ? -1 : head,
    deprel: i === head ? 'root' : deprel,
  }))
}

function ministerTitle(kind: string): Fragment {
  const all = [...kind.split(' '), 'Minister']
  const head = all.length - 1
  return all.map((form, i) => ({
    form,
    tag: 'PROPN/NNP',
    head: i === head ? -1 : head,
    deprel: i === head ? 'root' : /Prime|Foreign|Vice/.test(form) ? 'amod' : 'compound',
  }))
}

function secretaryTitle(of: string): Fragment {
  return [
    { form: 'Secretary', tag: 'PROPN/NNP', head: -1, deprel: 'root' },
    { form: 'of', tag: 'ADP/IN', head: 2, deprel: 'case' },
    { form: of, tag: 'PROPN/NNP', head: 0, deprel: 'nmod' },
  ]
}

/** Puts phrases side by side; `links[i]` hangs the head of part i on the head of another part. */
export function join(parts: readonly Fragment[], links: readonly (readonly [number, string])[]): Fragment {
  const offsets: number[] = []
  let at = 0
  for (const part of parts) {
    offsets.push(at)
    at += part.length
  }
  const headOf = (p: number) => offsets[p]! + parts[p]!.findIndex((piece) => piece.head < 0)
  return parts.flatMap((part, p) =>
    part.map((piece) => {
      if (piece.head >= 0) return { ...piece, head: piece.head + offsets[p]! }
      const [to, deprel] = links[p]!
      return { ...piece, head: to < 0 ? -1 : headOf(to), deprel }
    }),
  )
}

/** A person's name: the given name is the head and the rest is flat. */
function name(rng: Rng): Fragment {
  const last = pick(LAST, rng).split(' ')
  const all = rng() < 0.25 ? last : [pick(FIRST, rng), ...last]
  if (all.length === 2 && rng() < 0.08) all.splice(1, 0, `${pick(['A', 'B', 'J', 'M', 'R'], rng)}.`)
  return all.map((form, i) => ({ form, tag: 'PROPN/NNP', head: i === 0 ? -1 : 0, deprel: i === 0 ? 'root' : 'flat' }))
}

/** A nationality before a noun, and how it hangs on it. */
export function nationality(rng: Rng): { fragment: Fragment; deprel: string } {
  const r = rng()
  if (r < 0.2)
    return { fragment: one(pick(['U.S.', 'US', 'UN', 'U.N.', 'EU', 'UK'], rng), 'PROPN/NNP'), deprel: 'compound' }
  if (r < 0.35) {
    const north = { form: pick(['North', 'South'], rng), tag: 'ADJ/JJ', head: 1, deprel: 'amod' }
    return { fragment: [north, { form: 'Korean', tag: 'ADJ/JJ', head: -1, deprel: 'root' }], deprel: 'amod' }
  }
  return { fragment: one(pick(ADJECTIVES, rng), 'ADJ/JJ'), deprel: 'amod' }
}

/** "Deputy", "former" or "acting" before a title now and then. */
function anyTitle(rng: Rng): Fragment {
  const title = pick(TITLES, rng)
  if (rng() < 0.75) return title
  const [form, tag, deprel] = pick(RANKS, rng)
  return join(
    [one(form, tag), title],
    [
      [1, deprel],
      [-1, 'root'],
    ],
  )
}

const RANKS: readonly (readonly [string, string, string])[] = [
  ['Deputy', 'PROPN/NNP', 'compound'],
  ['Assistant', 'PROPN/NNP', 'compound'],
  ['Vice', 'PROPN/NNP', 'compound'],
  ['former', 'ADJ/JJ', 'amod'],
  ['acting', 'VERB/VBG', 'amod'],
  ['deputy', 'NOUN/NN', 'compound'],
  ['presidential', 'ADJ/JJ', 'amod'],
]

/** "Japanese Foreign Minister Hayashi Yoshimasa", "Secretary Blinken": the title describes the name. */
function titledName(rng: Rng): Fragment {
  const title = anyTitle(rng)
  const person = name(rng)
  if (rng() < 0.3) {
    return join(
      [title, person],
      [
        [1, 'nmod:desc'],
        [-1, 'root'],
      ],
    )
  }
  const nation = nationality(rng)
  const full = join(
    [nation.fragment, title],
    [
      [1, nation.deprel],
      [-1, 'root'],
    ],
  )
  return join(
    [full, person],
    [
      [1, 'nmod:desc'],
      [-1, 'root'],
    ],
  )
}

/** "State Department spokesman Ned Price". */
function spokesperson(rng: Rng): Fragment {
  const body = pick(
    [
      'State Department',
      'Foreign Ministry',
      'Defense Ministry',
      'White House',
      'Pentagon',
      'Kremlin',
      'NATO',
      'army',
      'government',
      'police',
      'Interior Ministry',
    ],
    rng,
  ).split(' ')
  const inner =
    body.length === 1
      ? one(body[0]!, /^[A-Z]/.test(body[0]!) ? 'PROPN/NNP' : 'NOUN/NN')
      : pair(body[0]!, body[1]!, /White|Foreign/.test(body[0]!) ? 'amod' : 'compound')
  const noun = one(pick(['spokesman', 'spokeswoman', 'spokesperson', 'chief', 'adviser', 'official'], rng), 'NOUN/NN')
  return join(
    [inner, noun, name(rng)],
    [
      [1, 'compound'],
      [2, 'nmod:desc'],
      [-1, 'root'],
    ],
  )
}

/** "Ned Price, a spokesman for the ministry," and "his Japanese counterpart Hayashi Yoshimasa". */
function apposed(rng: Rng): Fragment {
  const role = pick(['counterpart', 'spokesman', 'envoy', 'deputy', 'colleague', 'representative'], rng)
  if (rng() < 0.5) {
    const own = { form: pick(['his', 'her', 'their'], rng), tag: 'PRON/PRP$', head: -1, deprel: 'root' }
    const nation = nationality(rng)
    return join(
      [[own], nation.fragment, one(role, 'NOUN/NN'), name(rng)],
      [
        [2, 'nmod:poss'],
        [2, nation.deprel],
        [-1, 'root'],
        [2, 'appos'],
      ],
    )
  }
  const article = { form: pick(['a', 'the'], rng), tag: 'DET/DT', head: -1, deprel: 'root' }
  const comma = { form: ',', tag: 'PUNCT/,', head: -1, deprel: 'root' }
  const nation = nationality(rng)
  return join(
    [
      name(rng),
      [comma],
      [article],
      nation.fragment,
      one(pick(['spokesman', 'official', 'minister', 'commander', 'diplomat', 'lawmaker'], rng), 'NOUN/NN'),
      [comma],
    ],
    [
      [-1, 'root'],
      [4, 'punct'],
      [4, 'det'],
      [4, nation.deprel],
      [0, 'appos'],
      [4, 'punct'],
    ],
  )
}

/** A state, body or group that acts: "North Korea", "the Turkish government", "Iran's Foreign Ministry". */
export function bodyPhrase(rng: Rng): Fragment {
  const r = rng()
  if (r < 0.3) return one(pick(COUNTRIES, rng), 'PROPN/NNP')
  if (r < 0.45) return pair(pick(['North', 'South'], rng), 'Korea', 'compound')
  const article = { form: 'the', tag: 'DET/DT', head: -1, deprel: 'root' }
  if (r < 0.6) {
    const both = pick(
      [
        'United States',
        'European Union',
        'Security Council',
        'White House',
        'State Department',
        'Foreign Ministry',
        'Defense Ministry',
      ],
      rng,
    ).split(' ')
    const inner = pair(both[0]!, both[1]!, /United|European|White|Foreign/.test(both[0]!) ? 'amod' : 'compound')
    return join(
      [[article], inner],
      [
        [1, 'det'],
        [-1, 'root'],
      ],
    )
  }
  const noun = one(
    pick(['government', 'army', 'military', 'ministry', 'parliament', 'police', 'navy', 'embassy'], rng),
    'NOUN/NN',
  )
  if (r < 0.8) {
    const nation = nationality(rng)
    return join(
      [[article], nation.fragment, noun],
      [
        [2, 'det'],
        [2, nation.deprel],
        [-1, 'root'],
      ],
    )
  }
  const state = join(
    [one(pick(COUNTRIES, rng), 'PROPN/NNP'), one(pick(["'s", '’s'], rng), 'PART/POS')],
    [
      [-1, 'root'],
      [0, 'case'],
    ],
  )
  return join(
    [state, noun],
    [
      [1, 'nmod:poss'],
      [-1, 'root'],
    ],
  )
}

/** A person as news names them, or two. */
export function personPhrase(rng: Rng): Fragment {
  if (rng() >= 0.12) return onePerson(rng)
  return join(
    [onePerson(rng), one('and', 'CCONJ/CC'), rng() < 0.8 ? onePerson(rng) : bodyPhrase(rng)],
    [
      [-1, 'root'],
      [2, 'cc'],
      [0, 'conj'],
    ],
  )
}

function onePerson(rng: Rng): Fragment {
  const r = rng()
  if (r < 0.15) return name(rng)
  if (r < 0.6) return titledName(rng)
  return r < 0.8 ? spokesperson(rng) : apposed(rng)
}

/** "on Tuesday", "on Wednesday, Jan. 5", "Tuesday", "late Monday", "Friday night", "on May 3", "last week". */
export function timePhrase(rng: Rng): { fragment: Fragment; deprel: string } {
  const r = rng()
  const day = one(pick(DAYS, rng), 'PROPN/NNP')
  const on = one('on', 'ADP/IN')
  const date = join(
    [one(pick(MONTHS, rng), 'PROPN/NNP'), one(String(1 + Math.floor(rng() * 28)), 'NUM/CD')],
    [
      [1, 'nmod:unmarked'],
      [-1, 'root'],
    ],
  )
  const links = (...list: (readonly [number, string])[]) => list
  if (r < 0.5) return { fragment: join([on, day], links([1, 'case'], [-1, 'root'])), deprel: 'obl' }
  if (r < 0.62) return { fragment: day, deprel: 'obl:unmarked' }
  if (r < 0.72) {
    const comma = one(',', 'PUNCT/,')
    const parts = rng() < 0.5 ? [on, day, comma, date, comma] : [on, day, comma, date]
    const all = links([1, 'case'], [-1, 'root'], [3, 'punct'], [1, 'appos'], [3, 'punct'])
    return { fragment: join(parts, all), deprel: 'obl' }
  }
  if (r < 0.8) return { fragment: join([on, date], links([1, 'case'], [-1, 'root'])), deprel: 'obl' }
  if (r < 0.9) {
    const adverb = one(pick(['late', 'early', 'earlier'], rng), 'ADV/RB')
    return { fragment: join([adverb, day], links([1, 'advmod'], [-1, 'root'])), deprel: 'obl:unmarked' }
  }
  if (r < 0.95) {
    const part = one(pick(['night', 'morning', 'evening', 'afternoon'], rng), 'NOUN/NN')
    return { fragment: join([day, part], links([1, 'compound'], [-1, 'root'])), deprel: 'obl:unmarked' }
  }
  const week = one(pick(['week', 'month', 'year'], rng), 'NOUN/NN')
  const which = rng() < 0.5 ? one('last', 'ADJ/JJ') : one('this', 'DET/DT')
  const relation = which[0]!.form === 'last' ? 'amod' : 'det'
  return { fragment: join([which, week], links([1, relation], [-1, 'root'])), deprel: 'obl:unmarked' }
}
