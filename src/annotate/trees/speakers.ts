import { ending, lemmaIn, MARK, PART, type Rule, rule } from './beginnings.ts'
import { hasBelow } from './misreadings.ts'
import { FEAT, REL } from './relations.ts'
import { isNoun, SUBJECTS } from './treeSearch.ts'
import { type Growing, hang } from './words.ts'

/**
 * Where what is told ends and who tells it begins: news puts the speaker behind what he says, and often goes on behind him with what came of
 * it.
 */
export function speakerRules(): readonly Rule[] {
  return [
    rule({ at: PART.verb, own: lemmaIn(SAYING), before: MARK.comma }, mendTrailingSpeaker),
    rule({ at: PART.verb, now: REL.advcl, own: ending('ing'), before: MARK.comma, head: MARK.left }, mendEffect),
  ]
}

const SAYING = new Set(['say', 'tell', 'report', 'announce', 'confirm', 'claim', 'state', 'write', 'declare', 'add'])

/** How far a rule looks. */
const REACH = 24

/**
 * "A submarine fired rockets at Lima, the head of the navy, Gen. Ana Lind, told a briefing": a role and a name between commas before the verb
 * of telling are its subject, and no phrase of what is told.
 */
function mendTrailingSpeaker(words: readonly Growing[], idx: number): void {
  const verb = words[idx]!
  const told = toldBefore(words, idx)
  if (told === undefined || hasBelow(words, idx, SUBJECTS, told, idx)) return
  const nameComma = commaBefore(words, idx - 2, told)
  if (nameComma === undefined) return
  const roleComma = commaBefore(words, nameComma - 1, told)
  if (roleComma === undefined || words[roleComma + 1]!.upos === 'ADP') return
  const name = headOf(words, nameComma + 1, idx - 1)
  const role = headOf(words, roleComma + 1, nameComma)
  if (name === undefined || role === undefined || words[name]!.upos !== 'PROPN') return
  hang(words[name]!, idx, 'nsubj')
  hang(words[role]!, name, 'appos')
  if (verb.head === told) hang(verb, -1, 'root')
}

/** The predicate before a verb of telling that is what it tells; undefined where nothing is. */
function toldBefore(words: readonly Growing[], idx: number): number | undefined {
  const { sentIdx } = words[idx]!
  for (let i = idx - 2; i >= 0 && words[i]!.sentIdx === sentIdx; i--)
    if (words[i]!.head === idx && (words[i]!.relation & (REL.ccomp | REL.parataxis)) !== 0) return i
  return undefined
}

function commaBefore(words: readonly Growing[], from: number, until: number): number | undefined {
  for (let i = from; i > until && i > from - REACH; i--) {
    if (words[i]!.form === ',') return i
    if (words[i]!.upos === 'VERB') return undefined
  }
  return undefined
}

/** The noun of a stretch between commas that hangs outside it. */
function headOf(words: readonly Growing[], first: number, end: number): number | undefined {
  for (let i = first; i < end; i++) {
    const { head } = words[i]!
    if (isNoun(words[i]) && (head < first || head >= end)) return i
  }
  return undefined
}

/** "Drones hit the port, the governor said, killing two": what came of it belongs to what is told; who tells it does nothing of the kind. */
function mendEffect(words: readonly Growing[], idx: number): void {
  const effect = words[idx]!
  const { head } = effect
  if (
    !EFFECTS.has(effect.lemma) ||
    head < 0 ||
    head > idx ||
    !SAYING.has(words[head]!.lemma) ||
    !effect.form.endsWith('ing')
  )
    return
  if (words[idx - 1]?.form !== ',' || (effect.features & FEAT.finite) !== 0) return
  const told = toldBefore(words, head)
  if (told !== undefined) hang(effect, told, 'advcl')
}

/** What acts bring about. */
const EFFECTS = new Set([
  'block', 'break', 'bring', 'burn', 'capture', 'cause', 'close', 'cripple', 'cut', 'damage', 'destroy', 'detain', 'disable', 'displace', 'disrupt', 'drive',
  'end', 'force', 'halt', 'hit', 'hurt', 'ignite', 'injure', 'kill', 'knock', 'leave', 'open', 'plunge', 'prompt', 'raise', 'ruin', 'seize', 'send', 'set',
  'shatter', 'shut', 'sink', 'spark', 'start', 'strand', 'strike', 'tear', 'trap', 'trigger', 'wound', 'wreck',
]) // biome-ignore format: one glance
