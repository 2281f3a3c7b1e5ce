import { entriesFor } from '../gazetteer.ts'
import type { Draft, Entity } from './draft.ts'
import { FORMS } from './pronoun-forms.ts'
import { standsAsSubject } from './pronoun-scores.ts'
import { stateByCode } from './registry.ts'
import { wordsOf } from './rules.ts'
import type { View } from './view.ts'
import { draftAt, type Walk } from './walk.ts'

/**
 * Who says "we" and "I" outside quotation marks: in a transcript whoever the label before the paragraph names ("Spokesperson: We urge …"), in a
 * statement the ministers of "We, the ministers of …" or whose statement the title says it is. Empty in reports, columns and letters, where
 * "we" may be anybody.
 */
export function statementSpeakers(walk: Walk, draft: Draft): readonly Entity[] {
  const { view } = walk
  const turns = turnsOf(view)
  const { blockIdx } = view.doc.sents[draft.sentIdx]!
  const isOne = FORMS.get(view.lower[draft.first]!)?.number === 'one'
  if (turns.isTranscript) {
    const label = turns.labelOfBlock.get(blockIdx)
    if (label !== undefined) return label.isAsking ? [] : speaking(walk, labelled(walk, label), isOne)
  }
  const named = isOne ? [] : selfNamed(walk, draft)
  if (named.length > 0) return named
  if (!isStatement(view) && !turns.isTranscript) return []
  const found = issuers(walk)
  return speaking(walk, found.length > 0 || isOne ? found : stateBefore(walk, draft), isOne)
}

/** "China deplores the visit. We urge": of a statement that tells not whose it is, the state that its paragraph begins with. */
function stateBefore(walk: Walk, draft: Draft): readonly Entity[] {
  const { sents } = walk.view.doc
  const { blockIdx } = sents[draft.sentIdx]!
  for (let s = 0; s < draft.sentIdx; s += 1) {
    if (sents[s]!.blockIdx !== blockIdx) continue
    const state = (walk.readOfSent[s] ?? []).find(
      (d) => d.entities[0]?.kind === 'country' && standsAsSubject(walk.view, d),
    )
    if (state !== undefined) return state.entities
  }
  return []
}

/** For "I" the one person; for "we" the state that an official speaks for. */
function speaking(walk: Walk, found: readonly Entity[], isOne: boolean): readonly Entity[] {
  if (isOne) return found.length === 1 && found[0]!.kind === 'person' ? found : []
  return [...new Set(found.map((entity) => stateSpokenFor(walk, entity) ?? entity))]
}

/** The state that an official says "we" for. */
export function stateSpokenFor(
  { registry, view }: Pick<Walk, 'registry' | 'view'>,
  entity: Entity,
): Entity | undefined {
  if (!entity.country || entity.kind !== 'person') return undefined
  const isOfficial =
    entity.sector === 'GOV' ||
    entity.sector === 'MIL' ||
    entity.titles.some((fact) => fact.country) ||
    entity.listed.length > 0
  return isOfficial
    ? stateByCode(registry, { country: entity.country, name: entity.country }, view.gazetteer)
    : undefined
}

interface Label {
  /** The label's last word. */
  readonly tokenIdx: number
  /** Whether it is somebody who asks: a journalist. */
  readonly isAsking: boolean
}

interface Turns {
  readonly isTranscript: boolean
  /** By paragraph, those without a label of their own included, which go on with the last. */
  readonly labelOfBlock: ReadonlyMap<number, Label>
}

const turnsByView = new WeakMap<View, Turns>()

function turnsOf(view: View): Turns {
  const known = turnsByView.get(view)
  if (known) return known
  const labelOfBlock = new Map<number, Label>()
  let nLabels = 0
  let last: Label | undefined
  let block = -1
  for (const { firstTokenIdx, endTokenIdx, blockIdx } of view.doc.sents) {
    if (blockIdx === block) continue
    block = blockIdx
    const colon = colonAfterLabel(view, firstTokenIdx, endTokenIdx)
    if (colon >= 0) {
      nLabels += 1
      last = { tokenIdx: colon - 1, isAsking: isAsking(view, firstTokenIdx, colon) }
    }
    if (last) labelOfBlock.set(blockIdx, last)
  }
  const turns = { isTranscript: nLabels >= MIN_LABELS, labelOfBlock }
  turnsByView.set(view, turns)
  return turns
}

/** So many labelled paragraphs make a transcript. */
const MIN_LABELS = 3
/** In words. */
const LABEL_LENGTH = 7

function colonAfterLabel(view: View, first: number, end: number): number {
  for (let i = first + 1; i < end - 1 && i <= first + LABEL_LENGTH; i += 1) {
    if (view.lower[i] === ':') return i
    const { upos } = view.doc.tokens[i]!
    if (upos === 'VERB' || upos === 'AUX') return -1
  }
  return -1
}

