import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the package: rules/ and models/ lie beside src/ and dist/, however deep a bundle of this module lies in there. */
export const PACKAGE_DIR = findPackage(dirname(fileURLToPath(import.meta.url)))

function findPackage(dir: string): string {
  return existsSync(join(dir, 'package.json')) || dirname(dir) === dir ? dir : findPackage(dirname(dir))
}
