import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** `npm run eval -- [NAME [ARGUMENTS]]`: measures quality against gold sets; without a name, every set in turn. */
const [name, ...args] = process.argv.slice(2)
const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && file !== 'main.ts')
  .map((file) => file.slice(0, -3))
  .sort()

if (name !== undefined && !names.includes(name)) {
  console.error(`There is no evaluation "${name}"; there are: ${names.join(', ')}.`)
  process.exitCode = 2
} else {
  for (const each of name === undefined ? names : [name]) {
    console.log(`\n── ${each}`)
    const file = pathToFileURL(join(import.meta.dirname, `${each}.ts`)).href
    const { run }: { run?: (args: readonly string[]) => Promise<void> } = await import(file)
    if (run === undefined) console.log('(no measurement of its own)')
    else await run(args)
  }
}
