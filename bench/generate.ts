import { type Report, reportFromText } from '../src/acquire/index.ts'

/** What to generate: as many reports as asked, spread over the days from `firstDay` on; one seed, one stream. */
export interface GenerateOptions {
  readonly nReports: number
  readonly seed: number
  readonly firstDay?: string
  readonly nDays?: number
}

/**
 * Reports in the manner of the samples, in order of publication: launches, calls, meetings, condemnations, sanctions,
 * attacks, protests, aid and expulsions, each told by one to six outlets in their own words, with background on earlier
 * acts. The people are invented; nothing is a record of anything.
 */
export function* generateReports({
  nReports,
  seed,
  firstDay = '2012-01-02',
  nDays = 3652,
}: GenerateOptions): Generator<Report> {
  const random = randomNumbers(seed)
  const world = makeWorld(random)
  const past: Act[] = []
  let n = 0
  while (n < nReports) {
    const day = addDays(firstDay, Math.floor((n / nReports) * nDays))
    const act = makeAct(random, world, day)
    const nTellings = 1 + Math.floor(random() ** 3 * 6)
    for (let i = 0; i < nTellings && n < nReports; i++, n++) yield tell(random, world, act, past, n)
    past.push(act)
    if (past.length > 400) past.shift()
  }
}

interface State {
  readonly name: string
  readonly people: string
  readonly capital: string
  readonly minister: Person
  readonly leader: Person
  readonly spokesman: Person
}

interface Person {
  readonly given: string
  readonly family: string
  readonly familyFirst: boolean
}

interface Act {
  readonly day: string
  readonly a: State
  readonly b: State
  readonly kind: (typeof KINDS)[number]
  readonly what: string
}

const STATES = `North Korea|North Korean|Pyongyang;Japan|Japanese|Tokyo;South Korea|South Korean|Seoul;United States|U.S.|Washington;
China|Chinese|Beijing;Russia|Russian|Moscow;Ukraine|Ukrainian|Kyiv;France|French|Paris;Germany|German|Berlin;Poland|Polish|Warsaw;
Turkey|Turkish|Ankara;Iran|Iranian|Tehran;Israel|Israeli|Jerusalem;Saudi Arabia|Saudi|Riyadh;Yemen|Yemeni|Sanaa;India|Indian|Delhi;
Pakistan|Pakistani|Islamabad;Mali|Malian|Bamako;Nigeria|Nigerian|Abuja;Kenya|Kenyan|Nairobi;Ethiopia|Ethiopian|Addis Ababa;
Brazil|Brazilian|Brasilia;Colombia|Colombian|Bogota;Mexico|Mexican|Mexico City;Honduras|Honduran|Tegucigalpa;Sweden|Swedish|Stockholm`
const FAMILY_FIRST = new Set(['North Korea', 'Japan', 'South Korea', 'China'])
const GIVEN =
  `Ana Boris Carla David Elena Farid Greta Hassan Irina Jonas Karim Laura Marta Nikolai Olga Pavel Rosa Samir Tomas
Ulrike Viktor Wanda Yusuf Zoran Akira Chisato Daisuke Emi Haruka Kenji Min-ho Seo-yeon Ji-won Wei Lihua Xiaoming`.split(
    /\s+/,
  )
const FAMILY =
  `Abreu Bakker Castillo Dimitrov Eriksen Fofana Grabowski Haddad Ivanova Jansen Kovacs Lindqvist Moreau Novak Okafor
Petrov Quiroga Rahimi Santos Tanaka Ueda Vasquez Weber Yamada Zhang Kimura Moriyama Takeda Shin Bae Noh Liang Feng Wuhan Sorel
Tessier Adeyemi Bekele Cisse Diarra`.split(/\s+/)
const KINDS = [
  'launch',
  'call',
  'meeting',
  'condemn',
  'sanction',
  'strike',
  'protest',
  'aid',
  'expel',
  'accord',
] as const
const TOPICS = [
  'security on the peninsula',
  'trade',
  'grain exports',
  'the border dispute',
  'energy supplies',
  'the ceasefire',
]
const PUBLISHERS = [
  'Harbour Times',
  'Continental Wire',
  'The Meridian',
  'Northern Post',
  'Daily Ledger',
  'Office of the Spokesperson',
]

