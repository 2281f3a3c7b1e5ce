import type { CharSpan } from '../acquire/index.ts'
import { type Doc, type Mention, REL } from '../annotate/index.ts'
import type { Arguments } from './argumentMap.ts'
import { argumentsOf } from './arguments.ts'
import { asParticipant } from './asParticipant.ts'
import {
  type Clauses,
  coordinated,
  dependents,
  firstDependent,
  hasDependent,
  MAX_CLIMB,
  memoOf,
  prepositionOf,
  relativeAntecedent,
} from './clause.ts'
import type { Participant } from './event.ts'

/** The participants that the phrase headed by `tokenIdx` names, its coordinated phrases included; none where it names nobody. */
export function participantsAt(clauses: Clauses, tokenIdx: number): readonly Participant[] {
  const known = memoOf(clauses, tokenIdx)
  known.participants ??= findParticipants(clauses, tokenIdx)
  return known.participants
}

function findParticipants(clauses: Clauses, tokenIdx: number): readonly Participant[] {
  const heads = coordinated(clauses, tokenIdx)
  if (heads.length === 1) return unique(participantsOfHead(clauses, heads[0]!))
  const found: Participant[] = []
  for (const idx of heads) addAll(found, participantsOfHead(clauses, idx))
  return unique(withoutTitled(clauses, found))
}

function addAll(found: Participant[], more: readonly Participant[]): void {
  for (const one of more) found.push(one)
}

/** "the chief, A, and his rival, B": a noun for one person with a name right behind its comma is that person. */
function withoutTitled({ doc }: Clauses, found: readonly Participant[]): readonly Participant[] {
  if (found.length < 2) return found
  return found.filter(({ kind, resolvedBy, span, mention }, i) => {
    const next = found[i + 1]
    if (
      (kind !== 'person' && kind !== 'group') ||
      resolvedBy !== 'nominal' ||
      next?.resolvedBy !== 'name' ||
      next.kind !== 'person'
    )
      return true
    const { text } = doc.report
    if (text.slice(span.end, next.span.start) === ', ') return false
    // "Front-runner and former secretary of state Hillary Clinton": bare nouns before a name are her titles.
    return kind !== 'person' || !BARE_TITLES.test(text.slice(span.end, next.span.end)) || OPENED.test(mention)
  })
}

const BARE_TITLES = /^ and (?:\p{Ll}[\p{L}-]* )+\p{Lu}/u
const OPENED = /^(?:the|an?|his|her|its|their|one|another)\b/i

/** Whose act or thing the phrase at `tokenIdx` is: "North Korea's launch", "strikes by Israel", "the missile that Iran fired". */
export function ownersAt(clauses: Clauses, tokenIdx: number): readonly Participant[] {
  const known = memoOf(clauses, tokenIdx)
  known.owners ??= findOwners(clauses, tokenIdx)
  return known.owners
}

function findOwners(clauses: Clauses, tokenIdx: number): readonly Participant[] {
  let idx = tokenIdx
  const users = (clauses.words[idx]!.below & (REL.acl | REL.conj)) === 0 ? NOBODY : usersOf(clauses, idx)
  if (users.length > 0) return users
  for (let steps = 0; steps < MAX_CLIMB; steps++) {
    const args = argumentsOf(clauses, idx)
    for (const name of OWNER_FUNCTIONS) {
      // "Condemned the handling of the meeting between them": what is handled is theirs, not the handling.
      if (!args.has(name) || (steps > 0 && name === 'between')) continue
      const named = participantsIn(clauses, args, name)
      const found = besides(clauses, idx, named.length > 0 || name !== 'poss' ? named : ofPlacesLand(clauses, args))
      if (found.length === 0) continue
      // "Support for the Ohio governor" is no support for the state's land.
      if (name === 'mod' && isOfPart(clauses, idx) && found.every(isLand)) continue
      // "The Paris agreement": where it was made, not who made it.
      if (name === 'mod' && MADE_AT_PLACES.has(clauses.lemmas[idx]!) && found.some(isPlaceName)) continue
      const owners = name === 'mod' && OVER_LANDS.has(clauses.lemmas[idx]!) ? found.filter(isNoLandByName) : found
      // "Khashoggi's murder": whose it is suffered it.
      const isUndergone = name === 'poss' && UNDERGONE.has(clauses.lemmas[idx]!) && owners.every(isPeople)
      if (owners.length > 0 && !isUndergone) return owners
    }
    const relative = hasDependent(clauses, idx, REL.acl) ? ownersByRelative(clauses, idx) : NOBODY
    if (relative.length > 0) return relative
    const next = args.get('of')?.[0] ?? args.get('as')?.[0]
    if (next === undefined || next === idx) return NOBODY
    // "The bombing of the embassies" is not theirs whom it struck.
    if (SUFFERED.has(clauses.lemmas[idx]!) || UNDERGONE.has(clauses.lemmas[idx]!)) return NOBODY
    if (STRUCK.test(clauses.lemmas[next]!)) return NOBODY
    const direct = participantsAt(clauses, next)
    if (direct.length > 0) return direct
    idx = next
  }
  return NOBODY
}

