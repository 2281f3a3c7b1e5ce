import type { Doc, Sent } from '../../annotate/index.ts'
import { columns, type Look, printable, styled, wrapped } from './layout.ts'
import { counted, problemLines, reportHeading } from './reportTable.ts'

/** Returns an annotated report to be looked at: each sentence with its words, then times, people and quotations. */
export function wordTable(doc: Doc, look: Look): string {
  const { report, sents, tokens } = doc
  const head = [
    reportHeading(report, [counted(sents.length, 'sentence'), counted(tokens.length, 'word')], look),
    ...problemLines(doc.problems, look),
  ]
  const names = entityLabels(doc)
  const blocks = sents.map((sent, idx) => sentenceBlock(doc, sent, { number: idx + 1, names, look }))
  return `${[head.join('\n'), ...blocks, ...layerBlocks(doc, look)].join('\n\n')}\n\n`
}

interface View {
  /** Number of the sentence, from 1. */
  readonly number: number
  readonly names: readonly string[]
  readonly look: Look
}

function sentenceBlock(doc: Doc, sent: Sent, { number, names, look }: View): string {
  const rows = doc.tokens.slice(sent.firstTokenIdx, sent.endTokenIdx).map((token, idx) => {
    const head = token.head < 0 ? 0 : token.head - sent.firstTokenIdx + 1
    const name = names[sent.firstTokenIdx + idx] ?? ''
    return [
      String(idx + 1).padStart(4),
      printable(token.form),
      printable(token.lemma),
      token.upos,
      String(head),
      token.deprel,
      name,
    ]
  })
  const text = styled(printable(doc.report.text.slice(sent.start, sent.end)), 'bold', look)
  return `${String(number).padStart(3)}. ${wrapped(text, 5, look).trimStart()}\n${columns(rows, look)}`
}

/** The label of the name that each token is part of, by token index. */
function entityLabels(doc: Doc): string[] {
  const labels: string[] = []
  for (const ent of doc.ents) {
    for (let idx = ent.firstTokenIdx; idx < ent.endTokenIdx; idx++)
      labels[idx] = `${idx === ent.firstTokenIdx ? 'B' : 'I'}-${ent.label}`
  }
  return labels
}

function layerBlocks(doc: Doc, look: Look): string[] {
  const words = ({ start, end }: { readonly start: number; readonly end: number }) =>
    printable(doc.report.text.slice(start, end))
  const layers: readonly (readonly [string, readonly (readonly string[])[]])[] = [
    [
      'Times',
      doc.times.map((timex) => [
        words(timex),
        timex.type,
        timex.value,
        timex.from === undefined ? '' : `${timex.from} to ${timex.to}`,
      ]),
    ],
    [
      'Who',
      doc.referents.map(({ name, kind, country, names }) => [
        printable(name),
        kind,
        country ?? '',
        printable(names.join(', ')),
      ]),
    ],
    [
      'Offices',
      doc.offices.map(({ person, title, country, organization }) => [
        printable(person),
        printable(title),
        country ?? organization ?? '',
      ]),
    ],
    [
      'Quotations',
      doc.quotations.map(({ kind, content, speakerMentionIdx }) => {
        const speaker = speakerMentionIdx === undefined ? undefined : doc.mentions[speakerMentionIdx]
        return [kind, speaker === undefined ? '?' : words(speaker), printable(content)]
      }),
    ],
  ]
  return layers
    .filter(([, rows]) => rows.length > 0)
    .map(
      ([name, rows]) =>
        `${styled(name, 'bold', look)}\n${columns(
          rows.map((row) => ['', ...row]),
          look,
        )}`,
    )
}
