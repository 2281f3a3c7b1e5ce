import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Report, reportFromText } from '../../src/acquire/index.ts'
import { parseDelimited } from '../../src/serve/sheet.ts'

/** One article of Wikinews as a report, and whether rules may be developed on it. */
export interface Article {
  readonly report: Report
  /** `open` where it may be read while rules are written, `kept` where its events were drawn only after. */
  readonly half: 'open' | 'kept'
}

const FILES = ['wikinews_2019.csv', 'wikinews_2020.csv']

/** The articles under `folder`, in the order of the files; none where the files are not there. Every second is kept back. */
export function readWikinews(folder = '../shared/data/unlabelled'): Article[] {
  const files = FILES.map((name) => join(folder, name)).filter((file) => existsSync(file))
  const rows = files.flatMap((file) => parseDelimited(readFileSync(file, 'utf8'), ',').slice(1))
  return rows.map(([url = '', date = '', title = '', text = ''], idx) => ({
    report: reportFromText(text, { origin: url.slice(url.lastIndexOf('/') + 1), url, date, title }),
    half: idx % 2 === 0 ? 'open' : 'kept',
  }))
}
