import type { Token, Upos } from '../doc.ts'
import { type Cue, caseOf, childBy, childByCase, isNominal, isPassive } from './cues.ts'
import { childrenOf, findChild, headOf, isUnder, relation } from './tree.ts'
import type { View } from './view.ts'

/** Relative pronouns, which stand for the noun that their clause describes. */
const RELATIVE = /^(?:who|which|that|whom)$/i
/** Farther up than this no verb lends its subject. */
const MOST_STEPS = 6

/** Returns the token that heads the cue's speaker as stated, or -1: the subject, the agent of a passive, X of "according to X". */
function speakerTokenOf(view: View, cue: Cue): number {
  if (cue.objectIdx !== undefined) return issuerOf(view, cue.objectIdx)
  const token = view.tokens[cue.tokenIdx]
  if (token?.upos === 'NOUN' && cue.entry.pos === 'noun') return ownerOf(view, cue.tokenIdx)
  const subject = subjectOf(view, cue.tokenIdx, MOST_STEPS)
  return subject < 0 ? -1 : issuerOf(view, subject)
}

/**
 * The cue's speaker by the parse, unless another noun phrase stands right before the cue: parsers reach across
 * quotation marks for a subject, and in "“…,” Price said" the words side by side are surer.
 */
export function speakerOf(view: View, cue: Cue): number {
  const known = view.speakers.get(cue.tokenIdx)
  if (known !== undefined) return known
  const speakerIdx = findSpeaker(view, cue)
  view.speakers.set(cue.tokenIdx, speakerIdx)
  return speakerIdx
}

function findSpeaker(view: View, cue: Cue): number {
  const parsed = speakerTokenOf(view, cue)
  if (cue.entry.pos !== 'verb' || isPassive(view, cue.tokenIdx)) return parsed
  if (/ing$/i.test(view.tokens[cue.tokenIdx]!.form)) return view.isTime[parsed] ? -1 : parsed
  const beside = subjectBeside(view, cue.tokenIdx)
  if (beside < 0 && parsed < 0) return subjectBeforeComma(view, cue.tokenIdx)
  if (beside < 0) return view.isTime[parsed] ? -1 : parsed
  const isSame = parsed >= 0 && (isUnder(view.tokens, beside, parsed) || isUnder(view.tokens, parsed, beside))
  if (isSame) return parsed
  return isRelative(view, beside) ? antecedentOf(view, beside, cue.tokenIdx) : issuerOf(view, beside)
}

const BESIDE_VERB: ReadonlySet<Upos> = new Set(['ADV', 'AUX', 'PART'])
const BEFORE_NOUN: ReadonlySet<Upos> = new Set(['DET', 'ADJ', 'NOUN', 'PROPN', 'NUM', 'PART'])

/** The head of the noun phrase right before a verb, adverbs and times aside, or -1; one behind a preposition is no subject. */
function subjectBeside(view: View, verbIdx: number): number {
  const { tokens } = view
  const isOutside = (i: number): boolean =>
    view.quotedAt[i] !== view.quotedAt[verbIdx] || tokens[i]!.sentIdx !== tokens[verbIdx]!.sentIdx
  let head = verbIdx - 1
  while (
    head >= 0 &&
    verbIdx - head < 7 &&
    !isOutside(head) &&
    (view.isTime[head] || BESIDE_VERB.has(tokens[head]!.upos))
  )
    head--
  if (head < 0 || isOutside(head) || !isNominal(tokens[head]) || view.isTime[head]) return -1
  let before = head - 1
  while (before >= 0 && !isOutside(before) && BEFORE_NOUN.has(tokens[before]!.upos)) before--
  if (before < 0 || isOutside(before) || !/^(?:ADP|VERB|CCONJ)$/.test(tokens[before]!.upos)) return head
  // "A source familiar with the matter said": the noun that the adjective describes.
  const isDescribed =
    before >= 2 && tokens[before]!.upos === 'ADP' && tokens[before - 1]!.upos === 'ADJ' && isNominal(tokens[before - 2])
  return isDescribed && !isOutside(before - 2) ? before - 2 : -1
}

