import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Report, reportFromText } from '../../src/acquire/index.ts'

/** Official statements and encyclopedia articles on Iraq and Syria from re3d, whose texts bear no date; none where the folder is not there. */
export function readStatements(folder = '../shared/data/ner/re3d'): Report[] {
  if (!existsSync(folder)) return []
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('documents.json'),
  )
  return files
    .sort()
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n').filter(Boolean).map(reportOfLine))
}

function reportOfLine(line: string): Report {
  // One document a line, as the set's README describes them.
  const { _id, title, text } = JSON.parse(line) as { _id: string; title: string; text: string }
  return reportFromText(text, { origin: _id, title })
}
