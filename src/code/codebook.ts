import { interned, readYaml } from '../annotate/index.ts'
import { ReadoutError } from '../errors.ts'
import { argumentBit } from './argumentMap.ts'
import type { ConfidenceWeights } from './confidence.ts'
import { type ContextPhrases, type PhrasesByWord, tableOfPhrases } from './contexts.ts'
import { type DemandProgram, type Demands, type DemandTable, isKind, makeDemandTable } from './demands.ts'
import type { Building } from './draft.ts'
import { EVENT_TYPES, type EventType, type Status } from './event.ts'
import { OF_SHARES } from './otherSenses.ts'
import { byNumber, type HeadTriggers, indexTriggers, placesOf, type TriggerIndex } from './triggerIndex.ts'
import { makeNumbering, makeVocabulary, type Numbering, numberOf, USE, type Vocabulary } from './vocabulary.ts'
import type { WeaponRules } from './weapons.ts'

/** What an argument must be for an entry to apply. */
export interface Constraint {
  readonly class?: readonly string[]
  readonly lemma?: readonly string[]
  /** The lemmas and the members of the classes, for looking up. */
  readonly words?: ReadonlySet<string>
  readonly kind?: readonly string[]
  readonly present?: boolean
  readonly absent?: boolean
  /** A plural or a coordination. */
  readonly plural?: boolean
  /** A clause with "to": "told X to stop", unlike "told X that …". */
  readonly infinitive?: boolean
}

/** Roles of a frame: alternatives in order of preference; the first that yields a participant fills the role. */
export interface RolePaths {
  readonly actor: readonly RolePath[]
  readonly recipient: readonly RolePath[]
  /** The bits of their paths, side by side in memory. */
  readonly actorBits: readonly number[]
  readonly recipientBits: readonly number[]
}

/** `subj`; `owner(obj)`: whose act or thing the object is; `comp.recipient`, `obj.with`: a role or function inside an argument. */
export interface RolePath {
  /** The argument inside which the function is sought; undefined for the trigger's own functions. */
  readonly inside: string | undefined
  readonly name: string
  readonly ofOwner: boolean
}

export interface Frame {
  readonly id: string
  /** The parties of a coordinated subject act together: who is named first acts, the others receive. */
  readonly together: boolean
  readonly verb: RolePaths
  readonly noun: RolePaths
}

/** An entry of the codebook: what triggers it, how its roles are filled, and what it gives. */
export interface Entry {
  readonly id: string
  readonly triggers: {
    readonly verb: readonly string[]
    readonly noun: readonly string[]
    readonly support: readonly string[]
  }
  /** The light verbs of `triggers.support` by their numbers in the vocabulary. */
  readonly support: readonly number[]
  readonly frame: Frame
  readonly where: ReadonlyMap<string, Constraint>
  /** None of these may hold. */
  readonly whereNot: ReadonlyMap<string, Constraint>
  /** At least one of these maps must hold whole; empty where the entry has no alternatives. */
  readonly whereAny: readonly ReadonlyMap<string, Constraint>[]
  /** The three together, as they are tried. */
  readonly demands: Demands
  /** `NONE` wins over weaker entries and gives no event: an everyday sense of the trigger. */
  readonly gives: { readonly eventType: EventType | 'NONE'; readonly cameo: string; readonly mode: string | undefined }
  /** Intensity of the mode, or of the type where there is none, by the ontology; 0 for `NONE`. */
  readonly intensity: number
  /** PLOVER's quad class of the type; 0 for `NONE`. */
  readonly quad: 0 | 1 | 2 | 3 | 4
  /** Whether the entry asks for a negation, for that or a modal, whose act has no other mood, and for a speaker: asked of every act that it tells. */
  readonly asksNegation: boolean
  readonly isMoodItsOwn: boolean
  readonly asksSpeaker: boolean
  /** What an act inside the complement becomes. All entries have all fields, so that they are of one shape and quick to read. */
  readonly complement: Status | 'drop' | undefined
  /** Entries of one family may tell one act in other words, where one CAMEO code holds acts of several sorts. */
  readonly family: string | undefined
  readonly why: string
  readonly yes: readonly string[]
  readonly no: readonly string[]
  /** Position in the codebook; settles ties between equally specific entries. */
  readonly order: number
}

/** How words above a trigger change the status of the act; see rules/code/status.yaml. */
export interface StatusOperator {
  readonly id: string
  readonly lemmas: ReadonlySet<string>
  readonly gives: Status | 'drop' | 'keep'
  readonly why: string
  /** Sentences in which the word in braces has this status (of `keep`: occurred), and others in which it has not. */
  readonly yes: readonly string[]
  readonly no: readonly string[]
}

