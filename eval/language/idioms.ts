/** A probe: its words, which of them is the root, and the words of the subject's phrase. */
export interface Probe {
  readonly words: readonly string[]
  readonly root: number
  readonly subject: readonly [number, number]
}

/** Newswire idioms by name, each with probes of its own. None of the words is one that training transforms with. */
export function idiomProbes(perIdiom: number): Map<string, Probe[]> {
  const rng = random(2024)
  return new Map(Object.entries(TEMPLATES).map(([name, templates]) => [name, make(templates, perIdiom, rng)]))
}

const LEXICON: Readonly<Record<string, readonly string[]>> = {
  person: list(
    'Antonia Gruber; Foreign Secretary David Hollis; Norwegian Prime Minister Astrid Dahl; presidential spokesman Karim Belkacem; Lt. Gen. Marcus Reed; Deputy Foreign Minister Baek Sung-min; UN envoy Isabel Moreau; Bulgarian Defense Minister Stoyan Genov; the Dutch foreign minister; a senior Hungarian diplomat; Treasury spokesperson Nadia Flores; Governor Elias Thorn; Special Envoy Takumi Endo; Rwandan President Paul Habimana; the top Finnish general',
  ),
  body: list(
    'Slovakia; the Chilean government; the African Union; Oman; the Peruvian navy; the Constitutional Court; Bolivia; the Danish embassy; the Somali army; the International Atomic Energy Agency; the Tamil rebels; Hungarian police; the Kosovo parliament; the central bank; Bahrain',
  ),
  day: list('Monday; Tuesday; Wednesday; Thursday; Friday; Saturday; Sunday'),
  time: list(
    'on Monday; on Tuesday; on Wednesday; on Thursday; on Friday; on Saturday; on Sunday; on Thursday , Oct. 12; on March 9; Wednesday; Friday',
  ),
  transitive: list(
    'denounced; rejected; unveiled; vetoed; arrested; launched; suspended; expelled; approved; signed; shelled; pardoned; fired; accused; welcomed; sanctioned; blockaded; recalled',
  ),
  object: list(
    "Croatia 's decision; the draft treaty; three border guards; a cruise missile; the peace talks; new tariffs on steel; the ambassador of Uruguay; two opposition leaders; the ceasefire plan; rebel positions near the port; an arms embargo",
  ),
  tail: list(
    '; over the border dispute; during a visit to Lisbon; in a phone call with his Maltese counterpart; after the talks collapsed; despite international protests; with immediate effect; in Bratislava',
  ),
  clause: list(
    'the talks will resume next month; two soldiers were killed in the raid; his country has no plans to withdraw its troops; the sanctions must be lifted; the missile fell into the sea; rebels had seized the airport; the two sides agreed to exchange prisoners; nobody was hurt',
  ),
  said: list('said; announced; added; confirmed; warned'),
  audience: list('reporters; journalists; the BBC; parliament; state television; a news conference'),
  role: list(
    'a former finance minister; the chief negotiator; a spokeswoman for the ministry; the leader of the opposition; commander of the coast guard',
  ),
  plain: list(
    'Antonia Gruber; David Hollis; Astrid Dahl; Karim Belkacem; Marcus Reed; Baek Sung-min; Isabel Moreau; Takumi Endo',
  ),
}

/** `*` marks the root, brackets the subject; `{name}` draws from the lexicon. */
const TEMPLATES: Readonly<Record<string, readonly string[]>> = {
  'X on DAY verbed': [
    '[{person}] {time} *{transitive} {object} {tail} .',
    '[{body}] {time} *{transitive} {object} {tail} .',
    '[{person}] {time} *{transitive} {object} and called for restraint .',
    '[{body}] late {day} *{transitive} {object} {tail} .',
  ],
  'S, said X': [
    '{clause} , *{said} [{person}] .',
    '{clause} , [{person}] *{said} .',
    '“ {clause} , ” [{person}] *{said} {time} .',
    '" {clause} , " *{said} [{person}] .',
    '{clause} , [{body}] *{said} in a statement .',
  ],
  'according to X': [
    'According to {person} , [{body}] *{transitive} {object} {tail} .',
    '[{body}] *{transitive} {object} {time} , according to {person} .',
    'According to {body} , [{person}] {time} *{transitive} {object} .',
  ],
  'told reporters': [
    '[{person}] *told {audience} {time} that {clause} .',
    '[{person}] *told {audience} that {clause} .',
    '[{person}] {time} *told {audience} {clause} .',
    '[{body}] *said {time} that {clause} .',
  ],
  'X, the Y, verbed': [
    '[{plain} , {role} ,] *{transitive} {object} {tail} .',
    '[{plain} , {role} ,] {time} *{transitive} {object} .',
    '[His counterpart , {plain} ,] *{transitive} {object} {tail} .',
    '[{person} and {person}] *{transitive} {object} {tail} .',
  ],
}

function list(items: string): readonly string[] {
  return items.split(/;\s*/)
}

function make(templates: readonly string[], n: number, rng: () => number): Probe[] {
  return Array.from({ length: n }, (_, i) => fill(templates[i % templates.length]!, rng))
}

function fill(template: string, rng: () => number): Probe {
  const text = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const items = LEXICON[name]!
    return items[Math.floor(rng() * items.length)]!
  })
  const words: string[] = []
  let root = 0
  let start = 0
  let end = 0
  for (const raw of text.split(/\s+/).filter((word) => word !== '')) {
    if (raw.startsWith('*')) root = words.length
    if (raw.startsWith('[')) start = words.length
    words.push(raw.replace(/^[[*]|\]$/g, ''))
    if (raw.endsWith(']')) end = words.length
  }
  const first = words.findIndex((word) => /\w/.test(word))
  words[first] = words[first]![0]!.toUpperCase() + words[first]!.slice(1)
  return { words, root, subject: [start, end] }
}

/** A seeded generator of numbers in [0, 1) (mulberry32), so that every run has the same probes. */
function random(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
