import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Report, reportFromText } from '../../src/acquire/index.ts'

/**
 * Documents that may tell of politics, by the beginning of their ids: news, lives, speeches, interviews and books of GUM, and the weblogs
 * and newsgroups of EWT; training halves alone.
 */
const TOLD = {
  'en_gum-train.conllu': /^GUM_(?:news|bio|speech|interview|textbook|voyage|academic|court)_/,
  'en_ewt-train.conllu': /^(?:weblog|newsgroup)-/,
} as const

/** The raw texts of those documents under `folder`, which no rule was written on; none where the files are not there. */
export function readTreebankReports(folder = '../shared/data/ud'): Report[] {
  return Object.entries(TOLD).flatMap(([name, ids]) => {
    const file = join(folder, name)
    if (!existsSync(file)) return []
    const docs = readFileSync(file, 'utf8').split(/^# newdoc id = /m)
    return docs.filter((doc) => ids.test(doc)).map(reportOfDoc)
  })
}

/** A paragraph a line group, as `# newpar` has them; published on the day of the article's address or metadata. */
function reportOfDoc(doc: string): Report {
  const id = doc.slice(0, doc.indexOf('\n'))
  const day = /_ENG_(\d{4})(\d\d)(\d\d)_/.exec(id)
  const date = day ? day.slice(1, 4).join('-') : /^# meta::dateCreated = (\S+)/m.exec(doc)?.[1]
  const paragraphs = doc
    .split(/^# newpar/m)
    .map((paragraph) => [...paragraph.matchAll(/^# text = (.*)$/gm)].map(([, text]) => text).join(' '))
  return reportFromText(paragraphs.filter(Boolean).join('\n\n'), { origin: id, ...(date !== undefined && { date }) })
}