/** "Kim, quoted by state media, said": the noun phrase before what stands between commas, or -1. */
function subjectBeforeComma(view: View, verbIdx: number): number {
  const { tokens } = view
  if (tokens[verbIdx - 1]?.form !== ',') return -1
  const sentIdx = tokens[verbIdx]!.sentIdx
  for (let i = verbIdx - 2; i > Math.max(0, verbIdx - 18) && tokens[i]!.sentIdx === sentIdx; i--) {
    if (tokens[i]!.form !== ',') continue
    const head = subjectBeside(view, i)
    return head >= 0 && view.quotedAt[head] === view.quotedAt[verbIdx] ? head : -1
  }
  return -1
}

/** Whether a token is a relative pronoun. */
export function isRelative(view: View, tokenIdx: number): boolean {
  return RELATIVE.test(view.tokens[tokenIdx]?.form ?? '')
}

/** A document does not speak: behind "X's statement" and "a statement from X" stands X. Any other noun is its own issuer. */
function issuerOf(view: View, nominalIdx: number): number {
  const token = view.tokens[nominalIdx]
  if (token?.upos !== 'NOUN') return nominalIdx
  const isDocument = view.rules.media.has(token.lemma) || view.rules.nouns.has(token.lemma)
  if (!isDocument) return nominalIdx
  const owner = makerOf(view, nominalIdx)
  return owner < 0 ? nominalIdx : owner
}

/** Whose statement, claim or call a noun is: its maker, or the subject of the verb that governs it ("issued a call for"). */
export function ownerOf(view: View, nounIdx: number): number {
  const maker = makerOf(view, nounIdx)
  if (maker >= 0) return maker
  let topIdx = nounIdx
  // "a series of tweets", "part of a statement".
  while (relation(view.tokens[topIdx]) === 'nmod' && caseOf(view, topIdx) === 'of') topIdx = headOf(view.tokens, topIdx)
  const governor = headOf(view.tokens, topIdx)
  if (governor < 0 || !isVerb(view, governor) || relation(view.tokens[topIdx]) === 'nsubj') return -1
  return subjectOf(view, governor, MOST_STEPS - 1)
}