export interface Codebook {
  readonly entries: readonly Entry[]
  /** By the number of the head's lemma in the vocabulary. */
  readonly verbTriggers: TriggerIndex
  readonly nounTriggers: TriggerIndex
  /** Where the program of demands has the verb triggers, by the same number; 0 for none. */
  readonly verbPlaces: Int32Array
  /** The entries that a noun may tell, by the number of its lemma: where it names acts of force, "the attack" is one of those and no verbal one. */
  readonly entriesOfNoun: readonly (readonly Entry[] | undefined)[]
  /** By the number of a noun those of the nouns that trigger one of its entries, itself too, as far as they have been asked for. */
  readonly nounsLike: Map<number, ReadonlySet<number>>
  readonly demands: DemandProgram
  readonly vocabulary: Vocabulary
  readonly classes: ReadonlyMap<string, ReadonlySet<string>>
  /** The phrases of contexts, in numbers, by the number of their first word, and the same as they are looked for. */
  readonly contexts: PhrasesByWord
  readonly contextPhrases: ContextPhrases
  readonly statusOperators: ReadonlyMap<string, StatusOperator>
  /** The same by the number of the lemma in the vocabulary. */
  readonly operators: readonly (StatusOperator | undefined)[]
  readonly weapons: WeaponRules
  readonly confidence: ConfidenceWeights
  readonly ontology: Ontology
}

/** The tables of the ontology that an event is completed from. */
export interface Ontology {
  readonly types: ReadonlyMap<EventType, { readonly quad: 1 | 2 | 3 | 4; readonly score: number }>
  readonly modes: ReadonlyMap<string, number>
  readonly cameo: ReadonlySet<string>
}

/**
 * Reads the files of rules/code/, keyed by file name.
 * @throws ReadoutError `bad-rule` that names the file, the entry and what is wrong with it.
 */
export function readCodebook(files: ReadonlyMap<string, string>): Codebook {
  const ontology = readOntology(parse(files, 'ontology.yaml'))
  const classes = readClasses(parse(files, 'classes.yaml'))
  const frames = readFrames(parse(files, 'frames.yaml'))
  const demands = makeDemandTable()
  const numbering = makeNumbering()
  const entries: Entry[] = []
  for (const name of [...files.keys()].sort()) {
    if (isEntryFile(name))
      for (const raw of list(name, parse(files, name)))
        entries.push(readEntry({ name, raw, frames, classes, ontology, demands, numbering, order: entries.length }))
  }
  rejectDuplicates(entries)
  const uses = {
    verbTriggers: indexTriggers({ entries, numbering, demands }, 'verb'),
    nounTriggers: indexTriggers({ entries, numbering, demands }, 'noun'),
    contexts: readContexts(parse(files, 'contexts.yaml'), numbering),
  }
  const verbTriggers = byNumber(uses.verbTriggers, numbering)
  const nounTriggers = byNumber(uses.nounTriggers, numbering)
  const statusOperators = readStatusOperators(parse(files, 'status.yaml'))
  const weapons = readWeapons(parse(files, 'weapons.yaml'))
  const told = [
    [USE.weapon, new Set(weapons.kinds.keys())],
    [USE.missile, classes.get('missile') ?? []],
    [USE.operator, statusOperators.keys()],
    [USE.share, OF_SHARES],
    [USE.support, entries.flatMap(({ triggers }) => triggers.support)],
  ] as const
  const vocabulary = makeVocabulary(numbering, { ...uses, wordSets: demands.wordSets(), told })
  return {
    entries,
    verbTriggers,
    verbPlaces: placesOf(verbTriggers, vocabulary.words.length),
    nounTriggers,
    nounsLike: new Map(),
    entriesOfNoun: nounTriggers.map((triggers) => triggers && forcefulFirst(triggers)),
    contexts: uses.contexts,
    contextPhrases: tableOfPhrases(uses.contexts, vocabulary.words.length),
    demands: demands.program(),
    vocabulary,
    classes,
    statusOperators,
    operators: operatorsByNumber(statusOperators, vocabulary),
    weapons,
    confidence: readWeights(files.get('confidence.tsv') ?? ''),
    ontology,
  }
}

function forcefulFirst({ all }: HeadTriggers): readonly Entry[] {
  const entries = all.map(({ entry }) => entry)
  const forceful = entries.filter(({ quad }) => quad === MATERIAL_CONFLICT)
  return forceful.length > 0 ? forceful : entries
}