function makeWorld(random: () => number): State[] {
  return STATES.replaceAll('\n', '')
    .split(';')
    .map((row) => {
      const [name, people, capital] = row.split('|') as [string, string, string]
      const person = (): Person => ({
        given: pick(random, GIVEN),
        family: pick(random, FAMILY),
        familyFirst: FAMILY_FIRST.has(name),
      })
      return { name, people, capital, minister: person(), leader: person(), spokesman: person() }
    })
}

function makeAct(random: () => number, world: readonly State[], day: string): Act {
  const a = pick(random, world)
  let b = pick(random, world)
  while (b === a) b = pick(random, world)
  const kind = pick(random, KINDS)
  const what =
    kind === 'launch'
      ? pick(random, ['short-range ballistic', 'cruise', 'Hwasong-12', 'hypersonic'])
      : pick(random, TOPICS)
  return { day, a, b, kind, what }
}

/** One outlet's report of an act, published on its day or the next. */
function tell(random: () => number, world: readonly State[], act: Act, past: readonly Act[], n: number): Report {
  const published = random() < 0.6 ? act.day : addDays(act.day, 1)
  const when = published === act.day && random() < 0.5 ? `on ${weekday(act.day)}` : `on ${monthDay(act.day)}`
  const background = Array.from({ length: 2 + Math.floor(random() * 5) }, () => pick(random, past)).filter(
    (one) => one !== undefined,
  )
  const paragraphs = [
    `${sentence(random, act, when, true)} ${reaction(random, act)}`,
    quotation(random, act),
    `${pick(random, world).name} urged both sides to show restraint. ${aside(random, act)}`,
    ...background.map((earlier) =>
      sentence(random, earlier, `on ${monthDay(earlier.day)}, ${earlier.day.slice(0, 4)}`, false),
    ),
    `Analysts in ${act.a.capital} wrote that little was known about the plans for ${pick(random, TOPICS)}. The government did not comment on the details, and it was not clear when more would be known.`,
  ]
  const title = headline(act)
  return reportFromText(`${title}\n\n${longDate(published)}\n\n${paragraphs.join('\n\n')}\n`, {
    origin: `generated/${n}.txt`,
    publisher: pick(random, PUBLISHERS),
  })
}

function headline({ kind, a, b }: Act): string {
  const heads: Record<Act['kind'], string> = {
    launch: `${a.name} fires missile into the sea`,
    call: `${a.name} and ${b.name} hold telephone talks`,
    meeting: `Ministers of ${a.name} and ${b.name} meet`,
    condemn: `${a.name} condemns ${b.name}`,
    sanction: `${a.name} imposes sanctions on ${b.name}`,
    strike: `${a.name} strikes targets in ${b.name}`,
    protest: `Crowds march in ${a.capital}`,
    aid: `${a.name} sends aid to ${b.name}`,
    expel: `${a.name} expels diplomats of ${b.name}`,
    accord: `${a.name} and ${b.name} sign accord`,
  }
  return heads[kind]
}

