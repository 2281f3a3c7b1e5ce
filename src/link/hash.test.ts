import { expect, test } from 'vitest'
import { hash64 } from './hash.ts'

test('hashes are stable, short and do not meet', () => {
  expect(hash64('')).toBe(hash64(''))
  const hashes = new Set<string>()
  for (let i = 0; i < 100_000; i++) hashes.add(hash64(`5b0e83c7c73be7f3-${i}-consult`))
  expect(hashes.size).toBe(100_000)
  for (const hash of [...hashes].slice(0, 100)) expect(hash).toMatch(/^[0-9a-f]{16}$/)
})
