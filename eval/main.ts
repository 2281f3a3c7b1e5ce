import { measure } from '../scripts/measure.ts'

/** `npm run eval -- [NAME [ARGUMENTS]]`: measures quality against gold sets; without a name, every set in turn. */
await measure(import.meta.dirname, 'evaluation')