/** "Opposed the Iran deal", "voted against the Iraq war": what such a thing is over is called by its name; "the Iranian war" is Iran's. */
function isNoLandByName({ kind, resolvedBy, mention, name }: Participant): boolean {
  return kind !== 'country' || resolvedBy !== 'name' || mention !== name
}

/** Whether a noun tells who holds an office of a part of a state or lives there. */
export function isOfPart({ lemmas }: Clauses, tokenIdx: number): boolean {
  return OFFICES.test(lemmas[tokenIdx]!)
}

const OFFICES =
  /^(?:governor|senator|mayor|congressman|congresswoman|representative|lawmaker|legislator|delegate|sheriff|judge|native|resident|voter|voters|businessman|billionaire|tycoon|primary|caucus|convention|delegation)$/

function isLand({ kind, resolvedBy }: Participant): boolean {
  return kind === 'country' && resolvedBy !== 'name'
}

function isPlaceName({ resolvedBy, kind, mention }: Participant): boolean {
  return kind === 'country' && resolvedBy === 'metonym' && /^\p{Lu}\p{Ll}+$/u.test(mention) && !SEATS.has(mention)
}

/** Capitals that stand for their government more often than for a place where others met. */
const SEATS = new Set(['Ankara', 'Baghdad', 'Beijing', 'Kremlin', 'Moscow', 'Pyongyang', 'Tehran', 'Washington'])
const MADE_AT_PLACES = new Set([
  'accord',
  'agreement',
  'convention',
  'deal',
  'declaration',
  'pact',
  'protocol',
  'treaty',
])

const OVER_LANDS = new Set([
  'accord', 'agreement', 'conflict', 'crisis', 'deal', 'debate', 'file', 'inquiry', 'investigation', 'issue', 'pact', 'policy', 'probe', 'question',
  'resolution', 'strategy', 'talk', 'treaty', 'vote', 'war', 'withdrawal',
]) // biome-ignore format: one glance

function isPeople({ kind }: Participant): boolean {
  return kind === 'person' || kind === 'group'
}

/** What is done to people: "Khashoggi's murder" is not his. */
const UNDERGONE = new Set([
  'arrest', 'assassination', 'death', 'deportation', 'detention', 'dismissal', 'execution', 'extradition', 'impeachment', 'imprisonment', 'killing', 'murder',
  'ouster', 'prosecution', 'sacking', 'trial',
]) // biome-ignore format: one glance

/** Nouns of acts that an "of" tells who suffered. */
const SUFFERED = new Set([
  'abduction', 'abuse', 'annexation', 'arrest', 'assassination', 'beating', 'beheading', 'bombardment', 'bombing', 'burning', 'capture', 'conviction',
  'deportation', 'destruction', 'detention', 'dismissal', 'downing', 'execution', 'expulsion', 'extradition', 'hanging', 'impeachment', 'imprisonment',
  'indictment', 'invasion', 'jailing',
  'kidnapping', 'killing', 'massacre', 'mistreatment', 'murder', 'occupation', 'ouster', 'overthrow', 'persecution', 'poisoning', 'prosecution',
  'rape', 'sacking', 'seizure', 'sentencing', 'shelling', 'shooting', 'sinking', 'slaughter', 'slaying', 'stabbing', 'storming', 'torture', 'trial',
]) // biome-ignore format: one glance

/** What is struck and strikes nobody: "the attack of the consulate". */
const STRUCK = /^(?:embassy|consulate|compound|base|church|mosque|school|hospital|airport|building|palace|camp|convoy)$/

