import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { getReport, listActors, listEvents, listReports } from '../../src/record/index.ts'
import { axeViolations, type Bench, drawn, expectText, HOSTILE, jump, startBench, visit } from './browser.ts'

let bench: Bench
beforeAll(async () => {
  bench = await startBench()
}, 300_000)
afterAll(() => bench.close())

const heading = (page: Page) => page.locator('.detail header h2')
const PAGE_WIDTH = 'document.documentElement.scrollWidth'
const selected = (page: Page) => page.locator('.row[aria-selected=true]')
const DAY = '.detail header > .quiet'

/** Waits until a row of the list is the chosen one, and the pane beside the list shows it with its evidence. */
async function chosen(page: Page, idx: number): Promise<void> {
  const row = page.locator(`.row[data-index="${idx}"][aria-selected=true]`)
  const id = async () => (await row.getAttribute('id'))!.replace('row-', '')
  await expect
    .poll(async () => (await heading(page).getByRole('link').getAttribute('href'))?.includes(await id()))
    .toBe(true)
  await page.locator('.detail mark.on').first().waitFor()
}

describe('by mouse', () => {
  test('find the two calls of Blinken and Hayashi and tell them apart', async () => {
    const page = await bench.open('/')
    await page.locator('.facets label', { hasText: 'Consult' }).click()
    await page.locator('#q').fill('Hayashi')
    await page.keyboard.press('Enter')
    await page.waitForURL(/text=Hayashi/)
    const calls = page.locator('.row', { hasText: /Blinken → Hayashi Yoshimasa|Hayashi Yoshimasa → .*Blinken/ })
    await expect.poll(() => calls.count()).toBeGreaterThanOrEqual(2)
    // The list is that of the words once their acts alone are counted.
    await drawn(page)
    await calls.last().click()
    await expect.poll(() => calls.last().getAttribute('aria-selected')).toBe('true')
    await page.locator('.detail mark.on').first().waitFor()
    await expectText(page, '.detail header h2').toMatch(/Hayashi/)
    const lastDay = await page.locator(DAY).textContent()
    await calls.first().click()
    await expectText(page, DAY).not.toBe(lastDay)
    await page.locator('.detail mark.on').first().waitFor()
    await heading(page).getByRole('link').click()
    await page.waitForURL(/\/events\//)
    await page.getByRole('heading', { name: 'What is recorded, and who says it' }).waitFor()
    await page.locator('.ev mark.on').first().waitFor()
    await page.goBack()
    await page.waitForURL(/text=Hayashi/)
    await selected(page).waitFor()
    await page.close()
  })

  test('from an event to its report, to an event beside it, to an actor', async () => {
    const page = await bench.open('/?who=USA&whom=JPN')
    await heading(page).getByRole('link').click()
    await page.locator('.ev .m a').first().click()
    await page.waitForURL(/\/reports\//)
    await page.locator('.text mark.on').first().waitFor()
    const beside = page.locator('.coded li', { hasText: 'Blinken' }).last()
    await beside.getByRole('link').first().click()
    await page.locator('.coded li.on').last().getByRole('link', { name: 'the event' }).click()
    await page.waitForURL(/\/events\//)
    await page
      .locator('.matrix .v')
      .getByRole('link', { name: /Blinken/ })
      .first()
      .click()
    await page.waitForURL(/\/actors\//)
    await page.getByRole('heading', { name: /^Names/ }).waitFor()
    await page.close()
  })

  test('dragging over the strip moves the timeline', async () => {
    const page = await bench.open('/')
    await drawn(page)
    const box = (await page.locator('.strip').boundingBox())!
    await page.mouse.move(box.x + box.width * 0.7, box.y + 15)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width * 0.95, box.y + 15, { steps: 4 })
    await page.mouse.up()
    await page.waitForURL(/window=/)
    await page.locator('.lanes').waitFor()
    await page.close()
  })
})

test('by keyboard alone: search, move, open, read, go back', async () => {
  const page = await bench.open('/')
  await selected(page).waitFor()
  const whole = await page.locator('.query h1').textContent()
  await page.keyboard.press('/')
  await page.keyboard.type('telephone')
  await page.keyboard.press('Enter')
  await page.waitForURL(/text=telephone/)
  await expect.poll(() => page.locator('.query h1').textContent()).not.toBe(whole)
  await page.keyboard.press('Home')
  await chosen(page, 0)
  // Keys come faster than answers: two rows on and one back is the second.
  await page.keyboard.press('j')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('k')
  await chosen(page, 1)
  const second = await selected(page).getAttribute('id')
  await expect.poll(() => page.url()).toContain(second!.replace('row-', ''))
  await page.keyboard.press('Enter')
  await page.waitForURL(new RegExp(`/events/${second!.replace('row-', '')}`))
  await page.locator('.ev').first().waitFor()
  await page.keyboard.press('Escape')
  await page.waitForURL(/text=telephone/)
  await expect.poll(() => selected(page).getAttribute('id')).toBe(second)
  await page.keyboard.press('Tab')
  const outline = await page.evaluate<string>('getComputedStyle(document.activeElement).outlineStyle')
  expect(outline).toBe('solid')
  await page.locator('.rows').focus()
  await page.keyboard.press('Escape')
  await expect.poll(() => new URL(page.url()).search).toBe('')
  await page.close()
})

test('by keyboard alone: both calls of Blinken and Hayashi, and why they are two', async () => {
  const page = await bench.open('/?type=CONSULT&mode=phone')
  await selected(page).waitFor()
  await page.keyboard.press('/')
  // The box holds the filters in force; words are written after them.
  await page.keyboard.type(' Hayashi')
  await page.keyboard.press('Enter')
  await page.waitForURL(/text=Hayashi/)
  await drawn(page)
  await page.keyboard.press('Home')
  const days = new Set<string | null>()
  for (let i = 0; i < 12 && days.size < 2; i++) {
    if (i > 0) await page.keyboard.press('j')
    await chosen(page, i)
    const title = (await heading(page).textContent()) ?? ''
    if (/Blinken.*Hayashi|Hayashi.*Blinken/.test(title)) days.add(await page.locator(DAY).textContent())
  }
  expect(days.size).toBe(2)
  await page.keyboard.press('o')
  await page.waitForURL(/\/events\//)
  await page.getByRole('heading', { name: /^Similar, but not this one/ }).waitFor()
  await page
    .getByText(/Apart because of/)
    .first()
    .waitFor()
  await page.keyboard.press('?')
  await page.getByRole('heading', { name: 'Keys' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('heading', { name: 'Keys' }).waitFor({ state: 'detached' })
  await jump(page, 'a', /\/actors$/)
  await page.close()
})

test('a deep link shows the record as it stood on an earlier day, and every link keeps that day', async () => {
  const now = await bench.open('/')
  const count = (page: Page) => page.locator('.query h1').textContent()
  await now.locator('.query h1').waitFor()
  const whole = await count(now)
  await now.close()
  const page = await bench.open('/?text=Hayashi&as-of=2022-01-20')
  await selected(page).waitFor()
  await expectText(page, '.asof.past .day').toMatch(/20\sJan\s2022/)
  await expect.poll(() => count(page)).not.toBe(whole)
  await heading(page).getByRole('link').click()
  await page.waitForURL(/\/events\/.*as-of=2022-01-20/)
  await page.locator('.ev mark.on').first().waitFor()
  await page.locator('.ev .m a').first().click()
  await page.waitForURL(/\/reports\/.*as-of=2022-01-20/)
  await page.getByRole('button', { name: 'Today' }).click()
  await expect.poll(() => new URL(page.url()).searchParams.has('as-of')).toBe(false)
  await page.close()
})

test('by keyboard alone: an earlier day, its events, and today again', async () => {
  const page = await bench.open('/?text=Hayashi&as-of=2022-01-20')
  await drawn(page)
  await page.keyboard.press('o')
  await page.waitForURL(/\/events\/.*as-of=2022-01-20/)
  await page.locator('.ev mark.on').first().waitFor()
  await page.getByText('An earlier day is read, not corrected').waitFor()
  await page.keyboard.press('Escape')
  await page.waitForURL(/text=Hayashi.*as-of=2022-01-20/)
  const isAtSlider = `document.activeElement?.matches('.asof input[type=range]') === true`
  for (let i = 0; i < 30 && !(await page.evaluate<boolean>(isAtSlider)); i++) await page.keyboard.press('Tab')
  await page.keyboard.press('ArrowLeft')
  await expect.poll(() => new URL(page.url()).searchParams.get('as-of')).toBe('2022-01-19')
  await page.keyboard.press('End')
  await expect.poll(() => new URL(page.url()).searchParams.has('as-of')).toBe(false)
  await page.close()
})

test('the counts of the facets are what choosing them leaves', async () => {
  const page = await bench.open('/?status=planned')
  const total = async () => Number.parseInt((await page.locator('.query h1').textContent())!.replace(/\D/g, ''), 10)
  const label = page.locator('.facets section', { hasText: /^Type/ }).locator('label').first()
  await drawn(page)
  const promised = Number((await label.locator('.n').textContent())!.replace(/\D/g, ''))
  await label.click()
  await expect.poll(total).toBe(promised)
  await page.getByRole('link', { name: 'Drop all filters' }).click()
  await expect.poll(() => new URL(page.url()).search).toBe('')
  await page.getByRole('link', { name: 'actor', exact: true }).click()
  await page.locator('.lanes .lane', { hasText: 'United States' }).waitFor()
  await page.close()
})

test('the evidence is marked to the letter, with emoji and CRLF, and no markup of a report comes to life', async () => {
  const report = (await listReports(bench.record)).rows.find(({ origin }) => origin === 'hostile.txt')!
  const coded = (await getReport(bench.record, report.id))!
  const rows = (await listEvents(bench.record)).rows.filter(({ reports }) => reports.some(({ id }) => id === report.id))
  const row = rows.find(({ eventType }) => eventType === 'CONSULT')!
  const { evidence, trigger } = row.reports.find(({ id }) => id === report.id)!.mentions[0]!
  const page = await bench.open(`/reports/${report.id}?event=${row.id}`)
  const marks = page.locator('.text mark.on')
  await marks.first().waitFor()
  expect(coded.report.text).toBe(HOSTILE)
  await expect
    .poll(async () => (await marks.allTextContents()).join(''))
    .toBe(HOSTILE.slice(evidence.start, evidence.end))
  await expectText(page, '.text .trig').toBe(HOSTILE.slice(trigger.start, trigger.end))
  await expectText(page, '.text').toContain('<img src=x onerror="alert(2)">')
  expect(await page.locator('.text img, .text script').count()).toBe(0)
  expect(await page.evaluate<number>(PAGE_WIDTH)).toBe(1440)
  await page.close()
})

test('a person is one actor under both orders of the name', async () => {
  const [actor] = (await listActors(bench.record, { actor: 'Hayashi' })).rows
  const page = await bench.open(`/actors/${actor!.id}`)
  await page.locator('.names li').first().waitFor()
  const names = () => page.locator('.names li').allTextContents()
  await expect.poll(names).toEqual(expect.arrayContaining(['Hayashi Yoshimasa', 'Yoshimasa Hayashi']))
  await page.close()
})

test('an address that leads nowhere says so and leads on', async () => {
  const page = await bench.open('/events/nope')
  await page.getByText('there is no event "nope" on record').waitFor()
  await page.getByRole('link', { name: 'Go to the record' }).click()
  await selected(page).waitFor()
  await page.close()
})

test('layers are switched on beside the list, and the address keeps them', async () => {
  const page = await bench.open('/?text=Hayashi')
  await drawn(page)
  await page.locator('.detail mark.on').first().waitFor()
  const top = () => page.locator('.detail h3').boundingBox()
  const before = await top()
  const others = () => page.locator('.detail .text mark:not(.on)').count()
  expect(await others()).toBe(0)
  await page.locator('.detail .layers label', { hasText: 'events' }).click()
  await page.waitForURL(/layers=events/)
  await expect.poll(others).toBeGreaterThan(0)
  await page.locator('.detail .layers label', { hasText: 'times' }).click()
  await page.waitForURL(/layers=events%2Ctimes/)
  await page.locator('.detail .text .tmx').first().waitFor()
  // Nothing moves when a layer is switched on.
  expect(await top()).toEqual(before)
  await page.reload()
  await expect.poll(others).toBeGreaterThan(0)
  expect(await axeViolations(page)).toEqual([])
  await page.locator('.detail .layers input').first().focus()
  await page.keyboard.press('Space')
  await expect.poll(() => new URL(page.url()).searchParams.get('layers')).toBe('times')
  await page.close()
})

test('reports that differ, who said so first and what is like an event stand beside the list', async () => {
  const { rows } = await listEvents(bench.record)
  const [event] = rows.filter(({ reports }) => reports.length > 2)
  const page = await bench.open(`/?event=${event!.id}`)
  await page.locator('.detail mark.on').first().waitFor()
  await page.locator('.fields').getByRole('heading', { name: 'Who said so first' }).waitFor()
  await expect.poll(() => page.locator('.fields .chain li').count()).toBe(event!.reports.length)
  await page
    .locator('.fields')
    .getByRole('heading', { name: /^Similar, but not this one/ })
    .waitFor()
  await page.close()
})

test('a link to a sentence shows which it is, whoever comes by it', async () => {
  const { rows } = await listReports(bench.record)
  const report = (await getReport(bench.record, rows.find(({ nEvents }) => nEvents > 3)!.id))!.report
  const page = await bench.open(`/reports/${report.id}#s4`)
  const words = (n: number) => report.text.slice(report.sentences[n - 1]!.start, report.sentences[n - 1]!.end)
  const here = async () => (await page.locator('.here').allTextContents()).join('')
  await expect.poll(here).toBe(words(4))
  await page.locator('.text .sn', { hasText: /^2$/ }).click()
  await page.waitForURL(/#s2$/)
  await expect.poll(here).toBe(words(2))
  await expectText(page, '.sn[aria-current=location]').toBe('2')
  expect(await axeViolations(page)).toEqual([])
  await page.close()
})

test('an address that is no address of anything breaks nothing', async () => {
  const page = await bench.open('/events/%E0%A4%A')
  for (const path of ['/events/%E0%A4%A', '/reports/%3Cscript%3E', '/?event=..%2Fcounts&window=x']) {
    await page.goto(bench.address + path)
    await page.locator('main h1').first().waitFor()
  }
  await page.close()
})

test('filters that leave nothing name the one to drop', async () => {
  const page = await bench.open('/?text=zyzzyva')
  await page.getByText('No event matches.').waitFor()
  await page.getByRole('link', { name: /^Drop “words/ }).click()
  await selected(page).waitFor()
  await page.close()
})

describe.each(['light', 'dark'] as const)('%s', (colorScheme) => {
  test('no view has a fault that axe-core finds', async () => {
    const [event] = (await listEvents(bench.record)).rows.filter(({ reports }) => reports.length > 1)
    const [actor] = (await listActors(bench.record, { actor: 'Blinken' })).rows
    const page = await bench.open('/', { colorScheme })
    const paths = ['/', `/events/${event!.id}`, `/reports/${event!.reports[0]!.id}?event=${event!.id}`]
    for (const path of [...paths, `/actors/${actor!.id}`, '/actors', '/reports']) {
      await visit(page, bench.address + path)
      expect([path, await axeViolations(page)]).toEqual([path, []])
    }
    await page.close()
  })
})

test.each([360, 720, 960, 1280, 2560])('at %i pixels nothing scrolls sideways', async (width) => {
  const [event] = (await listEvents(bench.record)).rows.filter(({ reports }) => reports.length > 1)
  const page = await bench.open('/', { viewport: { width, height: 900 } })
  for (const path of ['/', `/events/${event!.id}`, `/reports/${event!.reports[0]!.id}`, '/actors', '/reports']) {
    await visit(page, bench.address + path)
    await expect.poll(async () => [path, await page.evaluate<number>(PAGE_WIDTH)]).toEqual([path, width])
  }
  await page.close()
})
