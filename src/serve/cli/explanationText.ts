import type { Doc } from '../../annotate/index.ts'
import type { ExplainedTrigger, Explanation, FiredEntry, MissedEntry, Participant, Reason } from '../../code/index.ts'
import { drawArcs } from './arcs.ts'
import { displayWidth, type Look, printable, styled, wrapped } from './layout.ts'
import { counted, problemLines, reportHeading } from './reportTable.ts'

/** Returns explained sentences to be read by people: the parse as a picture, then what the codebook made of each trigger. */
export function explanationText(doc: Doc, sentences: readonly Explanation[], look: Look): string {
  const head = [
    reportHeading(doc.report, [counted(doc.sents.length, 'sentence')], look),
    ...problemLines(doc.problems, look),
  ]
  const blocks = sentences.map((sentence) => sentenceBlock(doc.report.text, sentence, look))
  return `${[head.join('\n'), ...blocks].join('\n\n')}\n\n`
}

function sentenceBlock(text: string, explained: Explanation, look: Look): string {
  const { sentence, span, isCoded, triggers } = explained
  const words = styled(printable(text.slice(span.start, span.end)), 'bold', look)
  const title = `${String(sentence).padStart(3)}. ${wrapped(words, INDENT, look).trimStart()}`
  const picture = pictureOf(explained, look)
  const told = isCoded
    ? triggers.length === 0
      ? [indented('No word of the codebook stands in this sentence.', look)]
      : triggers.map((trigger) => triggerBlock(trigger, look))
    : [indented('A title or heading: not coded.', look)]
  return [title, picture, ...told].join('\n\n')
}

/** Columns before what is told of a sentence: its number, right-aligned, and a blank. */
const INDENT = 5

function indented(text: string, look: Look, by = INDENT): string {
  return wrapped(text, by, look)
}

/** The parse, one line a word: arcs, number, form, tag, relation, whom a phrase means, and the entry that fired. */
function pictureOf({ words, mentions, triggers }: Explanation, look: Look): string {
  const arcs = drawArcs(words)
  const meant = new Map(mentions.map(({ word, participants }) => [word, participants.map(nameOf).join(', ')]))
  const fired = new Map(triggers.map(({ word, fired: entry }) => [word, entry]))
  const forms = words.map(({ form }) => printable(form))
  const [widest, widestRelation] = [
    Math.max(...forms.map(displayWidth)),
    Math.max(...words.map(({ deprel }) => deprel.length)),
  ]
  return words
    .map(({ upos, deprel }, idx) => {
      const form = forms[idx]!
      const entry = fired.get(idx + 1)
      const isPunct = deprel === 'punct'
      const shown = entry && entry.leftOut === undefined ? styled(form, ['bold', 'yellow'], look) : form
      const cells = [
        `${styled(arcs[idx]!, 'dim', look)}${String(idx + 1).padStart(3)} `,
        `${isPunct ? styled(shown, 'dim', look) : shown}${' '.repeat(widest - displayWidth(form))} `,
        styled(`${upos.padEnd(5)} ${deprel.padEnd(widestRelation)}`, 'dim', look),
      ]
      const notes = [
        entry === undefined ? '' : `${typeOf(entry)} ${entry.rule}`,
        meant.get(idx + 1) ? `= ${meant.get(idx + 1)}` : '',
      ].filter(Boolean)
      return `${cells.join('')} ${notes.join('  ')}`.trimEnd()
    })
    .join('\n')
}

function nameOf({ name, country }: Participant): string {
  return `${printable(name)}${country === undefined ? '' : ` (${country})`}`
}

function typeOf({ eventType, mode }: Pick<FiredEntry, 'eventType' | 'mode'>): string {
  return `${eventType === 'NONE' ? 'no event' : eventType}${mode === undefined ? '' : `/${mode}`}`
}

function triggerBlock({ text, fired, outdone, missed }: ExplainedTrigger, look: Look): string {
  const word = styled(`“${printable(text)}”`, ['bold', 'yellow'], look)
  const lines = fired ? firedLines(fired, word, look) : [indented(`${word} fired no entry`, look)]
  if (outdone.length > 0)
    lines.push(indented(styled(`applies too, but asks for less: ${outdone.join(', ')}`, 'dim', look), look, INDENT + 4))
  return [...lines, ...missedLines(missed, fired ? 3 : 5, look)].join('\n')
}

function firedLines(fired: FiredEntry, word: string, look: Look): string[] {
  const type = styled(typeOf(fired), ['bold', fired.leftOut === undefined ? 'green' : 'yellow'], look)
  const code = fired.cameo === '' ? '' : styled(` CAMEO ${fired.cameo}`, 'dim', look)
  const outcome =
    fired.leftOut === undefined
      ? `${fired.status}, event ${fired.event}`
      : `${styled('left out', 'yellow', look)}: ${REASONS[fired.leftOut]}`
  const roles = [
    ['actor', fired.actors],
    ['recipient', fired.recipients],
  ] as const
  const args = Object.entries(fired.arguments)
  return [
    indented(`${word} fired ${styled(fired.rule, 'bold', look)}: ${type}${code}`, look),
    ...(fired.eventType === 'NONE' ? [] : roles.map(([role, who]) => roleLine(role, who, look))),
    row(
      'words',
      args.map(([name, phrases]) => `${name} ${phrases.map((one) => `“${printable(one)}”`).join(', ')}`).join(' · '),
      look,
    ),
    row('outcome', outcome, look),
    row('why', printable(fired.why), look),
  ]
}

function roleLine(role: string, who: readonly Participant[], look: Look): string {
  const names = who.map((one) => {
    const isNamed = printable(one.mention) === printable(one.name)
    return `${styled(nameOf(one), 'bold', look)}${isNamed ? '' : styled(` “${printable(one.mention)}”`, 'dim', look)}`
  })
  return row(role, names.length === 0 ? styled('not said', 'dim', look) : names.join(', '), look)
}

function row(label: string, text: string, look: Look): string {
  const indent = INDENT + 4 + LABEL
  return `${' '.repeat(INDENT + 4)}${styled(label.padEnd(LABEL), 'dim', look)}${wrapped(text, indent, look).trimStart()}`
}

/** Width of the widest label with a blank. */
const LABEL = 10

const REASONS: Readonly<Record<Reason, string>> = {
  'everyday-sense': 'an everyday sense of the word',
  'in-name': 'the word is part of a name',
  'told-by-noun': 'its noun tells the act',
  question: 'the sentence asks',
  'not-asserted': 'the text says that no act took place',
  'standing-state': 'a standing state, no act',
  nobody: 'it says too little of who takes part',
  unsure: 'too much speaks against this reading',
}

/** Entries that failed on one thing only, at most so many, each with it; of the others how many they are: `--format json` has all. */
function missedLines(missed: readonly MissedEntry[], maxNear: number, look: Look): string[] {
  const near = missed.filter(({ because }) => because.length === 1)
  const shown = near.slice(0, maxNear)
  const lines = shown.map(({ rule, eventType, because }) => {
    const type = eventType === 'NONE' ? 'no event' : eventType
    return indented(
      `${styled(`nearly ${rule}`, 'cyan', look)} ${styled(`(${type})`, 'dim', look)} ${printable(because[0]!)}`,
      look,
      INDENT + 4,
    )
  })
  const nMore = missed.length - shown.length
  if (nMore > 0)
    lines.push(
      indented(styled(`${nMore} ${shown.length > 0 ? 'more ' : ''}of this word failed`, 'dim', look), look, INDENT + 4),
    )
  return lines
}
