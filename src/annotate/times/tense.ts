import type { ParsedDoc, Sent, Token } from '../doc.ts'

/**
 * Where the clause around an expression places what it tells, seen from the time of writing; `timetable` is the present
 * tense of what is arranged ("talks begin Thursday").
 */
export type Tense = 'past' | 'present' | 'timetable' | 'future' | 'none'

// "could" is left out: it is as often the past of "can" as a forecast.
const FUTURE_AUX = new Set(['will', "'ll", '’ll', 'shall', 'would', 'wo', 'may', 'might', 'should', 'can', 'must'])
const PAST_AUX = new Set(['was', 'were', 'had', 'did', 'been'])
const PRESENT_AUX = new Set(['is', 'are', 'am', "'re", '’re', 'do', 'does'])
const PERFECT_AUX = new Set(['has', 'have', "'ve", '’ve'])

/** Participles and adjectives that look ahead: "scheduled for Friday", "due Nov. 6". */
const PROSPECTIVE = new Set(
  'scheduled slated expected due set planned likely ready supposed upcoming poised bound'.split(' '),
)

/** Verbs whose infinitive lies ahead: "plans to meet", "agreed to meet". */
const GOVERNS_FUTURE = new Set(
  `schedule slate expect plan due set hope intend prepare ready aim likely go agree promise vow want ask urge order
  suppose threaten decide propose offer invite seek demand call`.split(/\s+/),
)

/** Verbs that look the same in the present and the past; without an s they are the past. */
const UNMARKED_PAST = new Set(
  'read put set hit cut let shut quit cast hurt split spread beat bet burst cost'.split(' '),
)

/** Verbs whose object lies ahead in every tense: "planned a rally on Saturday". */
const PLANNING = new Set(['plan', 'schedule', 'slate', 'expect', 'intend', 'prepare'])

/** Those that look ahead whatever their part of speech; "plan" and "order" are as often nouns. */
const PROSPECTIVE_WORD = new Set('scheduled slated expected due planned going upcoming supposed'.split(' '))

const IRREGULAR_PAST = new Set(
  `said told met held went came made took gave began broke brought built bought caught chose cut drew fell felt fought
  found flew got grew heard hit kept knew led left lost ran rose sat saw sent set shot showed spoke spent stood struck
  swore thought threw understood won wrote put became sought fled`.split(/\s+/),
)

/** The tense of the clause that a stretch of tokens belongs to: by its parse where there is one, else by the words around. */
export function tenseAt(doc: Pick<ParsedDoc, 'sents' | 'tokens'>, sent: Sent, span: readonly [number, number]): Tense {
  const tokens = doc.tokens
  if (!tokens[span[0]]) return 'none'
  const near = tenseByNeighbours(tokens, sent, span)
  if (near !== 'none') return near
  if (isParsed(tokens, sent)) {
    const tense = tenseByParse(tokens, sent, span)
    if (tense !== 'none') return tense
  }
  return tenseByWords(tokens, sent, span)
}

/**
 * The words next to the expression, where they leave no doubt whatever the parser says: "said Friday",
 * "on Tuesday condemned", "until Monday", "as early as Monday".
 */
function tenseByNeighbours(tokens: readonly Token[], sent: Sent, [first, end]: readonly [number, number]): Tense {
  const word = (i: number) => (i >= sent.firstTokenIdx && i < sent.endTokenIdx ? tokens[i]!.form.toLowerCase() : '')
  const before = word(first - 1)
  if (before === 'until' || before === 'till') {
    const isLookingBack = ['', 'up', 'not', "n't", 'n’t'].includes(word(first - 2))
    return isLookingBack ? 'none' : 'future'
  }
  if (before === 'as' && ['early', 'soon', 'late'].includes(word(first - 2))) return 'future'
  if (before === 'of' && word(first - 2) === 'ahead') return 'future'
  // "called a session for Tuesday".
  if (before === 'for' && (PROSPECTIVE.has(word(first - 2)) || WEEKDAYS.has(word(first)))) return 'future'
  if (before === 'than' && word(first - 2) === 'later') return 'future'
  if (before === 'on' && isToldThen(word, first - 2)) return 'past'
  if ((before === 'is' || before === 'are') && word(end) !== "'s" && word(end) !== '’s') return 'timetable'
  const verbIdx = before === 'on' ? first - 2 : first - 1
  if (isPastVerb(tokens[verbIdx], word(verbIdx)) && !isProspective(word, verbIdx)) return 'past'
  return before === 'on' && isPastVerb(tokens[end], word(end)) && !PROSPECTIVE_WORD.has(word(end)) ? 'past' : 'none'
}

