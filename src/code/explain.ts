import type { CharSpan } from '../acquire/index.ts'
import type { Doc } from '../annotate/index.ts'
import type { Arguments } from './argumentMap.ts'
import { type Clauses, subtree, token } from './clause.ts'
import { type CodeRules, type DraftedReport, draftReport, type Reason } from './code.ts'
import type { Constraint } from './codebook.ts'
import { confidenceOfAct, isSure } from './confidence.ts'
import type { Draft } from './draft.ts'
import { alternativesInEnglish, anArgument, argumentName, argumentSuch, demandInEnglish } from './english.ts'
import type { EventType, Participant, Status } from './event.ts'
import { eventId } from './merge.ts'
import { mentionParticipants } from './participants.ts'
import { fillRoles } from './roles.ts'
import { candidatesAt, type NearMiss, type Triggered } from './triggers.ts'

/** What became of one sentence, and why. */
export interface Explanation {
  /** Number of the sentence in its report, from 1. */
  readonly sentence: number
  readonly span: CharSpan
  /** False for titles and headings, which are not coded. */
  readonly isCoded: boolean
  /** The parse that the codebook is matched on; `head` counts words from 1 within the sentence, 0 is the root. */
  readonly words: readonly ExplainedWord[]
  readonly mentions: readonly ExplainedMention[]
  readonly triggers: readonly ExplainedTrigger[]
}

export interface ExplainedWord {
  readonly form: string
  readonly lemma: string
  readonly upos: string
  readonly head: number
  readonly deprel: string
}

/** A phrase that names participants. */
export interface ExplainedMention {
  readonly text: string
  readonly span: CharSpan
  /** Number of its head word in the sentence, from 1. */
  readonly word: number
  readonly participants: readonly Participant[]
}

/** A word at which entries of the codebook were tried. */
export interface ExplainedTrigger {
  /** Number of its word in the sentence, from 1. */
  readonly word: number
  readonly text: string
  /** The entry that applied and won; absent where none did. */
  readonly fired?: FiredEntry
  /** Ids of entries that applied too, but ask for less. */
  readonly outdone: readonly string[]
  /** Entries whose words are there and that do not apply, those first that fail on least. */
  readonly missed: readonly MissedEntry[]
}

export interface FiredEntry {
  readonly rule: string
  readonly eventType: EventType | 'NONE'
  readonly mode?: string
  readonly cameo: string
  readonly why: string
  /** The words of each argument that the trigger's construction gives it, by name. */
  readonly arguments: Readonly<Record<string, readonly string[]>>
  readonly actors: readonly Participant[]
  readonly recipients: readonly Participant[]
  readonly status?: Status
  /** Id of the event that this is a mention of; absent where it was left out. */
  readonly event?: string
  readonly leftOut?: Reason
}

export interface MissedEntry {
  readonly rule: string
  readonly eventType: EventType | 'NONE'
  /** What speaks against it, a sentence each. */
  readonly because: readonly string[]
}

/** Explains every sentence of a report: its parse, who its phrases mean, which entries fired, and which failed on what. */
export function explain(doc: Doc, rules: CodeRules): Explanation[] {
  const drafted = draftReport(doc, rules)
  const { clauses } = drafted.context
  return clauses.doc.sents.map(({ start, end, firstTokenIdx, endTokenIdx, blockIdx }, sentIdx) => {
    const isCoded = doc.report.blocks[blockIdx]?.kind === 'paragraph'
    const tokens = clauses.doc.tokens.slice(firstTokenIdx, endTokenIdx)
    return {
      sentence: sentIdx + 1,
      span: { start, end },
      isCoded,
      words: tokens.map(({ form, lemma, upos, head, deprel }) => ({
        form,
        lemma,
        upos,
        head: head < 0 ? 0 : head - firstTokenIdx + 1,
        deprel,
      })),
      mentions: mentionsIn(clauses, firstTokenIdx, endTokenIdx),
      triggers: isCoded
        ? tokens.flatMap((_, i) => explainTrigger(drafted, firstTokenIdx + i, firstTokenIdx) ?? [])
        : [],
    }
  })
}

function mentionsIn({ doc }: Clauses, firstIdx: number, endIdx: number): ExplainedMention[] {
  return doc.mentions
    .filter(({ headTokenIdx }) => headTokenIdx >= firstIdx && headTokenIdx < endIdx)
    .map((mention) => ({
      text: doc.report.text.slice(mention.start, mention.end),
      span: { start: mention.start, end: mention.end },
      word: mention.headTokenIdx - firstIdx + 1,
      participants: mentionParticipants(doc, mention),
    }))
}

