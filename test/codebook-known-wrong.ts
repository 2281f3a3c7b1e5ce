/** FIXME: examples of rules/code/ that the walk still gets wrong, mostly for the parse; asserted as wrong by codebook.test.ts. */
export const knownWrong: ReadonlySet<string> = new Set([])
