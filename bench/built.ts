import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/**
 * A module of the build by its path below src/, as users run it: tsx, which runs the benches, keeps the names of functions by a call for each
 * closure that is made, which costs a tenth. Throws where nothing was built.
 */
export async function built<Module>(path: string): Promise<Module> {
  const file = join(import.meta.dirname, '..', 'dist', path.replace(/\.ts$/, '.js'))
  if (!existsSync(file)) throw new Error('nothing is built: run npm run build first')
  return (await import(pathToFileURL(file).href)) as Module
}