function explainTrigger(drafted: DraftedReport, tokenIdx: number, firstIdx: number): ExplainedTrigger | undefined {
  const { clauses, codebook } = drafted.context
  const { matched, missed } = candidatesAt(clauses, codebook, tokenIdx)
  if (matched.length === 0 && missed.length === 0) return undefined
  const outcome = outcomeAt(drafted, tokenIdx)
  const winner = outcome?.triggered
  const wordIdxs = winner?.wordIdxs ?? [tokenIdx]
  return {
    word: tokenIdx - firstIdx + 1,
    text: wordIdxs.map((idx) => token(clauses, idx).form).join(' '),
    ...(outcome === undefined ? {} : { fired: firedEntry(drafted, outcome) }),
    outdone: [...new Set(matched.map(({ entry }) => entry.id).filter((id) => id !== winner?.entry.id))],
    missed: nearestFirst(missed).map((one) => missedEntry(clauses, one)),
  }
}

interface Outcome {
  readonly triggered: Triggered
  readonly draft?: Draft
  readonly event?: string
  readonly leftOut?: Reason
}

/** What the entry that won at a token came to. */
function outcomeAt({ context, groups, leftOut }: DraftedReport, tokenIdx: number): Outcome | undefined {
  for (const group of groups) {
    const draft = group.find(({ triggered }) => triggered.triggerIdx === tokenIdx)
    if (draft === undefined) continue
    const { triggered } = draft
    const telling = { ...context, nActs: groups.length }
    const confidence = confidenceOfAct(telling, group)
    if (!isSure(telling, confidence)) return { triggered, draft, leftOut: 'unsure' }
    return { triggered, draft, event: eventId(context.clauses.doc.report.id, group) }
  }
  const dropped = leftOut.find(({ triggered }) => triggered.triggerIdx === tokenIdx)
  return dropped && { triggered: dropped.triggered, leftOut: dropped.why }
}

function firedEntry({ context }: DraftedReport, { triggered, draft, event, leftOut }: Outcome): FiredEntry {
  const { entry, args } = triggered
  const { eventType, cameo, mode } = entry.gives
  const { actors, recipients } = draft ?? fillRoles(context, triggered)
  return {
    rule: entry.id,
    eventType,
    cameo,
    ...(mode === undefined ? {} : { mode }),
    why: entry.why,
    arguments: Object.fromEntries(
      args.names.map((name, at) => [name, args.lists[at]!.map((idx) => phraseAt(context.clauses, idx))]),
    ),
    actors,
    recipients,
    ...(draft === undefined ? {} : { status: draft.status }),
    ...(event === undefined ? {} : { event }),
    ...(leftOut === undefined ? {} : { leftOut }),
  }
}

/** Fewest failures first, and an entry that gives an event before one that gives none. */
function nearestFirst(missed: readonly NearMiss[]): NearMiss[] {
  const isNone = ({ entry }: NearMiss) => (entry.gives.eventType === 'NONE' ? 1 : 0)
  return [...missed].sort(
    (a, b) => a.failed.length - b.failed.length || isNone(a) - isNone(b) || a.entry.order - b.entry.order,
  )
}

function missedEntry(clauses: Clauses, { entry, args, failed }: NearMiss): MissedEntry {
  return {
    rule: entry.id,
    eventType: entry.gives.eventType,
    because: failed.map((failure) => {
      if (failure.why === 'no-alternative')
        return `It needs one of these: ${alternativesInEnglish(entry.whereAny, briefly).join('; ')}.`
      const name = argumentName(failure.name)
      const there = phrasesOf(clauses, args, failure.name)
      const demand = briefly(failure.constraint)
      if (failure.why === 'excluded')
        return failure.constraint.absent
          ? `It needs ${anArgument(failure.name)}.`
          : `No ${name} may be one that ${demand};${there} is.`
      if (failure.constraint.absent) return `There must be no ${name}; there is${there}.`
      if (there === '') return `It needs ${argumentSuch(anArgument(failure.name), demand)}; there is none.`
      return `The ${name}${there} does not fit: it needs one that ${demand}.`
    }),
  }
}

function briefly(constraint: Constraint): string {
  return demandInEnglish(constraint, { maxWords: 5 })
}

function phrasesOf(clauses: Clauses, args: Arguments, name: string): string {
  const idxs = args.get(name) ?? []
  return idxs.length === 0 ? '' : ` “${idxs.map((idx) => phraseAt(clauses, idx)).join('”, “')}”`
}

/** The words of the phrase that a token heads, cut short where it is a long one. */
function phraseAt(clauses: Clauses, idx: number): string {
  const { doc } = clauses
  const phrase = subtree(clauses, idx)
  const [first, last] = [phrase[0]!, phrase.at(-1)!]
  if (last - first >= LONG_PHRASE) return token(clauses, idx).form
  return doc.report.text.slice(doc.tokens[first]!.start, doc.tokens[last]!.end)
}

/** Words beyond which a phrase is told by its head. */
const LONG_PHRASE = 8
