import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listEvents } from '../../src/record/index.ts'
import { axeViolations, type Bench, expectText, startBench } from './browser.ts'

let bench: Bench
beforeAll(async () => {
  bench = await startBench()
}, 300_000)
afterAll(() => bench.close())

const lede = (page: Page) => page.locator('.page > header .lede')

/** The call of 1 February, as the program alone dates it. */
async function callOfFebruary() {
  const { rows } = await listEvents(bench.record, {
    actor: 'Blinken',
    recipient: 'Hayashi',
    type: ['CONSULT'],
    from: '2022-02-01',
    to: '2022-02-01',
  })
  return rows[0]!
}

test('correct a wrong date and undo it, by keyboard alone', async () => {
  const event = await callOfFebruary()
  const page = await bench.open(`/events/${event.id}`)
  await page.getByText('Coded from').waitFor()
  await expect.poll(() => lede(page).textContent()).toMatch(/1\sFebruary\s2022/)
  await page.keyboard.press('e')
  await page.getByRole('heading', { name: 'Correct a field' }).waitFor()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Control+A')
  await page.keyboard.type('2022-02-02')
  await page.keyboard.press('Tab')
  await page.keyboard.type('The ministry dates it so in Tokyo.')
  await page.keyboard.press('Tab')
  await page.keyboard.type('A. Reader')
  await page.keyboard.press('Enter')
  await expect.poll(() => lede(page).textContent()).toMatch(/2\sFebruary\s2022/)
  const history = page.locator('.history')
  await history.getByText('A. Reader').waitFor()
  await expectText(page, '.history').toContain('The ministry dates it so in Tokyo.')
  expect(await axeViolations(page)).toEqual([])
  await page.keyboard.press('u')
  await page.getByRole('heading', { name: 'Undo this judgement' }).waitFor()
  await page.keyboard.type('It was still Tuesday in Washington.')
  await page.keyboard.press('Enter')
  await expect.poll(() => lede(page).textContent()).toMatch(/1\sFebruary\s2022/)
  await history.getByText('(undone)').waitFor()
  await page.close()
})

test('correct a wrong date and undo it, by mouse', async () => {
  const event = await callOfFebruary()
  const page = await bench.open(`/events/${event.id}`)
  await page.getByRole('button', { name: 'Correct a field' }).click()
  await page.getByLabel('Value').fill('2022-02-03')
  await page.getByLabel('Why').fill('A slip of the pen.')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect.poll(() => lede(page).textContent()).toMatch(/3\sFebruary\s2022/)
  await page.locator('.history li', { hasText: 'A slip of the pen.' }).getByRole('button', { name: 'Undo' }).click()
  await page.getByLabel('Why').fill('It was right.')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect.poll(() => lede(page).textContent()).toMatch(/1\sFebruary\s2022/)
  await page.close()
})

test('what is refused says why, and nothing is lost', async () => {
  const event = await callOfFebruary()
  const page = await bench.open(`/events/${event.id}`)
  await page.getByRole('button', { name: 'Correct a field' }).click()
  await page.getByLabel('Value').fill('the other day')
  await page.getByLabel('Why').fill('A trial.')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('alert').waitFor()
  await expect.poll(() => page.getByLabel('Why').inputValue()).toBe('A trial.')
  await page.getByRole('button', { name: 'Leave it' }).click()
  await page.locator('dialog').waitFor({ state: 'detached' })
  await page.close()
})

test('strike an event out: its page stays, says so, and brings it back', async () => {
  const event = (await listEvents(bench.record, { type: ['ACCUSE'] })).rows[0]!
  const page = await bench.open(`/events/${event.id}`)
  await page.getByText('Coded from').waitFor()
  await page.keyboard.press('x')
  await page.getByLabel('Why').fill('It tells of no act.')
  await page.keyboard.press('Enter')
  await page.getByText('Struck out.').waitFor()
  const isListed = async () => (await listEvents(bench.record)).rows.some(({ id }) => id === event.id)
  await expect.poll(isListed).toBe(false)
  await page.locator('.history').getByRole('button', { name: 'Undo' }).click()
  await page.getByLabel('Why').fill('It does after all.')
  await page.keyboard.press('Enter')
  await expect.poll(isListed).toBe(true)
  await page.close()
})

test('answer what linking was unsure of with y and n, and read what was judged', async () => {
  const page = await bench.open('/unsure')
  await page.locator('.unsure').waitFor()
  const place = () => page.locator('.page > header .lede').textContent()
  const first = await place()
  await page.keyboard.press('ArrowRight')
  await expect.poll(place).not.toBe(first)
  await page.keyboard.press('k')
  await expect.poll(place).toBe(first)
  expect(await axeViolations(page)).toEqual([])
  // The answer is taken at once, and the next is there; a reason is given where there is one, and holds for what follows.
  const open = async () => Number(/of (\d+)/.exec((await place())!)?.[1])
  const before = await open()
  const words = await page.locator('.unsure .q').allTextContents()
  await page.keyboard.press('n')
  // What the answer settles besides is asked no more.
  await expect.poll(open).toBeLessThan(before)
  expect(await page.locator('dialog').count()).toBe(0)
  await page.locator('.history').getByText('From the two sentences').waitFor()
  await page.keyboard.press('u')
  await expect.poll(open).toBe(before)
  await expect.poll(() => page.locator('.unsure .q').allTextContents()).toEqual(words)
  await page.locator('.history').getByText('Taken back at once').waitFor()
  await page.keyboard.press('w')
  await page.keyboard.type('Other people on another day.')
  await page.keyboard.press('Enter')
  await page.keyboard.press('n')
  await page.keyboard.press('n')
  await expect.poll(() => page.locator('.history').getByText('Other people on another day.').count()).toBe(2)
  await expect.poll(open).toBeLessThanOrEqual(before - 2)
  expect(await axeViolations(page)).toEqual([])
  await page.close()
})