/** The act in one of several wordings; `isFull` names people with their titles. */
function sentence(random: () => number, { kind, a, b, what }: Act, when: string, isFull: boolean): string {
  const minister = (state: State) =>
    isFull
      ? `${state.people} Foreign Minister ${fullName(random, state.minister)}`
      : `Foreign Minister ${fullName(random, state.minister)}`
  const wordings: Record<Act['kind'], readonly string[]> = {
    launch: [
      `${a.name} fired a ${what} missile into the sea ${when}.`,
      `${a.name} test-fired a ${what} missile off its coast ${when}.`,
    ],
    call: [
      `${minister(a)} spoke by telephone with ${minister(b)} ${when} about ${what}.`,
      `${minister(a)} and ${minister(b)} discussed ${what} in a telephone call ${when}.`,
    ],
    meeting: [
      `${minister(a)} met ${minister(b)} in ${b.capital} ${when} to discuss ${what}.`,
      `${minister(a)} held talks with ${minister(b)} ${when} in ${b.capital}.`,
    ],
    condemn: [
      `${minister(a)} condemned ${b.name} ${when} for its policy on ${what}.`,
      `${a.name} denounced ${b.name} ${when} over ${what}.`,
    ],
    sanction: [
      `${a.name} imposed sanctions on ${b.name} ${when}.`,
      `${a.name} ${when} imposed sanctions on six ${b.people} officials.`,
    ],
    strike: [
      `${a.people} forces shelled a village in ${b.name} ${when}, killing four people.`,
      `${a.name} carried out air strikes on ${b.name} ${when}.`,
    ],
    protest: [
      `Thousands of protesters marched in ${a.capital} ${when} against ${what}.`,
      `Demonstrators rallied in ${a.capital} ${when}.`,
    ],
    aid: [
      `${a.name} delivered 2,000 tons of food to ${b.name} ${when}.`,
      `${a.name} sent food aid to ${b.name} ${when}.`,
    ],
    expel: [
      `${a.name} expelled three ${b.people} diplomats ${when}.`,
      `${a.name} ${when} ordered five ${b.people} diplomats to leave.`,
    ],
    accord: [
      `${a.name} and ${b.name} signed an agreement on ${what} ${when}.`,
      `${minister(a)} signed an agreement on ${what} with ${minister(b)} ${when}.`,
    ],
  }
  return pick(random, wordings[kind])
}

function reaction(random: () => number, { a, b }: Act): string {
  return pick(random, [
    `${b.people} President ${fullName(random, b.leader)} expressed concern.`,
    `The ${b.people} government called on ${a.name} to return to talks.`,
    `${b.name} rejected the statement.`,
    `President ${fullName(random, a.leader)} praised the work of the ministry.`,
  ])
}

function aside(random: () => number, { a, b }: Act): string {
  return pick(random, [
    `${b.capital} has called for a meeting of the UN Security Council next week.`,
    `Talks between ${a.name} and ${b.name} had been suspended for months, and few observers expected them to resume soon.`,
    `Markets in ${b.capital} fell on the news before they recovered in the afternoon, and the currency lost two per cent.`,
    `The opposition in ${a.name} asked the government to explain its decision to parliament without delay.`,
    `A regional summit that both states planned to attend was put off until the spring, its hosts said.`,
  ])
}

function quotation(random: () => number, { a, b, what }: Act): string {
  const words = pick(random, [
    `We will continue to work with ${b.name} on ${what}`,
    `This is a serious step, and we shall answer it`,
    `Our commitment to ${what} remains firm`,
  ])
  return `"${words}," ${a.people} foreign ministry spokesman ${fullName(random, a.spokesman)} said in a statement.`
}

/** Outlets give East Asian names in either order. */
function fullName(random: () => number, { given, family, familyFirst }: Person): string {
  return familyFirst && random() < 0.5 ? `${family} ${given}` : `${given} ${family}`
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ')
const WEEKDAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ')
const date = (day: string) => new Date(`${day}T00:00:00Z`)
const weekday = (day: string) => WEEKDAYS[date(day).getUTCDay()]!
const monthDay = (day: string) => `${MONTHS[date(day).getUTCMonth()]} ${date(day).getUTCDate()}`
const longDate = (day: string) => `${monthDay(day)}, ${day.slice(0, 4)}`

function addDays(day: string, n: number): string {
  return new Date(date(day).getTime() + n * 86_400_000).toISOString().slice(0, 10)
}

function pick<T>(random: () => number, items: readonly T[]): T {
  return items[Math.floor(random() * items.length)]!
}

/** Numbers in [0, 1) from a 32-bit seed (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
