import { findDateline, placeDateline } from './datelines.ts'
import { reportId } from './identity.ts'
import type { Report } from './report.ts'

/**
 * A report whose whole text is one English paragraph, which begins behind a dateline ("BOGOTA (AP) -- …"): a sentence of a data set, an
 * example of a rule. `published` is an ISO date.
 */
export function plainReport(text: string, origin: string, published?: string): Report {
  const opening = findDateline(text)
  const found = opening !== undefined && opening.length < text.length ? opening : undefined
  return {
    id: reportId(text),
    origin,
    ...(published === undefined ? {} : { published: { value: published, from: 'option' } }),
    language: 'en',
    text,
    ...(found === undefined ? {} : { dateline: placeDateline(found, 0, published) }),
    blocks: [{ kind: 'paragraph', start: found?.length ?? 0, end: text.length }],
    problems: [],
  }
}