const HOLDING = new Set(['administer', 'claim', 'control', 'govern', 'hold', 'occupy', 'rule'])
const HELD = new Set([
  'area', 'atoll', 'base', 'city', 'district', 'enclave', 'hill', 'island', 'islet', 'land', 'outpost', 'peninsula', 'port', 'province', 'reef',
  'region', 'shoal', 'suburb', 'territory', 'town', 'village', 'water', 'zone',
]) // biome-ignore format: one glance

/** "The Yemeni capital's airport": whose the place is. */
function ofPlacesLand(clauses: Clauses, args: Arguments): readonly Participant[] {
  const place = args.get('poss')?.find((idx) => PLACES.has(clauses.lemmas[idx]!))
  return place === undefined ? NOBODY : participantsIn(clauses, argumentsOf(clauses, place), 'mod')
}

const PLACES = new Set(['capital', 'city', 'coast', 'island', 'port', 'province', 'region', 'town', 'village'])

/** "A Boeing jet used by the president", "cars and houses belonging to residents": who has the things, whatever make they are. */
function usersOf(clauses: Clauses, tokenIdx: number): readonly Participant[] {
  for (const idx of [tokenIdx, ...dependents(clauses, tokenIdx, REL.conj)])
    for (const verbIdx of dependents(clauses, idx, REL.acl)) {
      const lemma = clauses.lemmas[verbIdx]!
      // "A reef claimed by China": who holds land or claims it; what is claimed else is a deed or a word.
      const name = HAVING.get(lemma) ?? (HOLDING.has(lemma) && HELD.has(clauses.lemmas[idx]!) ? 'by' : undefined)
      if (name !== undefined) return participantsIn(clauses, argumentsOf(clauses, verbIdx), name)
    }
  return NOBODY
}

/** Participles that tell whose a thing is, with the argument that names them. */
const HAVING = new Map([
  ['belong', 'to'], ['charter', 'by'], ['lease', 'by'], ['link', 'to'], ['operate', 'by'], ['own', 'by'], ['rent', 'by'], ['run', 'by'], ['use', 'by'],
]) // biome-ignore format: one glance

/** "Northern Syria", "the U.S. embassies": a word of the phrase itself tells no owner of it. */
function besides({ doc }: Clauses, tokenIdx: number, owners: readonly Participant[]): readonly Participant[] {
  if (owners.length === 0) return owners
  const { start, end } = doc.tokens[tokenIdx]!
  for (const { span } of owners)
    if (span.start <= start && end <= span.end)
      return owners.filter((one) => !(one.span.start <= start && end <= one.span.end))
  return owners
}

/** A possessor says it best, then the agent of a by-phrase, then an adjective or compound, then the subject of a clause. */
const OWNER_FUNCTIONS = ['poss', 'by', 'mod', 'between', 'subj', 'from']

function ownersByRelative(clauses: Clauses, tokenIdx: number): readonly Participant[] {
  for (const verbIdx of dependents(clauses, tokenIdx, REL.acl)) {
    // "The raid in which two died", "the camp where they met": whoever does something there did not do it.
    if (isSetThere(clauses, verbIdx)) continue
    const args = argumentsOf(clauses, verbIdx)
    // "The attack that it blamed on Iran" is Iran's; one that it detected or condemned is nobody's for that.
    const lemma = clauses.lemmas[verbIdx]!
    const subjects = args.get(lemma === 'blame' ? 'on' : 'subj')
    if (subjects === undefined || OF_ANOTHER.has(lemma)) continue
    const owners: Participant[] = []
    for (const i of subjects) if (i !== tokenIdx) addAll(owners, participantsAt(clauses, i))
    if (owners.length > 0) return unique(owners)
  }
  return NOBODY
}

function isSetThere(clauses: Clauses, verbIdx: number): boolean {
  return dependents(clauses, verbIdx, REL.obl | REL.advmod).some(
    (idx) =>
      clauses.forms[idx] === 'where' ||
      (clauses.forms[idx] === 'which' &&
        /^(?:in|at|during|for|after|under|over)$/.test(prepositionOf(clauses, idx) ?? '')),
  )
}

