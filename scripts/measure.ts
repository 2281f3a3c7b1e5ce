import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/**
 * Runs the measurement of a folder that the command line names, with the rest of its arguments, or every one in turn: the files that export
 * a function `run`. Of an unknown name it says what there is, as `kind` calls it, and leaves exit code 2.
 */
export async function measure(folder: string, kind: string): Promise<void> {
  const [name, ...args] = process.argv.slice(2)
  const names = readdirSync(folder)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .filter((file) => /^export (?:async )?function run\(/m.test(readFileSync(join(folder, file), 'utf8')))
    .map((file) => file.slice(0, -3))
    .sort()
  if (name !== undefined && !names.includes(name)) {
    console.error(`There is no ${kind} "${name}"; there are: ${names.join(', ')}.`)
    process.exitCode = 2
    return
  }
  for (const each of name === undefined ? names : [name]) {
    console.log(`\n── ${each}`)
    const file = pathToFileURL(join(folder, `${each}.ts`)).href
    const { run }: { run: (args: readonly string[]) => Promise<void> } = await import(file)
    await run(args)
  }
}
