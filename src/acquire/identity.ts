import { hash } from 'node:crypto'

/**
 * Returns the id of a report: 16 hexadecimal digits of the SHA-256 of its text in NFKC with white space folded to
 * single blanks, so that line ends, wrapping, byte order marks and compatibility characters make no second report.
 */
export function reportId(text: string): string {
  const content = text.normalize('NFKC').replace(UNFOLDED, ' ').trim()
  return hash('sha256', content).slice(0, 16)
}

/** White space but for a single blank, which folding leaves as it is. */
const UNFOLDED = / [\s\u200b]+|[^\S ][\s\u200b]*|\u200b[\s\u200b]*/g