/** What one says or finds of another's act. */
const OF_ANOTHER = new Set([
  'accuse', 'announce', 'attack', 'attempt', 'back', 'block', 'call', 'claim', 'condemn', 'confirm', 'criticise', 'criticize', 'denounce', 'deny', 'describe', 'detect', 'investigate',
  'oppose', 'praise', 'refuse', 'reject', 'report', 'say', 'seek', 'stop', 'support', 'suspect', 'track', 'try', 'vote', 'want', 'welcome', 'witness',
]) // biome-ignore format: one glance

/** The participants found at any of the arguments called `name`. */
export function participantsIn(clauses: Clauses, args: Arguments, name: string): readonly Participant[] {
  const indices = args.get(name)
  if (indices === undefined) return NOBODY
  if (indices.length === 1) return participantsAt(clauses, indices[0]!)
  const found: Participant[] = []
  for (const idx of indices) addAll(found, participantsAt(clauses, idx))
  return unique(found)
}

const NOBODY: readonly Participant[] = []

/** A participant of the contract for one referent, seen through one of its mentions. */
export function toParticipant(doc: Doc, mention: Mention, referentIdx: number): Participant {
  const { name, kind, country, sector, actorCode, title } = doc.referents[referentIdx]!
  const { start, end } = mention
  const entity = entityOf(referentIdx)
  const words = doc.report.text.slice(start, end)
  const span = { start, end }
  // As asParticipant has it.
  return {
    name, kind, country, sector, actorCode, cow: undefined, title, entity, span, mention: words, resolvedBy: mention.kind,
  } // biome-ignore format: one record
}

/** The name of the entity that a referent is within its report. */
function entityOf(referentIdx: number): string {
  ENTITIES[referentIdx] ??= `e${referentIdx}`
  return ENTITIES[referentIdx]
}

/** Each is written once: a report asks for the same few hundreds of times. */
const ENTITIES: string[] = []

/** Every participant of a mention: several for "the two ministers". */
export function mentionParticipants(doc: Doc, mention: Mention): readonly Participant[] {
  const { referentIdxs, kind } = mention
  if (referentIdxs.length === 0) return kind === 'nominal' || kind === 'title' ? [unresolved(doc, mention)] : NOBODY
  const found = [toParticipant(doc, mention, referentIdxs[0]!)]
  for (let i = 1; i < referentIdxs.length; i++) found.push(toParticipant(doc, mention, referentIdxs[i]!))
  return found
}

/** "the two ministers" whom the report names nowhere still act: a group known by these words alone. */
function unresolved({ report }: Doc, mention: Mention): Participant {
  const words = report.text.slice(mention.start, mention.end)
  return asParticipant({
    name: words.replace(/^(the|both|all|some|these|those)\s+/i, ''),
    kind: 'group',
    entity: `m${mention.start}`,
    span: { start: mention.start, end: mention.end },
    mention: words,
    resolvedBy: mention.kind,
  })
}

/** The mention with just these characters, if any. */
export function mentionAtSpan({ doc, memo }: Clauses, { start, end }: CharSpan): Mention | undefined {
  memo.mentionsInOrder ??= inOrder(doc.mentions)
  const mentions = memo.mentionsInOrder
  for (let i = firstFrom(mentions, start); i < mentions.length && mentions[i]!.start === start; i++)
    if (mentions[i]!.end === end) return mentions[i]
  return undefined
}

/** The place of the first mention that begins at the character or behind it. */
function firstFrom(mentions: readonly Mention[], start: number): number {
  let low = 0
  let high = mentions.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (mentions[middle]!.start < start) low = middle + 1
    else high = middle
  }
  return low
}

/** The mentions by where they begin, as they are unless parties given from outside stand behind all others. */
function inOrder(mentions: readonly Mention[]): readonly Mention[] {
  for (let i = 1; i < mentions.length; i++)
    if (mentions[i]!.start < mentions[i - 1]!.start) return mentions.toSorted((a, b) => a.start - b.start)
  return mentions
}

/** The participants without those whose entity has been named before. */
export function unique(participants: readonly Participant[]): readonly Participant[] {
  if (participants.length < 2) return participants
  for (let i = 1; i < participants.length; i++)
    if (isBefore(participants, i)) return participants.filter((_, k) => !isBefore(participants, k))
  return participants
}

function isBefore(participants: readonly Participant[], at: number): boolean {
  const { entity } = participants[at]!
  for (let i = 0; i < at; i++) if (participants[i]!.entity === entity) return true
  return false
}

