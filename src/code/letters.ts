/**
 * Bits for the letters that some words begin with, capitals or not. Most words of a report are in no given set: a look at one bit tells so
 * of most of them, and to look into the set takes ten times as long.
 */
export function lettersOf(words: Iterable<string>): number {
  let bits = 0
  for (const word of words) bits |= bitOfFirst(word)
  return bits
}

/** Whether a word begins with one of the letters: else it is none of the words that they were taken from. */
export function beginsWithOneOf(letters: number, word: string): boolean {
  return (bitOfFirst(word) & letters) !== 0
}

/** Capitals differ from small letters in a higher bit than the five that a shift goes by. */
function bitOfFirst(word: string): number {
  return 1 << (word.charCodeAt(0) & 31)
}
