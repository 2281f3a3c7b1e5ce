import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Report, reportFromText } from '../../src/acquire/index.ts'

/** The articles of those file names under `folder`, American newspapers on the campaign of 2016 (PolNeAR, training part); those that are not there are left out. */
export function readNewspapers(
  names: ReadonlySet<string>,
  folder = '../shared/data/quotes/polnear/train/text',
): Report[] {
  return [...names].sort().flatMap((origin) => {
    const file = join(folder, origin)
    return existsSync(file) ? [reportFromText(readFileSync(file), { origin })] : []
  })
}