const WEEKDAYS = new Set('monday tuesday wednesday thursday friday saturday sunday'.split(' '))

const SAYINGS = new Set('statement tweet interview speech letter post announcement message remarks comments'.split(' '))

/** What was said on a day is past, whatever tense it is said in: "according to officials on Saturday, it may rain". */
function isToldThen(word: (i: number) => string, at: number): boolean {
  if (SAYINGS.has(word(at))) return true
  for (let i = at; i >= at - 5; i--) if (word(i) === 'according') return true
  return false
}

function isPastVerb(token: Token | undefined, word: string): boolean {
  if (word === '' || !token) return false
  if (token.upos === 'VERB') return token.feats.includes('Tense=Past')
  return token.upos === 'X' && (IRREGULAR_PAST.has(word) || (word.endsWith('ed') && word.length > 4))
}

/** Whether a past participle looks ahead, by itself or by the words before it: "scheduled", "to be held", "will have met". */
function isProspective(word: (i: number) => string, verbIdx: number): boolean {
  if (PROSPECTIVE_WORD.has(word(verbIdx))) return true
  for (let i = verbIdx - 1; i >= verbIdx - 4; i--) {
    if (FUTURE_AUX.has(word(i)) || word(i) === 'to' || PROSPECTIVE_WORD.has(word(i))) return true
  }
  return false
}

/** A sentence is parsed if a token other than its root has a head. */
function isParsed(tokens: readonly Token[], sent: Sent): boolean {
  for (let i = sent.firstTokenIdx; i < sent.endTokenIdx; i++) if (tokens[i]!.head >= 0) return true
  return false
}

function tenseByParse(tokens: readonly Token[], sent: Sent, span: readonly [number, number]): Tense {
  let at = headOf(tokens, span)
  for (let steps = 0; at >= 0 && steps < 40; steps++) {
    const token = tokens[at]!
    if (at < span[0] || at >= span[1]) {
      if (isCallFor(tokens, at, span[0])) return 'future'
      const tense = clauseTense(tokens, sent, at)
      if (tense === 'present') return isTimetable(tokens, headOf(tokens, span), at) ? 'timetable' : 'present'
      if (tense !== 'none') return tense
    }
    at = token.head
  }
  return 'none'
}

/** "called for protests on Friday": what is called for lies ahead. */
function isCallFor(tokens: readonly Token[], verbIdx: number, dayIdx: number): boolean {
  return tokens[verbIdx]!.lemma === 'call' && tokens[verbIdx + 1]?.form === 'for' && dayIdx > verbIdx + 1
}

/** Verbs of reports, and those by which official statements act ("condemns the raid on Monday"): their present tense arranges nothing. */
const REPORTING = new Set([
  'say', 'tell', 'report', 'announce', 'show', 'add', 'note', 'mark', 'write', 'quote', 'appreciate', 'commend', 'condemn', 'congratulate', 'denounce',
  'deplore', 'express', 'mourn', 'oppose', 'praise', 'reaffirm', 'recall', 'regret', 'reiterate', 'reject', 'stand', 'support', 'thank', 'welcome',
]) // biome-ignore format: one glance

/** "talks begin Thursday": the present tense of a timetable, where the day hangs on the verb itself. */
function isTimetable(tokens: readonly Token[], dayIdx: number, verbIdx: number): boolean {
  const day = tokens[dayIdx]!
  if (REPORTING.has(tokens[verbIdx]!.lemma)) return false
  // The parser hangs "on Sunday" of "go to the polls on Sunday" on the polls as often as on the verb.
  if (tokens[dayIdx - 1]?.form.toLowerCase() === 'on') return true
  return day.head === verbIdx && !day.deprel.startsWith('nsubj')
}

function headOf(tokens: readonly Token[], [first, end]: readonly [number, number]): number {
  for (let i = first; i < end; i++) {
    const head = tokens[i]!.head
    if (head < first || head >= end) return i
  }
  return first
}

