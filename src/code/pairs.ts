import type { CharSpan } from '../acquire/index.ts'
import { type Doc, type Mention, REL, type Referent } from '../annotate/index.ts'
import { type Clauses, MAX_CLIMB, token } from './clause.ts'
import type { CodeRules } from './code.ts'
import type { Entry } from './codebook.ts'
import type { EventType, Participant } from './event.ts'
import { readClauses } from './readClauses.ts'
import { fillRoles, type RoleContext } from './roles.ts'
import { statusOf } from './status.ts'
import { candidatesAt, findTriggers, type Triggered } from './triggers.ts'

/**
 * The type of the act that `actor` does to `recipient`, both given as spans of the text, through the same codebook as whole
 * reports. Undefined where no trigger of the codebook stands in the text. The type is that of the act's CAMEO root, as in the
 * field's labelled sentences, where a signed accord is SUPPORT and a threat or a refusal of a later act counts as such.
 */
export function codePair(
  doc: Doc,
  actor: CharSpan,
  recipient: CharSpan,
  { codebook }: CodeRules,
): EventType | undefined {
  const given = new Set([`e${doc.referents.length}`, `e${doc.referents.length + 1}`])
  const clauses = readClauses(withParties(doc, actor, recipient), codebook, given)
  const nMentions = clauses.doc.mentions.length
  const parties = { actor: entityOf(clauses, nMentions - 2), recipient: entityOf(clauses, nMentions - 1) }
  const context = { clauses, codebook, antecedents: () => [] }
  let best: { triggered: Triggered; score: number } | undefined
  for (const sent of doc.sents) {
    for (const triggered of findTriggers(clauses, codebook, sent.firstTokenIdx, sent.endTokenIdx)) {
      if (triggered.entry.gives.eventType === 'NONE') continue
      const roles = fillRoles(context, triggered)
      const score =
        matches(roles.actors, parties.actor) * 2 +
        matches(roles.recipients, parties.recipient) * 2 +
        nearness(clauses, triggered, nMentions) -
        (triggered.entry.gives.eventType === 'CONSULT' ? OCCASION : 0)
      if (!best || score > best.score) best = { triggered, score }
    }
  }
  if (!best) return nearMissLabel(context, doc, nMentions)
  return operatorLabel(context, best.triggered, parties.actor) ?? labelInMood(context, best.triggered)
}

/** "called X to congratulate him": talking is the occasion, and what else is done there the act. */
const OCCASION = 0.5

/**
 * Where no entry applies, the type of the least demanding entry whose trigger is there: the caller knows that some act stands
 * between the two, and the trigger nearest to them is the best guess.
 */
function nearMissLabel({ clauses, codebook }: RoleContext, doc: Doc, nMentions: number): EventType | undefined {
  let best: { entry: Entry; score: number } | undefined
  for (let idx = 0; idx < doc.tokens.length; idx++) {
    for (const { entry } of candidatesAt(clauses, codebook, idx).missed) {
      if (entry.gives.eventType === 'NONE' || entry.where.has('negation') || entry.where.has('modal')) continue
      const part = token(clauses, idx).upos === 'VERB' ? 'verb' : 'noun'
      const score = nearnessAt(clauses, idx, part, nMentions) - (entry.where.size + entry.whereAny.length) * 0.02
      if (!best || score > best.score) best = { entry, score }
    }
  }
  return best && labelOf(best)
}

/**
 * The type of the operator of the same actor that the act stands under: "agreed to lift the ban" is AGREE, "refused to meet"
 * REJECT, as the field's labels have it. Undefined where none governs the act.
 */
function operatorLabel(context: RoleContext, triggered: Triggered, actor: string): EventType | undefined {
  const { clauses, codebook } = context
  let idx = triggered.supportIdx ?? triggered.triggerIdx
  for (let steps = 0; steps < MAX_OPERATORS; steps++) {
    const { relation, head } = token(clauses, idx)
    if (head < 0 || (relation & GOVERNED) === 0) return undefined
    idx = head
    for (const operator of findTriggers(clauses, codebook, idx, idx + 1)) {
      if (operator.entry.complement === undefined || !OPERATORS.has(operator.entry.gives.eventType)) continue
      if (matches(fillRoles(context, operator).actors, actor)) return labelOf(operator)
    }
  }
  return undefined
}

const GOVERNED = REL.xcomp | REL.ccomp | REL.obj | REL.obl | REL.acl | REL.advcl | REL.conj

const OPERATORS = new Set<string>(['AGREE', 'REJECT', 'THREATEN', 'REQUEST'])
const MAX_OPERATORS = 3

