export type * from './event.ts'
export { EVENT_TYPES } from './event.ts'