function participantsOfHead(clauses: Clauses, tokenIdx: number): readonly Participant[] {
  const idx = relativeAntecedent(clauses, tokenIdx)
  // "clashed in front of parliament": no front of fighters.
  if (clauses.forms[idx] === 'front' && clauses.forms[idx - 1] === 'in') return NOBODY
  const mention = clauses.mentionAt[idx] ?? clauses.coveredBy[idx]
  const named = mention ? mentionParticipants(clauses.doc, mention) : NOBODY
  if (named.length > 0) return whoIsNamed(clauses, idx, named)
  // "hundreds of fighters": who they are stands behind the number.
  if (MULTITUDES.has(clauses.lemmas[idx]!) || clauses.words[idx]!.upos === 'NUM') return ofMultitude(clauses, idx)
  return inApposition(clauses, idx)
}

/** Who takes part where a mention names somebody: for a bare title or group those of whom the text around it tells. */
function whoIsNamed(clauses: Clauses, idx: number, named: readonly Participant[]): readonly Participant[] {
  if (named.every(isBareTitle)) {
    const apposed = inApposition(clauses, idx)
    if (apposed.length > 0) return apposed
  }
  if (isPluralOffice(named)) {
    const listed = namesBehind(clauses, idx)
    if (listed.length > 1) return listed
    // "Commanders of the two sides": of whom the two sides are.
    const sides = named[0]!.country === undefined ? participantsIn(clauses, argumentsOf(clauses, idx), 'of') : NOBODY
    if (sides.length === 1 && OF_TWO.test(sides[0]!.mention)) return sides
  }
  const mayBeLed = named.length === 1 && hasDependent(clauses, idx, REL.acl)
  const led = mayBeLed ? leaderOf(clauses, idx, named[0]!) : NOBODY
  if (led.length > 0) return led
  if (!named.every(isUnknownGroup)) return named
  // "groups of demonstrators": who they are stands behind the noun.
  const members = BANDS.has(clauses.lemmas[idx]!) ? peopleOf(clauses, idx) : NOBODY
  if (members.length > 0) return members
  const owners = CRAFT.test(clauses.lemmas[idx]!) ? craftOwners(clauses, idx) : NOBODY
  return owners.length > 0 ? owners : membersNamed(clauses, idx, named)
}

function isBareTitle({ resolvedBy, country }: Participant): boolean {
  return resolvedBy === 'title' && country === undefined
}

const BANDS = new Set(['batch', 'crowd', 'group', 'throng', 'wave'])

function peopleOf(clauses: Clauses, idx: number): readonly Participant[] {
  return participantsIn(clauses, argumentsOf(clauses, idx), 'of').filter(({ kind }) => kind === 'group')
}

function ofMultitude(clauses: Clauses, idx: number): readonly Participant[] {
  const members = argumentsOf(clauses, idx).get('of')
  if (members !== undefined && members.length > 0) {
    const known: Participant[] = []
    for (const i of members) if (i !== idx) addAll(known, participantsOfHead(clauses, i))
    return known
  }
  const many = clauses.forms[idx] === 'both' ? [byWords(clauses, idx)] : multitude(clauses, idx)
  return many.length > 0 ? many : inApposition(clauses, idx)
}

/** "his wife, Ana Garcia", "Senator the Hon. Penny Wong": the name stands in apposition to a noun that nobody is known by. */
function inApposition(clauses: Clauses, idx: number): readonly Participant[] {
  if (!hasDependent(clauses, idx, REL.appos)) return NOBODY
  const found: Participant[] = []
  for (const i of dependents(clauses, idx, REL.appos)) addAll(found, headedBy(clauses, i))
  return found
}

/** The participants of the mention that a token heads. */
function headedBy({ doc, mentionAt }: Clauses, idx: number): readonly Participant[] {
  const mention = mentionAt[idx]
  return mention === undefined ? NOBODY : mentionParticipants(doc, mention)
}

/** "A delegation led by Cyril Ramaphosa", "a drone operated by the army": of whom nothing else tells, who leads or sends them acts. */
function leaderOf(clauses: Clauses, idx: number, { kind, country, resolvedBy }: Participant): readonly Participant[] {
  if (country !== undefined || resolvedBy !== 'nominal') return NOBODY
  const verb = dependents(clauses, idx, REL.acl).find((i) => LEADING.has(clauses.lemmas[i]!))
  if (verb === undefined) return NOBODY
  const isLed = /^(?:lead|head)$/.test(clauses.lemmas[verb]!)
  if (isLed && kind !== 'group') return NOBODY
  const by = dependents(clauses, verb, REL.obl).find((i) => prepositionOf(clauses, i) === 'by')
  const named = by === undefined ? NOBODY : headedBy(clauses, by)
  return isLed ? named.filter((one) => one.kind === 'person') : named
}

