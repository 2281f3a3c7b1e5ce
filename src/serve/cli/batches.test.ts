import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { type Report, reportFromText } from '../../acquire/index.ts'
import { batchesOf } from './batches.ts'

/** How many reports come together when `reports` come one after the other, with a wait before those that have one. */
async function sizesOf(reports: readonly { readonly text: string; readonly waitMs?: number }[]): Promise<number[]> {
  async function* source(): AsyncIterable<Report> {
    for (const { text, waitMs } of reports) {
      if (waitMs !== undefined) await wait(waitMs)
      yield reportFromText(text)
    }
  }
  const sizes: number[] = []
  const texts: string[] = []
  for await (const batch of batchesOf(source())) {
    sizes.push(batch.length)
    texts.push(...batch.map(({ text }) => text))
  }
  expect(texts).toEqual(reports.map(({ text }) => text))
  return sizes
}

const short = (n: number) => Array.from({ length: n }, (_, i) => ({ text: `Report ${i}.` }))

test('reports come in order, a few dozen together', async () => {
  expect(await sizesOf([])).toEqual([])
  expect(await sizesOf(short(1))).toEqual([1])
  expect(await sizesOf(short(40))).toEqual([32, 8])
})

test('a long report ends a batch, and one that is slow to come holds up nothing before it', async () => {
  expect(await sizesOf([...short(2), { text: 'x '.repeat(150_000) }, ...short(3)])).toEqual([3, 3])
  expect(await sizesOf([...short(2), { text: 'Late.', waitMs: 300 }])).toEqual([2, 1])
})

test('an error of the source comes after the reports before it', async () => {
  async function* source(): AsyncIterable<Report> {
    yield reportFromText('One.')
    throw new Error('lost')
  }
  const batches = batchesOf(source())
  expect((await batches.next()).value).toHaveLength(1)
  await expect(batches.next()).rejects.toThrow('lost')
})