function isAsking(view: View, first: number, end: number): boolean {
  const asking = wordsOf(view.rules, 'statement/askers')
  for (let i = first; i < end; i += 1) if (asking.has(view.lower[i]!) || asking.has(view.lemmas[i]!)) return true
  return false
}

function labelled(walk: Walk, { tokenIdx }: Label): readonly Entity[] {
  const entities = draftAt(walk, tokenIdx)?.entities ?? []
  return entities.some(({ country }) => country) ? entities : issuers(walk)
}

/** "We, the foreign ministers of Canada and Peru, condemn": who "we" are, told once for the whole statement. */
function selfNamed({ view, ...walk }: Walk, draft: Draft): readonly Entity[] {
  for (const one of walk.read) {
    if (one.first > draft.first) break
    if (view.lower[one.first - 1] === ',' && view.lower[one.first - 2] === 'we' && one.entities.length > 0)
      return one.entities
  }
  return []
}

/** Whether the title says that this is a statement, a speech or a briefing. */
function isStatement(view: View): boolean {
  return statementNoun(view) >= 0
}

/** The word of the title that says so; -1 for none. */
function statementNoun({ doc, lemmas, rules }: View): number {
  const nouns = wordsOf(rules, 'statement/nouns')
  for (const { firstTokenIdx, endTokenIdx, blockIdx } of doc.sents) {
    if (blockIdx >= HEAD_BLOCKS) return -1
    if (doc.report.blocks[blockIdx]?.kind === 'title') {
      for (let i = firstTokenIdx; i < endTokenIdx; i += 1) if (nouns.has(lemmas[i]!)) return i
    }
    // "Statement attributable to Press Secretary Ana Lind", "The below is attributable to Spokesperson Ana Lind".
    else
      for (let i = firstTokenIdx; i < firstTokenIdx + 4 && i < endTokenIdx; i += 1)
        if (lemmas[i] === 'attributable') return i
  }
  return -1
}

/** Whose statement the title tells, by "by", "from", "of" or a possessive; else the state whose capital it is dated from. */
function issuers(walk: Walk): readonly Entity[] {
  const { view } = walk
  const noun = statementNoun(view)
  if (noun >= 0) {
    const { sentIdx } = view.doc.tokens[noun]!
    const inTitle = (walk.readOfSent[sentIdx] ?? []).filter(({ entities }) => entities.some(({ country }) => country))
    const head = inTitle.find(({ end }) => view.lower[end] === ':')
    const behind = inTitle.filter(
      ({ first }) => first > noun && isIssued(view, first) && first - noun < REACH && !isMatter(view, noun, first),
    )
    const before = inTitle.filter(({ end, first }) => first < noun && noun - end < REACH)
    const found = head?.entities ?? (behind[0] ? joined(view, inTitle, behind[0]) : (before.at(-1)?.entities ?? []))
    if (found.length > 0) return found
  }
  const country = countryOfOrigin(view)
  const state = country && stateByCode(walk.registry, { country, name: country }, view.gazetteer)
  return state ? [state] : []
}

/** "by the ministers", "of Canada", "on behalf of the Union"; "on" and "with" tell what it is about. */
function isIssued({ lower }: View, first: number): boolean {
  const at = lower[first - 1] === 'the' ? first - 2 : first - 1
  const before = lower[at]
  if (before === 'to') return lower[at - 1] === 'attributable'
  return before === 'by' || before === 'from' || before === 'of'
}

/** "Remarks on the visit of a delegation": what stands behind such a word is what it is about. */
function isMatter({ lower }: View, noun: number, first: number): boolean {
  for (let at = noun + 1; at < first; at += 1) if (MATTER.test(lower[at]!)) return true
  return false
}

const MATTER = /^(?:about|after|concerning|following|on|regarding)$/u

/** In words. */
const REACH = 8

/** "by Canada, France and Peru". */
function joined(view: View, drafts: readonly Draft[], first: Draft): readonly Entity[] {
  const found = [...first.entities]
  let { end } = first
  for (const draft of drafts) {
    if (draft.first <= first.first || draft.first > end + 2 || !/^(?:,|and|&)$/u.test(view.lower[draft.first - 1]!))
      continue
    found.push(...draft.entities)
    end = draft.end
  }
  return found
}

/** The country of the town before the date: "Beijing, June 20, 2022". */
function countryOfOrigin({ doc, gazetteer }: View): string | undefined {
  const { report } = doc
  const lines = report.blocks
    .slice(1, HEAD_BLOCKS)
    .flatMap(({ start, end }) => (end - start < SHORT ? report.text.slice(start, end) : []))
  for (const line of report.dateline?.place === undefined ? lines : [report.dateline.place]) {
    const place = line.split(/[,(]/, 1)[0]!.trim()
    const capital = place === '' ? undefined : entriesFor(gazetteer, place).find(({ how }) => how === 'capital')
    if (capital) return capital.country
  }
  return undefined
}

/** Blocks among which the line with place and date stands, and its length in characters. */
const HEAD_BLOCKS = 6
const SHORT = 80