const LEADING = new Set(['lead', 'head', 'dispatch', 'fire', 'fly', 'hire', 'launch', 'operate', 'pilot', 'send'])

/** "Warplanes of the alliance", "submarines from the Indian navy": whose craft they are tells who acts. */
function craftOwners(clauses: Clauses, idx: number): readonly Participant[] {
  const args = argumentsOf(clauses, idx)
  const owners = [...participantsIn(clauses, args, 'of'), ...participantsIn(clauses, args, 'from')]
  return owners.filter(({ kind }) => kind === 'organization' || kind === 'country')
}

const CRAFT =
  /^(?:warplane|jet|plane|aircraft|bomber|fighter|helicopter|gunship|drone|warship|ship|frigate|destroyer|submarine|cruiser|tank|vessel)$/

const OF_TWO = /^(?:both|the two)\s.*(?:armies|countries|governments|nations|neighbou?rs|parties|sides|states)$/i

function isPluralOffice(named: readonly Participant[]): boolean {
  return named.length === 1 && named[0]!.kind === 'group' && named[0]!.resolvedBy !== 'name'
}

/** "The presidents of the two states, Japarov and Rahmon, met": the names of a list in apposition, wherever the parse hangs it. */
function namesBehind(clauses: Clauses, idx: number): readonly Participant[] {
  const first = firstApposed(clauses, idx)
  if (first === undefined) return NOBODY
  const found: Participant[] = []
  for (const i of coordinated(clauses, first))
    for (const one of headedBy(clauses, i)) if (one.kind === 'person') found.push(one)
  return found
}

/** What stands in apposition to the head of a phrase, else to a noun right below it. */
function firstApposed(clauses: Clauses, idx: number): number | undefined {
  const own = firstDependent(clauses, idx, REL.appos)
  if (own !== undefined) return own
  for (const below of dependents(clauses, idx, REL.nmod)) {
    const apposed = firstDependent(clauses, below, REL.appos)
    if (apposed !== undefined) return apposed
  }
  return undefined
}

/** Unnamed people of no known country. */
export function isUnknownGroup({ kind, country }: Participant): boolean {
  return kind === 'group' && country === undefined
}

/** "fifteen countries, including South Korea and Japan": who of a group is named stands for it. */
function membersNamed(clauses: Clauses, groupIdx: number, group: readonly Participant[]): readonly Participant[] {
  const members: Participant[] = []
  for (const idx of dependents(clauses, groupIdx, REL.nmod | REL.appos)) {
    if (!/^(include|including|such_as|like)$/.test(prepositionOf(clauses, idx) ?? '')) continue
    for (const one of participantsAt(clauses, idx))
      if (one.kind === 'country' || one.kind === 'organization') members.push(one)
  }
  return members.length > 0 ? members : group
}

/** "Thousands marched": people known by their number alone. */
function multitude({ doc, forms }: Clauses, idx: number): readonly Participant[] {
  if (!/^(?:dozens|hundreds|thousands|scores|millions)$/.test(forms[idx]!)) return NOBODY
  return [asParticipant({ ...byWords({ doc }, idx), sector: 'CVL' })]
}

/** A group known by one word alone. */
function byWords({ doc }: Pick<Clauses, 'doc'>, idx: number): Participant {
  const { start, end, form } = doc.tokens[idx]!
  const name = form.toLowerCase()
  const span = { start, end }
  return asParticipant({ name, kind: 'group', entity: `m${start}`, span, mention: form, resolvedBy: 'nominal' })
}

const MULTITUDES = new Set([
  'hundred', 'thousand', 'dozen', 'score', 'million', 'number', 'majority', 'most', 'some', 'many', 'all', 'handful', 'group', 'crowd', 'wave',
  'each', 'either', 'both', 'convoy', 'half', 'several', 'none', 'lot', 'ten', 'couple', 'pair', 'rest', 'part', 'column', 'unit', 'contingent', 'batch', 'member',
]) // biome-ignore format: one glance