const MATERIAL_CONFLICT = 4

const TABLES = new Set(['ontology.yaml', 'classes.yaml', 'frames.yaml', 'contexts.yaml', 'status.yaml', 'weapons.yaml'])

function isEntryFile(name: string): boolean {
  return name.endsWith('.yaml') && !TABLES.has(name)
}

function parse(files: ReadonlyMap<string, string>, name: string): unknown {
  const text = files.get(name)
  if (text === undefined) throw new ReadoutError('bad-rule', `rules/code/${name} is missing`)
  try {
    return readYaml(text, `rules/code/${name}`)
  } catch (cause) {
    throw new ReadoutError('bad-rule', `rules/code/${name} is not valid YAML: ${(cause as Error).message}`, { cause })
  }
}

interface RawEntry {
  readonly name: string
  readonly raw: unknown
  readonly frames: ReadonlyMap<string, Frame>
  readonly classes: ReadonlyMap<string, ReadonlySet<string>>
  readonly ontology: Ontology
  readonly demands: DemandTable
  readonly numbering: Numbering
  readonly order: number
}

const ENTRY_KEYS = ['id', 'triggers', 'frame', 'where', 'gives', 'complement', 'family', 'why', 'yes', 'no']

function readEntry({ name, raw, frames, classes, ontology, demands, numbering, order }: RawEntry): Entry {
  const item = record(name, raw)
  const id = text(name, item['id'], 'id')
  const fail = (what: string): never => {
    throw new ReadoutError('bad-rule', `rules/code/${name}, entry ${id}: ${what}`)
  }
  for (const key of Object.keys(item)) if (!ENTRY_KEYS.includes(key)) fail(`unknown key "${key}"`)
  const triggers = record(name, item['triggers'])
  const { not, any, ...where } = record(name, item['where'] ?? {})
  const given = record(name, item['gives'])
  const eventType =
    [...EVENT_TYPES, 'NONE' as const].find((type) => type === given['eventType']) ??
    fail(`unknown event type "${given['eventType']}"`)
  const cameo = interned(String(given['cameo'] ?? ''))
  if (eventType !== 'NONE' && !ontology.cameo.has(cameo)) fail(`unknown CAMEO code "${cameo}"`)
  const mode = given['mode'] === undefined ? undefined : interned(String(given['mode']))
  if (mode !== undefined && !ontology.modes.has(`${eventType}/${mode}`)) fail(`${eventType} has no mode "${mode}"`)
  const frame = typeof item['frame'] === 'string' ? frames.get(item['frame']) : readFrame(name, id, item['frame'] ?? {})
  const constraints = readConstraints(where, classes, fail)
  const whereNot = readConstraints(record(name, not ?? {}), classes, fail)
  const whereAny = list(name, any ?? []).map((one) => readConstraints(record(name, one), classes, fail))
  return {
    id,
    support: words(triggers['support']).map(numbering.of),
    triggers: { verb: words(triggers['verb']), noun: words(triggers['noun']), support: words(triggers['support']) },
    frame: frame ?? fail(`unknown frame "${item['frame']}"`),
    where: constraints,
    whereNot,
    whereAny,
    demands: demands.of(constraints, whereNot, whereAny),
    gives: { eventType, cameo, mode },
    quad: eventType === 'NONE' ? 0 : ontology.types.get(eventType)!.quad,
    asksNegation: constraints.has('negation'),
    isMoodItsOwn: constraints.has('negation') || constraints.has('modal'),
    asksSpeaker: constraints.has('speaker'),
    intensity:
      eventType === 'NONE' ? 0 : (ontology.modes.get(`${eventType}/${mode}`) ?? ontology.types.get(eventType)!.score),
    complement: item['complement'] === undefined ? undefined : readComplement(item['complement'], fail),
    family: item['family'] === undefined ? undefined : text(name, item['family'], 'family'),
    why: text(name, item['why'], 'why'),
    yes: words(item['yes']),
    no: words(item['no']),
    order,
  }
}

const COMPLEMENTS = ['occurred', 'ongoing', 'planned', 'called-for', 'hypothetical', 'denied', 'drop'] as const

function readComplement(value: unknown, fail: (what: string) => never): Status | 'drop' {
  return COMPLEMENTS.find((known) => known === value) ?? fail(`unknown complement "${value}"`)
}

