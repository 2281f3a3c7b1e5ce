import { reportId } from './identity.ts'
import type { Report } from './report.ts'

/** A report whose whole text is one English paragraph: a sentence of a data set, an example of a rule. `published` is an ISO date. */
export function plainReport(text: string, origin: string, published?: string): Report {
  return {
    id: reportId(text),
    origin,
    ...(published === undefined ? {} : { published: { value: published, from: 'option' } }),
    language: 'en',
    text,
    blocks: [{ kind: 'paragraph', start: 0, end: text.length }],
    problems: [],
  }
}
