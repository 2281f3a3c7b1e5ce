import { describe, expect, test } from 'vitest'
import { loadResources } from '../src/run.ts'
import { faultOfNo, faultOfYes } from './codebook-examples.ts'
import { knownWrong } from './codebook-known-wrong.ts'

const resources = loadResources()

/** Each example of each entry of rules/code/ is run through the whole walk; a known wrong one must still be wrong, else its FIXME goes. */
describe.each(resources.code.codebook.entries.map((entry) => [entry.id, entry] as const))('%s', (_, entry) => {
  for (const example of entry.yes) {
    test(`yes: ${example}`, () => {
      const fault = faultOfYes(entry, example, resources)
      if (knownWrong.has(example)) expect(fault, 'right now: take it off test/codebook-known-wrong.ts').toBeDefined()
      else expect(fault).toBeUndefined()
    })
  }
  for (const example of entry.no) {
    test(`no: ${example}`, () => {
      const fault = faultOfNo(entry, example, resources)
      if (knownWrong.has(example)) expect(fault, 'right now: take it off test/codebook-known-wrong.ts').toBeDefined()
      else expect(fault).toBeUndefined()
    })
  }
})