/** PLOVER types by CAMEO root, 08 split by its codes. */
const BY_ROOT: Readonly<Record<string, EventType>> = {
  '02': 'REQUEST', '03': 'AGREE', '04': 'CONSULT', '05': 'SUPPORT', '06': 'COOPERATE', '07': 'AID', '09': 'ACCUSE', '10': 'REQUEST', '11': 'ACCUSE',
  '12': 'REJECT', '13': 'THREATEN', '14': 'PROTEST', '15': 'MOBILIZE', '16': 'SANCTION', '17': 'COERCE', '18': 'ASSAULT', '19': 'ASSAULT', '20': 'ASSAULT',
} // biome-ignore format: one glance

function labelOf({ entry }: { readonly entry: Entry }): EventType {
  const { cameo, eventType, mode } = entry.gives
  if (eventType === 'NONE') return 'CONSULT'
  if (cameo.startsWith('163')) return 'COERCE'
  if (mode === 'cyber') return 'ASSAULT'
  return BY_ROOT[cameo.slice(0, 2)] ?? eventType
}

/** A later act counts as the word given for it: "will release" is AGREE, "will boycott" THREATEN. */
function labelInMood({ clauses, codebook }: RoleContext, triggered: Triggered): EventType {
  const label = labelOf(triggered)
  const isLater =
    (triggered.args.get('modal') ?? []).some((idx) => LATER.has(clauses.lemmas[idx]!)) ||
    statusOf(clauses, codebook, triggered, new Map()) === 'planned'
  if (!isLater || triggered.args.has('negation')) return label
  if (PROMISED.has(triggered.entry.gives.cameo.slice(0, 2))) return 'AGREE'
  return HOSTILE.has(triggered.entry.gives.cameo.slice(0, 2)) ? 'THREATEN' : label
}

const LATER = new Set(['will', 'would', 'shall', '’ll', "'ll"])
/** CAMEO roots of cooperation and of material conflict. */
const PROMISED = new Set(['04', '06', '07', '08'])
const HOSTILE = new Set(['14', '16', '17', '18', '19', '20'])

/** The document with one mention for each named party, in place of all mentions that overlap them; the two are the last mentions. */
function withParties(doc: Doc, actor: CharSpan, recipient: CharSpan): Doc {
  const overlaps = (mention: CharSpan, span: CharSpan) => mention.start < span.end && span.start < mention.end
  const others = doc.mentions.filter((mention) => !overlaps(mention, actor) && !overlaps(mention, recipient))
  const parties = [actor, recipient].map((span, i): Mention => partyMention(doc, span, doc.referents.length + i))
  const referents = [actor, recipient].map((span): Referent => {
    const name = doc.report.text.slice(span.start, span.end)
    return { name, names: [name], kind: 'group' }
  })
  return { ...doc, mentions: [...others, ...parties], referents: [...doc.referents, ...referents] }
}

function partyMention({ tokens, report }: Doc, span: CharSpan, referentIdx: number): Mention {
  let first = tokens.findIndex((token) => token.end > span.start)
  if (first < 0) first = Math.max(0, tokens.length - 1)
  let end = first
  while (end < tokens.length && tokens[end]!.start < span.end) end++
  if (end === first) end = Math.min(tokens.length, first + 1)
  let headTokenIdx = first
  for (let i = first; i < end; i++) {
    const { head } = tokens[i]!
    if (head < first || head >= end) {
      headTokenIdx = i
      break
    }
  }
  return {
    start: Math.max(0, span.start),
    end: Math.min(report.text.length, span.end),
    firstTokenIdx: first,
    endTokenIdx: end,
    headTokenIdx,
    kind: 'name',
    referentIdxs: [referentIdx],
  }
}

function entityOf({ doc }: Clauses, mentionIdx: number): string {
  return `e${doc.mentions[mentionIdx]!.referentIdxs[0]}`
}

function matches(participants: readonly Participant[], entity: string): number {
  return participants.some((participant) => participant.entity === entity) ? 1 : 0
}

/** Up to 1: a trigger on the way from one party up to the other beats one in another clause; an earlier verb beats a later. */
function nearness(clauses: Clauses, { triggerIdx, part }: Triggered, nMentions: number): number {
  return nearnessAt(clauses, triggerIdx, part, nMentions)
}

function nearnessAt(clauses: Clauses, triggerIdx: number, part: 'verb' | 'noun', nMentions: number): number {
  const [actor, recipient] = [nMentions - 2, nMentions - 1].map((i) =>
    ancestors(clauses, clauses.doc.mentions[i]!.headTokenIdx),
  )
  const onPath = Number(actor!.has(triggerIdx)) + Number(recipient!.has(triggerIdx))
  return onPath * 0.4 + (part === 'verb' ? 0.1 : 0) - depth(clauses, triggerIdx) * 0.01
}

function ancestors(clauses: Clauses, tokenIdx: number): Set<number> {
  const found = new Set<number>()
  for (let idx = tokenIdx, steps = 0; idx >= 0 && steps < MAX_CLIMB * 2; steps++, idx = token(clauses, idx)?.head ?? -1)
    found.add(idx)
  return found
}

function depth(clauses: Clauses, tokenIdx: number): number {
  return ancestors(clauses, tokenIdx).size
}