/** The tense of the clause headed by a token, `none` where it heads none. */
function clauseTense(tokens: readonly Token[], sent: Sent, at: number): Tense {
  const token = tokens[at]!
  if (PLANNING.has(token.lemma) && token.upos === 'VERB' && !hasPerfect(tokens, sent, at)) return 'future'
  if (PROSPECTIVE.has(token.form.toLowerCase()) && (token.upos === 'ADJ' || token.feats.includes('VerbForm=Part'))) {
    return hasPerfect(tokens, sent, at) ? 'past' : 'future'
  }
  let isInfinitive = false
  let tense: Tense = 'none'
  // Auxiliaries and the mark of an infinitive stand before their verb.
  for (let i = sent.firstTokenIdx; i < at; i++) {
    const child = tokens[i]!
    if (child.head !== at) continue
    if (child.deprel.startsWith('aux') || child.deprel === 'cop') tense = auxTense(child, tense)
    else if (child.deprel === 'mark' && child.form.toLowerCase() === 'to') isInfinitive = true
  }
  if (tense !== 'none') return tense
  if (isInfinitive) return infinitiveTense(tokens, sent, at)
  return /^(VERB|AUX)$/.test(token.upos) ? verbTense(token) : 'none'
}

/** "had been scheduled to expire Friday": the plan is over. */
function hasPerfect(tokens: readonly Token[], sent: Sent, at: number): boolean {
  for (let i = Math.max(sent.firstTokenIdx, at - 4); i < at; i++) {
    if (tokens[i]!.form.toLowerCase() === 'had') return true
  }
  return false
}

function auxTense(aux: Token, before: Tense): Tense {
  const form = aux.form.toLowerCase()
  if (before === 'future' || FUTURE_AUX.has(form)) return 'future'
  if (PAST_AUX.has(form) || PERFECT_AUX.has(form)) return 'past'
  return before === 'none' && PRESENT_AUX.has(form) ? 'present' : before
}

/** "plans to meet", "is to meet" look ahead; "failed to meet" takes the tense of its governor. */
function infinitiveTense(tokens: readonly Token[], sent: Sent, at: number): Tense {
  const governor = tokens[tokens[at]!.head]
  if (!governor) return 'future'
  if (GOVERNS_FUTURE.has(governor.lemma)) return hasPerfect(tokens, sent, tokens[at]!.head) ? 'past' : 'future'
  if (governor.lemma === 'be') return 'future'
  const tense = clauseTense(tokens, sent, tokens[at]!.head)
  return tense === 'present' ? 'future' : tense
}

function verbTense(token: Token): Tense {
  if (token.feats.includes('Tense=Past') || UNMARKED_PAST.has(token.form.toLowerCase())) return 'past'
  if (token.feats.includes('VerbForm=Ger') || token.feats.includes('VerbForm=Part')) return 'none'
  // A bare infinitive at the head of a clause is a finite form mistaken: "voters go".
  return /Tense=Pres|VerbForm=Inf/.test(token.feats) ? 'present' : 'none'
}

/** Looks left, then right, within the clause, for the nearest word that tells a tense. */
function tenseByWords(tokens: readonly Token[], sent: Sent, [first, end]: readonly [number, number]): Tense {
  for (let i = first - 1; i >= Math.max(sent.firstTokenIdx, first - 12); i--) {
    if (/^[;:.!?]$/.test(tokens[i]!.form)) break
    const tense = wordTense(tokens, i)
    if (tense !== 'none') return tense
  }
  for (let i = end; i < Math.min(sent.endTokenIdx, end + 10); i++) {
    if (/^[;:.!?]$/.test(tokens[i]!.form)) break
    const tense = wordTense(tokens, i)
    if (tense !== 'none') return tense
  }
  return 'none'
}

function wordTense(tokens: readonly Token[], at: number): Tense {
  const word = lowerForm(tokens[at])
  const before = (n: number) => lowerForm(tokens[at - n])
  if (FUTURE_AUX.has(word)) return 'future'
  if (PROSPECTIVE_WORD.has(word) && before(1) !== 'had') return 'future'
  if (PAST_AUX.has(word)) return 'past'
  if (
    word === 'to' &&
    (PROSPECTIVE.has(before(1)) ||
      GOVERNS_FUTURE.has(before(1)) ||
      GOVERNS_FUTURE.has(before(1).replace(/e?[ds]$/, '')) ||
      /^(?:is|are|was|were)$/.test(before(1)))
  )
    return 'future'
  if (IRREGULAR_PAST.has(word) || (word.endsWith('ed') && word.length > 4)) {
    return FUTURE_AUX.has(before(1)) || FUTURE_AUX.has(before(2)) ? 'future' : 'past'
  }
  return PRESENT_AUX.has(word) ? 'present' : 'none'
}

/** A word in lower case; capitalised, May is a name or a month and no auxiliary. */
function lowerForm(token: Token | undefined): string {
  return token === undefined || token.form === 'May' ? '' : token.form.toLowerCase()
}