function readConstraints(
  raw: Record<string, unknown>,
  classes: ReadonlyMap<string, ReadonlySet<string>>,
  fail: (what: string) => never,
): Map<string, Constraint> {
  const found = new Map<string, Constraint>()
  for (const [name, value] of Object.entries(raw)) {
    const constraint = value as Record<string, unknown>
    for (const key of Object.keys(constraint))
      if (!['class', 'lemma', 'kind', 'present', 'absent', 'plural', 'infinitive'].includes(key))
        fail(`unknown constraint "${key}" on ${name}`)
    const named = words(constraint['class'])
    for (const one of named) if (!classes.has(one)) fail(`unknown class "${one}"`)
    const lemmas = words(constraint['lemma'])
    const [only] = named.length === 1 && lemmas.length === 0 ? named : []
    // A class alone, as most are, is not copied.
    const members = only ? classes.get(only)! : new Set([...lemmas, ...named.flatMap((one) => [...classes.get(one)!])])
    const read: Building<Constraint> = {}
    if (named.length > 0) read.class = named
    if (lemmas.length > 0) read.lemma = lemmas
    if (members.size > 0) read.words = members
    if (constraint['kind'] !== undefined) read.kind = words(constraint['kind'])
    for (const one of read.kind ?? []) if (!isKind(one)) fail(`unknown kind "${one}" on ${name}`)
    if (constraint['present'] === true) read.present = true
    if (constraint['plural'] === true) read.plural = true
    if (constraint['infinitive'] === true) read.infinitive = true
    if (constraint['absent'] === true || constraint['present'] === false) read.absent = true
    found.set(name, read)
  }
  return found
}

function readFrames(raw: unknown): Map<string, Frame> {
  return new Map(
    Object.entries(record('frames.yaml', raw)).map(([id, frame]) => [id, readFrame('frames.yaml', id, frame)]),
  )
}

function readFrame(name: string, id: string, raw: unknown): Frame {
  const frame = record(name, raw)
  return {
    id,
    together: frame['together'] === true,
    verb: readRoles(name, frame['verb']),
    noun: readRoles(name, frame['noun']),
  }
}

function readRoles(name: string, raw: unknown): RolePaths {
  const roles = record(name, raw ?? {})
  const actor = words(roles['actor']).map((path) => readPath(name, path))
  const recipient = words(roles['recipient']).map((path) => readPath(name, path))
  return { actor, recipient, actorBits: actor.map(bitOf), recipientBits: recipient.map(bitOf) }
}

/** The bit of the argument that a path needs, as argumentBit has it; all bits where it looks inside one. */
export function bitOf({ inside, name }: RolePath): number {
  return inside === undefined ? argumentBit(name) : -1
}

function readPath(name: string, path: string): RolePath {
  const match = /^(?:(owner)\()?(?:(\w+)\.)?(\w+)\)?$/.exec(path)
  if (!match) throw new ReadoutError('bad-rule', `rules/code/${name}: unknown role path "${path}"`)
  const inside = match[2] === undefined ? undefined : interned(match[2])
  return { inside, name: interned(match[3]!), ofOwner: match[1] !== undefined }
}

function readClasses(raw: unknown): Map<string, ReadonlySet<string>> {
  return new Map(
    Object.entries(record('classes.yaml', raw)).map(([id, members]) => [
      id,
      new Set(words(members).map((word) => word.toLowerCase())),
    ]),
  )
}

function readContexts(raw: unknown, numbering: Numbering): PhrasesByWord {
  const found = new Map<number, { words: readonly number[]; context: string }[]>()
  for (const [context, phrases] of Object.entries(record('contexts.yaml', raw))) {
    for (const phrase of words(phrases)) {
      const split = phrase.toLowerCase().split(/\s+/).map(numbering.of)
      const known = found.get(split[0]!)
      if (known) known.push({ words: split, context })
      else found.set(split[0]!, [{ words: split, context }])
    }
  }
  return found
}

function operatorsByNumber(
  operators: ReadonlyMap<string, StatusOperator>,
  vocabulary: Vocabulary,
): readonly (StatusOperator | undefined)[] {
  const found: (StatusOperator | undefined)[] = vocabulary.words.map(() => undefined)
  for (const [lemma, operator] of operators) found[numberOf(vocabulary, lemma)] = operator
  return found
}

const OPERATOR_KEYS = ['id', 'lemmas', 'gives', 'why', 'yes', 'no']

