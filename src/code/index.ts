export { type CodeRules, code } from './code.ts'
export { type Codebook, readCodebook } from './codebook.ts'
export type * from './event.ts'
export { EVENT_TYPES } from './event.ts'