/** The possessor of a noun, "by X", "from X", or a name before it ("the State Department statement"). */
function makerOf(view: View, nounIdx: number): number {
  const { tree, tokens } = view
  const possessor = findChild(tree, nounIdx, (child) => tokens[child]?.deprel === 'nmod:poss')
  if (possessor >= 0) return possessor
  if (/^['’]s?$/.test(tokens[nounIdx - 1]?.form ?? '') && isNominal(tokens[nounIdx - 2])) return nounIdx - 2
  for (const preposition of ['by', 'from', 'of']) {
    const maker = childByCase(view, nounIdx, preposition)
    if (maker >= 0 && view.mentionHeadAt[maker]! >= 0 && !view.isTime[maker]) return maker
  }
  const name = findChild(
    tree,
    nounIdx,
    (child) => /^(?:compound|amod)$/.test(tokens[child]?.deprel ?? '') && view.mentionHeadAt[child]! >= 0,
  )
  return name
}

/** The subject of a verb, its own or lent by the verb that governs it; -1 where none is told. */
export function subjectOf(view: View, verbIdx: number, stepsLeft: number): number {
  if (stepsLeft === 0) return -1
  if (isPassive(view, verbIdx)) {
    const quotedOne = passiveSubject(view, verbIdx, stepsLeft)
    return quotedOne >= 0 ? quotedOne : childByCase(view, verbIdx, 'by')
  }
  const quotedOne = quotedObject(view, verbIdx)
  if (quotedOne >= 0) return quotedOne
  const subjects = childrenOf(view.tree, verbIdx).filter((child) => relation(view.tokens[child]) === 'nsubj')
  // Of two subjects the nearer before the verb is its own: the other belongs to what is quoted.
  const own = subjects.findLast((child) => child < verbIdx) ?? subjects[0] ?? -1
  if (own >= 0) return antecedentOf(view, own, verbIdx)
  return lentSubject(view, verbIdx, stepsLeft)
}

/** "The agency quoted X as saying": X speaks. */
function quotedObject(view: View, verbIdx: number): number {
  const { lemma } = view.tokens[verbIdx]!
  if (lemma !== 'quote' && lemma !== 'cite') return -1
  const quotedOne = findChild(
    view.tree,
    verbIdx,
    (child) => child > verbIdx && /^i?obj$/.test(view.tokens[child]!.deprel),
  )
  const isSaying =
    quotedOne >= 0 &&
    view.tokens
      .slice(quotedOne + 1, quotedOne + 12)
      .some((token, n, after) => token.lemma === 'say' && after[n - 1]?.form === 'as')
  return isSaying ? quotedOne : -1
}

/** "X was quoted as saying", "X was flown out after saying": the subject of a passive speaks elsewhere, not in the passive itself. */
function passiveSubject(view: View, verbIdx: number, stepsLeft: number): number {
  const isQuoted = view.tokens[verbIdx]?.lemma === 'quote' || view.tokens[verbIdx]?.lemma === 'cite'
  return isQuoted || stepsLeft < MOST_STEPS
    ? findChild(view.tree, verbIdx, (child) => view.tokens[child]?.deprel === 'nsubj:pass')
    : -1
}

function lentSubject(view: View, verbIdx: number, stepsLeft: number): number {
  const { tokens } = view
  const governor = headOf(tokens, verbIdx)
  const isParticiple = /VerbForm=Part/.test(tokens[verbIdx]?.feats ?? '') && childBy(view, verbIdx, 'aux') < 0
  const agent = isParticiple && /ed$|n$|d$/i.test(tokens[verbIdx]?.form ?? '') ? childByCase(view, verbIdx, 'by') : -1
  if (agent >= 0) return agent
  // "Asked about it, he said": the participle has its object for subject.
  const isPassiveLoose =
    relation(tokens[verbIdx]) === 'advcl' &&
    /ed$|told$/i.test(tokens[verbIdx]!.form) &&
    childBy(view, verbIdx, 'mark') < 0
  if (governor < 0 || isPassiveLoose) return -1
  // Behind "and" a verb is joined to another, whatever the parser calls it.
  switch (tokens[verbIdx - 1]?.upos === 'CCONJ' ? 'conj' : relation(tokens[verbIdx])) {
    case 'conj':
      return isVerb(view, governor)
        ? subjectOf(view, joinsReport(view, verbIdx) ? reporterAbove(view, governor) : governor, stepsLeft - 1)
        : -1
    case 'xcomp':
    case 'advcl':
    case 'parataxis':
    case 'dep':
    case 'ccomp':
      return subjectOf(
        view,
        isAddition(view, verbIdx) || isJoinedToReport(view, verbIdx) ? reporterAbove(view, governor) : governor,
        stepsLeft - 1,
      )
    case 'acl':
      return describedBy(view, verbIdx, { nounIdx: governor, stepsLeft })
    default:
      return -1
  }
}

function joinsReport(view: View, verbIdx: number): boolean {
  const { tokens } = view
  const takesUp =
    tokens[verbIdx - 2]?.form === ',' && tokens[verbIdx - 1]?.upos === 'CCONJ' && tokens[verbIdx + 1]?.form === 'that'
  return takesUp || /^(?:say|add)$/.test(tokens[verbIdx]!.lemma) || isJoinedToReport(view, verbIdx)
}

/** A verb behind "and" in the past, joined to a verb in the present within a report in the past, is joined to the report. */
export function isJoinedToReport(view: View, verbIdx: number): boolean {
  const { tokens } = view
  const governor = headOf(tokens, verbIdx)
  if (
    governor < 0 ||
    tokens[verbIdx - 1]?.upos !== 'CCONJ' ||
    !isPast(tokens[verbIdx]!) ||
    !/Tense=Pres/.test(tokens[governor]!.feats)
  )
    return false
  const reporter = reporterAbove(view, governor)
  return reporter !== governor && isPast(tokens[reporter]!)
}

function isPast(token: Token): boolean {
  return /Tense=Past/.test(token.feats)
}

/** ", adding that": a participle of saying behind a comma adds to a report. */
function isAddition(view: View, verbIdx: number): boolean {
  const { form, lemma } = view.tokens[verbIdx]!
  return /ing$/i.test(form) && view.tokens[verbIdx - 1]?.form === ',' && view.rules.verbs.get(lemma)?.cueClass === 'say'
}

/** "Roberts said she thinks the video should be released but said …": a saying is joined to a saying, whatever stands nearer. */
function reporterAbove(view: View, governor: number): number {
  const { tokens, rules } = view
  const own = rules.verbs.get(tokens[governor]!.lemma)
  if (own?.cueClass === 'say' && own.takes.has('clause')) return governor
  for (let at = governor, steps = 0; at >= 0 && steps < 4; at = headOf(tokens, at), steps++)
    if (rules.verbs.get(tokens[at]!.lemma)?.cueClass === 'say' && childBy(view, at, 'nsubj') >= 0) return at
  return governor
}

/** The speaker of a participle that describes a noun: "officials saying", but of "a letter written to him" who wrote the letter. */
function describedBy(view: View, verbIdx: number, at: { nounIdx: number; stepsLeft: number }): number {
  const noun = view.tokens[at.nounIdx]
  if (!isNominal(noun)) return subjectOf(view, at.nounIdx, at.stepsLeft - 1)
  const verb = view.tokens[verbIdx]
  if (view.rules.media.has(noun?.lemma ?? '')) return ownerOf(view, at.nounIdx)
  return /ing$/i.test(verb?.form ?? '') || verb?.deprel === 'acl:relcl' ? at.nounIdx : -1
}

function antecedentOf(view: View, subjectIdx: number, verbIdx: number): number {
  const { tokens } = view
  if (!isRelative(view, subjectIdx)) return subjectIdx
  for (let at = verbIdx, steps = 0; at >= 0 && steps < MOST_STEPS; at = headOf(tokens, at), steps++)
    if (tokens[at]?.deprel === 'acl:relcl') return headOf(tokens, at)
  return subjectIdx
}

function isVerb(view: View, tokenIdx: number): boolean {
  const upos = view.tokens[tokenIdx]?.upos
  return upos === 'VERB' || upos === 'AUX' || childBy(view, tokenIdx, 'cop') >= 0
}

/** Names the text gave before: "Price" alone, taken for a price, is the Price of an earlier mention. */
function earlierMention(view: View, tokenIdx: number): number {
  const { form } = view.tokens[tokenIdx]!
  const idxs = /^\p{Lu}/u.test(form) ? (view.namesBy.get(form) ?? []) : []
  return idxs.findLast((idx) => view.doc.mentions[idx]!.headTokenIdx < tokenIdx) ?? -1
}

/** The mention that a token heads or lies in, -1 for none; "the spokesman, Ned Price," may be known by the apposition alone. */
export function mentionOf(view: View, tokenIdx: number): number {
  if (tokenIdx < 0) return -1
  const headed = view.mentionHeadAt[tokenIdx] ?? -1
  if (headed >= 0) return headed
  const around = view.mentionAt[tokenIdx] ?? -1
  if (around >= 0) return around
  for (const name of ['appos', 'flat', 'compound', 'nmod']) {
    const part = childBy(view, tokenIdx, name)
    if (part < 0 || (name === 'nmod' && !/^(?:for|of)$/.test(caseOf(view, part) ?? ''))) continue
    const mention = view.mentionHeadAt[part] ?? -1
    if (mention >= 0) return mention
  }
  return earlierMention(view, tokenIdx)
}