function readStatusOperators(raw: unknown): Map<string, StatusOperator> {
  const found = new Map<string, StatusOperator>()
  for (const item of list('status.yaml', raw)) {
    const operator = record('status.yaml', item)
    const id = text('status.yaml', operator['id'], 'id')
    for (const key of Object.keys(operator))
      if (!OPERATOR_KEYS.includes(key))
        throw new ReadoutError('bad-rule', `rules/code/status.yaml, ${id}: unknown key "${key}"`)
    const gives = [...COMPLEMENTS, 'keep' as const].find((known) => known === operator['gives'])
    if (gives === undefined)
      throw new ReadoutError('bad-rule', `rules/code/status.yaml, ${id}: unknown status "${operator['gives']}"`)
    const read: StatusOperator = {
      id,
      lemmas: new Set(words(operator['lemmas'])),
      gives,
      why: text('status.yaml', operator['why'], 'why'),
      yes: words(operator['yes']),
      no: words(operator['no']),
    }
    for (const lemma of read.lemmas) {
      const rival = found.get(lemma)
      if (rival) throw new ReadoutError('bad-rule', `rules/code/status.yaml: "${lemma}" is in ${rival.id} and ${id}`)
      found.set(lemma, read)
    }
  }
  return found
}

function readWeapons(raw: unknown): WeaponRules {
  const tables = record('weapons.yaml', raw)
  const pairs = (table: unknown) =>
    Object.entries(record('weapons.yaml', table)).flatMap(([id, phrases]) =>
      words(phrases).map((phrase) => [phrase, id] as const),
    )
  const kinds = new Map<string, Map<string, string>>()
  for (const [phrase, id] of pairs(tables['kinds'])) {
    const words = phrase.split(' ')
    const head = words.pop()!
    const ofHead = kinds.get(head) ?? new Map<string, string>()
    kinds.set(head, ofHead.set(words.join(' '), id))
  }
  const classes = pairs(tables['classes']).map(([phrase, id]) => [` ${phrase.replaceAll('-', ' ')} `, id] as const)
  const classWords = new Set(classes.map(([phrase]) => phrase.trim().split(' ')[0]!))
  return { kinds, classes, classWords }
}

/** Rows of signal and weight below comments and a head; none where the file is not there, as while the weights are fitted. */
function readWeights(text: string): Map<string, number> {
  const rows = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return new Map(
    rows.slice(1).map((line) => {
      const [signal, weight] = line.split('\t')
      const value = Number(weight)
      if (signal === undefined || weight === undefined || Number.isNaN(value))
        throw new ReadoutError('bad-rule', `rules/code/confidence.tsv: "${line}" is no signal and weight`)
      return [signal, value] as const
    }),
  )
}

/** Returns types and modes from the parsed ontology.yaml. */
export function readOntology(raw: unknown): Ontology {
  const tables = record('ontology.yaml', raw)
  const types = new Map<EventType, { quad: 1 | 2 | 3 | 4; score: number }>()
  const modes = new Map<string, number>()
  for (const eventType of EVENT_TYPES) {
    const row = record('ontology.yaml', record('ontology.yaml', tables['eventTypes'])[eventType])
    types.set(eventType, { quad: row['quad'] as 1 | 2 | 3 | 4, score: Number(row['score']) })
    for (const [mode, score] of Object.entries(record('ontology.yaml', row['modes'] ?? {})))
      modes.set(`${eventType}/${mode}`, Number(score))
  }
  return { types, modes, cameo: new Set(words(tables['cameo'])) }
}

function rejectDuplicates(entries: readonly Entry[]): void {
  const seen = new Set<string>()
  for (const { id } of entries) {
    if (seen.has(id)) throw new ReadoutError('bad-rule', `rules/code: two entries are called ${id}`)
    seen.add(id)
  }
}

function record(name: string, value: unknown): Record<string, unknown> {
  if (value !== null && typeof value === 'object' && !Array.isArray(value)) return value as Record<string, unknown>
  throw new ReadoutError(
    'bad-rule',
    `rules/code/${name}: expected a mapping, found ${JSON.stringify(value)?.slice(0, 80)}`,
  )
}

function list(name: string, value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value
  throw new ReadoutError(
    'bad-rule',
    `rules/code/${name}: expected a list, found ${JSON.stringify(value)?.slice(0, 80)}`,
  )
}

function text(name: string, value: unknown, key: string): string {
  if (typeof value === 'string' && value !== '') return value
  throw new ReadoutError(
    'bad-rule',
    `rules/code/${name}: ${key} must be a text, found ${JSON.stringify(value)?.slice(0, 80)}`,
  )
}

function words(value: unknown): readonly string[] {
  if (value === undefined || value === null) return []
  return (Array.isArray(value) ? value : [value]).map(String)
}
