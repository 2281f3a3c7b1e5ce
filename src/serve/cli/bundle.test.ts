import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openBundle } from './bundle.ts'

const folder = mkdtempSync(join(tmpdir(), 'readout-bundle-'))
afterAll(() => rmSync(folder, { recursive: true }))

const write = (greeting: string) => {
  writeFileSync(
    join(folder, 'a.cjs'),
    `exports.greet = async () => (await importPackage('node:path')).sep + require('./b.cjs').word`,
  )
  writeFileSync(
    join(folder, 'b.cjs'),
    `exports.word = '${greeting}' + require('node:path').sep; exports.a = require('./a.cjs')`,
  )
}
const greet = (bundle = openBundle(folder)) => (bundle.load('a.cjs') as { greet(): Promise<string> }).greet()

test('files of a bundle load each other and what Node has, once each', async () => {
  write('hello')
  const bundle = openBundle(folder)
  expect(await greet(bundle)).toBe('/hello/')
  expect((bundle.load('b.cjs') as { a: unknown }).a).toBe(bundle.load('a.cjs'))
})

test('code that is kept changes nothing, for whatever it was kept', async () => {
  const bundle = openBundle(folder)
  await greet(bundle)
  bundle.keepCode()
  expect(readdirSync(join(folder, `${process.version}-${process.arch}`)).sort()).toEqual(['a.cjs', 'b.cjs'])
  expect(await greet()).toBe('/hello/')
  write('good morning')
  expect(await greet()).toBe('/good morning/')
  writeFileSync(join(folder, `${process.version}-${process.arch}`, 'a.cjs'), 'no code')
  expect(await greet()).toBe('/good morning/')
})
