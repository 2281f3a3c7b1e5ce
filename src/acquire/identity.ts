import { createHash } from 'node:crypto'

/**
 * Returns the id of a report: 16 hexadecimal digits of the SHA-256 of its text in NFKC with white space folded to
 * single blanks, so that line ends, wrapping, byte order marks and compatibility characters make no second report.
 */
export function reportId(text: string): string {
  const content = text
    .normalize('NFKC')
    .replace(/[\s\u200b\ufeff]+/g, ' ')
    .trim()
  return createHash('sha256').update(content, 'utf8').digest('hex').slice(0, 16)
}
