import type { CodedReport } from './event.ts'

/**
 * The JSON of a coded report, byte for byte as `JSON.stringify` has it. Part by part it takes two thirds of the time: one character
 * beyond Latin-1 has all that is written before and after it copied in two bytes a character.
 */
export function codedJson(coded: CodedReport): string {
  const parts = Object.entries(coded).map(([name, part]) => `${JSON.stringify(name)}:${JSON.stringify(part)}`)
  return `{${parts.join(',')}}`
}
