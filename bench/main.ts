import { measure } from '../scripts/measure.ts'

/** `npm run bench -- [NAME [ARGUMENTS]]`: measures speed; without a name, every bench in turn. */
await measure(import.meta.dirname, 'bench')
