import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listActors, listEvents } from '../../src/record/index.ts'
import { axeViolations, type Bench, drawn, expectText, jump, PATIENCE_MS, startBench, visit } from './browser.ts'

let bench: Bench
beforeAll(async () => {
  bench = await startBench({ samples: /\.txt$/ })
}, 300_000)
afterAll(() => bench.close())

const PAGE_WIDTH = 'document.documentElement.scrollWidth'
const rowOf = (page: Page, name: string | RegExp) => page.locator('.ledger tbody tr', { hasText: name })

/** Presses Tab until the focus is on what `where` finds. */
async function tabTo(page: Page, where: string): Promise<void> {
  for (let i = 0; i < 80; i++) {
    await page.keyboard.press('Tab')
    if (await page.evaluate<boolean>(`document.activeElement?.matches(${JSON.stringify(where)}) === true`)) return
  }
  throw new Error(`Tab never reached ${where}`)
}

describe('by mouse', () => {
  test('see what changed between two statements', async () => {
    const page = await bench.open('/wording')
    await page.locator('.register').getByRole('link', { name: 'Antony Blinken' }).click()
    await page.getByRole('heading', { name: 'What changed between two statements' }).waitFor()
    await page.getByLabel('Topic').fill('Japan')
    await page.getByRole('button', { name: 'Enter Compare' }).click()
    await page.waitForURL(/topic=Japan/)
    await page.locator('.align .gone').first().waitFor()
    const kinds = () => page.locator('.align .rel b').allTextContents()
    await expect.poll(kinds).toEqual(expect.arrayContaining(['dropped', 'added']))
    const phrase = (await page.locator('.align .gone').first().textContent())!
    await page.locator('.align .a a').filter({ hasText: phrase }).first().click()
    await page.waitForURL(/\/reports\/[0-9a-f]+#s\d+/)
    await page.locator('.text').filter({ hasText: phrase }).waitFor()
    await page.close()
  })

  test('see whether "the seventh" holds', async () => {
    const page = await bench.open('/checks')
    await page.locator('.claims button', { hasText: 'seventh launch of the month' }).first().click()
    await page.waitForURL(/claim=/)
    await page.getByRole('heading', { name: 'Is it really the seventh?' }).waitFor()
    const counted = page.locator('.counted li')
    const row = page.locator('.claims tr.on')
    const found = Number(/^(\d+) in the record/.exec((await row.locator('.r').textContent())!)?.[1])
    await expect.poll(() => counted.count()).toBe(found)
    expect([found, await row.locator('.verdict').textContent()]).toEqual([7, 'Holds'])
    await counted.first().getByRole('link').click()
    await page.waitForURL(/\/events\//)
    await page.close()
  })

  test('from the map to the acts of a place, and back with the same filters', async () => {
    const page = await bench.open('/map?type=MOBILIZE')
    await page.locator('.globe .dot').first().waitFor()
    await expectText(page, '.filters-on').toContain('Mobilize')
    await drawn(page)
    const row = page.locator('.ledger tbody tr').first()
    const quads = (await row.locator('.quad-bar').getAttribute('aria-label'))!.match(/\d+/g)!
    const count = quads.reduce((sum, n) => sum + Number(n), 0)
    await row.getByRole('link').click()
    await page.waitForURL(/type=MOBILIZE.*place=|place=.*type=MOBILIZE/)
    await page.getByRole('heading', { name: new RegExp(`^${count} events?$`) }).waitFor()
    await page.goBack()
    await page.getByRole('button', { name: '+ Zoom in' }).click()
    await page.waitForURL(/look=/)
    await page.close()
  })

  test('the network by people, one of them, one period; each count leads to its list', async () => {
    const page = await bench.open('/network')
    await drawn(page)
    const pair = rowOf(page, /Japan · United States/)
    const cell = pair.locator('td').nth(3).getByRole('link')
    const [together, count] = await Promise.all([pair.locator('td').nth(1).textContent(), cell.textContent()])
    const expected = Number(together) + Number.parseInt(count!, 10)
    await cell.click()
    await page.getByRole('heading', { name: new RegExp(`^${expected} events?$`) }).waitFor()
    await page.goBack()
    await page.getByRole('link', { name: 'people and bodies' }).click()
    await page.waitForURL(/level=actor/)
    const chooser = page.getByLabel('Choose a party')
    await chooser.locator('option', { hasText: 'Antony Blinken' }).waitFor({ state: 'attached' })
    await chooser.selectOption({ label: 'Antony Blinken' })
    await page.waitForURL(/at=/)
    const others = () => page.locator('.ledger tbody th', { hasNotText: 'Blinken' }).count()
    await expect.poll(others).toBe(0)
    await page.locator('.ledger tbody th').first().waitFor()
    await page.close()
  })

  test('what was planned leads to what became of it', async () => {
    const page = await bench.open('/calendar')
    await page.getByRole('link', { name: 'took place' }).click()
    await page.waitForURL(/outcome=took-place/)
    await page.locator('.plans .o a').first().click()
    await page.waitForURL(/\/reports\/[0-9a-f]+#s\d+/)
    await page.close()
  })
})

test('a plan or demand is linked with what became of it, in the record and on its own page, and the reverse', async () => {
  const { rows } = await listEvents(bench.record)
  const byId = new Map(rows.map((row) => [row.id, row]))
  const pairs = rows.flatMap((row) => row.relations.map(({ kind, to }) => ({ kind, row, other: byId.get(to)! })))
  const linked = pairs.filter((pair) => pair.kind in HEADINGS && pair.other.date !== undefined)
  // A plan without a day of its own has no place in the lanes, and no line to what became of it.
  const { kind, row, other } = linked.find((pair) => pair.row.date !== undefined) ?? linked[0]!
  const [there, back] = HEADINGS[kind as keyof typeof HEADINGS]
  const days = [row.date, other.date].flatMap((date) => (date ? [date.start, date.end] : [])).sort()
  const page = await bench.open(`/?event=${row.id}&window=${dayAfter(days[0]!, -10)}..${dayAfter(days.at(-1)!, 10)}`)
  await page.getByRole('heading', { name: there }).waitFor()
  if (row.date !== undefined) await page.locator('.lanes .tie').first().waitFor({ state: 'attached' })
  await page.locator(`.related a[href="/events/${other.id}"]`).first().click()
  await page.getByRole('heading', { name: back }).waitFor()
  await page.locator(`.related a[href="/events/${row.id}"]`).first().waitFor()
  await page.close()
})

/** Over what became of a plan or demand, and over the plan or demand of what was done. */
const HEADINGS = {
  'plan-of': ['What became of it', 'Planned before'],
  'demand-for': ['It was demanded, and done', 'Demanded before'],
} as const

describe('by keyboard alone', () => {
  test('see what changed between two statements', async () => {
    const page = await bench.open('/')
    await drawn(page)
    await jump(page, 'w', /\/wording/)
    await page.locator('.register').waitFor()
    await tabTo(page, '.register a[href*="Antony+Blinken"], .register a[href*="Antony%20Blinken"]')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'What changed between two statements' }).waitFor()
    await tabTo(page, '.pick [name=topic]')
    await page.keyboard.type('Japan')
    await page.keyboard.press('Enter')
    await page.waitForURL(/topic=Japan/)
    await page.locator('.align .gone').first().waitFor()
    await page.close()
  })

  test('see whether "the seventh" holds', async () => {
    const page = await bench.open('/')
    await drawn(page)
    await jump(page, 'h', /\/checks/)
    await page.locator('.claims').waitFor()
    const rows = page.locator('.claims tbody tr')
    const seventh = (await rows.allTextContents()).findIndex((row) => row.includes('seventh launch of the month'))
    // The first is chosen from the start.
    for (let i = 1; i <= seventh; i++) {
      await page.keyboard.press('j')
      const shown = page.locator('.claims tr.on')
      await expect.poll(async () => (await rows.allTextContents()).indexOf((await shown.textContent())!)).toBe(i)
    }
    await page.getByRole('heading', { name: 'Is it really the seventh?' }).waitFor()
    await expectText(page, '.claims tr.on .verdict').toBe('Holds')
    await expect.poll(() => page.locator('.counted li').count()).toBe(7)
    await tabTo(page, '.counted a')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/events\//)
    await page.close()
  })

  test('earlier and later statements, inline', async () => {
    const page = await bench.open('/wording?speaker=Blinken&topic=Japan')
    await page.locator('.align').waitFor()
    await page.keyboard.press('[')
    await page.waitForURL(/pair=/)
    const earlier = new URL(page.url()).searchParams.get('pair')!
    await page.keyboard.press(']')
    await expect.poll(() => new URL(page.url()).searchParams.get('pair')! > earlier).toBe(true)
    await page.keyboard.press('i')
    await page.waitForURL(/show=inline/)
    await expect.poll(() => page.locator('.align').count()).toBe(0)
    await page.keyboard.press('i')
    await page.locator('.align').waitFor()
    await page.close()
  })

  test('claims, the map, the network and the calendar', async () => {
    const page = await bench.open('/checks')
    await page.locator('.claims').waitFor()
    await page.keyboard.press('j')
    await page.waitForURL(/claim=/)
    await page.keyboard.press('o')
    await page.waitForURL(/\/reports\//)
    await jump(page, 'm', /\/map/)
    await page.locator('.ledger').waitFor()
    await page.keyboard.press('j')
    await page.waitForURL(/at=/)
    await page.keyboard.press('+')
    await page.waitForURL(/look=/)
    await page.keyboard.press('o')
    await page.waitForURL(/place=/)
    await jump(page, 'n', /\/network/)
    await page.locator('.dyads').waitFor()
    await page.keyboard.press('[')
    await page.waitForURL(/period=/)
    await jump(page, 'c', /\/calendar/)
    await page.locator('.plans').first().waitFor()
    await page.keyboard.press('j')
    await page.waitForURL(/event=/)
    await page.keyboard.press('o')
    await page.waitForURL(/\/events\//)
    await page.close()
  })

  test('add a report by paste and see it; save a search, and find in it what came later', async () => {
    const page = await bench.open('/')
    await page.keyboard.press('/')
    await page.keyboard.type('actor:Portu')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await page.goto(`${bench.address}/saved?query=actor%3APortugal`)
    await page.locator('.save').waitFor()
    await tabTo(page, '.save [name=name]')
    await page.keyboard.press('Control+A')
    await page.keyboard.type('Lisbon')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Lisbon Nothing new' }).waitFor()
    await page.goto(`${bench.address}/add`)
    await tabTo(page, '.paste [name=text]')
    await page.keyboard.insertText(
      '<b>Lisbon</b> speaks \u202e\n\nMarch 3, 2022\n\nPortugal on Thursday condemned the missile launch by North Korea.\n',
    )
    await page.keyboard.press('Control+Enter')
    await page.locator('.outcomes li.added').waitFor({ timeout: 3 * PATIENCE_MS })
    await tabTo(page, '.outcomes li a')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/reports\//)
    await page.locator('.text', { hasText: 'Portugal on Thursday condemned' }).waitFor()
    expect(await page.locator('h1 b').count()).toBe(0)
    await jump(page, 's', /\/saved/)
    await page.getByRole('heading', { name: /^Lisbon \d new$/ }).waitFor()
    await expectText(page, '.watch li .why').toMatch(/new event · because of actor Portugal/)
    await tabTo(page, '.watch-acts button')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Lisbon Nothing new' }).waitFor()
    await page.close()
  })

  test('search with fields and suggestions', async () => {
    const page = await bench.open('/reports')
    await page.goto(`${bench.address}/`)
    await page.locator('.row').first().waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('act')
    await page.locator('.offers [role=option]', { hasText: 'actor:' }).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.keyboard.type('blin')
    await page.locator('.offers [role=option]', { hasText: 'Blinken' }).first().waitFor()
    await page.keyboard.press('ArrowDown')
    await expect.poll(() => page.locator('.offers [aria-selected=true]').count()).toBe(1)
    await page.keyboard.press('Enter')
    await page.keyboard.type('type:consult after:2022-02')
    await page.keyboard.press('Enter')
    await page.waitForURL(/actor=.*Blinken/)
    const { searchParams } = new URL(page.url())
    expect([searchParams.getAll('type'), searchParams.get('from')]).toEqual([['CONSULT'], '2022-02'])
    await page.keyboard.press('/')
    await page.keyboard.type(' before:soon')
    await page.keyboard.press('Enter')
    await page.getByRole('alert').getByText('“soon” is no date').waitFor()
    await page.close()
  })
})

test('files are dropped and chosen; one that cannot be read stops none of the others', async () => {
  const page = await bench.open('/add')
  const files = [
    { name: 'bulletin.pdf', mimeType: 'application/pdf', buffer: Buffer.from('\u0000\u0001\u0002'.repeat(500)) },
    { name: `${'x'.repeat(180)}<img src=x onerror=alert(1)>.txt`, mimeType: 'text/plain', buffer: REPORT },
  ]
  await page.locator('input[type=file]').setInputFiles(files)
  await page.locator('.outcomes li.added').waitFor({ timeout: 3 * PATIENCE_MS })
  await page.getByText('1 report could not be read.').waitFor()
  await expectText(page, '.outcomes li.failed').toContain('bulletin.pdf')
  expect(await page.locator('.outcomes img').count()).toBe(0)
  const transfer = await page.evaluateHandle(`(() => {
    const data = new DataTransfer()
    data.items.add(new File([${JSON.stringify(REPORT.toString())}], 'again.txt'))
    return data
  })()`)
  await page.locator('.drop').dispatchEvent('drop', { dataTransfer: transfer })
  await page.locator('.outcomes li.known').waitFor({ timeout: 3 * PATIENCE_MS })
  await page.close()
})

test('reports are dropped and pasted in any view: it leads to where they are added', async () => {
  const page = await bench.open('/actors')
  await drawn(page)
  const transfer = (fill: string) =>
    page.evaluateHandle(`(() => {
      const data = new DataTransfer()
      ${fill}
      return data
    })()`)
  const words = '\n\nMarch 5, 2022\n\nNorway on Saturday condemned the missile launch by North Korea.\n'
  const files = await transfer(`data.items.add(new File([${JSON.stringify(words)}], 'dropped.txt'))`)
  await page.locator('main').dispatchEvent('drop', { dataTransfer: files })
  await page.waitForURL(/\/add$/)
  await page.locator('.outcomes li.added').waitFor({ timeout: 3 * PATIENCE_MS })
  await jump(page, 'c', /\/calendar/)
  await drawn(page)
  await page.evaluate(`(() => {
    const data = new DataTransfer()
    data.setData('text/plain', 'Finland on Sunday welcomed the talks.')
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }))
  })()`)
  await page.waitForURL(/\/add$/)
  await expect.poll(() => page.locator('.paste [name=text]').inputValue()).toBe('Finland on Sunday welcomed the talks.')
  // A text is sent only when the reader has seen it.
  expect(await page.locator('.outcomes').count()).toBe(0)
  await page.close()
})

const dayAfter = (day: string, days: number) => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)

const REPORT = Buffer.from('March 4, 2022\n\nIreland on Friday condemned the missile launch by North Korea.\n')

const VIEWS = [
  '/wording',
  '/wording?speaker=Blinken&topic=Japan',
  '/wording?speaker=%3Cb%3Enobody%3C/b%3E',
  '/?show=timeline&lanes=actor&as-of=2022-02-10',
  '/unsure',
  '/checks',
  '/calendar',
  '/calendar?year=1999',
  '/map',
  '/map?text=zyzzyva',
  '/network',
  '/network?level=actor&by=year',
  '/saved',
  '/add',
]

describe.each(['light', 'dark'] as const)('%s', (colorScheme) => {
  test('no view has a fault that axe-core finds', async () => {
    const page = await bench.open('/add', { colorScheme })
    for (const path of VIEWS) {
      await visit(page, bench.address + path)
      expect([path, await axeViolations(page)]).toEqual([path, []])
    }
    await page.keyboard.press('/')
    await page.locator('.offers').waitFor()
    expect(await axeViolations(page)).toEqual([])
    await page.close()
  })
})

test.each([360, 720, 1280, 2560])('at %i pixels nothing scrolls sideways', async (width) => {
  const page = await bench.open('/add', { viewport: { width, height: 900 } })
  for (const path of VIEWS) {
    await visit(page, bench.address + path)
    await expect.poll(async () => [path, await page.evaluate<number>(PAGE_WIDTH)]).toEqual([path, width])
  }
  await page.close()
})

test('nothing moves for a reader who asked for stillness, and little for others', async () => {
  const moving = `[...document.querySelectorAll('*')].filter((element) => {
    const { transitionDuration, animationName } = getComputedStyle(element)
    return animationName !== 'none' || transitionDuration.split(',').some((time) => parseFloat(time) > LIMIT)
  }).length`
  for (const [reducedMotion, limit] of [
    ['reduce', 0],
    ['no-preference', 0.1],
  ] as const) {
    const page = await bench.open('/', { reducedMotion })
    for (const path of ['/', '/map', '/network', '/wording?speaker=Blinken']) {
      await visit(page, bench.address + path)
      expect([path, await page.evaluate<number>(moving.replace('LIMIT', String(limit)))]).toEqual([path, 0])
    }
    await page.close()
  }
})

test.each([360, 1280])('at %i pixels views are loaded without jumps', async (width) => {
  const [event] = (await listEvents(bench.record)).rows.filter(({ reports }) => reports.length > 3)
  const [actor] = (await listActors(bench.record, { actor: 'Blinken' })).rows
  const page = await bench.open('/add', { viewport: { width, height: 800 } })
  await page.addInitScript(`globalThis.moved_ = 0
    new PerformanceObserver((list) => { for (const { value } of list.getEntries()) moved_ += value })
      .observe({ type: 'layout-shift', buffered: true })`)
  const paths = ['/', `/events/${event!.id}`, `/reports/${event!.reports[0]!.id}`, `/actors/${actor!.id}`]
  for (const path of [...paths, '/checks', '/calendar', '/wording?speaker=Blinken', '/map', '/unsure', '/reports']) {
    await visit(page, bench.address + path)
    // What browsers' makers call good is at most a tenth.
    expect([path, (await page.evaluate<number>('moved_')) < 0.1]).toEqual([path, true])
  }
  await page.close()
})

test('the day is slid by keys in every view, and today is one button away', async () => {
  const page = await bench.open('/add')
  const day = () => new URL(page.url()).searchParams.get('as-of')
  for (const path of [
    '/',
    '/calendar',
    '/wording?speaker=Blinken',
    '/checks',
    '/actors',
    '/map',
    '/network',
    '/saved',
  ]) {
    await visit(page, bench.address + path)
    await page.locator('.asof input[type=range]').focus()
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('ArrowLeft')
    await expect.poll(day).toMatch(/^\d{4}-\d\d-\d\d$/)
    await page.getByRole('button', { name: 'Today' }).click()
    await expect.poll(day).toBe(null)
  }
  await page.close()
})

test('by keyboard alone: through lists, and a search saved from the record', async () => {
  const page = await bench.open('/actors')
  await drawn(page)
  const focused = () => page.evaluate<string>('document.activeElement?.textContent ?? ""')
  await page.keyboard.press('j')
  const first = await focused()
  await page.keyboard.press('j')
  await expect.poll(focused).not.toBe(first)
  await page.keyboard.press('k')
  await expect.poll(focused).toBe(first)
  await page.keyboard.press('o')
  await page.waitForURL(/\/actors\//)
  await jump(page, 'r', /\/reports$/)
  await page.locator('.register').waitFor()
  await drawn(page)
  await page.goto(`${bench.address}/?type=CONSULT`)
  await drawn(page)
  await page.keyboard.press('s')
  await page.waitForURL(/\/saved\?query=type/)
  await expect.poll(() => page.locator('.save [name=query]').inputValue()).toBe('type:consult')
  await page.close()
})

test('every view names the day as of which it is', async () => {
  const page = await bench.open('/add')
  for (const path of ['/wording?speaker=Blinken', '/checks', '/calendar', '/map', '/network', '/unsure']) {
    await visit(page, `${bench.address}${path}${path.includes('?') ? '&' : '?'}as-of=2022-01-31`)
    await expectText(page, '.asof .day').toMatch(/31.Jan.2022/)
    await expect.poll(() => page.locator('main a:not([href*="as-of=2022-01-31"])').count()).toBe(0)
  }
  await page.close()
})

test('wording, event and actor print on A4 without controls, with their day and address', async () => {
  const [event] = (await listEvents(bench.record)).rows.filter(({ reports }) => reports.length > 2)
  const [actor] = (await listActors(bench.record, { actor: 'Blinken' })).rows
  const page = await bench.open('/add', { viewport: { width: 680, height: 980 } })
  for (const path of ['/wording?speaker=Blinken&topic=Japan', `/events/${event!.id}`, `/actors/${actor!.id}`]) {
    await page.emulateMedia({ media: 'screen' })
    await visit(page, bench.address + path)
    await page.emulateMedia({ media: 'print' })
    const shown = page.locator(':is(.pick, .search, .mast nav, .act, .asof input):visible')
    await expect.poll(async () => [path, await shown.count()]).toEqual([path, 0])
    await expect.poll(async () => [path, await page.evaluate<number>(PAGE_WIDTH)]).toEqual([path, 680])
    await expect.poll(() => page.locator('.foot .printed').innerText()).toContain(path)
    await page.locator('.asof .printed').waitFor()
  }
  await page.close()
})
